"""The least Slack that the bot can talk to: it answers at once, or after a while, and keeps time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from time import perf_counter
from typing import Any

from aiohttp import web

from tests.bench.machine import until
from tests.bench.payloads import BOT, TEAM

TOKEN = "xoxb-bench"
SOMEBODY: dict[str, Any] = {
    "tz": "Europe/Berlin",
    "profile": {"display_name": "Somebody", "real_name": "Somebody Else"},
}
ANSWERS: dict[str, dict[str, Any]] = {
    "auth.test": {"team": "Bench", "team_id": TEAM, "user_id": BOT, "bot_id": "B0BENCH"},
    "chat.getPermalink": {"permalink": "https://bench.slack.com/archives/C0CRITICAL/p1"},
}


class Slack:
    """A Web API in this process."""

    def __init__(self, answers_in: float = 0) -> None:
        self.answers_in = answers_in
        self.url = ""
        self.posted_at: list[float] = []
        self.busiest = 0
        self._under_way = 0
        self._numbers = count(1)
        self._news = asyncio.Condition()
        self._threads: dict[str, float] = {}

    async def posts(self, number: int) -> None:
        """Wait until so many messages have been posted."""
        async with self._news:
            await self._news.wait_for(lambda: len(self.posted_at) >= number)

    async def posted_in(self, thread: str) -> float:
        """Wait for the first message in a thread, and say when it came."""
        async with self._news:
            await self._news.wait_for(lambda: thread in self._threads)
        return self._threads[thread]

    async def answer(self, request: web.Request) -> web.Response:
        """Take any call, and answer as if all was well."""
        arrived = perf_counter()
        method = request.match_info["method"]
        self._under_way += 1
        self.busiest = max(self.busiest, self._under_way)
        try:
            asked = await _arguments(request)
            if self.answers_in:
                await until(asyncio.get_running_loop().time() + self.answers_in)
            if method == "chat.postMessage":
                await self._note(arrived, str(asked.get("thread_ts") or ""))
            return web.json_response({"ok": True} | self._made(method, asked))
        finally:
            self._under_way -= 1

    async def _note(self, arrived: float, thread: str) -> None:
        self.posted_at.append(arrived)
        self._threads.setdefault(thread, arrived)
        async with self._news:
            self._news.notify_all()

    def _made(self, method: str, asked: dict[str, Any]) -> dict[str, Any]:
        if method in {"chat.postMessage", "chat.update"}:
            ts = asked.get("ts") or f"1763900000.{next(self._numbers):06d}"
            return {"channel": asked["channel"], "ts": ts, "message": {"ts": ts}}
        if method == "users.info":
            return {"user": SOMEBODY | {"id": asked["user"]}}
        if method == "conversations.open":
            return {"channel": {"id": f"D{asked['users'][1:]}"}}
        return ANSWERS.get(method, {"messages": [], "has_more": False})


@asynccontextmanager
async def slack(answers_in: float = 0) -> AsyncIterator[Slack]:
    """Open a Slack on a port of its own."""
    made = Slack(answers_in)
    app = web.Application()
    app.router.add_route("*", "/api/{method}", made.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    try:
        yield made
    finally:
        await runner.cleanup()


async def _arguments(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        return dict(await request.json())
    return dict(request.query) | dict(await request.post())
