"""Conversations as one person's sidebar lists them."""

import re
from collections.abc import Iterator

from bot.simulator.messages import Channel, Message
from bot.simulator.page.seats import Seat
from bot.simulator.people import Profile
from bot.simulator.shapes import Json
from bot.simulator.workspace import Workspace

TO_ALL = re.compile(r"<!(?:here|channel|everyone)\b")


def in_sight(workspace: Workspace, user: str) -> list[Channel]:
    """Where this person is a member, and what is public; the direct messages with the app too."""
    workspace.dm_with(user)
    every = workspace.channels.values()
    return [place for place in every if user in place.members or place.kind == "channel"]


def shown(workspace: Workspace, place: Channel, person: Profile, seat: Seat) -> Json:
    """One conversation with its counts."""
    is_member = person.id in place.members
    unread = list(_unread(place, person.id, seat)) if is_member else []
    mentions = [m for m in unread if place.is_direct or _mentions(m, person.id)]
    found: Json = {
        "id": place.id,
        "kind": "group" if place.kind == "mpim" else place.kind,
        "name": place.name or _names(workspace, place, person.id),
        "topic": place.topic,
        "is_member": is_member,
        "is_archived": place.is_archived,
        "is_app": place.kind == "im" and workspace.bot_is_in(place),
        "unread": len(unread),
        "mentions": len(mentions),
    }
    if place.kind == "im":
        found["partner"] = _other(place, person.id)
    return found


def _unread(place: Channel, user: str, seat: Seat) -> Iterator[Message]:
    """What others said since this person looked here or spoke here, the newest first."""
    read_up_to = seat.read_up_to.get(place.id, "")
    for message in reversed(place.messages):
        if message.user == user or message.ts <= read_up_to:
            return
        if not message.is_deleted:
            yield message


def _mentions(message: Message, user: str) -> bool:
    return f"<@{user}" in message.text or TO_ALL.search(message.text) is not None


def _names(workspace: Workspace, place: Channel, user: str) -> str:
    others = [workspace.people[member] for member in place.members if member != user]
    return ", ".join(other.shown_name for other in others)


def _other(place: Channel, user: str) -> str:
    return next((member for member in place.members if member != user), user)
