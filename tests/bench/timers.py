"""What is due all at once, as after hours in which the bot was away: how fast it is looked at."""

import os
from collections.abc import Sequence
from time import perf_counter

from bot.clock import FrozenClock
from bot.integrations import public_holidays
from bot.metrics import Figures
from bot.services.desk import Desk
from bot.services.rulebook import Rulebook
from bot.workers.timekeeper import Timekeeper
from storage.engine import Database
from tests.bench import databases
from tests.bench.fill import Shape, fill
from tests.bench.fill_timers import NOW, fill_due
from tests.bench.machine import SUBJECT, memory_of, pinned
from tests.bench.measured import Figure, Samples
from tests.bench.throughput import expect

TIMERS = 100_000
ROUNDS = 3
SETTLED = TIMERS // 5
"""So many warm the process up: from then on its memory is held against what it was."""

AT = NOW.strftime("%Y-%m-%d %H:%M:%S.000000")
LEFT = f"SELECT count(*) FROM timers WHERE due_at <= '{AT}'"  # noqa: S608 -- our own words
TOLD = f"SELECT count(*) FROM history WHERE at = '{AT}'"  # noqa: S608 -- our own words


async def looked() -> Sequence[Figure]:
    """Look at a hundred thousand timers of four reasons that are due in the same moment."""
    seconds, grown = list[float](), list[float]()
    async with databases.on_sqlite() as lent:
        fill(lent.template, Shape(TIMERS, open_every=1))
        fill_due(lent.template)
        for _ in range(ROUNDS):
            url = await lent.ready()
            took, more = await _look_at_all(url)
            seconds.append(took)
            grown.append(more)
            await expect(url, LEFT, 0)
            await expect(url, TOLD, TIMERS)
    return [
        Figure("timers_s", max(seconds), [Samples(f"{TIMERS:,} timers", "s", seconds)]),
        Figure("timers_mb", max(grown), [Samples("memory after the first fifth", "MB", grown)]),
    ]


async def _look_at_all(url: str) -> tuple[float, float]:
    """Tick until nothing is due; say how long it took, and how much memory it came to hold."""
    database = Database(url)
    desk = Desk(database, FrozenClock(NOW), Rulebook(public_holidays.load))
    keeper, seen, at_first = Timekeeper(desk, Figures()), 0, memory_of(os.getpid())
    with pinned(SUBJECT):
        begun = perf_counter()
        while looked_at := await keeper.tick():
            if seen < SETTLED:
                at_first = memory_of(os.getpid())
            seen += looked_at
        took = perf_counter() - begun
    await database.close()
    return took, memory_of(os.getpid()) - at_first
