"""Messages that no event told of: Slack gives up after six minutes, the channel still has them."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain import markup
from bot.integrations import slack_errors
from bot.services import latecomers
from bot.services.desk import Desk

OVERLAP = timedelta(minutes=10)
"""Slack tries for six minutes, and clocks differ; what is known already changes nothing."""

FARTHEST = timedelta(days=2)
"""What is older is no surprise any more, and nobody waits for it."""

YOUNGEST = timedelta(seconds=10)
"""What was written just now is on its way as an event."""

PAGE = 200
PAGES = 10

Take = Callable[[str, Mapping[str, Any]], Awaitable[None]]
"""Takes a message of a channel as if its event had come."""

log = structlog.get_logger()


class Latecomers:
    """Reads where tasks are raised, after an outage and now and then, and takes what was missed."""

    def __init__(self, desk: Desk, client: AsyncWebClient, take: Take) -> None:
        self._desk = desk
        self._client = client
        self._take = take
        self._began_with: datetime | None = None
        self._taken_until: dict[str, datetime] = {}
        self._came_at: dict[str, datetime] = {}

    async def begin(self) -> None:
        """Note until when everything was taken; before the doors open, for then it moves on."""
        self._began_with = await latecomers.find_last(self._desk)

    async def tick(self) -> int:
        """Take what was missed, the oldest first in each channel; say how many messages."""
        now, rules = self._desk.clock.now(), self._desk.rulebook.last
        if rules is None:
            return 0
        self._come_to(rules.channels, now)
        return sum([await self._catch_up(channel, now) for channel in rules.channels])

    def _come_to(self, channels: Sequence[str], now: datetime) -> None:
        """Begin with channels that are new: what was said before a bot came was not said to it."""
        since = now if self._taken_until else self._began_with or now
        taken = {one: self._taken_until.get(one, since) for one in channels}
        for channel in taken.keys() - self._taken_until.keys():
            self._came_at[channel] = now if since == now else now - FARTHEST
        self._taken_until = taken

    async def _catch_up(self, channel: str, now: datetime) -> int:
        since = max(self._taken_until[channel] - OVERLAP, now - FARTHEST, self._came_at[channel])
        try:
            found = [one async for one in self._read(channel, since, now - YOUNGEST)]
        except SlackApiError as error:
            log.info("latecomers.unread", channel=channel, error=slack_errors.name_of(error))
            return 0
        missed = await self._missed(channel, found)
        for message in reversed(missed):
            await self._take(channel, message)
        self._taken_until[channel] = now
        return len(missed)

    async def _read(
        self, channel: str, since: datetime, until: datetime
    ) -> AsyncIterator[Mapping[str, Any]]:
        """Read what stands in the channel, the newest first."""
        cursor = ""
        for _ in range(PAGES):
            answer = await self._client.conversations_history(
                channel=channel,
                oldest=f"{since.timestamp():.6f}",
                latest=f"{until.timestamp():.6f}",
                limit=PAGE,
                cursor=cursor or None,
            )
            for message in answer["messages"]:
                yield message
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return

    async def _missed(
        self, channel: str, found: list[Mapping[str, Any]]
    ) -> list[Mapping[str, Any]]:
        """Leave out what was taken, and what no person wrote into the channel itself."""
        said = {
            markup.message_key(channel, str(one.get("ts"))): one
            for one in found
            if one.get("user") and not one.get("bot_id") and one.get("subtype") in markup.SAID
            if one.get("thread_ts") in {None, one.get("ts")}
        }
        known = await latecomers.list_known(self._desk, said.keys())
        return [one for key, one in said.items() if key not in known]
