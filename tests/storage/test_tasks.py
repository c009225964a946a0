"""Tasks: nobody overwrites what somebody else did, and lists come in the order people expect."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.errors import NoSuchTask
from bot.domain.lifecycle import Status
from storage import tasks
from storage.engine import Database
from tests.storage.rows import a_task, store

DAY = timedelta(days=1)


async def test_of_two_moves_one_loses(database: Database) -> None:
    (number,) = await store(database, a_task())
    both_have_read = asyncio.Barrier(2)

    async def accept(who: str) -> bool:
        async with database.read() as session:
            task = await tasks.get(session, number)
        await both_have_read.wait()
        async with database.write() as session:
            session.add(task)
            return await tasks.move(session, task, status=Status.ACCEPTED, accepted_by=who)

    moved = await asyncio.gather(accept("U0ADA"), accept("U0BEN"))
    assert sorted(moved) == [False, True]
    async with database.read() as session:
        task = await tasks.get(session, number)
    assert (task.version, task.status) == (2, Status.ACCEPTED)
    assert task.accepted_by == ("U0ADA" if moved[0] else "U0BEN")


async def test_whoever_moved_a_task_sees_it_moved(database: Database) -> None:
    (number,) = await store(database, a_task())
    async with database.write() as session:
        task = await tasks.get(session, number)
        assert await tasks.move(session, task, status=Status.ACCEPTED)
        assert (task.status, task.version) == (Status.ACCEPTED, 2)
        assert await tasks.move(session, task, status=Status.DECLINED)
        assert task.version == 3


async def test_what_delivery_learned_is_no_move(database: Database) -> None:
    (number,) = await store(database, a_task())
    async with database.write() as session:
        await tasks.note(session, number, card_ts="1.2", unreached=["U0SAM"])
    async with database.read() as session:
        task = await tasks.get(session, number)
    assert (task.card_ts, task.unreached, task.version) == ("1.2", ["U0SAM"], 1)


@pytest.mark.parametrize("number", [0, -1, 2, 2**31, 99999999999999999999])
async def test_a_number_without_a_task_names_the_newest(database: Database, number: int) -> None:
    await store(database, a_task())
    async with database.read() as session:
        with pytest.raises(NoSuchTask) as refusal:
            await tasks.get(session, number)
    assert refusal.value.newest == 1


async def test_the_task_of_a_message_is_found(database: Database) -> None:
    numbers = await store(
        database, a_task(), a_task(origin_channel="C1", origin_ts="7.1"), a_task()
    )
    async with database.read() as session:
        found = await tasks.find_by_origin(session, "C1", "7.1")
        assert found is not None
        assert found.number == numbers[1]
        assert await tasks.find_by_origin(session, "C1", "7.2") is None
