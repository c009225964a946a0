"""What a million tasks behind them cost those who raise, look and deliver."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from bot.clock import FrozenClock, SystemClock
from bot.integrations import public_holidays
from bot.services import outbox
from bot.services.desk import Desk
from bot.services.rulebook import Rulebook
from storage import timers
from storage.engine import Database
from tests.bench import databases, payloads
from tests.bench.fill import Shape, fill, make_due
from tests.bench.fill_timers import THE_FIRST_ARE_DUE, fill_waiting
from tests.bench.load import Line
from tests.bench.machine import LOAD, pinned
from tests.bench.measured import ROUNDS, Figure, Samples, ratio, say
from tests.bench.throughput import bots

MANY, FEW = Shape(1_000_000), Shape(10_000)
"""One in fifty is open in both, and five hundred people raised them all."""

EACH = 20
DUE = 200
LIMIT = 20
LEASE_IS_OVER = timedelta(seconds=31)

Ask = Callable[[], Awaitable[float]]


async def grown() -> Sequence[Figure]:
    """Ask a bot with a long past and one with a short one the same, in turns."""
    with databases.folder() as where:
        many, few = await _file(where / "many.db", MANY), await _file(where / "few.db", FEW)
        figures = await _asked(many, few)
        for file in (many, few):
            make_due(file, DUE)
        return [*figures, await _claimed(many, few), await _found(many, few)]


async def _file(file: Path, shape: Shape) -> Path:
    await databases.set_up(databases.sqlite_url(file))
    begun = perf_counter()
    fill(file, shape)
    fill_waiting(file)
    say(f"filled with {shape.tasks:,} tasks in {perf_counter() - begun:.0f} s")
    return file


async def _asked(many: Path, few: Path) -> Sequence[Figure]:
    """Measure what people do; raising comes last, for it leaves something to send behind."""
    kinds: Mapping[str, Callable[[], Sequence[bytes]]] = {
        "growth_mine": lambda: payloads.commands("mine", _REQUESTS, payloads.person(7)),
        "growth_board": lambda: payloads.commands("board", _REQUESTS, payloads.ADMINISTRATOR),
        "growth_raise": lambda: payloads.messages(_REQUESTS),
    }
    async with (
        bots(databases.sqlite_url(many)) as (long,),
        bots(databases.sqlite_url(few)) as (short,),
    ):
        lines = await Line.open(long.port), await Line.open(short.port)
        figures = []
        for name, make in kinds.items():
            asks = [_asking(line, make()) for line in lines]
            figures.append(await _compare(name, *asks))
        for line in lines:
            await line.close()
    return figures


_REQUESTS = (ROUNDS + 1) * EACH


def _asking(line: Line, requests: Sequence[bytes]) -> Ask:
    waiting = iter(requests)
    return lambda: line.ask(next(waiting))


async def _claimed(many: Path, few: Path) -> Figure:
    long, short = (Database(databases.sqlite_url(file)) for file in (many, few))
    figure = await _compare("growth_claim", _claiming(long), _claiming(short))
    await long.close()
    await short.close()
    return figure


def _claiming(database: Database) -> Ask:
    """Claim what delivery claims, and let the lease run out by the clock."""
    clock = FrozenClock(SystemClock().now())
    desk = Desk(database, clock, Rulebook(public_holidays.load))

    async def claim() -> float:
        clock.advance(LEASE_IS_OVER)
        begun = perf_counter()
        rows = (await outbox.claim(desk, clock.now().isoformat(), LIMIT)).rows
        took = perf_counter() - begun
        if len(rows) != LIMIT:
            msg = f"claimed {len(rows)}"
            raise RuntimeError(msg)
        return took

    return claim


async def _found(many: Path, few: Path) -> Figure:
    """Find the timers that are due when a round's worth of them is."""
    long, short = (Database(databases.sqlite_url(file)) for file in (many, few))
    figure = await _compare("growth_timers", _finding(long), _finding(short))
    await long.close()
    await short.close()
    return figure


def _finding(database: Database) -> Ask:
    async def find() -> float:
        async with database.write() as session:
            begun = perf_counter()
            due = await timers.take_due(session, THE_FIRST_ARE_DUE, LIMIT)
            took = perf_counter() - begun
        if len(due) != LIMIT:
            msg = f"found {len(due)}"
            raise RuntimeError(msg)
        return took

    return find


async def _compare(name: str, long: Ask, short: Ask) -> Figure:
    """Ask both in turns; the first round warms them up."""
    rounds: list[tuple[float, float]] = []
    with pinned(LOAD):
        for _ in range(ROUNDS + 1):
            pairs = [(await long(), await short()) for _ in range(EACH)]
            theirs, ours = zip(*pairs, strict=True)
            rounds.append((median(theirs) * 1000, median(ours) * 1000))
    of_many, of_few = zip(*rounds[1:], strict=True)
    return ratio(
        name,
        Samples(f"median of {EACH} with {MANY.tasks:,} tasks", "ms", of_many),
        Samples(f"median of {EACH} with {FEW.tasks:,} tasks", "ms", of_few),
    )
