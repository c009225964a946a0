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
from tests.services.team import ADA, BEN, DANA, MIRA, SAM, a_task, open_desk, store, stored

MINUTE = timedelta(minutes=1)
MANY = 20


@pytest.fixture
async def desk(database: Database, clock: FrozenClock) -> Desk:
    return await open_desk(database, clock)


async def listed(desk: Desk, most: int = MANY) -> list[tuple[datetime, str]]:
    """List what comes next, in words."""
    found = await upcoming.list_next(desk, most)
    return [(one.at, words(one, found.people)) for one in found.upcoming]


async def arm(desk: Desk, number: int, due_at: datetime, step: int = 0) -> None:
    async with desk.database.write() as session:
        await timers.arm(session, Alarm(Reason.ACCEPTANCE, due_at, number))
        (timer,) = await timers.list_next(session, 1)
        await timers.go_on(session, timer, Again(due_at, step))


async def test_calls_updates_and_deadlines_come_in_the_order_of_their_times(
    desk: Desk, clock: FrozenClock
) -> None:
    now = clock.now()
    number = await stored(desk, clock, Status.NEW)
    await people.save(desk, [Profile(BEN, "Ben", None), Profile(SAM, "Sam", None)])
    await arm(desk, number, now + MINUTE, step=1)
    assert await listed(desk) == [
        (now + MINUTE, f"CRIT-{number}: nobody has accepted; Ben is called"),
        (now + 50 * MINUTE, f"CRIT-{number}: Sam should hear how it stands"),
        (now + 230 * MINUTE, f"CRIT-{number}: deadline"),
    ]
    assert len(await listed(desk, most=2)) == 2


async def test_a_call_that_is_overdue_is_still_to_come_and_a_deadline_is_not(
    desk: Desk, clock: FrozenClock
) -> None:
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
    await store(desk, a_task(clock, Status.ASSIGNED, waiting_since=clock.now(), assignee=DANA))
    assert await listed(desk) == []


def test_several_are_called_together(clock: FrozenClock) -> None:
    call = Upcoming(clock.now(), Event.CALL, 3, (ADA, BEN, MIRA))
    assert words(call, {}) == f"CRIT-3: nobody has accepted; {ADA}, {BEN} and {MIRA} are called"
