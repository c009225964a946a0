"""How fast what is due goes out, beside the SDK that posts as many at once and knows nothing else."""

import subprocess
from collections.abc import Sequence

from tests.bench import databases
from tests.bench.fill import Shape, fill, make_due
from tests.bench.machine import LOAD, pinned, running, start
from tests.bench.measured import ROUNDS, Figure, Samples, ratio
from tests.bench.slack import TOKEN, Slack, slack
from tests.bench.throughput import BOT, bot_environment

PEOPLE = 1000
ANSWERS_IN = 0.05


async def drained() -> Sequence[Figure]:
    """Send a DM to each of a thousand people, who are known already."""
    ours, theirs, busy = list[float](), list[float](), list[float]()
    async with databases.on_sqlite() as lent:
        fill(lent.template, Shape(PEOPLE, open_every=1, people=PEOPLE))
        make_due(lent.template, PEOPLE)
        for _ in range(ROUNDS):
            sent = await _bot(await lent.ready())
            ours.append(_rate(sent))
            busy.append(sent.busiest)
            theirs.append(_rate(await _bare(sent.busiest)))
    figure = ratio(
        "drain_ratio",
        Samples("DMs sent", "/s", ours),
        Samples("bare calls of the SDK", "/s", theirs),
    )
    return [Figure(figure.name, figure.value, (*figure.of, Samples("calls at once", "", busy)))]


async def _bot(url: str) -> Slack:
    async with slack(ANSWERS_IN) as before, running(BOT, bot_environment(url, before.url)):
        with pinned(LOAD):
            await before.posts(PEOPLE)
        return before


async def _bare(at_once: int) -> Slack:
    async with slack(ANSWERS_IN) as before:
        env = {"SLACK_API_URL": before.url, "SLACK_BOT_TOKEN": TOKEN}
        env |= {"POSTS": str(PEOPLE), "AT_ONCE": str(at_once)}
        process = start(("tests.bench.bare_posts",), env)
        with pinned(LOAD):
            await before.posts(PEOPLE)
        _end(process)
        return before


def _rate(sent: Slack) -> float:
    """Count from the first message to the last: how long the program took to start is no part."""
    return (PEOPLE - 1) / (sent.posted_at[PEOPLE - 1] - sent.posted_at[0])


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
