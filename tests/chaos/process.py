"""The bot as a process of its own, to be killed, frozen and started again."""

import asyncio
import json
import os
import signal
import socket
import sys
from asyncio.subprocess import Process
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from pathlib import Path

import aiohttp

from bot.settings import Settings

ROOT = Path(__file__).parents[2]
MOMENT, PATIENCE = 0.02, 150.0
"""Seconds: how often a test looks, and how long before it takes a bot or itself for stuck."""


async def until(
    holds: Callable[[], bool] | Callable[[], Awaitable[bool]],
    what: str = "it",
) -> None:
    """Wait until something holds; it is looked at every few milliseconds."""
    waited = asyncio.get_running_loop().time() + PATIENCE
    while True:
        held = holds()
        if held if isinstance(held, bool) else await held:
            return
        if asyncio.get_running_loop().time() > waited:
            msg = f"{what} did not come true within {PATIENCE:.0f} s"
            raise AssertionError(msg)
        await a_moment()


async def a_moment(seconds: float = MOMENT) -> None:
    """Let others work."""
    with suppress(TimeoutError):
        await asyncio.wait_for(asyncio.Event().wait(), seconds)


def free_port() -> int:
    """Find a port that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class BotProcess:
    """One `python -m bot run`, started as often as it is killed; its log stands in a file."""

    def __init__(self, folder: Path, environment: Mapping[str, str], name: str = "bot") -> None:
        self.port = free_port()
        self.log = folder / f"{name}.log"
        self.is_ready = False
        self.state = ""
        """What it said of itself when it was looked at last."""
        self._folder = folder
        own = {"PORT": str(self.port), "LOG_FORMAT": "json", "PYTHONPATH": str(ROOT)}
        self._environment = _bare() | dict(environment) | own
        self._process: Process | None = None

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def said(self) -> str:
        """Everything it has logged."""
        return self.log.read_text(encoding="utf-8") if self.log.exists() else ""

    @property
    def holder(self) -> str:
        """By which name the running process holds leases."""
        started = [line for line in self.said.splitlines() if '"delivery.started"' in line]
        return str(json.loads(started[-1])["holder"])

    async def begin(self, *command: str) -> None:
        """Start it, or another command of the program, and do not wait for anything."""
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", *(command or ("run",))),
                cwd=self._folder,
                env=self._environment,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    async def start(self) -> None:
        """Start it, and wait until it is ready."""
        await self.begin()
        await until(self.looks_ready, what=f"{self.log.name}: /readyz")

    async def looks_ready(self) -> bool:
        """Look as a load balancer does whether requests may come."""
        assert self._process is not None
        assert self._process.returncode is None, f"the bot ended:\n{self.said[-3000:]}"
        try:
            async with aiohttp.request("GET", f"{self.url}/readyz") as answer:
                self.is_ready, self.state = answer.status == 200, await answer.text()
        except aiohttp.ClientError:
            self.is_ready = False
        return self.is_ready

    async def kill(self) -> None:
        """End it as a power cut does."""
        self.send(signal.SIGKILL)
        await self.ended()

    def send(self, number: signal.Signals) -> None:
        """Send it a signal; from then on nobody takes it for ready."""
        self.is_ready = number == signal.SIGCONT
        if self._process is not None and self._process.returncode is None:
            self._process.send_signal(number)

    async def ended(self) -> int:
        """Wait for its end; give its exit code."""
        assert self._process is not None
        return await asyncio.wait_for(self._process.wait(), PATIENCE)


def _bare() -> dict[str, str]:
    own = {name.upper() for name in Settings.model_fields}
    return {name: value for name, value in os.environ.items() if name.upper() not in own}
