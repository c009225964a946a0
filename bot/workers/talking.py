"""Saying something in a conversation, seen once even when nobody knows how an attempt ended."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.services import outbox, people
from bot.services.desk import Desk
from bot.views.scene import Message
from storage.outbox import Row

EVENT_TYPE = "cavalry_notice"
LOOK_BACK = timedelta(minutes=1)
PAGE = 200


class TakenOver(Exception):  # noqa: N818 -- it says what became of the row
    """The lease ended on the way, and another replica has the row: nothing may be said twice."""


@dataclass(frozen=True, slots=True)
class Place:
    """A conversation, and the thread in it if any; `in_channel` shows a reply in both."""

    channel: str
    thread_ts: str | None = None
    in_channel: bool = False


async def hold(desk: Desk, row: Row) -> None:
    """Go on only with a row that is still ours. Raises TakenOver."""
    if not await outbox.is_held(desk, row):
        raise TakenOver


class Talk:
    """Posts messages that carry the id of their outbox row (DESIGN §3.6)."""

    def __init__(self, desk: Desk, client: AsyncWebClient) -> None:
        self._desk = desk
        self._client = client

    async def once(self, row: Row, place: Place, message: Message) -> str:
        """Post the row's message, unless an earlier attempt did after all; give its ts."""
        found = await self._find(row, place) if row.may_have_been_sent else None
        if found is not None:
            return found
        await hold(self._desk, row)
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
        """Name the conversation in which the bot talks to this person."""
        known = (await people.find(self._desk, [slack_id])).get(slack_id)
        # Who has left may be back; otherwise Slack says at once that they cannot be reached.
        if known is not None and known.dm_channel and not known.has_left:
            return known.dm_channel
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
