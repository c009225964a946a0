"""How rows end: nobody waits for who waits for them, and nobody hears of what is tried again."""

import asyncio

import pytest
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.clock import FrozenClock
from bot.domain.lifecycle import Status
from bot.domain.notices import Kind
from bot.services import outbox
from bot.services.desk import Desk
from storage import outbox as storage
from storage import paces, tasks
from storage.engine import Database
from storage.outbox import Draft, Row
from storage.paces import Held
from tests.chaos.locks import somebody_waits
from tests.services import team
from tests.storage.rows import a_row


async def a_card(database: Database, clock: FrozenClock) -> tuple[Desk, int, Draft]:
    """Store a task; give the desk, its number, and the row of its card."""
    desk = await team.open_desk(database, clock)
    number = await team.stored(desk, clock, Status.NEW)
    return desk, number, a_row("card:1", kind=Kind.CARD, task_id=number)


async def test_a_card_that_was_changed_while_it_failed_is_tried_again_and_told_to_nobody(
    database: Database, clock: FrozenClock
) -> None:
    desk, _, card = await a_card(database, clock)
    async with database.write() as session:
        await storage.put(session, [card])
    (row,) = (await outbox.claim(desk, "me", 10)).rows
    async with database.write() as session:
        await storage.put(session, [card])
    await outbox.failed(desk, row, "channel_not_found")
    async with database.read() as session:
        kinds = (await session.exec(select(Row.kind))).all()
    assert list(kinds) == [Kind.CARD]


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_who_gives_up_a_card_holds_no_row_while_it_waits_for_the_task(
    database: Database, clock: FrozenClock
) -> None:
    desk, number, card = await a_card(database, clock)
    async with database.write() as session:
        await storage.put(session, [card, a_row("a", conversation="D1", task_id=number)])
    rows = (await outbox.claim(desk, "me", 10)).rows
    async with database.write() as session:
        await tasks.lock(session, {number})
        failing = asyncio.create_task(outbox.failed(desk, rows[0], "channel_not_found"))
        await somebody_waits(database)
        held = select(Row.id).where(col(Row.task_id) == number).with_for_update(nowait=True)
        assert len((await session.exec(held)).all()) == len(rows)
    await failing


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_rows_that_are_left_to_others_are_held_in_one_order(
    database: Database, clock: FrozenClock
) -> None:
    desk = await team.open_desk(database, clock)
    async with database.write() as session:
        await storage.put(session, [a_row("a"), a_row("b", conversation="D1")])
    first, second = (await outbox.claim(desk, "me", 10)).rows

    def held(row: Row) -> SelectOfScalar[Row]:
        return select(Row).where(col(Row.id) == row.id).with_for_update(nowait=True)

    async with database.write() as session:
        await session.exec(held(first))
        leaving = asyncio.create_task(outbox.untried(desk, [second, first]))
        await somebody_waits(database)
        assert (await session.exec(held(second))).one().id == second.id
    await leaving


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_schedules_are_written_down_in_one_order(database: Database) -> None:
    one, two = (Held(scope=scope, method="chat.postMessage") for scope in "ab")

    async def save() -> None:
        async with database.write() as session:
            await paces.save(session, [two, one])

    async with database.write() as session:
        await paces.save(session, [one])
        saving = asyncio.create_task(save())
        await somebody_waits(database)
        await paces.save(session, [two])
    await saving
