"""Timers: the earliest first, started anew by their key, and in one hand at a time."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.timers import Again, Reason
from storage import timers
from storage.engine import Database
from storage.timers import Alarm
from tests.storage.rows import NOW, a_task, store

MINUTE = timedelta(minutes=1)
LIMIT = 10


async def armed(database: Database, *due: datetime) -> list[int]:
    """Let a timer run for a task each."""
    numbers = await store(database, *(a_task() for _ in due))
    async with database.write() as session:
        for number, at in zip(numbers, due, strict=True):
            await timers.arm(session, Alarm(Reason.ACCEPTANCE, at, number))
    return numbers


async def taken(database: Database, now: datetime = NOW) -> Sequence[int | None]:
    """Name the tasks whose timers are due, as somebody who takes them in passing."""
    async with database.write() as session:
        return [timer.task_id for timer in await timers.take_due(session, now, LIMIT)]


async def test_what_is_due_comes_in_its_order_and_nothing_before_its_time(
    database: Database,
) -> None:
    first, second, later = await armed(database, NOW, NOW - MINUTE, NOW + MINUTE)
    assert await taken(database) == [second, first]
    assert await taken(database, NOW + MINUTE) == [second, first, later]


async def test_a_timer_that_is_armed_again_starts_anew(database: Database) -> None:
    (number,) = await armed(database, NOW)
    async with database.write() as session:
        (timer,) = await timers.take_due(session, NOW, LIMIT)
        await timers.go_on(session, timer, Again(NOW + MINUTE, 1))
    async with database.write() as session:
        await timers.arm(session, Alarm(Reason.ACCEPTANCE, NOW + 2 * MINUTE, number))
    assert await taken(database, NOW + MINUTE) == []
    async with database.write() as session:
        (timer,) = await timers.take_due(session, NOW + 2 * MINUTE, LIMIT)
    assert (timer.task_id, timer.step) == (number, 0)


async def test_what_one_replica_looks_at_no_other_sees(database: Database) -> None:
    """On PostgreSQL the other goes on without it; on SQLite it waits, and finds it gone."""
    await armed(database, NOW)
    async with database.write() as session:
        mine = await timers.take_due(session, NOW, LIMIT)
        other = asyncio.create_task(taken(database))
        if not database.is_sqlite:
            assert await other == []
        await timers.end(session, mine)
    assert len(mine) == 1
    assert await other == []


async def test_a_timer_about_no_task_is_known_by_its_subject_and_can_be_ended(
    database: Database,
) -> None:
    both = [Alarm(Reason.ACCEPTANCE, NOW, subject=name) for name in ("first", "second")]
    async with database.write() as session:
        await timers.arm(session, *both)
        await timers.arm(session, both[0])
        await timers.disarm(session, both[1].key)
    async with database.write() as session:
        left = await timers.take_due(session, NOW, LIMIT)
    assert [(timer.task_id, timer.subject) for timer in left] == [(None, "first")]
