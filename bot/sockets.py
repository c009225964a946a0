"""Socket Mode: two connections, so that one is alive while Slack renews the other."""

import asyncio
from contextlib import suppress

import structlog
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

CONNECTIONS = 2
log = structlog.get_logger()


class Sockets:
    """The bot's lines to Slack; each connects by itself and again for as long as it takes."""

    def __init__(self, app: AsyncApp, app_token: str, client: AsyncWebClient) -> None:
        self._handlers = [
            AsyncSocketModeHandler(app, app_token, web_client=client) for _ in range(CONNECTIONS)
        ]
        self._connecting: list[asyncio.Task[None]] = []

    def open(self) -> None:
        """Begin to connect; Slack may be away, and the rest of the bot need not wait for it."""
        self._connecting = [
            asyncio.create_task(_connect(handler)) for handler in self._handlers
        ]

    async def connected(self) -> None:
        """Wait for the lines to stand."""
        await asyncio.gather(*self._connecting)

    async def count(self) -> int:
        """Count the lines that stand."""
        return sum([await handler.client.is_connected() for handler in self._handlers])

    async def close(self) -> None:
        """Hang up."""
        for connecting in self._connecting:
            connecting.cancel()
            with suppress(asyncio.CancelledError):
                await connecting
        for handler in self._handlers:
            await handler.close_async()  # type: ignore[no-untyped-call] -- the SDK is not annotated


async def _connect(handler: AsyncSocketModeHandler) -> None:
    await handler.connect_async()  # type: ignore[no-untyped-call] -- the SDK is not annotated
