"""Three bots on one PostgreSQL: one is killed, one is frozen, and people notice neither."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path

import pytest
from sqlmodel import col, select, update

from bot.domain.notices import Happening, Kind
from storage.outbox import Row
from tests.chaos.crew import Crew
from tests.chaos.locks import IDLE_AT_WILL, locked, somebody_waits
from tests.chaos.process import BotProcess, a_moment, until
from tests.chaos.proof import outbox_id, posted, prove
from tests.chaos.town import Town, town

pytestmark = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
UNPACED = "LOCK TABLE paces IN EXCLUSIVE MODE"
UNREADABLE = "LOCK TABLE questions IN ACCESS EXCLUSIVE MODE"
"""Without the one no row can be claimed, without the other none rendered."""
IS_CARD = col(Row.kind) == Kind.CARD
LOOKS = 150
"""How often somebody looks for a bot that can be frozen, before everything may go on for a while."""


@pytest.mark.parametrize(
    ("door", "lease"),
    [("http", "aged"), pytest.param("socket", "real", marks=pytest.mark.thorough)],
)
async def test_three_replicas_lose_and_double_nothing_when_one_is_killed_and_one_is_frozen(
    door: str, lease: str, database_url: str, tmp_path: Path
) -> None:
    is_over = asyncio.Event()
    async with town(database_url, tmp_path, sockets=door == "socket", replicas=3) as opened:
        crew = Crew(opened)
        async with asyncio.TaskGroup() as both:
            both.create_task(crew.work(2, is_over))
            await opened.has_happened(opened.steps() + 20)
            await opened.bot.kill()
            await opened.time_passes()
            await opened.has_happened(opened.steps() + 10)
            frozen = await frozen_in_a_post(opened)
            if lease == "aged":
                await opened.time_passes()
            await until(partial(holds_nothing, opened, frozen), what="the end of its leases")
            await opened.has_happened(opened.steps() + 20)
            frozen.send(signal.SIGCONT)
            await until(partial(is_late, frozen), what="a late bot")
            is_over.set()
        await prove(opened, crew.cases)


async def frozen_in_a_post(opened: Town) -> BotProcess:
    """Freeze a bot that waits for Slack's answers to all that it has in hand, and let them come."""
    while True:
        opened.hangs("timeout_after")
        frozen = await _frozen_by_chance(opened)
        opened.slack.faults.clear()
        if frozen is not None:
            return frozen
        # Calls that hang for long are tried again and no posts: let all go on, and begin anew.
        await opened.has_happened(opened.steps() + 5)


async def _frozen_by_chance(opened: Town) -> BotProcess | None:
    answered = {outbox_id(one) for one in posted(opened)}
    for _ in range(LOOKS):
        unanswered = {outbox_id(one) for one in posted(opened)} - answered
        for bot in [one for one in opened.bots if one.is_ready]:
            if set() < await opened.held_by(bot) <= unanswered:
                bot.send(signal.SIGSTOP)
                if set() < await opened.held_by(bot) <= unanswered:
                    return bot
                bot.send(signal.SIGCONT)
        await a_moment()
    return None


async def holds_nothing(opened: Town, bot: BotProcess) -> bool:
    """Whether others have taken up what a bot had in hand."""
    return not await opened.held_by(bot)


async def test_who_is_frozen_before_a_post_does_not_post_it_after_the_lease(
    database_url: str, tmp_path: Path
) -> None:
    async with town(database_url, tmp_path, replicas=2) as opened:
        crew, (frozen, other) = Crew(opened), opened.bots
        await other.kill()
        async with claimed(opened, crew) as raising:
            frozen.send(signal.SIGSTOP)
        await opened.time_passes()
        await other.start()
        await raising
        frozen.send(signal.SIGCONT)
        await until(partial(is_late, frozen), what="a late bot")
        await prove(opened, crew.cases, [Happening.RAISED])


async def test_who_marks_after_the_lease_changes_nothing(database_url: str, tmp_path: Path) -> None:
    async with town(database_url, tmp_path) as opened:
        crew, database = Crew(opened), opened.database
        async with database.write() as session:
            await (await session.connection()).execute(IDLE_AT_WILL)
            async with claimed(opened, crew) as raising:
                await session.exec(select(Row.id).where(IS_CARD).with_for_update())
            await until(lambda: opened.called("chat.getPermalink") >= 1, what="the card")
            await somebody_waits(database)
            await session.exec(update(Row).where(IS_CARD).values(lease_owner="another"))
        await until(partial(is_late, opened.bot), what="a late bot")
        await opened.time_passes()
        await raising
        await prove(opened, crew.cases, [Happening.RAISED])


@asynccontextmanager
async def claimed(opened: Town, crew: Crew) -> AsyncIterator[asyncio.Task[object]]:
    """Raise a task, and stop its bot inside the block: the card is claimed, but not rendered."""
    async with AsyncExitStack() as unreadable:
        async with locked(opened.database, UNPACED):
            raising: asyncio.Task[object] = asyncio.create_task(crew.raised("Outage at noon"))
            await until(lambda: bool(opened.slack.deliveries), what="the message's arrival")
            await somebody_waits(opened.database)
            await unreadable.enter_async_context(locked(opened.database, UNREADABLE))
        await somebody_waits(opened.database)
        yield raising


def is_late(bot: BotProcess) -> bool:
    """Whether a bot has found out that a row is not its own any more."""
    return '"outcome": "late"' in bot.said
