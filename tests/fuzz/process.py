"""The real bot in a process of its own, before a Slack in this one."""

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from bot.clock import SystemClock
from bot.domain import rules_reading
from bot.services import registry
from bot.settings import Settings
from bot.simulator.server import Simulator
from storage.engine import Database
from tests.handlers.front import Front
from tests.scenarios.world import MANIFEST, RULES
from tests.terminal import ROOT

SECRET, TOKEN = "planted-signing-secret-7421", "xoxb-planted-token-7421"
STARTS_WITHIN = STOPS_WITHIN = 60
"""Seconds; they only end what would never end."""

PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Running:
    """A bot that runs, who stands before its door, and what it wrote so far."""

    process: subprocess.Popen[bytes]
    front: Front
    slack: Simulator
    output: Path

    def memory(self) -> int:
        """Say how many bytes of memory it uses."""
        return int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]) * PAGE

    def written(self) -> str:
        """Read its standard output and its standard error."""
        return self.output.read_text("utf-8", errors="replace")


@asynccontextmanager
async def running(
    database_url: str, folder: Path, session: aiohttp.ClientSession
) -> AsyncIterator[Running]:
    """Start a Slack and the bot, put the team's rules in force, and stop both at the end."""
    slack = Simulator(
        MANIFEST, clock=SystemClock(), signing_secret=SECRET, bot_token=TOKEN, app_token="xapp-x"
    )
    await slack.start()
    names = ("sam", "lou", "ada", "ben", "ivan", "dana", "mira")
    people = [slack.add_person(f"U0{name.upper()}", name=name) for name in names]
    slack.add_channel("C0CRITICAL", "critical", people)
    port, output = _free_port(), folder / "output.txt"
    process = _start(database_url, slack.api_url, port, output)
    base_url = f"http://127.0.0.1:{port}"
    try:
        await _ready(session, base_url, process, output)
        await _apply_rules(database_url)
        yield Running(process, Front(session, base_url), slack, output)
    finally:
        process.terminate()
        await asyncio.to_thread(process.wait, STOPS_WITHIN)
        await slack.stop()


async def _apply_rules(database_url: str) -> None:
    database = Database(database_url)
    # The calendar takes a while to load, and the first request would have to wait for it.
    # And no timer rings while the requests come: what changes was changed by them.
    calm = {number: {"acknowledge_within": "10d"} for number in range(1, 5)}
    rules = rules_reading.read(RULES | {"working_hours": {}, "severities": calm})
    await registry.apply(database, SystemClock(), rules)
    await database.close()


def _start(database_url: str, api_url: str, port: int, output: Path) -> subprocess.Popen[bytes]:
    settings = {
        "SLACK_BOT_TOKEN": TOKEN, "SLACK_SIGNING_SECRET": SECRET, "SLACK_API_URL": api_url,
        "DATABASE_URL": database_url, "PORT": str(port), "LOG_FORMAT": "json",
        "LOG_LEVEL": "DEBUG", "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1",
    }  # fmt: skip
    names = {name.upper() for name in Settings.model_fields}
    inherited = {name: value for name, value in os.environ.items() if name not in names}
    with output.open("wb") as file:
        return subprocess.Popen(
            [sys.executable, "-m", "bot", "run"],
            cwd=output.parent,
            env=inherited | settings,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
        )


async def _ready(
    session: aiohttp.ClientSession,
    base_url: str,
    process: subprocess.Popen[bytes],
    output: Path,
) -> None:
    async with asyncio.timeout(STARTS_WITHIN):
        while process.poll() is None:
            try:
                async with session.get(f"{base_url}/readyz") as answer:
                    if answer.status in {200, 503}:
                        return
            except aiohttp.ClientConnectionError:
                # Not there yet: come back when the loop has done all else.
                await asyncio.to_thread(_wait, process)
    raise AssertionError(output.read_text())  # noqa: ASYNC240 -- nothing else waits any more


def _wait(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(0.05)
    except subprocess.TimeoutExpired:
        return


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
