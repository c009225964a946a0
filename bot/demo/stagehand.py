"""What may be done behind the stage of the practice workspace: its clock, and the bot's process."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from typing_extensions import override

from bot.clock import SystemClock
from bot.demo import moments
from bot.demo.process import BotProcess, NoBot
from bot.domain.rules import Rules
from bot.domain.working_hours import WorkingHours
from bot.services import upcoming as services
from bot.services.desk import Desk
from bot.simulator.page.stagehand import AppCondition, AppState, Due, Stagehand, Step
from bot.simulator.server import Simulator
from bot.views import upcoming as words

SHOWN = 8
STOPS = 500
"""Due times at which a move of the clock stops; whatever comes after them comes all at once."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the stagehand works with."""

    slack: Simulator
    desk: Desk
    rules: Rules
    hours: WorkingHours


class PracticeHand(Stagehand):
    """Moves the clock from one due time to the next, and kills the bot and starts it."""

    def __init__(self, bot: BotProcess, surroundings: Surroundings) -> None:
        self._bot = bot
        self._around = surroundings
        self._state = AppState("starting", bot.clock.now())
        self._is_open = False
        self._moving = asyncio.Lock()
        self._watching: asyncio.Task[None] | None = None

    @override
    def steps(self) -> list[Step]:
        around, now = self._around, self._bot.clock.now()
        point, present = around.rules.control_point, SystemClock().now()
        return list(moments.steps(around.hours, point, now, present))

    @override
    async def due_next(self) -> list[Due]:
        if not self._is_open:
            return []
        found = await services.list_next(self._around.desk, SHOWN)
        return [Due(one.at, words.upcoming(one, found.people)) for one in found.upcoming]

    @override
    async def move_to(self, instant: datetime) -> None:
        async with self._moving:
            clock = self._bot.clock
            if instant < clock.now():
                msg = "The clock only goes forward."
                raise ValueError(msg)
            due_at = await self._settle()
            for _ in range(STOPS):
                if due_at is None or due_at >= instant:
                    break
                # It runs, too: what was to come a moment ago may be due by now.
                clock.move_to(due_at)
                due_at = await self._settle()
            clock.move_to(instant)
            await self._settle()

    @override
    def app_state(self) -> AppState:
        return self._state

    @override
    async def crash(self) -> None:
        if self._state.state == "down":
            msg = "It is down already."
            raise ValueError(msg)
        self._note("down")
        await self._bot.kill()

    @override
    async def start(self) -> None:
        if self._state.state != "down" and self._is_open:
            msg = "It is running already."
            raise ValueError(msg)
        self._note("starting")
        try:
            await self._bot.start()
        except NoBot as error:
            self._note("down")
            msg = f"It did not start. Its last words:\n{error}"
            raise ValueError(msg) from error
        self._is_open = True
        self._note("running")
        self._watching = asyncio.create_task(self._watch())

    async def close(self) -> None:
        """End the bot."""
        await self._bot.kill()
        if self._watching is not None:
            await self._watching

    async def _settle(self) -> datetime | None:
        """Let everything that is due now happen; say when the bot's next timer is."""
        await self._around.slack.tick()
        if self._state.state != "running":
            return None
        try:
            return await self._bot.settle()
        except NoBot:
            return None  # it was killed in between; what is due comes after its start

    async def _watch(self) -> None:
        """See that the bot has ended, though nobody has asked for it."""
        await self._bot.ended()
        self._note("down")

    def _note(self, state: AppCondition) -> None:
        if self._state.state != state:
            self._state = AppState(state, self._bot.clock.now())
            self._around.slack.workspace.bell.ring()
