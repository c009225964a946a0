"""Socket Mode: two connections, so that one is alive while Slack renews the other."""

import asyncio
from contextlib import suppress
from typing import Any

from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import SystemClock

CONNECTIONS = 2
SILENT_AFTER = 30.0
"""Seconds without a ping's answer, after which a line counts as dead."""

PING_EVERY = 5.0
"""Seconds; a line that was cut without a word is noticed, and connected anew, within them."""


class Sockets:
    """The bot's lines to Slack; each connects by itself and again for as long as it takes."""

    def __init__(self, app: AsyncApp, app_token: str, client: AsyncWebClient) -> None:
        self._lines = [_Line(app, app_token, client) for _ in range(CONNECTIONS)]
        self._connecting: list[asyncio.Task[None]] = []

    @property
    def slacks_count(self) -> int:
        """How many lines of this app Slack says stand; more than all of ours is worth an alarm."""
        return max(line.slacks_count for line in self._lines)

    def open(self) -> None:
        """Begin to connect; Slack may be away, and the rest of the bot need not wait for it."""
        self._connecting = [asyncio.create_task(line.connect()) for line in self._lines]

    async def connected(self) -> None:
        """Wait for the lines to stand."""
        await asyncio.gather(*self._connecting)

    async def count(self) -> int:
        """Count the lines that stand and were heard of lately: `is_connected` alone may lie."""
        return sum([await line.is_fresh() for line in self._lines])

    async def finish(self) -> None:
        """Take nothing more from Slack, and let what was taken have its answer."""
        for line in self._lines:
            line.client.socket_mode_request_listeners.clear()
        under_way = [task for line in self._lines for task in line.under_way]
        if under_way:
            await asyncio.wait(under_way)

    async def close(self) -> None:
        """Hang up."""
        for connecting in self._connecting:
            connecting.cancel()
            with suppress(asyncio.CancelledError):
                await connecting
        await asyncio.gather(*(line.hang_up() for line in self._lines))


class _Line:
    """One connection; it knows what was taken from it and is not answered yet."""

    def __init__(self, app: AsyncApp, app_token: str, client: AsyncWebClient) -> None:
        self._handler = AsyncSocketModeHandler(
            app, app_token, web_client=client, ping_interval=PING_EVERY
        )
        self.client = self._handler.client
        self.client.socket_mode_request_listeners[:] = [self._take]
        self.client.message_listeners.append(self._hear)
        self.under_way: set[asyncio.Task[None]] = set()
        self.slacks_count = 0

    async def is_fresh(self) -> bool:
        heard_at = self.client.last_ping_pong_time
        now = SystemClock().now().timestamp()  # what the SDK notes is the time on the wall
        is_silent = heard_at is not None and now - heard_at > SILENT_AFTER
        return not is_silent and await self.client.is_connected()

    async def _hear(
        self, _client: AsyncBaseSocketModeClient, message: dict[str, Any], _raw: str | None
    ) -> None:
        """Note what Slack says when it greets: how many lines of this app it has."""
        if message.get("type") == "hello":
            self.slacks_count = int(message.get("num_connections") or 0)

    async def connect(self) -> None:
        await self._handler.connect_async()  # type: ignore[no-untyped-call]  # the SDK's

    async def hang_up(self) -> None:
        await self._handler.close_async()  # type: ignore[no-untyped-call]  # the SDK's

    async def _take(self, _client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        """Answer one request. Its own task outlives the connection that it came through."""
        answering = asyncio.create_task(self._handler.handle(self.client, request))
        self.under_way.add(answering)
        answering.add_done_callback(self.under_way.discard)
        await answering
