"""The database goes away under load and comes back: nobody starts the bot again for it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from bot.views import refusals
from storage.engine import Database
from tests import postgres
from tests.chaos.crew import Crew, actor, answers
from tests.chaos.process import BotProcess, until
from tests.chaos.proof import prove
from tests.chaos.town import Town, town

pytestmark = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)


@pytest.mark.parametrize(
    ("how", "door"),
    [("stopped", "http"), pytest.param("frozen", "socket", marks=pytest.mark.thorough)],
)
async def test_while_the_database_is_away_people_are_told_so_and_afterwards_all_goes_on(
    how: str, door: str, database_url: str, postgres_server: postgres.Server, tmp_path: Path
) -> None:
    is_over = asyncio.Event()
    await keep_what_is_committed(database_url)
    async with town(database_url, tmp_path, sockets=door == "socket") as opened:
        crew, slack = Crew(opened), opened.slack
        async with asyncio.TaskGroup() as both:
            both.create_task(crew.work(2, is_over))
            case, key = await crew.raised("Outage before")
            await opened.has_happened(opened.steps() + 10)
            async with away(postgres_server, how):
                await until(lambda: is_away(opened.bot), what="a bot that is not ready")
                begun = len(slack.deliveries)
                both.create_task(crew.live("Outage meanwhile", by=1))
                both.create_task(crew.lives_on(case, key))
                await until(lambda: is_refused(opened, begun), what="an event that is refused")
                await until(lambda: is_told(opened), what="a click that is refused")
            await until(opened.bot.looks_ready, what="a bot that is ready again")
            is_over.set()
        await prove(opened, crew.cases)
        assert opened.bot.said.count('"bot.started"') == 1


async def is_away(bot: BotProcess) -> bool:
    """Whether the bot says what it lacks."""
    return not await bot.looks_ready() and "the database does not answer" in bot.state


def is_refused(opened: Town, begun: int) -> bool:
    """Whether Slack was not told to forget an event that the bot could not keep."""
    lost = [one for one in opened.slack.deliveries[begun:] if not one.acknowledged]
    return opened.kim.id in [actor(one) for one in lost if one.kind == "events_api"]


def is_told(opened: Town) -> bool:
    """Whether who clicked was told to click again."""
    return refusals.try_again() in [one.text for one in answers(opened.ada)]


@asynccontextmanager
async def away(server: postgres.Server, how: str) -> AsyncIterator[None]:
    """Have no database inside the block."""
    leave, return_ = (
        (server.go_away, server.come_back) if how == "stopped" else (server.freeze, server.thaw)
    )
    await leave()
    try:
        yield
    finally:
        await return_()


async def keep_what_is_committed(database_url: str) -> None:
    """Let the server write down at once what is committed: other tests need no such care."""
    database = Database(database_url)
    name = make_url(database_url).database
    async with database.engine.connect() as connection:
        await connection.exec_driver_sql(f"ALTER DATABASE {name} SET synchronous_commit = on")
        await connection.commit()
    await database.close()
