"""Timers of three bots on one PostgreSQL: what is due at the same moment is looked at once."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import col, func, select, update

from bot.clock import SystemClock
from bot.domain.notices import Happening
from storage.history import Entry
from storage.timers import Timer
from tests.chaos.crew import Crew
from tests.chaos.process import until
from tests.chaos.proof import prove
from tests.chaos.town import Town, town

pytestmark = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
TASKS = 12


async def test_timers_fire_once_though_one_bot_is_killed_meanwhile(
    database_url: str, tmp_path: Path
) -> None:
    async with town(database_url, tmp_path, replicas=3) as opened:
        crew = Crew(opened)
        await asyncio.gather(*(crew.raised(f"Outage {n}", by=n % 2) for n in range(TASKS)))
        await let_all_be_due(opened)
        await until(lambda: _has_called(opened), what="a call")
        await opened.bot.kill()
        await until(lambda: _is_over(opened), what="the last timer")
        await opened.time_passes()
        await prove(opened, crew.cases, [Happening.RAISED, Happening.NOT_ACCEPTED])


async def let_all_be_due(opened: Town) -> None:
    past = SystemClock().now() - timedelta(minutes=1)
    async with opened.database.write() as session:
        await session.exec(update(Timer).values(due_at=past))


async def _has_called(opened: Town) -> bool:
    query = select(func.count()).select_from(Entry)
    called = query.where(col(Entry.happening) == Happening.NOT_ACCEPTED)
    async with opened.database.read() as session:
        return (await session.exec(called)).one() > 0


async def _is_over(opened: Town) -> bool:
    """Whether each timer has ended, or waits for the time of its own date again."""
    due = select(func.count()).where(col(Timer.due_at) <= SystemClock().now())
    async with opened.database.read() as session:
        return (await session.exec(due)).one() == 0
