"""`/critical causes`, and the form *Cause…*."""

from collections.abc import Mapping
from dataclasses import replace

from bot.services import causes, problems
from bot.services.causes import Said
from bot.views import causes as shown
from bot.views.scene import Message
from handlers.context import Visit
from handlers.door import Door
from handlers.errors import Handler
from handlers.opening import origin_of, read_origin, request_of, show


async def look(door: Door, visit: Visit, wanted: int) -> Message:
    """Show a page of what comes back, and of what was said of causes."""
    page = await problems.look(door.desk, visit.actor, wanted, shown.PAGE_SIZE)
    place = shown.Place(page.number, page.last, page.problems, page.owed)
    reader = await door.reader(visit.actor, *page.people)
    return shown.causes(page.findings, place, page.rules, reader)


async def on_cause_clicked(door: Door, visit: Visit) -> None:
    """Open the form, for who may say what the cause was."""
    offered = await causes.offer(door.desk, visit.actor, visit.number)
    origin = replace(origin_of(visit), task_id=offered.task.number, stands=offered.stands)
    await show(door, visit, shown.cause_form(origin, offered.task, offered.cause))


async def on_cause_submitted(door: Door, visit: Visit) -> None:
    """Keep what the form says of the cause."""
    origin, typed = read_origin(visit), shown.read_cause(visit.body["view"])
    said = Said(typed.kind, typed.cause, typed.prevention, typed.link, typed.outcome)
    request, number = request_of(visit, origin), origin.task_id or 0
    task = await causes.say(door.desk, request, number, said, origin.stands)
    door.afterwards(door.whisper(visit, shown.kept(task)))


CLICKS: Mapping[str, Handler] = {"say_cause": on_cause_clicked}
SUBMISSIONS: Mapping[str, Handler] = {"say_cause": on_cause_submitted}
