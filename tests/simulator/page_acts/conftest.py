"""The small app again, with a page in front of the workspace, used as a browser uses it."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import pytest

from bot.simulator.messages import Message
from bot.simulator.page.seats import Seats
from bot.simulator.page.stagehand import AppCondition, AppState, Due, Step
from bot.simulator.server import Simulator
from tests.simulator.conftest import APP_TOKEN, BOT_TOKEN, MANIFEST, SECRET, Stage, TestClock


@dataclass
class SmallStagehand:
    """Moves the test's clock, and an app that only says how it is."""

    clock: TestClock
    condition: AppCondition = "running"

    def steps(self) -> list[Step]:
        return [Step("hour", "+1 h", self.clock.now() + timedelta(hours=1))]

    async def due_next(self) -> list[Due]:
        return []

    async def move_to(self, instant: datetime) -> None:
        if instant < self.clock.now():
            message = "The clock cannot go back."
            raise ValueError(message)
        self.clock.at = instant

    def app_state(self) -> AppState:
        return AppState(self.condition, self.clock.now())

    async def crash(self) -> None:
        if self.condition == "down":
            message = "Parrot is down already."
            raise ValueError(message)
        self.condition = "down"

    async def start(self) -> None:
        if self.condition != "down":
            message = "Parrot has not crashed."
            raise ValueError(message)
        self.condition = "running"


@dataclass
class Page:
    """Acts as the page does; most tests act as Sam."""

    url: str
    session: aiohttp.ClientSession
    stagehand: SmallStagehand
    seats: Seats
    user: str = "U0SAM"

    async def posts(self, body: object) -> tuple[int, dict[str, Any]]:
        """What comes of posting this."""
        headers = {"Content-Type": "application/json"}
        data = json.dumps(body)
        async with self.session.post(f"{self.url}act", data=data, headers=headers) as response:
            return response.status, await response.json()

    async def acts(self, act: str, /, **more: object) -> dict[str, Any]:
        """Do what has to succeed."""
        status, answer = await self.posts({"as": self.user, "do": act, **more})
        assert (status, answer["ok"]) == (200, True), answer
        return answer

    async def refused(self, act: str, /, **more: object) -> str:
        """Do what is refused; the sentence that says why."""
        status, answer = await self.posts({"as": self.user, "do": act, **more})
        assert (status, answer["ok"]) == (200, False), answer
        return str(answer["error"])

    async def nonsense(self, act: str, /, **more: object) -> str:
        """Send what no page sends; the sentence that says so."""
        status, answer = await self.posts({"as": self.user, "do": act, **more})
        assert (status, answer["ok"]) == (400, False), answer
        return str(answer["error"])

    async def writes(self, stage: Stage, text: str, /, **more: object) -> Message:
        """Write into #critical; the message."""
        await self.acts("write", place="C0CRITICAL", text=text, **more)
        return stage.slack.workspace.channel("C0CRITICAL").messages[-1]


@pytest.fixture
def stagehand(clock: TestClock) -> SmallStagehand:
    return SmallStagehand(clock)


@pytest.fixture
def seats() -> Seats:
    return Seats()


@pytest.fixture
async def slack(
    clock: TestClock, stagehand: SmallStagehand, seats: Seats
) -> AsyncIterator[Simulator]:
    simulator = Simulator(
        MANIFEST, clock=clock, signing_secret=SECRET, bot_token=BOT_TOKEN, app_token=APP_TOKEN
    )
    simulator.open_page(stagehand, seats)
    await simulator.start()
    yield simulator
    await simulator.stop()


@pytest.fixture
async def page(stage: Stage, stagehand: SmallStagehand, seats: Seats) -> AsyncIterator[Page]:
    async with aiohttp.ClientSession() as session:
        yield Page(stage.slack.page_url, session, stagehand, seats)
