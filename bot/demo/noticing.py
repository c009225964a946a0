"""What is new in the workspace since one looked last, as the people who see it see it."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from bot.demo import wording
from bot.simulator.messages import Channel, Message
from bot.simulator.person import Person
from bot.simulator.rendering import Reader
from bot.simulator.server import Simulator

TITLE = 44


@dataclass(frozen=True, slots=True)
class Seen:
    """One message as one person sees it; `is_change` where it stood there before.

    `head` says whose it is, who sees it and where.
    """

    message: Message
    head: str
    reader: str
    lines: tuple[str, ...]
    is_change: bool = False

    @property
    def text(self) -> str:
        """Everything that it says."""
        return "\n".join(self.lines)


@dataclass(frozen=True, slots=True)
class _Known:
    lines: tuple[str, ...]
    reactions: tuple[str, ...]


class Noticing:
    """Keeps in mind what was there, and tells what has come or changed since."""

    def __init__(self, slack: Simulator, onlooker: Person) -> None:
        self._slack = slack
        self._onlooker = onlooker
        self._known: dict[tuple[str, str], _Known] = {}

    def news(self) -> list[Seen]:
        """List what has come, people's words first, then what has changed.

        The bot writes to many at once; in one conversation the order is kept.
        """
        found = sorted(self._everything(), key=lambda one: float(one[0].ts))
        seen = [one for message, channel in found for one in self._look_at(message, channel)]
        return sorted(
            seen, key=lambda one: (one.is_change, bool(one.message.bot_id), one.head.split(",")[0])
        )

    def _everything(self) -> Iterator[tuple[Message, Channel]]:
        workspace = self._slack.workspace
        for channel in workspace.channels.values():
            yield from ((one, channel) for one in channel.messages if not one.is_deleted)
        for whispered in workspace.ephemerals:
            if not whispered.is_deleted:
                yield whispered, workspace.channels[whispered.channel]

    def _look_at(self, message: Message, channel: Channel) -> Iterator[Seen]:
        reader = self._reader(message, channel)
        key = (message.channel, message.ts)
        before = self._known.get(key)
        shown = wording.message(message, Reader(self._slack.workspace, reader.profile))
        now = _Known(tuple(shown), tuple(message.reactions))
        self._known[key] = now
        lines = now.lines if before is None else _changes(before, now)
        if lines:
            author = self._slack.workspace.people[message.user].shown_name
            head = f"{author} → {self._place(message, channel, reader)}"
            if before is not None:
                where = f"#{channel.name}" if channel.name else f"{reader.display_name}'s messages"
                head = f"“{self._title(message, reader)}” in {where} changes"
            yield Seen(message, head, reader.id, lines, before is not None)

    def _reader(self, message: Message, channel: Channel) -> Person:
        if message.visible_to is not None:
            return self._slack.person(message.visible_to)
        if channel.partner:
            return self._slack.person(channel.partner)
        return self._onlooker

    def _place(self, message: Message, channel: Channel, reader: Person) -> str:
        name = reader.display_name
        if message.visible_to is not None:
            where = f"#{channel.name}" if channel.name else "direct messages"
            return f"{name}, only they see this, in {where}"
        if channel.partner:
            thread = ", in a thread" if message.is_reply else ""
            to = name if message.bot_id else self._slack.workspace.manifest.bot_name
            return f"{to}, direct message{thread}"
        if not message.is_reply:
            return f"#{channel.name}"
        title = self._title(self._slack.message(channel.id, message.thread_ts or ""), reader)
        also = " and in the channel" if message.is_in_channel else ""
        return f"#{channel.name}, in the thread of “{title}”{also}"

    def _title(self, message: Message, reader: Person) -> str:
        shown = wording.message(message, Reader(self._slack.workspace, reader.profile))
        return textwrap.shorten(shown[0] if shown else "", TITLE, placeholder="…")


def _changes(before: _Known, now: _Known) -> tuple[str, ...]:
    """Keep the lines that read otherwise than before, and the reactions that came."""
    old = {wording.lasting(line) for line in before.lines}
    lines = tuple(line for line in now.lines if wording.lasting(line) not in old)
    came = tuple(wording.reaction(one) for one in now.reactions if one not in before.reactions)
    return lines + came
