"""How much is taken in: raised tasks and accepted ones, beside a bare app that keeps one row."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from tests.bench import databases, payloads
from tests.bench.databases import Databases
from tests.bench.fill import Shape, fill
from tests.bench.load import Fired, fire
from tests.bench.machine import ALL, SUBJECT, Program, running
from tests.bench.measured import ROUNDS, Figure, Samples, ratio
from tests.bench.slack import TOKEN, slack

WARM_UP = 100
EVENTS = 600

BOT = ("bot", "run")
REFERENCE = ("tests.bench.reference",)
RAISED = "SELECT count(*) FROM tasks"
KEPT = "SELECT count(*) FROM kept"
ACCEPTED = "SELECT count(*) FROM {} WHERE status = 'accepted'"


async def intake_sqlite() -> Sequence[Figure]:
    """Message events to committed tasks, on SQLite."""
    async with databases.on_sqlite() as lent:
        return [await _intake("intake_ratio", lent)]


async def intake_postgres() -> Sequence[Figure]:
    """Message events to committed tasks, on PostgreSQL."""
    async with databases.on_postgres() as lent:
        return [await _intake("intake_pg_ratio", lent)]


async def clicks() -> Sequence[Figure]:
    """*Accept* on distinct tasks, on SQLite."""
    ours, theirs = list[Fired](), list[Fired]()
    async with databases.on_sqlite() as lent:
        fill(lent.template, Shape(WARM_UP + EVENTS, open_every=1))
        for _ in range(ROUNDS):
            ours.append(await _accepted(await lent.ready()))
            theirs.append(await _changed(await lent.empty()))
    return [_beside("click_ratio", ("accepted", ours), ("changed by the bare app", theirs))]


async def replicas() -> Sequence[Figure]:
    """Three processes on one PostgreSQL and all cores, beside one."""
    ours, one = list[Fired](), list[Fired]()
    async with databases.on_postgres() as lent:
        for _ in range(ROUNDS):
            ours.append(await _raised(await lent.ready(), 3, ALL))
            one.append(await _raised(await lent.ready(), 1, ALL))
    return [
        _beside("replicas_ratio", ("raised by 3 processes", ours), ("raised by 1 process", one))
    ]


async def _intake(name: str, lent: Databases) -> Figure:
    ours, theirs = list[Fired](), list[Fired]()
    for _ in range(ROUNDS):
        ours.append(await _raised(await lent.ready()))
        theirs.append(await _kept(await lent.empty()))
    return _beside(name, ("raised", ours), ("kept by the bare app", theirs))


def _beside(
    name: str, ours: tuple[str, Sequence[Fired]], theirs: tuple[str, Sequence[Fired]]
) -> Figure:
    """Compare rates, and tell what else the rounds showed."""
    figure = ratio(name, *(_rates(what, of) for what, of in (ours, theirs)))
    slowest = [max(one.answers) * 1000 for one in ours[1]]
    again = [one.brought_again for one in ours[1]]
    more = (Samples("the slowest of ours", "ms", slowest), Samples("brought again", "", again))
    return Figure(name, figure.value, (*figure.of, *more))


def _rates(what: str, fired: Sequence[Fired]) -> Samples:
    return Samples(what, "/s", [one.rate for one in fired])


async def _raised(url: str, processes: int = 1, cores: frozenset[int] = SUBJECT) -> Fired:
    async with bots(url, processes, cores) as programs:
        fired = await _fire_messages(programs)
    await expect(url, RAISED, WARM_UP + EVENTS)
    return fired


async def _kept(url: str) -> Fired:
    async with reference(url) as program:
        fired = await _fire_messages([program])
    await expect(url, KEPT, WARM_UP + EVENTS)
    return fired


async def _accepted(url: str) -> Fired:
    async with bots(url) as (bot,):
        fired = await _fire_clicks(bot)
    await expect(url, ACCEPTED.format("tasks"), WARM_UP + EVENTS)
    return fired


async def _changed(url: str) -> Fired:
    async with reference(url) as program:
        await fire([program.port], payloads.messages(WARM_UP + EVENTS))
        fired = await _fire_clicks(program)
    await expect(url, ACCEPTED.format("kept"), WARM_UP + EVENTS)
    return fired


async def _fire_clicks(program: Program) -> Fired:
    made = payloads.clicks(range(1, WARM_UP + EVENTS + 1))
    await fire([program.port], made[:WARM_UP])
    return await fire([program.port], made[WARM_UP:])


async def _fire_messages(programs: Sequence[Program]) -> Fired:
    ports = [program.port for program in programs]
    await fire(ports, payloads.messages(WARM_UP))
    return await fire(ports, payloads.messages(EVENTS, WARM_UP))


@asynccontextmanager
async def bots(
    url: str, processes: int = 1, cores: frozenset[int] = SUBJECT, answers_in: float = 0
) -> AsyncIterator[Sequence[Program]]:
    """Run bots before a Slack that answers at once."""
    async with slack(answers_in) as before:
        env = bot_environment(url, before.url)
        if processes == 1:
            async with running(BOT, env, cores) as one:
                yield [one]
            return
        async with (
            running(BOT, env, cores) as one,
            running(BOT, env, cores) as two,
            running(BOT, env, cores) as three,
        ):
            yield [one, two, three]


@asynccontextmanager
async def reference(url: str) -> AsyncIterator[Program]:
    """Run the bare app."""
    env = {"DATABASE_URL": url, "SLACK_SIGNING_SECRET": payloads.SECRET}
    async with running(REFERENCE, env) as program:
        yield program


def bot_environment(url: str, slack_url: str) -> dict[str, str]:
    """Set the bot up for this database and this Slack."""
    return {
        "DATABASE_URL": url,
        "SLACK_API_URL": slack_url,
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_SIGNING_SECRET": payloads.SECRET,
    }


async def expect(url: str, query: str, number: int) -> None:
    """Hold that what was acknowledged is in the database, all of it and once."""
    found = await databases.count(url, query)
    if found != number:
        msg = f"{number} were acknowledged, {found} are in the database: {query}"
        raise RuntimeError(msg)
