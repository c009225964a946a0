"""The same again: saying which task it is, or is not; what helps; how bad it is for so many."""

from collections.abc import Mapping
from functools import partial

from bot.domain.permissions import Deed
from bot.domain.severity import Severity
from bot.services import alike, board, proposals, severities
from bot.views import alike as shown
from bot.views.scene import Scene
from handlers.context import Visit, number
from handlers.door import Door
from handlers.errors import Handler
from handlers.opening import open_form, read_origin, request_of


async def on_same(door: Door, visit: Visit) -> None:
    """Let the task go on as the one that was clicked."""
    task, other = await alike.it_is_this(door.desk, visit.request, visit.number, number(visit.rest))
    rules, reader = await board.rules(door.desk, visit.actor), await door.reader(visit.actor)
    into, before = (other, None) if task.merged_into is not None else (None, other)
    scene = Scene(task, rules.of(task.application), reader, merged_into=into, same_as=before)
    door.afterwards(door.whisper(visit, shown.said_same(scene)))


async def on_other(door: Door, visit: Visit) -> None:
    """Remember that it is not that one."""
    await alike.not_this(door.desk, visit.request, visit.number, number(visit.rest))


async def on_workaround_submitted(door: Door, visit: Visit) -> None:
    """Keep what helps until it is fixed."""
    origin, said = read_origin(visit), shown.read_workaround(visit.body["view"])
    request = request_of(visit, origin)
    await alike.set_workaround(door.desk, request, origin.task_id or 0, said.text)


async def on_raised(door: Door, visit: Visit) -> None:
    """Raise the severity to what was proposed."""
    if severity := _severity(visit):
        await severities.set_severity(door.desk, visit.request, visit.number, severity)


async def on_left(door: Door, visit: Visit) -> None:
    """Leave the severity as it is."""
    if severity := _severity(visit):
        await proposals.leave(door.desk, visit.request, visit.number, severity)


def _severity(visit: Visit) -> Severity | None:
    """Read which severity was proposed; None for nonsense."""
    return next((one for one in Severity if one == number(visit.rest)), None)


CLICKS: Mapping[str, Handler] = {
    "say_same": on_same,
    "say_other": on_other,
    "set_workaround": partial(
        open_form,
        doing=Deed.SET_WORKAROUND,
        build=lambda o, c, _r: shown.workaround_form(o, c.task),
    ),
    "raise_severity": on_raised,
    "leave_severity": on_left,
}

SUBMISSIONS: Mapping[str, Handler] = {"set_workaround": on_workaround_submitted}
