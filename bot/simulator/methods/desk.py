"""What a Web API method works with."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from bot.simulator.arguments import Arguments
from bot.simulator.errors import SlackError
from bot.simulator.messages import Channel
from bot.simulator.shapes import Json
from bot.simulator.talk import Talk
from bot.simulator.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Desk:
    """The workspace, the way to change it, and the simulator's own URLs."""

    workspace: Workspace
    talk: Talk
    base_url: Callable[[], str]
    socket_url: Callable[[], str]

    def readable(self, channel: str) -> Channel:
        """A conversation that the bot may read: it is a member, or the channel is public."""
        found = self.workspace.channel(channel)
        if not self.workspace.bot_is_in(found) and found.kind != "channel":
            raise SlackError(code="channel_not_found")
        return found

    def writable(self, channel: str) -> Channel:
        """A conversation that the bot may post to; a person's id opens their DM."""
        found = self._addressed(channel)
        if found.is_archived:
            raise SlackError(code="is_archived")
        is_public = found.kind == "channel"
        if self.workspace.bot_is_in(found):
            return found
        if is_public and "chat:write.public" in self.workspace.manifest.scopes:
            return found
        raise SlackError(code="not_in_channel" if is_public else "channel_not_found")

    def _addressed(self, channel: str) -> Channel:
        person = self.workspace.people.get(channel)
        if person is None:
            return self.workspace.channel(channel)
        has_dm = self.workspace.find_dm(person.id) is not None
        if person.is_bot or (person.deleted and not has_dm):
            raise SlackError(code="channel_not_found")
        return self.workspace.dm_with(person.id)


Method: TypeAlias = Callable[[Desk, Arguments], Json]
"""Does what one Web API method does; raises SlackError where Slack refuses."""


def page_of(arguments: Arguments, count: int, limit: int) -> tuple[int, int, str]:
    """Where this page begins and ends, and the cursor of the next one."""
    cursor = arguments.text("cursor")
    if cursor and not cursor.removeprefix("next:").isdigit():
        raise SlackError(code="invalid_cursor")
    begin = int(cursor.removeprefix("next:")) if cursor else 0
    end = begin + min(max(arguments.number("limit", limit), 1), 999)
    return begin, end, f"next:{end}" if end < count else ""
