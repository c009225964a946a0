"""Messages as they were drawn last: 500 of them cost little while they stay as they are."""

import copy
import json
from dataclasses import dataclass, field, fields
from operator import attrgetter

from bot.simulator.elements import state_values
from bot.simulator.messages import Message
from bot.simulator.shapes import Json

EVERYBODY = ""
NAMES = [each.name for each in fields(Message) if each.name != "replies"]
READ = attrgetter(*NAMES)


@dataclass(slots=True, eq=False)
class Picture:
    """One message as it was when it was drawn."""

    key: str
    state: tuple[object, ...]
    """A copy of all that the message was made of; what changes in place differs from it, too."""
    replies: list[Message]
    has_choices: bool
    texts: dict[str, str] = field(default_factory=dict)
    """The JSON of it: for each person who can choose in it, else once for everybody."""

    def still_shows(self, message: Message) -> bool:
        """True while nothing of the message has changed."""
        return self.replies == message.replies and self.state == READ(message)


class Gallery:
    """Draws a message when it changed, and keeps the picture until it changes again."""

    def __init__(self) -> None:
        self._pictures: dict[Message, Picture] = {}

    def look(self, message: Message, user: str) -> tuple[str, str]:
        """The key and the JSON of a message as one person sees it."""
        picture = self._pictures.get(message)
        if picture is None or not picture.still_shows(message):
            picture = self._pictures[message] = _picture(message)
        viewer = user if picture.has_choices else EVERYBODY
        text = picture.texts.get(viewer)
        if text is None:
            text = picture.texts[viewer] = _drawn(message, user)
        return picture.key, text


def written(value: object) -> str:
    """A value as the page gets it: JSON in one line."""
    return json.dumps(value, separators=(",", ":"))


def _picture(message: Message) -> Picture:
    return Picture(
        key=f"messages/{message.channel}/{message.ts}",
        state=copy.deepcopy(READ(message)),
        replies=list(message.replies),
        has_choices=bool(state_values(message.blocks, {})),
    )


def _drawn(message: Message, user: str) -> str:
    drawn: Json = message.payload() | {
        "channel": message.channel,
        "is_in_channel": message.is_in_channel,
        "is_reply": message.is_reply,
        "only_you": message.visible_to is not None,
        "values": state_values(message.blocks, message.values.get(user, {})),
    }
    return written(drawn)
