"""Opening a form: only for who may send it, with what it offers read at that moment."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.domain.lifecycle import Action
from bot.domain.permissions import Deed
from bot.services import board
from bot.services.board import Choices
from bot.services.desk import Request
from bot.views.origin import Origin
from bot.views.scene import Reader
from handlers.context import Visit
from handlers.door import Door

View = dict[str, Any]
Build = Callable[[Origin, Choices, Reader], View]


async def open_form(door: Door, visit: Visit, doing: Action | Deed, build: Build) -> None:
    """Open the form about a task. Raises the refusal of who may not send it."""
    choices = await board.offer(door.desk, visit.actor, visit.number, doing)
    reader = await door.reader(visit.actor, *choices.people)
    origin = replace(origin_of(visit), task_id=choices.task.number, stands=choices.task.stands)
    await show(door, visit, build(origin, choices, reader))


async def show(door: Door, visit: Visit, view: View) -> None:
    """Open a form that is ready, before its trigger dies; from a form it takes that one's place."""
    if visit.view_id:
        await door.client.views_update(view_id=visit.view_id, view=view)
        return
    await door.client.views_open(trigger_id=visit.trigger_id, view=view)


def origin_of(visit: Visit) -> Origin:
    """Say from where a form is opened, so that it can be answered there."""
    return Origin(
        channel=visit.channel, message_ts=visit.message_ts, response_url=visit.response_url
    )


def read_origin(visit: Visit) -> Origin:
    """Read from where the form that was sent had been opened."""
    return Origin.unpack(visit.body["view"].get("private_metadata") or "")


def request_of(visit: Visit, origin: Origin) -> Request:
    """Make the request of a form: the message it was opened from is shown anew afterwards."""
    if origin.channel and origin.message_ts:
        return replace(visit.request, clicked=(origin.channel, origin.message_ts))
    return visit.request
