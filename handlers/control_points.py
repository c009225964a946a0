"""The control point: beginning one now, and what is answered in its messages."""

from collections.abc import Mapping

from bot.domain.permissions import Deed
from bot.services import control_point_answers, control_points
from bot.views import control_points as shown
from bot.views.scene import Message
from handlers.context import Visit, number
from handlers.door import Door
from handlers.errors import Handler


async def say(door: Door, visit: Visit, rest: str) -> Message | None:
    """Begin a round now, or say when one begins; None where it goes on as a sentence does."""
    if rest == "now":
        return shown.begins(await control_points.begin_now(door.desk, visit.request))
    if rest:
        return None
    state = await control_points.look(door.desk, visit.actor)
    return shown.state(state.next_at, state.closes_at, await door.reader(visit.actor))


async def on_confirmed(door: Door, visit: Visit) -> None:
    """Take the administrator's word that a date holds."""
    await control_point_answers.confirm(door.desk, visit.request, visit.number)


async def on_holds_said(door: Door, visit: Visit) -> None:
    """Take the developer's word that a date holds."""
    await control_point_answers.say_holds(door.desk, visit.request, visit.number)


async def on_developer_asked(door: Door, visit: Visit) -> None:
    """Ask the developer whether a date holds."""
    await control_point_answers.ask(door.desk, visit.request, visit.number)


async def on_turned(door: Door, visit: Visit) -> None:
    """Turn the page of somebody's message."""
    page = number(visit.rest)
    await control_point_answers.turn(door.desk, visit.request, visit.number, page)


CLICKS: Mapping[str, Handler] = {
    str(Deed.CONFIRM_DEADLINE): on_confirmed,
    str(Deed.SAY_HOLDS): on_holds_said,
    str(Deed.ASK_HOLDS): on_developer_asked,
    "control_point_previous": on_turned,
    "control_point_next": on_turned,
}
SUBMISSIONS: Mapping[str, Handler] = {}
