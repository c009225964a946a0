"""What comes next of its own accord, soonest first."""

from datetime import datetime, timedelta

import pytest

from bot.clock import FrozenClock
from bot.domain.lifecycle import Status
from bot.domain.timers import Again, Reason
from bot.domain.upcoming import Event, Upcoming
from bot.services import people, upcoming
from bot.services.desk import Desk
from bot.services.people import Profile
from bot.views.upcoming import upcoming as words
from storage import timers
from storage.engine import Database
from storage.timers import Alarm
from tests.services.team import ADA, BEN, DANA, IVAN, MIRA, SAM, a_task, open_desk, store, stored

MINUTE = timedelta(minutes=1)
MANY = 20


@pytest.fixture
async def desk(database: Database, clock: FrozenClock) -> Desk:
    return await open_desk(database, clock)


async def listed(desk: Desk, most: int = MANY) -> list[tuple[datetime, str]]:
    """List what comes next of single tasks, in words; stories tell of the rest."""
    found = await upcoming.list_next(desk, most)
    coming = [one for one in found.upcoming if one.task is not None]
    return [(one.at, words(one, found.people)) for one in coming]


async def arm(
    desk: Desk, number: int, due_at: datetime, step: int = 0, why: Reason = Reason.ACCEPTANCE
) -> None:
    async with desk.database.write() as session:
        await timers.arm(session, Alarm(why, due_at, number))
        running = await timers.list_next(session, MANY)
        timer = next(one for one in running if one.reason is why and one.task_id == number)
        await timers.go_on(session, timer, Again(due_at, step))


async def test_calls_updates_and_deadlines_come_in_the_order_of_their_times(
    desk: Desk, clock: FrozenClock
) -> None:
    now = clock.now()
    number = await stored(desk, clock, Status.NEW, called=[ADA])
    await people.save(desk, [Profile(BEN, "Ben", None), Profile(ADA, "Ada", None)])
    await arm(desk, number, now + MINUTE, step=1)
    await arm(desk, number, now + 50 * MINUTE, why=Reason.UPDATE)
    await arm(desk, number, now + 230 * MINUTE, why=Reason.DEADLINE)
    assert await listed(desk) == [
        (now + MINUTE, f"CRIT-{number}: nobody has accepted; Ben is called"),
        (now + 50 * MINUTE, f"CRIT-{number}: Ada is asked how it is going"),
        (now + 230 * MINUTE, f"CRIT-{number}: deadline"),
    ]
    assert len(await listed(desk, most=2)) == 2


async def test_what_is_late_and_what_is_fixed_have_something_to_come(
    desk: Desk, clock: FrozenClock
) -> None:
    now = clock.now()
    late = await stored(desk, clock, Status.IN_PROGRESS, deadline_at=now - MINUTE)
    near = await stored(desk, clock, Status.IN_PROGRESS)
    fixed = await stored(desk, clock, Status.FIXED)
    closing = await stored(desk, clock, Status.FIXED)
    await arm(desk, near, now + MINUTE, why=Reason.NEAR)
    await arm(desk, late, now + 2 * MINUTE, step=1, why=Reason.DEADLINE)
    await arm(desk, fixed, now + 3 * MINUTE, why=Reason.CONFIRMATION)
    await arm(desk, closing, now + 4 * MINUTE, step=1, why=Reason.CONFIRMATION)
    assert [said for _at, said in await listed(desk)] == [
        f"CRIT-{near}: the deadline comes near; {IVAN} is told",
        f"CRIT-{late}: still past its deadline; {IVAN} is told",
        f"CRIT-{fixed}: {SAM} is asked whether it works",
        f"CRIT-{closing}: closes by itself",
    ]


async def test_a_call_that_is_overdue_is_still_to_come(desk: Desk, clock: FrozenClock) -> None:
    begun = clock.now()
    number = await stored(desk, clock, Status.NEW)
    await arm(desk, number, begun + MINUTE)
    clock.advance(timedelta(hours=6))
    assert await listed(desk) == [
        (begun + MINUTE, f"CRIT-{number}: nobody has accepted; {ADA} is called")
    ]


@pytest.mark.parametrize("status", [Status.FIXED, Status.CLOSED, Status.DECLINED])
async def test_what_is_done_has_nothing_to_come(
    desk: Desk, clock: FrozenClock, status: Status
) -> None:
    number = await stored(desk, clock, status)
    await arm(desk, number, clock.now() + MINUTE)
    assert await listed(desk) == []


async def test_both_clocks_stand_while_somebody_is_asked(desk: Desk, clock: FrozenClock) -> None:
    asked = a_task(clock, Status.ASSIGNED, waiting_since=clock.now(), assignee=DANA)
    (number,) = await store(desk, asked)
    for why in (Reason.UPDATE, Reason.NEAR, Reason.DEADLINE):
        await arm(desk, number, clock.now() + MINUTE, why=why)
    assert await listed(desk) == []


def test_several_are_called_together(clock: FrozenClock) -> None:
    call = Upcoming(clock.now(), Event.CALL, 3, (ADA, BEN, MIRA))
    assert words(call, {}) == f"CRIT-3: nobody has accepted; {ADA}, {BEN} and {MIRA} are called"
