"""The practice workspace: a Slack with a page on 127.0.0.1, and the bot in a process of its own."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from bot import app
from bot.app import Bot
from bot.clock import SystemClock
from bot.demo import cast, moments, parts, yesterday
from bot.demo.clock import RunningClock
from bot.demo.parts import Keys
from bot.demo.past import Past
from bot.demo.process import BotProcess
from bot.demo.stagehand import PracticeHand, Surroundings
from bot.domain.pace import AT_ONCE
from bot.domain.rules import Rules
from bot.domain.working_hours import WorkingHours, no_days_off
from bot.failures import Refused
from bot.integrations import public_holidays
from bot.services.desk import Desk
from bot.services.rulebook import Rulebook
from bot.simulator.page.seats import Seats
from bot.simulator.server import Simulator
from storage.engine import Database

OFFER_EVERY = 1.0
"""Seconds between looks for what the bot did not take and Slack delivers again."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How somebody wants the workspace: whose rules, on which of these ports, and when it opens."""

    rules: Rules
    ports: tuple[int, ...] = ()
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """The team's hours, when the workspace opens, and the morning before it."""

    hours: WorkingHours
    begun: datetime
    opening: datetime


@asynccontextmanager
async def opened(wish: Wish) -> AsyncIterator[Simulator]:
    """Open a workspace; at the end nothing of it is left.

    Raises Refused where no port is free, and where the bot does not start.
    """
    with tempfile.TemporaryDirectory(prefix="cavalry-demo-") as name:
        folder, days, keys = Path(name), await _days(wish), Keys.fresh()
        clock = RunningClock(days.begun - SystemClock().now())
        slack, file = parts.simulator(clock, keys), folder / "demo.db"
        bot = BotProcess(clock, partial(_told, slack, keys, file), folder / "bot.log")
        database = Database(parts.database_url(file))
        desk = Desk(database, clock, Rulebook(public_holidays.load))
        hand, seats = PracticeHand(bot, Surroundings(slack, desk, wish.rules, days.hours)), Seats()
        opening = asyncio.Event()
        slack.open_page(hand, seats, opening)
        try:
            # It loads what it needs while the day before is lived through.
            await bot.prepare()
            await _listen(slack, wish.ports)
            settings = parts.settings(slack, keys, file)
            await parts.prepare(settings.database_url, clock, wish.rules)
            async with app.build(settings, clock, AT_ONCE) as first:
                await _live_through(slack, first, wish.rules, clock, days, seats)
            await _start(hand)
            opening.set()
            async with _offering(slack):
                yield slack
        finally:
            await hand.close()
            await slack.stop()
            await database.close()


async def _listen(slack: Simulator, ports: tuple[int, ...]) -> None:
    try:
        await slack.start(*ports)
    except OSError as error:
        msg = f"Port {ports[-1]} is taken. Choose another with --port, or leave it out."
        raise Refused(msg) from error


async def _live_through(
    slack: Simulator, bot: Bot, rules: Rules, clock: RunningClock, days: Days, seats: Seats
) -> None:
    """Let people and a bot in this process live through the day before."""
    async with parts.door(bot) as url:
        slack.send_to(url)
        people = cast.move_in(slack, rules)
        past = Past(slack, bot, clock, people, days.hours, days.opening, seats)
        await yesterday.play(past)
    slack.send_to(None)
    slack.limits.are_enforced = True


async def _start(hand: PracticeHand) -> None:
    try:
        await hand.start()
    except ValueError as error:
        raise Refused(str(error)) from error


def _told(slack: Simulator, keys: Keys, file: Path) -> Mapping[str, str]:
    """Say what the bot's process has to know."""
    return {
        "bot_token": keys.bot_token,
        "app_token": keys.app_token,
        "slack_api_url": slack.api_url,
        "database_url": parts.database_url(file),
    }


async def _days(wish: Wish) -> Days:
    region = wish.rules.working_hours.holidays
    days_off = await asyncio.to_thread(public_holidays.load, region) if region else no_days_off
    hours = wish.rules.hours(days_off)
    opening = wish.at or moments.beginning(hours, SystemClock().now())
    return Days(hours, hours.opens_at(moments.day_before(hours, opening)), opening)


@asynccontextmanager
async def _offering(slack: Simulator) -> AsyncIterator[None]:
    """Deliver again, as long as the block runs, what the bot did not take, when it is time."""

    async def offer() -> None:
        while True:
            await asyncio.sleep(OFFER_EVERY)
            await slack.tick()

    offering = asyncio.create_task(offer())
    try:
        yield
    finally:
        offering.cancel()
        with suppress(asyncio.CancelledError):
            await offering
