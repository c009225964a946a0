"""Messages that no event told of: Slack gives up after six minutes, the channel still has them."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
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
    """Reads the critical channel after an outage, and now and then, and takes what was missed."""

    def __init__(self, desk: Desk, client: AsyncWebClient, take: Take) -> None:
        self._desk = desk
        self._client = client
        self._take = take
        self._taken_until: datetime | None = None
        self._came_at: datetime | None = None
        self._channel: str | None = None

    async def begin(self) -> None:
        """Note until when everything was taken; before the doors open, for then it moves on."""
        self._taken_until = await latecomers.find_last(self._desk)

    async def tick(self) -> int:
        """Take what was missed, the oldest first; say how many messages."""
        now, rules = self._desk.clock.now(), self._desk.rulebook.last
        if rules is None:
            return 0
        channel, before = rules.critical_channel, self._channel
        if self._taken_until is None or before not in {None, channel}:
            # What was said before a bot came to a channel was not said to it.
            self._taken_until = self._came_at = now
        self._channel = channel
        since = max(self._taken_until - OVERLAP, now - FARTHEST, self._came_at or now - FARTHEST)
        try:
            found = [one async for one in self._read(channel, since, now - YOUNGEST)]
        except SlackApiError as error:
            log.info("latecomers.unread", error=slack_errors.name_of(error))
            return 0
        missed = await self._missed(channel, found)
        for message in reversed(missed):
            await self._take(channel, message)
        self._taken_until = now
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
