"""A timer whose reason is gone does nothing: it is checked again when it fires."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from sqlmodel import col, select

from bot.clock import FrozenClock
from bot.domain.lifecycle import UNFINISHED, Status
from bot.domain.timers import Reason
from bot.services import timers
from bot.services.desk import Desk
from storage import control_points, tasks
from storage import timers as storage
from storage.engine import Database
from storage.outbox import Row
from storage.questions import Question
from storage.timers import Alarm
from tests.services import team

HOLDS: Mapping[Reason, frozenset[Status]] = {
    Reason.ACCEPTANCE: frozenset({Status.NEW}),
    Reason.DEADLINE: UNFINISHED,
    Reason.NEAR: frozenset({Status.ASSIGNED, Status.IN_PROGRESS}),
    Reason.UPDATE: UNFINISHED,
    Reason.CONFIRMATION: frozenset({Status.FIXED}),
}
"""In which states of a task there is something to look at."""

AN_HOUR = timedelta(hours=1)
TO_GO = {Reason.NEAR: AN_HOUR / 3, Reason.UPDATE: 2 * AN_HOUR}
"""What is left until the deadline; it has passed where nothing is said."""


@pytest.mark.parametrize("reason", HOLDS)
async def test_a_task_is_looked_at_only_while_the_reason_holds(
    database: Database, clock: FrozenClock, reason: Reason
) -> None:
    desk = await team.open_desk(database, clock)
    to_go = TO_GO.get(reason, -AN_HOUR)
    numbers = {one: await a_task(desk, clock, one, to_go) for one in Status}
    before = await team.traces(desk)
    await fire(desk, *(Alarm(reason, clock.now(), number) for number in numbers.values()))
    after = await team.traces(desk)
    gone = {number for status, number in numbers.items() if status not in HOLDS[reason]}
    assert [number for number in gone if after[number] != before[number]] == []
    assert {f"{reason}:{number}" for number in gone} & await armed(desk) == set()
    assert [one for one in after if one not in gone and not after[one].history] == []


@pytest.mark.parametrize("is_answered", [True, False])
async def test_a_question_is_looked_at_only_while_it_is_open(
    database: Database, clock: FrozenClock, *, is_answered: bool
) -> None:
    desk = await team.open_desk(database, clock)
    numbers = {one: await a_task(desk, clock, one, AN_HOUR) for one in Status}
    answered_at = clock.now() if is_answered else None
    asked = {
        number: Question(
            task_id=number,
            text="Which browser?",
            asked_to=team.SAM,
            asked_by=team.IVAN,
            asked_at=clock.now() - 3 * AN_HOUR,
            answered_at=answered_at,
        )
        for number in numbers.values()
    }
    async with database.write() as session:
        session.add_all(asked.values())
    due = [
        Alarm(Reason.QUESTION, clock.now(), number, subject=str(one.number))
        for number, one in asked.items()
    ]
    await fire(desk, *due)
    reminded = {status for status, one in numbers.items() if (await team.trace(desk, one)).history}
    assert reminded == (set() if is_answered else set(UNFINISHED))
    left = {f"{Reason.QUESTION}:{asked[numbers[status]].number}" for status in reminded}
    assert {one for one in await armed(desk) if one.startswith(Reason.QUESTION)} == left


@pytest.mark.parametrize("reason", [Reason.CONTROL_POINT_REMINDER, Reason.CONTROL_POINT_END])
async def test_a_round_that_is_over_neither_reminds_nor_ends_again(
    database: Database, clock: FrozenClock, reason: Reason
) -> None:
    desk = await team.open_desk(database, clock)
    number = await team.stored(desk, clock, Status.ASSIGNED)
    async with database.write() as session:
        point = await control_points.open_round(session, clock.now(), None, clock.now() + AN_HOUR)
        assert point is not None
        await control_points.enter(session, point, [await tasks.get(session, number)], {})
        await control_points.end(session, point, clock.now())
        subject = str(point.number)
    await fire(desk, Alarm(reason, clock.now(), subject=subject))
    async with database.read() as session:
        assert (await session.exec(select(col(Row.id)))).all() == []
    assert f"{reason}:{subject}" not in await armed(desk)


async def a_task(desk: Desk, clock: FrozenClock, status: Status, to_go: timedelta) -> int:
    """Store a task that has waited for long; its update is due, and so is its end if it is fixed."""
    now = clock.now()
    dates = {"raised_at": now - 3 * AN_HOUR, "deadline_at": now + to_go}
    past = {"next_update_at": now - AN_HOUR, "closes_at": now - AN_HOUR}
    return await team.stored(desk, clock, status, **dates, **past)


async def fire(desk: Desk, *alarms: Alarm) -> None:
    """Let timers be due, and have them looked at."""
    async with desk.database.write() as session:
        await storage.arm(session, *alarms)
    assert len(await timers.look(desk)) == len(alarms)


async def armed(desk: Desk) -> set[str]:
    """Name what is still to be looked at."""
    async with desk.database.read() as session:
        return {timer.key for timer in await storage.list_next(session, 50)}
