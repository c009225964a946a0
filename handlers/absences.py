"""`/critical away` and `/critical back`: who does what for whom meanwhile."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

from slack_sdk.errors import SlackApiError

from bot.domain.people import on_duty
from bot.services import absences, reassigning
from bot.services.absences import Absence
from bot.views import absences as shown
from bot.views import forms_duty
from bot.views.scene import Message
from handlers.context import Visit
from handlers.door import Door
from handlers.errors import Handler
from handlers.opening import origin_of, read_origin, request_of, show
from handlers.tasks import offered


async def on_away(door: Door, visit: Visit, words: str) -> Message:
    """Note who is away until when; whoever has raised tasks is asked who follows them."""
    known = await absences.leave(door.desk, visit.request, words)
    if known.raised and known.row.stand_in is None:
        # They are away, whatever becomes of the form; the answer opens it, too.
        with suppress(SlackApiError):
            await show(door, visit, forms_duty.stand_in_form(origin_of(visit)))
    return await _gone(door, visit, known)


async def say_back(door: Door, visit: Visit, rest: str) -> Message | None:
    """Note that somebody is back."""
    if rest:
        return None
    rules = await absences.come_back(door.desk, visit.request)
    reader = await door.reader(visit.actor, on_duty(rules))
    return shown.back(on_duty(rules), reader, visit.actor)


async def on_name_stand_in(door: Door, visit: Visit) -> None:
    """Open the form that asks who follows the tasks, for who is away."""
    await absences.find(door.desk, visit.actor)
    await show(door, visit, forms_duty.stand_in_form(origin_of(visit)))


async def on_stand_in_submitted(door: Door, visit: Visit) -> None:
    """Let follow whom the form names."""
    slack_id = forms_duty.read_stand_in(visit.body["view"])
    known = await absences.name_stand_in(door.desk, visit.request, slack_id)
    door.afterwards(door.whisper(visit, await _gone(door, visit, known)))


async def on_reassign_all(door: Door, visit: Visit) -> None:
    """Open the form that asks who gets all that somebody has to fix."""
    choices = await reassigning.offer(door.desk, visit.actor, visit.value)
    reader = await door.reader(visit.actor, *choices.people)
    origin = replace(origin_of(visit), person=choices.former)
    loads = [offered(load) for load in choices.loads]
    await show(door, visit, forms_duty.reassign_form(origin, loads, reader))


async def on_reassign_all_submitted(door: Door, visit: Visit) -> None:
    """Give all of it to whom the form names."""
    origin, said = read_origin(visit), forms_duty.read_reassign(visit.body["view"])
    request, former = request_of(visit, origin), origin.person or ""
    await reassigning.reassign(door.desk, request, former, said.developer, said.note or "")


async def _gone(door: Door, visit: Visit, known: Absence) -> Message:
    reader = await door.reader(visit.actor, *known.people)
    instead = known.rules if known.was_on_duty else None
    return shown.gone(known.row, known.raised, reader, instead)


CLICKS: Mapping[str, Handler] = {
    "name_stand_in": on_name_stand_in,
    "reassign_all": on_reassign_all,
}
SUBMISSIONS: Mapping[str, Handler] = {
    "name_stand_in": on_stand_in_submitted,
    "reassign_all": on_reassign_all_submitted,
}
