"""What both demos are built of: a Slack, the bot's settings, its database and its HTTP door."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web
from pydantic import SecretStr

from bot import web as http
from bot.app import Bot
from bot.clock import Clock
from bot.demo import company
from bot.domain.rules import Rules
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
    app_token: str
    signing_secret: str

    @classmethod
    def fresh(cls) -> "Keys":
        """Make keys that nobody else knows."""
        one, two, three = (secrets.token_hex(16) for _ in range(3))
        return cls(f"xoxb-{one}", f"xapp-{two}", three)


def simulator(clock: Clock, keys: Keys) -> Simulator:
    """Make an empty workspace that sets no limits: while the clock stands no second passes."""
    return Simulator(
        company.manifest(),
        clock=clock,
        signing_secret=keys.signing_secret,
        bot_token=keys.bot_token,
        app_token=keys.app_token,
        enforce_rate_limits=False,
    )


def settings(slack: Simulator, keys: Keys, file: Path) -> Settings:
    """Say everything to a bot that listens by HTTP, so that nothing of a real set-up gets in."""
    return Settings(
        slack_bot_token=SecretStr(keys.bot_token),
        slack_app_token=SecretStr(""),
        slack_signing_secret=SecretStr(keys.signing_secret),
        slack_api_url=slack.api_url,
        database_url=database_url(file),
        port=0,
        log_format="console",
        log_level="CRITICAL",
    )


def database_url(file: Path) -> str:
    """Name a SQLite file as the settings do."""
    return f"sqlite+aiosqlite:///{file}"


async def prepare(url: str, clock: Clock, rules: Rules) -> None:
    """Make the database, with these rules in force."""
    database = Database(url)
    try:
        await migrate.upgrade(database)
        await registry.apply(database, clock, rules)
    finally:
        await database.close()


@asynccontextmanager
async def door(bot: Bot) -> AsyncIterator[str]:
    """Open the bot's HTTP door, as `bot.app.listening` does, but to this machine alone."""
    runner = web.AppRunner(
        http.build(bot.slack, Watch(bot.desk, bot.figures, None), bot.figures.registry)
    )
    await runner.setup()
    await web.TCPSite(runner, HERE, 0).start()
    try:
        yield f"http://{HERE}:{runner.addresses[0][1]}/slack/events"
    finally:
        await runner.cleanup()
        await bot.door.finish()
