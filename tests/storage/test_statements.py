"""Statements that go to the driver itself, and the ORM beside them: one transaction, one truth."""

import asyncio
import traceback

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.lifecycle import Status
from storage import followers, people, postgres, promises, requests, rows, statements, tasks
from storage.engine import Database
from storage.people import Person
from storage.promises import Promise
from storage.requests import RequestKey
from storage.tasks import Task
from tests.storage.rows import NOW, a_task, store

KEY = "event:Ev1"


async def count(session: AsyncSession) -> int:
    return len((await session.exec(select(Person.slack_id))).all())


async def test_what_is_put_in_has_its_number_and_reads_as_it_was_written(
    database: Database,
) -> None:
    links, unreached = ["https://example.com/?a=1&b=<2>"], ["U0KIM"]
    task = a_task(links=links, unreached=unreached, status=Status.ACCEPTED, customer="Acme")
    async with database.write() as session:
        await rows.add(session, task)
    async with database.read() as session:
        read = await tasks.get(session, task.number)
        by_the_orm = (await session.exec(select(Task))).one()
    assert read.model_dump() == task.model_dump() == by_the_orm.model_dump()
    assert read.status is Status.ACCEPTED
    assert read.raised_at == NOW


async def test_each_row_has_lists_of_its_own() -> None:
    one, other = a_task(), a_task()
    one.links.append("https://example.com")
    assert other.links == []


async def test_both_ways_lead_into_one_transaction(database: Database) -> None:
    async with database.write() as session:
        session.add(a_task())
        # The task is not written yet when the follower needs it.
        await followers.add(session, 1, ["U0KIM"])
        await people.note(session, ["U0KIM"])
        assert await count(session) == 1
        assert await followers.list_of(session, 1) == ("U0KIM",)


async def test_what_was_read_may_be_changed_through_the_orm(database: Database) -> None:
    (number,) = await store(database, a_task())
    async with database.write() as session:
        task = await tasks.get(session, number, is_held=True)
        task.title = "Another"
        session.add(task)
    async with database.read() as session:
        assert (await tasks.get(session, number)).title == "Another"


async def test_an_error_undoes_both_ways(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        await write_and_fail(database)
    async with database.read() as session:
        assert await count(session) == 0


async def write_and_fail(database: Database) -> None:
    async with database.write() as session:
        await people.note(session, ["U0KIM"])
        session.add(Person(slack_id="U0LOU"))
        await session.flush()
        raise ZeroDivisionError


async def test_one_that_fails_takes_nobody_with_it(database: Database) -> None:
    begun = asyncio.Event()

    async def works() -> None:
        async with database.write() as session:
            begun.set()
            await people.note(session, ["U0KIM"])

    async def fails() -> None:
        await begun.wait()
        await write_and_fail(database)

    ended = await asyncio.gather(works(), fails(), works(), return_exceptions=True)
    assert [type(one) for one in ended] == [type(None), ZeroDivisionError, type(None)]
    async with database.read() as session:
        assert (await session.exec(select(Person.slack_id))).all() == ["U0KIM"]


async def test_errors_are_those_of_sqlalchemy_and_quote_nobody(database: Database) -> None:
    async with database.write() as session:
        await requests.claim(session, [KEY], NOW)
    with pytest.raises(IntegrityError) as caught:
        await claim_again(database)
    assert KEY not in "".join(traceback.format_exception(caught.value))
    with pytest.raises(IntegrityError):
        await promise_nothing(database)


async def claim_again(database: Database) -> None:
    async with database.write() as session:
        await rows.add(session, RequestKey(key=KEY, at=NOW))


async def promise_nothing(database: Database) -> None:
    async with database.write() as session:
        await rows.add(session, Promise(task_id=404, made_at=NOW, to_at=NOW))
        await promises.list_of(session, 404)


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_an_error_that_nobody_heard_keeps_nothing(database: Database) -> None:
    with pytest.raises(postgres.RolledBack):
        await go_on_after_an_error(database)
    async with database.write() as session:
        assert await count(session) == 0


async def go_on_after_an_error(database: Database) -> None:
    async with database.write() as session:
        await people.note(session, ["U0KIM"])
        with pytest.raises(IntegrityError):
            await rows.add(session, Promise(task_id=404, made_at=NOW, to_at=NOW))


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_a_connection_that_the_server_closed_is_replaced(database: Database) -> None:
    with pytest.raises(DBAPIError):
        await be_disconnected(database)
    async with database.write() as session:
        assert await count(session) == 0


async def be_disconnected(database: Database) -> None:
    async with database.write() as session:
        await people.note(session, ["U0KIM"])
        connection = await session.connection()
        await connection.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")


async def test_who_is_given_up_leaves_nothing_behind(database: Database) -> None:
    begun, never = asyncio.Event(), asyncio.Event()

    async def waits() -> None:
        async with database.write() as session:
            await people.note(session, ["U0KIM"])
            begun.set()
            await never.wait()

    waiting = asyncio.create_task(waits())
    await begun.wait()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    async with database.write() as session:
        assert await count(session) == 0
        assert (
            await session.exec(select(Person).where(col(Person.slack_id) == "U0KIM"))
        ).all() == []


async def test_what_is_put_in_bit_by_bit_is_all_there(database: Database) -> None:
    (number,) = await store(database, a_task())
    async with database.write() as session:
        await people.note(session, ["U0KIM"])
        await people.note(session, ["U0KIM", "U0LOU", "U0MIA"])
        for _ in range(2):
            await rows.put(session, Promise(task_id=number, made_at=NOW, to_at=NOW))
        await people.note(session, [f"U0{i}" for i in range(2 * statements.AT_ONCE + 1)])
    async with database.read() as session:
        assert await count(session) == 3 + 2 * statements.AT_ONCE + 1
        assert len(await promises.list_of(session, number)) == 2


async def test_what_was_read_can_be_read_when_the_session_has_ended(database: Database) -> None:
    await store(database, a_task())
    async with database.read() as session:
        task = (await session.exec(select(Task))).one()
    async with database.read() as session:
        other = (await session.exec(select(Task))).one()
    assert task is not other
    assert task.title == other.title


@pytest.mark.parametrize("others", [0, 1, 30])
async def test_sessions_are_lent_to_as_many_as_ask(database: Database, others: int) -> None:
    await store(database, a_task())
    begun = asyncio.Barrier(others + 1)

    async def look() -> str:
        async with database.read() as session:
            title = (await tasks.get(session, 1)).title
        await begun.wait()
        return title

    assert len(await asyncio.gather(*(look() for _ in range(others + 1)))) == others + 1
