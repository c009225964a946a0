"""The bot's process, as the demo starts, moves and kills it."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bot.demo.clock import RunningClock

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "bot.demo.bot_process")
ANSWERS_WITHIN = 20.0
"""Seconds for what is due at one moment; with Slack broken on purpose it may take some."""

SHOWN = 30
"""Lines of the log that tell why it did not start."""


class NoBot(Exception):  # noqa: N818 -- it says what was found
    """The bot does not run, or has ended in between; the text says why, as far as it is known."""


@dataclass(slots=True)
class BotProcess:
    """One bot, started as often as it is killed; its log stands in a file."""

    clock: RunningClock
    told: Callable[[], Mapping[str, str]]
    """Tokens and addresses, as `bot.demo.bot_process` reads them."""
    log: Path
    _process: Process | None = None
    _asked: int = 0
    _speaking: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def is_alive(self) -> bool:
        """Whether there is a process at all."""
        return self._process is not None and self._process.returncode is None

    async def prepare(self) -> None:
        """Start the process, which loads what it needs and waits for a word."""
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                # A session of its own, for Ctrl+C in the terminal is not meant for it.
                *COMMAND, cwd=ROOT, stdin=PIPE, stdout=PIPE, stderr=log, start_new_session=True
            )  # fmt: skip

    async def start(self) -> None:
        """Have the bot run, and wait until it does. Raises NoBot with the end of its log."""
        if not self.is_alive:
            await self.prepare()
        try:
            await self._ask({**self.told(), "ahead": self.clock.ahead.total_seconds()})
        except (NoBot, TimeoutError):
            raise NoBot(self._last_words()) from None

    async def settle(self) -> datetime | None:
        """Tell the bot the time and let it do what is due; say when its next timer is.

        With Slack broken on purpose it may take long: nobody waits for the end of it then. Raises
        NoBot where it has ended.
        """
        with suppress(TimeoutError):
            return await self._ask({"ahead": self.clock.ahead.total_seconds()})
        return None

    async def ended(self) -> None:
        """Wait for the process to end, by whatever cause."""
        if self._process is not None:
            await self._process.wait()

    async def kill(self) -> None:
        """End it as a power cut does."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()

    async def _ask(self, question: Mapping[str, object]) -> datetime | None:
        process = self._process
        if process is None or process.stdin is None:
            raise NoBot
        async with self._speaking, asyncio.timeout(ANSWERS_WITHIN):
            self._asked += 1
            asked = {**question, "number": self._asked}
            try:
                process.stdin.write(json.dumps(asked).encode() + b"\n")
                await process.stdin.drain()
            except OSError as error:
                raise NoBot from error
            due_at = await self._answer_to(process, self._asked)
        return datetime.fromisoformat(due_at) if due_at else None

    async def _answer_to(self, process: Process, number: int) -> str | None:
        """Read the answer to this question; those to earlier ones may have come too late."""
        while process.stdout is not None and (line := await process.stdout.readline()):
            answer = json.loads(line)
            if answer["number"] == number:
                due_at: str | None = answer["next"]
                return due_at
        raise NoBot

    def _last_words(self) -> str:
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(lines[-SHOWN:])
