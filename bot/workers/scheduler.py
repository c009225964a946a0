"""Ticks, and nothing else: what is due stands in rows (DESIGN §3.8)."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.services.desk import Desk
from bot.workers.housekeeping import Housekeeping
from bot.workers.roster import Roster
from bot.workers.timekeeper import Timekeeper

RING_EVERY = 1
"""Seconds between looks into the outbox for rows whose delay has passed."""

LOOK_EVERY = 1
"""Seconds between looks for timers whose time has come."""

READ_PEOPLE_EVERY = 5
"""Seconds between looks for people whose names are not known yet."""

CATCH_UP_EVERY = 20
"""Seconds between looks into the critical channel for what no event told of."""

TIDY_EVERY = 60
"""Seconds between rounds that remove what is kept only for a time."""

log = structlog.get_logger()


def build(
    desk: Desk, roster: Roster, timekeeper: Timekeeper, catch_up: Callable[[], Awaitable[object]]
) -> AsyncIOScheduler:
    """Make the scheduler; it is started by whoever runs the bot."""

    async def ring() -> None:
        desk.bell.set()

    scheduler = AsyncIOScheduler(
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    )
    scheduler.add_job(ring, "interval", seconds=RING_EVERY)
    scheduler.add_job(_safely(timekeeper.tick), "interval", seconds=LOOK_EVERY)
    scheduler.add_job(_safely(roster.refresh), "interval", seconds=READ_PEOPLE_EVERY)
    scheduler.add_job(_safely(Housekeeping(desk).tidy), "interval", seconds=TIDY_EVERY)
    # At once, for the bot may have been away, and from then on.
    scheduler.add_job(_safely(catch_up))
    scheduler.add_job(_safely(catch_up), "interval", seconds=CATCH_UP_EVERY)
    return scheduler


def _safely(tick: Callable[[], Awaitable[object]]) -> Callable[[], Awaitable[None]]:
    async def run() -> None:
        try:
            await tick()
        except asyncio.CancelledError:
            # Raised again, it would be logged as an error at each stop.
            log.debug("tick.stopped")
        except Exception as error:  # noqa: BLE001 -- the next tick tries again
            log.warning("tick.failed", error=type(error).__name__)

    return run
