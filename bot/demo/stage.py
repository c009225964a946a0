"""Simulator and bot in one process, on 127.0.0.1 alone, with a clock that is moved by hand."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot import app
from bot.app import Bot
from bot.clock import FrozenClock
from bot.demo import company, parts
from bot.demo.company import Company
from bot.demo.parts import Keys
from bot.domain.pace import AT_ONCE
from bot.simulator.server import Simulator


@dataclass(frozen=True, slots=True)
class Stage:
    """Everything that plays: a Slack, the bot, the people, the clock."""

    slack: Simulator
    bot: Bot
    clock: FrozenClock
    company: Company

    async def settle(self) -> None:
        """Let everything that is due now happen."""
        await self.slack.settled()
        await self.bot.settle()
        await self.slack.settled()

    async def advance(self, span: timedelta) -> None:
        """Move the clock, and let happen what became due."""
        self.clock.advance(span)
        await self.slack.tick()
        await self.settle()


@asynccontextmanager
async def opened() -> AsyncIterator[Stage]:
    """Start everything; at the end nothing of it is left."""
    with tempfile.TemporaryDirectory(prefix="cavalry-demo-") as folder:
        clock, keys = FrozenClock(company.MORNING), Keys.fresh()
        slack = parts.simulator(clock, keys)
        await slack.start()
        try:
            people = company.move_in(slack)
            settings = parts.settings(slack, keys, Path(folder) / "demo.db")
            await parts.prepare(settings.database_url, clock, company.rules())
            async with app.build(settings, clock, AT_ONCE) as bot, parts.door(bot) as url:
                slack.send_to(url)
                stage = Stage(slack, bot, clock, people)
                await stage.settle()
                yield stage
        finally:
            await slack.stop()
