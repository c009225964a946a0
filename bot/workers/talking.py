"""Saying something in a conversation, seen once even when nobody knows how an attempt ended."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.services import outbox, people
from bot.services.desk import Desk
from bot.services.outbox import Standing
from bot.views.scene import Message
from bot.workers.rounds import Rounds
from storage.outbox import Row
from storage.tasks import Task

AT_ONCE = 20
"""Calls to Slack under way at the same time."""

EVENT_TYPE = "cavalry_notice"
LOOK_BACK = timedelta(minutes=1)
PAGE = 200


class TakenOver(Exception):  # noqa: N818 -- it says what became of the row
    """The lease ended on the way, or is about to: nothing may be said twice."""


class Outdated(Exception):  # noqa: N818 -- it says what became of the text
    """The task has changed since the text was made."""


class Stopped(Exception):  # noqa: N818 -- it says what became of the bot
    """The bot is about to end, and begins nothing any more."""


@dataclass(frozen=True, slots=True)
class Place:
    """A conversation, and the thread in it if any; `in_channel` shows a reply in both."""

    channel: str
    thread_ts: str | None = None
    in_channel: bool = False


class Talk:
    """Posts messages that carry the id of their outbox row (DESIGN §3.6)."""

    def __init__(self, desk: Desk, client: AsyncWebClient) -> None:
        self._desk = desk
        self._client = client
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._standing = Rounds(partial(outbox.look, desk))
        self._is_stopped = False

    def stop(self, in_hand: int) -> None:
        """Begin nothing any more; those of so many rows in hand that wait for a turn hear it now."""
        self._is_stopped = True
        for _ in range(in_hand):
            self._turns.release()

    @asynccontextmanager
    async def turn(self, row: Row, task: Task | None = None) -> AsyncIterator[None]:
        """Wait for a turn to speak to Slack, and look once more whether the row may speak.

        `task` is what its text was made from. Raises TakenOver, Outdated, Stopped.
        """
        async with self._turns:
            if self._is_stopped:
                raise Stopped
            standing = await self._standing.ask((row, task.version if task else None))
            if standing is Standing.TAKEN_OVER or self._is_late(row):
                raise TakenOver
            if standing is Standing.OUTDATED:
                raise Outdated
            yield

    def _is_late(self, row: Row) -> bool:
        """Whether the machine stood still since the look: others may speak for the row by now."""
        until = row.lease_until
        return until is not None and until - outbox.CALL_FOR < self._desk.clock.now()

    async def once(self, row: Row, place: Place, message: Message, task: Task | None = None) -> str:
        """Post the row's message, unless an earlier attempt did after all; give its ts."""
        found = await self._find(row, place) if row.may_have_been_sent else None
        if found is not None:
            return found
        async with self.turn(row, task):
            answer = await self._client.chat_postMessage(
                channel=place.channel,
                thread_ts=place.thread_ts,
                reply_broadcast=True if place.in_channel else None,
                text=message.text,
                blocks=message.blocks,
                metadata={"event_type": EVENT_TYPE, "event_payload": {"outbox_id": row.number}},
                unfurl_links=False,
                unfurl_media=False,
            )
        return str(answer["ts"])

    async def conversation(self, slack_id: str) -> str:
        """Open the conversation in which the bot talks to this person."""
        answer = await self._client.conversations_open(users=slack_id)
        channel = str(answer["channel"]["id"])
        await people.save_dm_channel(self._desk, slack_id, channel)
        return channel

    async def _find(self, row: Row, place: Place) -> str | None:
        async for message in self._messages(place, (row.created_at - LOOK_BACK).timestamp()):
            payload = message.get("metadata", {}).get("event_payload", {})
            if payload.get("outbox_id") == row.number:
                return str(message["ts"])
        return None

    async def _messages(self, place: Place, oldest: float) -> AsyncIterator[dict[str, Any]]:
        cursor = ""
        while True:
            common: dict[str, Any] = {
                "channel": place.channel,
                "oldest": f"{oldest:.6f}",
                "include_all_metadata": True,
                "limit": PAGE,
                "cursor": cursor or None,
            }
            if place.thread_ts is None:
                answer = await self._client.conversations_history(**common)
            else:
                answer = await self._client.conversations_replies(ts=place.thread_ts, **common)
            for message in answer["messages"]:
                yield message
            cursor = (answer.get("response_metadata") or {}).get("next_cursor", "")
            if not cursor:
                return
