"""Telling the rest of a report, checking things off, and sending a task back to support."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from bot.domain.permissions import Deed
from bot.domain.template import Topic
from bot.services import returning, topics
from bot.services.messages import with_files
from bot.services.topics import Said
from bot.views import forms_topics
from handlers.context import Visit
from handlers.door import Door
from handlers.errors import Handler
from handlers.opening import open_form, origin_of, read_origin, request_of, show


async def on_tell_clicked(door: Door, visit: Visit) -> None:
    """Open the form with what is missing now."""
    offered = await topics.offer(door.desk, visit.actor, visit.number)
    origin = replace(origin_of(visit), task_id=offered.task.number)
    await show(door, visit, forms_topics.rest_form(origin, offered.standing, offered.owed))


async def on_tell_submitted(door: Door, visit: Visit) -> None:
    """Keep what the form tells."""
    origin, said = read_origin(visit), forms_topics.read_rest(visit.body["view"])
    shots = Topic.SCREENSHOTS
    words = {str(shots): with_files(said.told.get(shots, ""), said.files)} if said.files else {}
    told = Said({**said.told, **words}, said.since_at, said.checked, said.answer)
    await topics.tell(door.desk, request_of(visit, origin), origin.task_id or 0, told)


async def on_checked(door: Door, visit: Visit) -> None:
    """Check one thing off, or take that back."""
    is_done, _, item = visit.rest.partition(":")
    await topics.check_off(door.desk, visit.request, visit.number, item, is_done=is_done == "1")


async def on_return_submitted(door: Door, visit: Visit) -> None:
    """Send the task back with the reason that the form says."""
    origin, reason = read_origin(visit), forms_topics.read_return(visit.body["view"])
    request = request_of(visit, origin)
    await returning.send_back(door.desk, request, origin.task_id or 0, reason)


CLICKS: Mapping[str, Handler] = {
    "tell": on_tell_clicked,
    "check": on_checked,
    "return": partial(
        open_form, doing=Deed.RETURN, build=lambda o, _c, _r: forms_topics.return_form(o)
    ),
}

SUBMISSIONS: Mapping[str, Handler] = {"tell": on_tell_submitted, "return": on_return_submitted}
