"""Simulator and bot in one process, on 127.0.0.1 alone, with a clock that is moved by hand."""

import secrets
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from aiohttp import web
from pydantic import SecretStr

from bot import app
from bot import web as http
from bot.app import Bot
from bot.clock import FrozenClock
from bot.demo import company
from bot.demo.company import Company
from bot.domain import rules_reading
from bot.domain.pace import AT_ONCE
from bot.services import registry
from bot.settings import Settings
from bot.simulator.server import Simulator
from bot.watching import Watch
from storage import migrate
from storage.engine import Database

HERE = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Keys:
    """What this one run's Slack and bot know each other by."""

    bot_token: str
    signing_secret: str

    @classmethod
    def fresh(cls) -> "Keys":
        """Make keys that nobody else knows."""
        return cls(f"xoxb-{secrets.token_hex(16)}", secrets.token_hex(16))


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
        slack = _slack(clock, keys)
        await slack.start()
        try:
            people = company.move_in(slack)
            settings = _settings(slack, keys, Path(folder) / "demo.db")
            await _prepare(settings.database_url, clock)
            async with app.build(settings, clock, AT_ONCE) as bot, _door(bot) as port:
                slack.send_to(f"http://{HERE}:{port}/slack/events")
                stage = Stage(slack, bot, clock, people)
                await stage.settle()
                yield stage
        finally:
            await slack.stop()


def _slack(clock: FrozenClock, keys: Keys) -> Simulator:
    return Simulator(
        company.manifest(),
        clock=clock,
        signing_secret=keys.signing_secret,
        bot_token=keys.bot_token,
        app_token="",
        # The clock stands while the bot talks, so a second would never pass.
        enforce_rate_limits=False,
    )


def _settings(slack: Simulator, keys: Keys, file: Path) -> Settings:
    # Everything is said here, so that nothing of a real set-up's environment gets in.
    return Settings(
        slack_bot_token=SecretStr(keys.bot_token),
        slack_app_token=SecretStr(""),
        slack_signing_secret=SecretStr(keys.signing_secret),
        slack_api_url=slack.api_url,
        database_url=f"sqlite+aiosqlite:///{file}",
        port=0,
        log_format="console",
        log_level="CRITICAL",
    )


async def _prepare(database_url: str, clock: FrozenClock) -> None:
    database = Database(database_url)
    try:
        await migrate.upgrade(database)
        await registry.apply(database, clock, rules_reading.read(dict(company.RULES)))
    finally:
        await database.close()


@asynccontextmanager
async def _door(bot: Bot) -> AsyncIterator[int]:
    """Open the bot's HTTP door, as `bot.app.listening` does, but to this machine alone."""
    runner = web.AppRunner(
        http.build(bot.slack, Watch(bot.desk, bot.figures, None), bot.figures.registry)
    )
    await runner.setup()
    await web.TCPSite(runner, HERE, 0).start()
    try:
        yield int(runner.addresses[0][1])
    finally:
        await runner.cleanup()
        await bot.door.finish()
