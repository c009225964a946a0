"""Stands between Slack and the bots: spreads requests, and can keep answers back."""

import asyncio
from collections.abc import Callable, Sequence

import aiohttp
from aiohttp import web

from tests.chaos.process import BotProcess


class Doorman:
    """A load balancer of a few lines: each request goes to the next bot that is ready."""

    def __init__(self, bots: Callable[[], Sequence[BotProcess]]) -> None:
        self._bots = bots
        self._turn = 0
        self._may_pass = asyncio.Event()
        self._may_pass.set()
        served = web.Application()
        served.router.add_post("/slack/events", self._hand_on)
        self._runner = web.AppRunner(served, access_log=None, shutdown_timeout=0.2)
        self._session: aiohttp.ClientSession | None = None

    async def open(self) -> str:
        """Begin to serve; say where."""
        self._session = aiohttp.ClientSession()
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}/slack/events"

    async def close(self) -> None:
        """Go home."""
        self._may_pass.set()
        await self._runner.cleanup()
        if self._session is not None:
            await self._session.close()

    def keep_answers(self) -> None:
        """Let no answer of a bot's reach Slack from now on."""
        self._may_pass.clear()

    def lose_answers(self) -> None:
        """What was kept never arrives; what comes from now on does."""
        self._may_pass.set()

    async def _hand_on(self, request: web.Request) -> web.StreamResponse:
        bots = [bot for bot in self._bots() if bot.is_ready] or self._bots()
        self._turn += 1
        bot = bots[self._turn % len(bots)]
        try:
            status, headers, body = await self._ask(bot, request)
        except aiohttp.ClientError:
            return self._lose(request)
        if not self._may_pass.is_set():
            await self._may_pass.wait()
            return self._lose(request)
        return web.Response(status=status, headers=headers, body=body)

    async def _ask(
        self, bot: BotProcess, request: web.Request
    ) -> tuple[int, dict[str, str], bytes]:
        assert self._session is not None
        headers = {name: value for name, value in request.headers.items() if name != "Host"}
        body = await request.read()
        url = f"{bot.url}/slack/events"
        async with self._session.post(url, data=body, headers=headers) as answer:
            kept = {n: v for n, v in answer.headers.items() if n == "Content-Type"}
            return answer.status, kept, await answer.read()

    @staticmethod
    def _lose(request: web.Request) -> web.Response:
        if request.transport is not None:
            request.transport.abort()
        return web.Response()
