"""`/critical unreached`, and trying again."""

from collections.abc import Mapping

from bot.services import unreached
from bot.views import unreached as shown
from bot.views.scene import Message, Scene
from handlers.context import Visit, number
from handlers.door import Door
from handlers.errors import Handler


async def look(door: Door, visit: Visit, wanted: int, note: str = "") -> Message:
    """Show a page of what could not be delivered."""
    page = await unreached.look(door.desk, visit.actor, wanted, shown.PAGE_SIZE)
    reader = await door.reader(visit.actor, *page.people)
    missed = [
        (Scene(one.task, page.rules.of(one.task.application), reader, entry=one.entry), one.row)
        for one in page.missed
    ]
    return shown.unreached(missed, page.total, page.number, note)


async def on_retry_clicked(door: Door, visit: Visit) -> None:
    """Have it tried again, and show the list without it."""
    is_ours = await unreached.try_again(door.desk, visit.request, visit.number)
    note = shown.TRIED_AGAIN if is_ours else shown.TRIED_BEFORE
    message = await look(door, visit, number(visit.rest), note)
    door.afterwards(door.whisper(visit, message, replace=True))


CLICKS: Mapping[str, Handler] = {"retry_notice": on_retry_clicked}
SUBMISSIONS: Mapping[str, Handler] = {}
