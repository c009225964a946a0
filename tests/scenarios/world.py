"""A small company around the bot: a Slack of its own, four people, a clock that is moved."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml
from pydantic import SecretStr

from bot import app
from bot.app import Bot
from bot.clock import FrozenClock
from bot.domain import rules_reading
from bot.domain.pace import AT_ONCE, Pace
from bot.services import registry
from bot.settings import Settings
from bot.simulator.person import Person
from bot.simulator.server import Simulator
from storage.engine import Database

CRITICAL = "C0CRITICAL"
SECRET, BOT_TOKEN, APP_TOKEN = "s3cret", "xoxb-scenario", "xapp-scenario"
MANIFEST: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[2] / "app.yaml").read_text(encoding="utf-8")
)
RULES: dict[str, Any] = {
    "critical_channel": CRITICAL,
    "time_zone": "Europe/Berlin",
    "working_hours": {"from": "09:00", "to": "18:00", "holidays": "DE"},
    "administrators": ["U0ADA", "U0BEN"],
    "managers": ["U0MIRA"],
    "developers": [
        {"user": "U0IVAN", "capacity": 5},
        {"user": "U0DANA", "capacity": 3},
    ],
    "customers": [{"name": "Acme", "importance": "vip", "custom_code": True}],
}


@dataclass(frozen=True, slots=True)
class World:
    """Everybody and everything of a story."""

    slack: Simulator
    bot: Bot
    clock: FrozenClock
    sam: Person
    kim: Person
    ada: Person
    ben: Person
    ivan: Person
    dana: Person
    mira: Person

    async def settle(self) -> None:
        """Let everything that is due now happen."""
        await self.slack.settled()
        await self.bot.settle()
        await self.slack.settled()

    async def advance(self, **span: float) -> None:
        """Move the clock, and let happen what became due."""
        self.clock.advance(timedelta(**span))
        await self.slack.tick()
        await self.settle()

    def card(self) -> str:
        """Read the newest card in the critical channel, as Ada sees it."""
        cards = [one for one in self.slack.channel_messages(CRITICAL) if one.bot_id]
        return self.slack.rendered(cards[-1], self.ada)


@asynccontextmanager
async def world(
    database_url: str, clock: FrozenClock, *, sockets: bool, pace: Pace = AT_ONCE
) -> AsyncIterator[World]:
    """Start a Slack and the bot before it, over HTTP or over two sockets."""
    slack = Simulator(
        MANIFEST,
        clock=clock,
        signing_secret=SECRET,
        bot_token=BOT_TOKEN,
        app_token=APP_TOKEN,
        enforce_rate_limits=False,
    )
    await slack.start()
    people = _people(slack)
    settings = Settings(
        slack_bot_token=SecretStr(BOT_TOKEN),
        slack_app_token=SecretStr(APP_TOKEN if sockets else ""),
        slack_signing_secret=SecretStr(SECRET),
        slack_api_url=slack.api_url,
        database_url=database_url,
        port=0,
    )
    await _apply_rules(database_url, clock)
    try:
        async with app.build(settings, clock, pace) as bot, app.listening(bot) as doors:
            if doors.sockets is not None:
                await doors.sockets.connected()
            else:
                slack.send_to(f"http://127.0.0.1:{doors.port}/slack/events")
            story = World(slack, bot, clock, **people)
            await story.settle()
            yield story
    finally:
        await slack.stop()


def _people(slack: Simulator) -> dict[str, Person]:
    names = ("sam", "kim", "ada", "ben", "ivan", "dana", "mira")
    people = {
        name: slack.add_person(
            f"U0{name.upper()}",
            name=name,
            real_name=f"{name.capitalize()} Example",
            display_name=name.capitalize(),
            tz="America/New_York" if name == "kim" else "Europe/Berlin",
        )
        for name in names
    }
    slack.add_channel(CRITICAL, "critical", list(people.values()))
    slack.add_channel("C0GENERAL", "general", list(people.values()), bot_is_member=False)
    return people


async def _apply_rules(database_url: str, clock: FrozenClock) -> None:
    database = Database(database_url)
    await registry.apply(database, clock, rules_reading.read(RULES))
    await database.close()
