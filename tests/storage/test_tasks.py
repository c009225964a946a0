"""Tasks: nobody overwrites what somebody else did, and lists come in the order people expect."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.errors import NoSuchTask
from bot.domain.lifecycle import Status
from bot.domain.severity import Severity
from storage import followers, tasks
from storage.engine import Database
from tests.storage.rows import NOW, a_task, store

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


async def test_the_board_shows_the_worst_first_then_the_soonest(database: Database) -> None:
    await store(
        database,
        a_task(title="third", severity=Severity.CRITICAL, deadline_at=NOW),
        a_task(title="over", ended_at=NOW),
        a_task(title="second", deadline_at=NOW + DAY),
        a_task(title="first", deadline_at=NOW),
        a_task(title="as soon, but raised later", deadline_at=NOW + DAY),
    )
    async with database.read() as session:
        board = [task.title for task in await tasks.list_board(session, limit=10)]
        page = [task.title for task in await tasks.list_board(session, limit=2, offset=1)]
        assert await tasks.count_board(session) == 4
    assert board == ["first", "second", "as soon, but raised later", "third"]
    assert page == board[1:3]


async def test_mine_are_open_ones_first_then_the_newest(database: Database) -> None:
    raised, over, assigned, _, followed = await store(
        database,
        a_task(),
        a_task(ended_at=NOW),
        a_task(reporter="U0TOM", assignee="U0SAM"),
        a_task(reporter="U0TOM", assignee="U0IVAN"),
        a_task(reporter="U0TOM"),
    )
    async with database.write() as session:
        # Whoever both raised and follows a task has it once.
        await followers.add(session, followed, ["U0SAM", "U0ADA"])
        await followers.add(session, raised, ["U0SAM"])
    async with database.read() as session:
        mine = [task.number for task in await tasks.list_mine(session, "U0SAM", limit=10)]
        page = [task.number for task in await tasks.list_mine(session, "U0SAM", 2, offset=1)]
        assert await tasks.count_mine(session, "U0SAM") == 4
        assert await tasks.count_mine(session, "U0NOBODY") == 0
    assert mine == [followed, assigned, raised, over]
    assert page == mine[1:3]


async def test_what_developers_carry_is_unfinished_and_soonest_first(database: Database) -> None:
    ivans = {"assignee": "U0IVAN", "status": Status.ASSIGNED}
    await store(
        database,
        a_task(title="later", deadline_at=NOW + DAY, **ivans),
        a_task(title="sooner", **ivans),
        a_task(title="fixed", assignee="U0IVAN", status=Status.FIXED),
        a_task(title="over", assignee="U0IVAN", status=Status.CLOSED, ended_at=NOW),
        a_task(title="Dana's", assignee="U0DANA", status=Status.ASSIGNED),
    )
    async with database.read() as session:
        carried = await tasks.list_assigned(session, ["U0IVAN"])
    assert [task.title for task in carried] == ["sooner", "later"]
