"""What the tests of the page share: a stagehand of their own, and a browser's ears."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import aiohttp

from bot.simulator.page.seats import Seats
from bot.simulator.page.stagehand import AppState, Due, Step
from bot.simulator.server import Simulator
from tests.simulator.conftest import APP_TOKEN, BOT_TOKEN, MANIFEST, SECRET, TestClock

PATIENCE = 10
"""Seconds; less than the beat that keeps a stream alive, after which everything is looked at."""


@dataclass
class Helper:
    """A stagehand that does at once what it is told, and remembers it."""

    clock: TestClock
    state: AppState = field(init=False)
    due: list[Due] = field(default_factory=list)
    answers: asyncio.Event = field(default_factory=asyncio.Event)
    """Cleared, it keeps who asks for what is due waiting."""

    def __post_init__(self) -> None:
        self.state = AppState("running", self.clock.now())
        self.answers.set()

    def steps(self) -> list[Step]:
        return [Step("quarter", "+15 min", self.clock.now() + timedelta(minutes=15))]

    async def due_next(self) -> list[Due]:
        await self.answers.wait()
        return list(self.due)

    async def move_to(self, instant: datetime) -> None:
        if instant < self.clock.now():
            message = "The clock goes forward only."
            raise ValueError(message)
        self.clock.at = instant

    def app_state(self) -> AppState:
        return self.state

    async def crash(self) -> None:
        self.state = AppState("down", self.clock.now())

    async def start(self) -> None:
        self.state = AppState("running", self.clock.now())


@asynccontextmanager
async def practice(
    clock: TestClock,
    helper: Helper,
    seats: Seats | None = None,
    opening: asyncio.Event | None = None,
) -> AsyncIterator[Simulator]:
    """A simulator with its page open."""
    simulator = Simulator(
        MANIFEST, clock=clock, signing_secret=SECRET, bot_token=BOT_TOKEN, app_token=APP_TOKEN
    )
    simulator.open_page(helper, seats, opening)
    await simulator.start()
    try:
        yield simulator
    finally:
        await simulator.stop()


class Ears:
    """One open stream of server-sent events."""

    def __init__(self, response: aiohttp.ClientResponse) -> None:
        self.response = response

    async def line(self) -> str:
        """The next line that is not empty; an empty text at the end of the stream."""
        async with asyncio.timeout(PATIENCE):
            while (line := await self.response.content.readline()) == b"\n":
                pass
        return line.decode().rstrip("\n")

    async def event(self) -> dict[str, Any]:
        """What is told next."""
        while not (line := await self.line()).startswith("data: "):
            assert line.startswith(":"), f"neither event nor comment: {line!r}"
        told: dict[str, Any] = json.loads(line.removeprefix("data: "))
        return told


@dataclass
class Screen:
    """What a browser knows after all that its stream has told it."""

    ears: Ears
    values: dict[str, Any] = field(default_factory=dict)

    async def hear(self) -> dict[str, Any]:
        """Take in the next event, and return it."""
        event = await self.ears.event()
        if event.get("whole"):
            self.values.clear()
        self.values.update(event["set"])
        for key in event["gone"]:
            del self.values[key]
        return event

    async def until(self, is_so: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
        """Take in events until this is so; returns everything that is known then."""
        async with asyncio.timeout(PATIENCE):
            while not is_so(self.values):
                await self.hear()
        return self.values

    def messages(self, place: str) -> list[dict[str, Any]]:
        """What stands in a place, oldest first."""
        prefix = f"messages/{place}/"
        return [self.values[key] for key in sorted(self.values) if key.startswith(prefix)]


@asynccontextmanager
async def stream(url: str) -> AsyncIterator[Ears]:
    """An open line, which a browser keeps for as long as it likes."""
    async with (
        aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(), read_bufsize=2**22) as session,
        session.get(url) as response,
    ):
        assert response.status == 200
        yield Ears(response)


@asynccontextmanager
async def screen(slack: Simulator, user: str) -> AsyncIterator[Screen]:
    """The screen of one person, with the whole scene on it."""
    async with stream(f"{slack.page_url}stream?as={user}") as ears:
        found = Screen(ears)
        await found.hear()
        yield found


@asynccontextmanager
async def log(slack: Simulator) -> AsyncIterator["LogEars"]:
    """The log, from its last lines on."""
    async with stream(f"{slack.page_url}log") as ears:
        yield LogEars(ears)


@dataclass
class LogEars:
    """The lines of the log that were told so far."""

    ears: Ears
    lines: list[dict[str, Any]] = field(default_factory=list)

    async def hear(self) -> list[dict[str, Any]]:
        """Take in the next event, and return its lines."""
        event = await self.ears.event()
        lines: list[dict[str, Any]] = event["lines"]
        assert lines or event.get("whole"), "an event without news"
        self.lines += lines
        return lines

    async def line(self, kind: str, what: str) -> dict[str, Any]:
        """The first line of this kind about this, as soon as it is there."""
        async with asyncio.timeout(PATIENCE):
            while not (found := [x for x in self.lines if (x["kind"], x["what"]) == (kind, what)]):
                await self.hear()
        return found[0]
