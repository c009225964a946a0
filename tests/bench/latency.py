"""How long people wait: for Slack's own acknowledgement, and until they see the card."""

import asyncio
from collections.abc import Sequence
from itertools import count
from statistics import median, quantiles
from time import perf_counter

from tests.bench import databases, payloads
from tests.bench.load import Line, pace
from tests.bench.machine import LOAD, pinned, running, until
from tests.bench.measured import ROUNDS, Figure, Samples
from tests.bench.slack import Slack, slack
from tests.bench.throughput import BOT, RAISED, WARM_UP, bot_environment, bots, expect

EVERY = 0.1
"""Ten a second, over Slack's own cap of 30,000 an hour."""

SECONDS = 60
CARDS = 5
CARDS_EVERY = 2.2
"""Seconds; Slack takes a message a second in a channel, and a task has two: its card and a line."""


async def acknowledged() -> Sequence[Figure]:
    """Answer ten events a second."""
    each, answers, rounds = int(SECONDS / EVERY / ROUNDS), list[float](), list[float]()
    async with databases.on_sqlite() as lent:
        url = await lent.ready()
        async with bots(url) as (bot,):
            await pace(bot.port, payloads.messages(WARM_UP), EVERY / 10)
            for i in range(ROUNDS):
                sent = payloads.messages(each, WARM_UP + i * each)
                fired = await pace(bot.port, sent, EVERY)
                answers += fired.answers
                rounds.append(_p99(fired.answers))
        await expect(url, RAISED, WARM_UP + ROUNDS * each)
    middle = Samples("acknowledged, every single one", "ms", [one * 1000 for one in answers])
    of = (Samples(f"p99 of {each}", "ms", [one * 1000 for one in rounds]), middle)
    return [Figure("ack_p99_ms", _p99(answers) * 1000, of)]


async def told() -> Sequence[Figure]:
    """Raise a task, and see its card come."""
    rounds, everything = list[float](), list[float]()
    async with databases.on_sqlite() as lent, slack() as before:
        env = bot_environment(await lent.ready(), before.url)
        async with running(BOT, env) as bot:
            line, numbers = await Line.open(bot.port), count()
            await _card(line, before, next(numbers))
            for _ in range(ROUNDS):
                seen = [await _card(line, before, next(numbers)) for _ in range(CARDS)]
                everything += seen
                rounds.append(median(seen))
            await line.close()
    of = (
        Samples(f"median of {CARDS}", "ms", [one * 1000 for one in rounds]),
        Samples("event to card, every single one", "ms", [one * 1000 for one in everything]),
    )
    return [Figure("told_p50_ms", median(everything) * 1000, of)]


async def _card(line: Line, before: Slack, number: int) -> float:
    """Send an event when the channel is free again, and say how long its card took."""
    await until(asyncio.get_running_loop().time() + CARDS_EVERY)
    message = payloads.message(number)
    with pinned(LOAD):
        begun = perf_counter()
        await line.ask(message)
        return await before.posted_in(payloads.stamp(number)) - begun


def _p99(answers: Sequence[float]) -> float:
    return quantiles(answers, n=100)[98]
