"""Looking at what is due: all of it in one tick, and each by itself where one of them is bad."""

from datetime import timedelta

import pytest
from sqlmodel import select

from bot.clock import FrozenClock
from bot.domain.lifecycle import Status
from bot.domain.notices import Happening
from bot.domain.timers import Reason
from bot.metrics import Figures
from bot.services.desk import Desk
from bot.services.timers import AT_ONCE
from bot.workers.timekeeper import Timekeeper
from storage import timers
from storage.engine import Database
from storage.history import Entry
from storage.timers import Alarm, Timer
from tests.services.team import a_task, open_desk, store

AN_HOUR = timedelta(hours=1)


@pytest.fixture
async def desk(database: Database, clock: FrozenClock) -> Desk:
    desk = await open_desk(database, clock)
    async with database.write() as session:
        await timers.end(session, await timers.list_next(session, AT_ONCE))
    return desk


async def stored_late(desk: Desk, clock: FrozenClock, tasks: int) -> list[int]:
    """Store tasks whose deadlines have passed, of which nobody has been told."""
    late = clock.now() - AN_HOUR
    made = [a_task(clock, Status.IN_PROGRESS, deadline_at=late) for _ in range(tasks)]
    numbers = await store(desk, *made)
    async with desk.database.write() as session:
        alarms = [Alarm(Reason.DEADLINE, late, number) for number in numbers]
        await timers.arm(session, *alarms)
    return numbers


async def told(desk: Desk) -> list[int]:
    """Name the tasks of which it was told that their deadline has passed."""
    async with desk.database.read() as session:
        entries = (await session.exec(select(Entry))).all()
    return sorted(one.task_id for one in entries if one.happening is Happening.DEADLINE_PASSED)


async def running(desk: Desk) -> list[Timer]:
    async with desk.database.read() as session:
        return list(await timers.list_next(session, 3 * AT_ONCE))


async def test_one_tick_looks_at_more_than_one_transaction_holds(
    desk: Desk, clock: FrozenClock
) -> None:
    numbers = await stored_late(desk, clock, 2 * AT_ONCE + 1)
    keeper = Timekeeper(desk, Figures())
    assert await keeper.tick() == len(numbers)
    assert await told(desk) == numbers
    assert {timer.step for timer in await running(desk)} == {1}
    assert await keeper.tick() == 0
    assert await told(desk) == numbers


async def test_what_goes_on_and_what_is_over_part_in_one_round(
    desk: Desk, clock: FrozenClock
) -> None:
    (late,) = await stored_late(desk, clock, 1)
    early, closed = await store(
        desk,
        a_task(clock, Status.IN_PROGRESS, deadline_at=clock.now() + AN_HOUR),
        a_task(clock, Status.CLOSED),
    )
    async with desk.database.write() as session:
        await timers.arm(
            session, *(Alarm(Reason.DEADLINE, clock.now(), n) for n in (early, closed))
        )
    assert await Timekeeper(desk, Figures()).tick() == len([late, early, closed])
    found = {timer.task_id: timer for timer in await running(desk)}
    assert found.keys() == {late, early}
    assert (found[early].due_at, found[early].step) == (clock.now() + AN_HOUR, 0)
    assert found[late].step == 1
    assert await told(desk) == [late]


async def test_a_bad_timer_is_set_back_alone_and_longer_each_time(
    desk: Desk, clock: FrozenClock
) -> None:
    first, bad, last = await stored_late(desk, clock, 3)
    async with desk.database.write() as session:
        await timers.disarm(session, f"{Reason.DEADLINE}:{bad}")
        # A question that no number names: whoever looks at it fails.
        broken = Alarm(Reason.QUESTION, clock.now() - AN_HOUR, bad, "broken")
        await timers.arm(session, broken)
    for strikes, minutes in ((1, 1), (2, 2), (3, 4)):
        await Timekeeper(desk, Figures()).tick()
        assert await told(desk) == [first, last]
        (left,) = [timer for timer in await running(desk) if timer.key == broken.key]
        assert (left.strikes, left.due_at - clock.now()) == (strikes, timedelta(minutes=minutes))
        clock.advance(timedelta(minutes=minutes))
