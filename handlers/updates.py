"""How it is going: on track, or what blocks it."""

from collections.abc import Mapping
from functools import partial

from bot.domain.permissions import Deed
from bot.services import updates
from bot.views import forms
from handlers.context import Visit
from handlers.door import Door
from handlers.errors import Handler
from handlers.opening import open_form, read_origin, request_of


async def on_track_clicked(door: Door, visit: Visit) -> None:
    """Tell those who wait that the deadline holds."""
    await updates.on_track(door.desk, visit.request, visit.number)


async def on_blocked_submitted(door: Door, visit: Visit) -> None:
    """Tell them what blocks it."""
    origin, said = read_origin(visit), forms.read_blocked(visit.body["view"])
    await updates.block(door.desk, request_of(visit, origin), origin.task_id or 0, said.reason)


CLICKS: Mapping[str, Handler] = {
    "on_track": on_track_clicked,
    "blocked": partial(
        open_form, doing=Deed.SAY_BLOCKED, build=lambda o, _c, _r: forms.blocked_form(o)
    ),
}
SUBMISSIONS: Mapping[str, Handler] = {"blocked": on_blocked_submitted}
