"""Finding what looks like a report, among a hundred thousand tasks that are all recent."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from statistics import quantiles

from sqlalchemy import insert

from bot.clock import SystemClock
from bot.domain.lifecycle import Status
from bot.domain.severity import Severity
from bot.integrations import public_holidays
from bot.services import alike
from bot.services.desk import Desk
from bot.services.rulebook import Rulebook
from storage.engine import Database
from storage.tasks import Source, Task
from tests.bench import databases
from tests.bench.databases import Databases
from tests.bench.measured import Figure, Samples

TASKS = 100_000
LOOKS = 100
AT_ONCE = 5_000
SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]


async def found() -> Sequence[Figure]:
    """Look on both engines; the figure is the slower one, at the 95th of a hundred."""
    kinds: Sequence[tuple[str, Callable[[], AbstractAsyncContextManager[Databases]]]] = (
        ("SQLite", databases.on_sqlite),
        ("PostgreSQL", databases.on_postgres),
    )
    samples = [Samples(f"to find on {name}", "ms", await _looks(lend)) for name, lend in kinds]
    worst = max(quantiles(one.values, n=20)[-1] for one in samples)
    return [Figure("alike_ms", worst, samples)]


async def _looks(lend: Callable[[], AbstractAsyncContextManager[Databases]]) -> list[float]:
    async with lend() as lent:
        database = Database(await lent.ready())
        await _fill(database)
        desk = Desk(database, SystemClock(), Rulebook(public_holidays.load))
        taken = list[float]()
        for number in random.Random(5).sample(range(TASKS // 2, TASKS), LOOKS):  # noqa: S311 -- no secret
            begun = time.perf_counter()
            await alike.find(desk, number)
            taken.append((time.perf_counter() - begun) * 1000)
        await database.close()
    return taken


async def _fill(database: Database) -> None:
    chosen, now = random.Random(3), SystemClock().now()  # noqa: S311 -- no secret
    words = ["".join(chosen.choices(SYLLABLES, k=chosen.choice((2, 3, 4)))) for _ in range(1500)]
    # A few words are in many reports, as in life.
    often = [1 / (rank + 3) ** 0.8 for rank in range(len(words))]
    for rows in _rows(chosen, words, often, now):
        async with database.engine.execution_options(writes=True).begin() as connection:
            await connection.execute(insert(Task), rows)


def _rows(
    chosen: random.Random, words: list[str], often: list[float], now: datetime
) -> Iterator[list[dict[str, object]]]:
    for _ in range(TASKS // AT_ONCE):
        yield [_row(" ".join(chosen.choices(words, often, k=12)), now) for _ in range(AT_ONCE)]


def _row(text: str, now: datetime) -> dict[str, object]:
    return {
        "status": Status.NEW,
        "severity": Severity.STOPPED,
        "title": text,
        "description": text,
        "links": [],
        "files": [],
        "reporter": "U0SAM",
        "raised_at": now - timedelta(days=2),
        "deadline_at": now,
        "next_update_at": now,
        "source": Source.COMMAND,
        "channel": "C0CRITICAL",
        "unreached": [],
        "called": [],
        "version": 1,
        "deadline_is_promised": False,
    }
