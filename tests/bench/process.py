"""The process itself: how soon it is there, and how much memory it comes to hold."""

from collections.abc import Sequence
from statistics import median

from tests.bench import databases, payloads
from tests.bench.load import fire
from tests.bench.measured import ROUNDS, Figure, Samples
from tests.bench.throughput import RAISED, bots, expect

EVENTS = 10_000


async def started() -> Sequence[Figure]:
    """Start on a database that is there, until `/readyz` says yes."""
    seconds = list[float]()
    async with databases.on_sqlite() as lent:
        for _ in range(ROUNDS):
            async with bots(await lent.ready()) as (bot,):
                seconds.append(bot.started_in)
    return [Figure("start_s", median(seconds), [Samples("process start to ready", "s", seconds)])]


async def remembered() -> Sequence[Figure]:
    """Take in ten thousand events, and look at the memory after each part of them."""
    each, sizes = EVENTS // ROUNDS, list[float]()
    async with databases.on_sqlite() as lent:
        url = await lent.ready()
        async with bots(url) as (bot,):
            at_first = bot.memory()
            for i in range(ROUNDS):
                await fire([bot.port], payloads.messages(each, i * each))
                sizes.append(bot.memory())
        await expect(url, RAISED, EVENTS)
    of = (Samples("before", "MB", [at_first]), Samples(f"after each {each:,} events", "MB", sizes))
    return [Figure("rss_mb", sizes[-1], of)]
