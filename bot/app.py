"""The composition root: only here everything meets."""

import asyncio
import gc
import signal
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

import aiohttp
import structlog
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.exc import SQLAlchemyError

from bot import web as http
from bot.clock import Clock, SystemClock
from bot.domain import capture
from bot.domain.pace import SLACKS, Pace
from bot.integrations import public_holidays, slack_errors
from bot.metrics import Figures
from bot.services import control_points, outbox
from bot.services.desk import Desk
from bot.services.rulebook import Rulebook
from bot.settings import Mode, Settings
from bot.sockets import Sockets
from bot.views.config import which_slack
from bot.watching import Watch
from bot.workers import scheduler
from bot.workers.delivery import Delivery
from bot.workers.latecomers import Latecomers
from bot.workers.roster import Roster
from bot.workers.timekeeper import Timekeeper
from handlers import latecomers, slack_app
from handlers.door import Door
from storage import migrate
from storage.alone import NotAlone, alone
from storage.engine import Database, sqlite_file

ANSWERS_WITHIN = 2.6
"""Seconds for what Slack waits for when the bot is stopped: a little more than a handler has."""

LAST_WORDS_WITHIN = 0.7
GOODBYE_WITHIN = 0.3
"""Seconds for each thing after that; what is not sent by then is sent by who runs next."""

YOUNG = 10_000
"""Objects between two looks for garbage: a request makes thousands, and nearly all of them go."""

log = structlog.get_logger()


class CannotStart(Exception):  # noqa: N818 -- it says what was found
    """The bot cannot run as it is set up; the sentence says what to do."""


@dataclass(frozen=True, slots=True)
class Bot:
    """Everything that runs, put together but not started."""

    settings: Settings
    desk: Desk
    client: AsyncWebClient
    roster: Roster
    delivery: Delivery
    timekeeper: Timekeeper
    door: Door
    latecomers: Latecomers
    slack: AsyncApp
    figures: Figures

    async def settle(self) -> None:
        """Do all that is due now: timers, names, deliveries. For who moves the clock by hand."""
        await self.door.finish()
        while await self.timekeeper.tick():
            pass
        await self.roster.refresh()
        await self.delivery.drain()

    async def read_rules(self) -> None:
        """Have the rules at hand, and their weekly round on its way.

        The holidays take most of a second that no request has.
        """
        try:
            async with self.desk.database.read() as session:
                await self.desk.rulebook.read(session, self.desk.clock.now())
            await self.latecomers.begin()
            await control_points.arm_weekly(self.desk)
        except (SQLAlchemyError, OSError) as error:
            # The database may be away; `/readyz` says so, and the first request reads them then.
            log.warning("rules.unread", error=type(error).__name__)


@asynccontextmanager
async def build(settings: Settings, clock: Clock, pace: Pace = SLACKS) -> AsyncIterator[Bot]:
    """Put a bot together, and take it apart at the end."""
    figures = Figures()
    database = Database(settings.database_url, figures.time_database)
    # The SDK's own limit does not count where it is given a session.
    within = aiohttp.ClientTimeout(total=outbox.CALL_FOR.total_seconds())
    async with aiohttp.ClientSession(timeout=within) as session:
        client = AsyncWebClient(
            token=settings.slack_bot_token.get_secret_value(),
            base_url=settings.slack_api_url,
            session=session,
            # Trying again blindly posts twice: the outbox knows how (DESIGN §3.6).
            retry_handlers=[],
        )
        desk = Desk(database, clock, Rulebook(public_holidays.load), pace)
        roster, door = Roster(desk, client), Door(desk, client, figures)
        secret = settings.slack_signing_secret.get_secret_value()
        app = slack_app.build(door, client, secret or None)
        delivery = Delivery(desk, client, roster, figures)
        try:
            timekeeper = Timekeeper(desk, figures)
            late = Latecomers(desk, client, partial(latecomers.take, door))
            yield Bot(
                settings, desk, client, roster, delivery, timekeeper, door, late, app, figures
            )
        finally:
            # A server that stands still would be waited for.
            await _in_time(database.close(), GOODBYE_WITHIN)


@dataclass(frozen=True, slots=True)
class Doors:
    """The open doors: the port of the web side, and the lines of Socket Mode if it is used."""

    port: int
    sockets: Sockets | None


async def serve(settings: Settings) -> None:
    """Run the bot until it is told to stop. Raises CannotStart."""
    missing = settings.missing()
    if missing:
        raise CannotStart("\n".join(missing))
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    async with running(settings, SystemClock()):
        await stopped.wait()
        log.info("bot.stopping")


@asynccontextmanager
async def running(
    settings: Settings, clock: Clock, host: str | None = None
) -> AsyncIterator[tuple[Bot, Doors]]:
    """Run the bot as long as the block does; its web side listens on `host`, or everywhere.

    Raises CannotStart.
    """
    async with build(settings, clock) as bot:
        with _alone(bot.desk.database):
            log.info("slack.chosen", slack=which_slack(settings.slack_api_url))
            await _prepare(bot)
            async with working(bot), listening(bot, host) as doors:
                # What is there now stays: only what comes is looked through for garbage (see
                # `bot.cli`).
                gc.freeze()
                gc.set_threshold(YOUNG)
                gc.enable()
                url, mode = settings.slack_api_url, str(settings.mode)
                log.info("bot.started", slack=url, mode=mode, port=doors.port)
                # Kept, for a task that nobody holds may be gone before it is done.
                warming = asyncio.create_task(asyncio.to_thread(capture.warm))
                yield bot, doors
                await warming


@contextmanager
def _alone(database: Database) -> Iterator[None]:
    """Refuse to run a second time on one SQLite file."""
    file = sqlite_file(database.url)
    if file is None:
        yield
        return
    try:
        with alone(file):
            yield
    except NotAlone as error:
        msg = (
            f"Another bot runs on {file} already, and SQLite serves one. Stop that one first, "
            "or set DATABASE_URL to a PostgreSQL for several."
        )
        raise CannotStart(msg) from error


@asynccontextmanager
async def listening(bot: Bot, host: str | None = None) -> AsyncIterator[Doors]:
    """Open the doors. At the end no more comes in, and what is under way has its answer."""
    is_http = bot.settings.mode is Mode.HTTP
    sockets = None if is_http else _sockets(bot)
    watch = Watch(bot.desk, bot.figures, sockets)
    served = http.build(bot.slack if is_http else None, watch, bot.figures.registry)
    runner = web.AppRunner(served, access_log=None, shutdown_timeout=ANSWERS_WITHIN)
    await runner.setup()
    await bot.read_rules()
    await web.TCPSite(runner, host, bot.settings.port).start()
    if sockets is not None:
        sockets.open()
    try:
        # Where any free port was asked for, IPv4 and IPv6 have one each: the former is told.
        port = next(int(one[1]) for one in runner.addresses if "." in one[0])
        yield Doors(port, sockets)
    finally:
        # Side by side, for all of it must fit into 5 s.
        await asyncio.gather(runner.cleanup(), _hang_up(sockets))
        await _in_time(bot.door.finish(), GOODBYE_WITHIN)


async def _hang_up(sockets: Sockets | None) -> None:
    if sockets is not None:
        await _in_time(sockets.finish(), ANSWERS_WITHIN)
        await _in_time(sockets.close())


@asynccontextmanager
async def working(bot: Bot) -> AsyncIterator[None]:
    """Start the workers. At the end what is being sent is sent."""
    ticks = scheduler.build(bot.desk, bot.roster, bot.timekeeper, bot.latecomers.tick)
    ticks.start()
    delivering = asyncio.create_task(bot.delivery.run())
    try:
        yield
    finally:
        ticks.shutdown(wait=False)
        delivering.cancel()
        with suppress(asyncio.CancelledError):
            await delivering
        await _in_time(bot.delivery.finish())


async def _in_time(ending: Coroutine[Any, Any, None], within: float = LAST_WORDS_WITHIN) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(within):
            await ending


def _sockets(bot: Bot) -> Sockets:
    return Sockets(bot.slack, bot.settings.slack_app_token.get_secret_value(), bot.client)


async def _prepare(bot: Bot) -> None:
    """Bring a SQLite file up to date, look whether a server's database is, and who we are."""
    database = bot.desk.database
    if database.is_sqlite:
        await migrate.upgrade(database)
        await outbox.take_over(bot.desk)
    elif not await migrate.is_current(database):
        msg = "The database is not up to date. Run python -m bot migrate first."
        raise CannotStart(msg)
    try:
        me = await bot.client.auth_test()
    except SlackApiError as error:
        name = slack_errors.name_of(error)
        if name in {"invalid_auth", "not_authed", "account_inactive", "token_revoked"}:
            msg = f"Slack does not accept SLACK_BOT_TOKEN ({name}). Copy it anew into .env."
            raise CannotStart(msg) from error
        log.warning("slack.away", error=name)
    except (aiohttp.ClientError, OSError) as error:
        # Slack may be away; what it sends later is taken all the same.
        log.warning("slack.away", error=type(error).__name__)
    else:
        bot.desk.ourselves.add(str(me.get("user_id")))
        log.info("slack.connected", team=me.get("team"), bot=me.get("user_id"))
