"""`/critical quiet`, why somebody got a notice, and the kinds that they mute."""

import re
from collections.abc import Mapping

from bot.domain.quiet import read_hours, read_topic
from bot.services import quiet
from bot.views import quiet as shown
from bot.views.scene import Message
from handlers.context import Visit, number
from handlers.door import Door
from handlers.errors import Handler

_HOURS = re.compile(r"(?:(?:from|until|till|to|after|before|at) )?-? ?\d|on$")
_OFF = "off"


async def say(door: Door, visit: Visit, typed: str) -> Message | None:
    """Show or set quiet hours; None for words that are no hours, such as those of a task."""
    if not typed:
        return await _standing(door, visit)
    if typed != _OFF and not _HOURS.match(typed):
        return None
    hours = None if typed == _OFF else read_hours(typed)
    if hours is None and typed != _OFF:
        return shown.unclear(typed)
    wanted = await quiet.set_hours(door.desk, visit.request, hours)
    return shown.standing(wanted, await door.reader(visit.actor))


async def on_why(door: Door, visit: Visit) -> None:
    """Say why somebody got a message."""
    door.afterwards(door.whisper(visit, await _why(door, visit, visit.number)))


async def on_quiet(door: Door, visit: Visit) -> None:
    """Show quiet hours, and what is muted."""
    door.afterwards(door.whisper(visit, await _standing(door, visit)))


async def on_mute(door: Door, visit: Visit) -> None:
    """Send this kind no more."""
    if topic := read_topic(visit.rest):
        await quiet.mute(door.desk, visit.request, topic)
    await _again(door, visit)


async def on_unmute(door: Door, visit: Visit) -> None:
    """Send this kind again."""
    if topic := read_topic(visit.rest):
        await quiet.unmute(door.desk, visit.request, topic)
    await _again(door, visit)


async def _again(door: Door, visit: Visit) -> None:
    """Show the place in which somebody clicked as it is now: a message's reasons, or the list."""
    row = number(visit.value.partition(":")[0])
    message = await _why(door, visit, row) if row else await _standing(door, visit)
    door.afterwards(door.whisper(visit, message, replace=True))


async def _why(door: Door, visit: Visit, row: int) -> Message:
    return shown.why(await quiet.explain(door.desk, visit.actor, row), row)


async def _standing(door: Door, visit: Visit) -> Message:
    wanted = await quiet.look(door.desk, visit.actor)
    return shown.standing(wanted, await door.reader(visit.actor))


CLICKS: Mapping[str, Handler] = {
    "why": on_why,
    "quiet": on_quiet,
    "mute": on_mute,
    "unmute": on_unmute,
}
SUBMISSIONS: Mapping[str, Handler] = {}
