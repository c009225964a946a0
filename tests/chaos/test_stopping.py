"""Somebody stops the bot while everybody is busy: it ends in time, and nothing is lost."""

import asyncio
import signal
from pathlib import Path

import pytest

from bot.domain.notices import Happening
from tests import postgres
from tests.chaos.crew import Crew, actor
from tests.chaos.locks import locked, somebody_waits
from tests.chaos.process import until
from tests.chaos.proof import prove
from tests.chaos.town import Town, town

STOPS_WITHIN = 5.0
TRIES = 3
"""A busy machine may stand still for a second; it does not do so each time."""

ANSWERS = {200, 503}
"""It was taken, or is to be brought again: the line was not cut."""


@pytest.mark.parametrize(
    ("database_url", "door"),
    [("sqlite", "http"), pytest.param("postgres", "socket", marks=pytest.mark.thorough)],
    indirect=["database_url"],
)
async def test_stopped_while_everybody_is_busy_it_ends_in_time_and_loses_nothing(
    database_url: str, door: str, tmp_path: Path
) -> None:
    is_over, took = asyncio.Event(), list[float]()
    async with town(database_url, tmp_path, sockets=door == "socket") as opened:
        crew = Crew(opened)
        async with asyncio.TaskGroup() as both:
            both.create_task(crew.work(3, is_over))
            await opened.has_happened(25)
            while not took or (took[-1] >= STOPS_WITHIN and len(took) < TRIES):
                took.append(await stopped_in_a_post(opened))
                assert await opened.held_by(opened.bot) == set()
                await opened.bot.start()
            is_over.set()
        assert took[-1] < STOPS_WITHIN, took
        await prove(opened, crew.cases)


async def stopped_in_a_post(opened: Town) -> float:
    """Stop the bot while Slack is silent about what it posts; say how many seconds that took."""
    clock = asyncio.get_running_loop().time
    silence = opened.hangs("timeout_after", times=2)
    await until(lambda: silence.times == 0, what="two posts")
    begun = clock()
    opened.bot.send(signal.SIGTERM)
    assert await opened.bot.ended() == 0, opened.bot.said[-2000:]
    opened.slack.faults.clear()
    return clock() - begun


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_stopped_before_a_database_that_stands_still_it_ends_all_the_same(
    database_url: str, postgres_server: postgres.Server, tmp_path: Path
) -> None:
    async with town(database_url, tmp_path) as opened:
        crew = Crew(opened)
        async with asyncio.TaskGroup() as both:
            await postgres_server.freeze()
            try:
                both.create_task(crew.raised("Outage before"))
                await until(lambda: bool(opened.slack.deliveries), what="an event under way")
                opened.bot.send(signal.SIGTERM)
                assert await opened.bot.ended() == 0, opened.bot.said[-2000:]
            finally:
                await postgres_server.thaw()
            await opened.bot.start()
        await prove(opened, crew.cases, [Happening.RAISED])


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_stopped_it_answers_what_was_asked_before(database_url: str, tmp_path: Path) -> None:
    async with town(database_url, tmp_path) as opened:
        crew, sam = Crew(opened), opened.sam
        async with asyncio.TaskGroup() as both:
            async with locked(opened.database, "LOCK TABLE history IN EXCLUSIVE MODE"):
                both.create_task(crew.raised("Outage before"))
                await somebody_waits(opened.database)
                opened.bot.send(signal.SIGTERM)
                await until(lambda: '"bot.stopping"' in opened.bot.said, what="the stop")
                both.create_task(crew.raised("Outage after", by=1))
            assert await opened.bot.ended() == 0, opened.bot.said[-2000:]
            first = next(one for one in opened.slack.deliveries if actor(one) == sam.id)
            assert first.status in ANSWERS, first.reason
            await opened.bot.start()
        await prove(opened, crew.cases, [Happening.RAISED])
