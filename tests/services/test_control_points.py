"""A round and its timers: armed by themselves, held against others, forgotten with a person."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.clock import FrozenClock
from bot.domain import rules_reading
from bot.domain.control_points import Settled
from bot.domain.errors import AtTask, NoControlPoint, NothingChanged
from bot.domain.lifecycle import Status
from bot.domain.people import FORGOTTEN
from bot.domain.rules import ControlPoint, Rules, Weekday
from bot.domain.timers import Reason
from bot.integrations import public_holidays
from bot.services import control_point_answers, control_points, forgetting, registry, timers
from bot.services.desk import Desk
from bot.services.rulebook import Rulebook
from storage import control_points as storage
from storage import tasks
from storage import timers as timer_rows
from storage.control_points import Item, Letter
from storage.engine import Database
from storage.timers import Alarm
from tests.services.team import ADA, BEN, IVAN, RULES, a_task, by, open_desk, store

ONE_SECOND = timedelta(seconds=1)
NEXT_TUESDAY = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
async def desk(database: Database, clock: FrozenClock) -> Desk:
    return await open_desk(database, clock)


async def weekly_at(desk: Desk) -> datetime | None:
    """Say when the weekly round is looked at next."""
    async with desk.database.read() as session:
        running = await timer_rows.list_next(session, 50)
    found = [one.due_at for one in running if one.subject == control_points.WEEKLY]
    assert len(found) < 2
    return found[0] if found else None


async def begun(desk: Desk, clock: FrozenClock, count: int = 2) -> list[int]:
    """Begin a round about so many tasks of Ivan's."""
    some = [a_task(clock, Status.IN_PROGRESS) for _ in range(count)]
    numbers = await store(desk, *some)
    assert await control_points.begin_now(desk, by(ADA)) == count
    await timers.look(desk)
    return numbers


async def items(desk: Desk) -> dict[int, Item]:
    async with desk.database.read() as session:
        return {task.number: item for item, task in await storage.list_with_tasks(session, 1)}


async def letters(desk: Desk) -> list[Letter]:
    async with desk.database.read() as session:
        return list(await storage.list_letters(session, 1))


async def test_the_rules_arm_the_weekly_round_and_move_it(desk: Desk, clock: FrozenClock) -> None:
    assert await weekly_at(desk) == NEXT_TUESDAY
    friday = ControlPoint(Weekday.FRI, time(9, 30))
    rules = rules_reading.read(RULES)
    await apply(desk, clock, replace(rules, control_point=friday))
    assert await weekly_at(desk) == datetime(2026, 11, 27, 8, 30, tzinfo=UTC)
    await apply(desk, clock, replace(rules, control_point=friday, managers=()))
    assert await weekly_at(desk) == datetime(2026, 11, 27, 8, 30, tzinfo=UTC)


async def apply(desk: Desk, clock: FrozenClock, rules: Rules) -> None:
    await registry.apply(desk.database, clock, rules)


async def test_the_start_arms_it_where_nothing_has_and_leaves_what_is_due(
    desk: Desk, clock: FrozenClock
) -> None:
    async with desk.database.write() as session:
        await timer_rows.disarm(session, "control_point:weekly")
    assert await weekly_at(desk) is None
    await control_points.arm_weekly(desk)
    assert await weekly_at(desk) == NEXT_TUESDAY
    clock.advance(timedelta(days=8))
    await control_points.arm_weekly(desk)
    assert await weekly_at(desk) == NEXT_TUESDAY


async def test_without_rules_nothing_is_armed(database: Database, clock: FrozenClock) -> None:
    desk = Desk(database, clock, Rulebook(public_holidays.load))
    await control_points.arm_weekly(desk)
    assert await weekly_at(desk) is None


async def test_two_who_settle_the_last_two_dates_end_the_round(
    desk: Desk, clock: FrozenClock
) -> None:
    one, other = await begun(desk, clock)
    await asyncio.gather(
        control_point_answers.confirm(desk, by(ADA), one),
        control_point_answers.confirm(desk, by(BEN), other),
    )
    await timers.look(desk)
    async with desk.database.read() as session:
        point = await storage.get(session, 1)
    assert point.ended_at == clock.now()
    assert {item.settled for item in (await items(desk)).values()} == {Settled.HOLDS}


async def test_a_round_waits_for_who_acts_on_one_of_its_tasks(
    desk: Desk, clock: FrozenClock
) -> None:
    if desk.database.is_sqlite:
        pytest.skip("on SQLite whoever writes at all holds everything")
    (number,) = await store(desk, a_task(clock, Status.IN_PROGRESS))
    await control_points.begin_now(desk, by(ADA))
    async with desk.database.write() as session:
        await tasks.get(session, number, is_held=True)
        await timers.look(desk)
        assert await letters(desk) == []
    clock.advance(ONE_SECOND)
    await timers.look(desk)
    assert [one.recipient for one in await letters(desk)] == [ADA, IVAN]


async def test_what_was_asked_for_twice_begins_once(desk: Desk, clock: FrozenClock) -> None:
    await begun(desk, clock)
    async with desk.database.write() as session:
        again = Alarm(Reason.CONTROL_POINT, clock.now(), subject=BEN)
        await timer_rows.arm(session, again)
    await timers.look(desk)
    assert [one.recipient for one in await letters(desk)] == [ADA, IVAN]


async def test_an_answer_counts_once_and_only_while_the_round_is_open(
    desk: Desk, clock: FrozenClock
) -> None:
    one, _ = await begun(desk, clock)
    await control_point_answers.confirm(desk, by(ADA), one)
    with pytest.raises(AtTask) as twice:
        await control_point_answers.confirm(desk, by(BEN), one)
    assert isinstance(twice.value.refusal, NothingChanged)
    clock.advance(timedelta(hours=4))
    await timers.look(desk)
    with pytest.raises(AtTask) as late:
        await control_point_answers.say_holds(desk, by(IVAN), one)
    assert isinstance(late.value.refusal, NoControlPoint)


async def test_a_page_is_turned_for_oneself_alone(desk: Desk, clock: FrozenClock) -> None:
    await begun(desk, clock)
    await control_point_answers.turn(desk, by(IVAN), 1, 2)
    await control_point_answers.turn(desk, by(ADA), 10**12, 2)
    assert {one.recipient: one.page for one in await letters(desk)} == {ADA: 1, IVAN: 2}


async def test_a_forgotten_person_is_named_by_no_round(desk: Desk, clock: FrozenClock) -> None:
    await begun(desk, clock)
    rules = rules_reading.read(RULES | {"administrators": [BEN]})
    await apply(desk, clock, rules)
    await forgetting.forget(desk.database, clock, ADA)
    async with desk.database.read() as session:
        assert (await storage.get(session, 1)).began_by == FORGOTTEN
    assert [one.recipient for one in await letters(desk)] == [IVAN]
