"""Following a task by its button or by 👀, and saying that it affects others too."""

from collections.abc import Mapping
from functools import partial

from bot.domain.following import Part
from bot.domain.permissions import Deed
from bot.services import following
from bot.views import following as shown
from bot.views.scene import Message
from handlers.context import Visit
from handlers.door import Door
from handlers.errors import Handler
from handlers.messages import is_critical
from handlers.opening import open_form, read_origin, request_of
from storage.tasks import Task

EYES = "eyes"


async def on_followed(door: Door, visit: Visit) -> None:
    """Let somebody hear of every step."""
    _say(door, visit, await following.follow(door.desk, visit.request, visit.number))


async def on_unfollowed(door: Door, visit: Visit) -> None:
    """Let somebody hear no more of it."""
    _say(door, visit, await following.unfollow(door.desk, visit.request, visit.number))


async def on_reaction(door: Door, visit: Visit, *, is_added: bool) -> None:
    """Take 👀 on a task as following it, and its end as the end of that."""
    event = visit.body["event"]
    item = event["item"]
    # The bot shows by the same sign that a task was accepted.
    if event["reaction"] != EYES or visit.actor in visit.ourselves:
        return
    if not await is_critical(door, item):
        return
    channel, ts = item["channel"], item["ts"]
    found = await following.react(door.desk, visit.request, channel, ts, is_added=is_added)
    if found is not None:
        _say(door, visit, found)


async def on_me_too_submitted(door: Door, visit: Visit) -> None:
    """Add another customer or ticket."""
    origin, said = read_origin(visit), shown.read_me_too(visit.body["view"])
    request, number = request_of(visit, origin), origin.task_id or 0
    task, new = await following.me_too(door.desk, request, number, said.customer, said.ticket)
    door.afterwards(door.whisper(visit, shown.added(task, *new)))


def _say(door: Door, visit: Visit, found: tuple[Task, Part]) -> None:
    message: Message = shown.answer(*found)
    door.afterwards(door.whisper(visit, message))


CLICKS: Mapping[str, Handler] = {
    "follow": on_followed,
    "unfollow": on_unfollowed,
    "me_too": partial(open_form, doing=Deed.ME_TOO, build=lambda o, _c, _r: shown.me_too_form(o)),
}

SUBMISSIONS: Mapping[str, Handler] = {"me_too": on_me_too_submitted}
