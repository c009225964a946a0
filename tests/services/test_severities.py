"""Changing how bad it is, and the default deadline that follows."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import FrozenClock
from bot.domain.deadlines import Choice
from bot.domain.errors import AlreadyDone, AtTask, NothingChanged
from bot.domain.lifecycle import Action, Status
from bot.domain.severity import Severity
from bot.services import deadlines, moves, questions, severities
from bot.services.deadlines import Move, Wish
from bot.services.desk import Desk
from bot.services.moves import Details
from storage import promises
from storage.engine import Database
from tests.services.team import ADA, IVAN, SAM, by, open_desk, stored, trace

THURSDAY = datetime(2026, 11, 26, 8, 55, tzinfo=UTC)


@pytest.fixture
async def desk(database: Database, clock: FrozenClock) -> Desk:
    """Sit at the desk of a team whose rules are in force."""
    return await open_desk(database, clock)


async def test_the_default_deadline_follows_and_is_kept_as_a_version(
    desk: Desk, clock: FrozenClock
) -> None:
    number = await stored(desk, clock, Status.NEW)
    task = await severities.set_severity(desk, by(SAM), number, Severity.CRITICAL, " Less ")
    assert (task.severity, task.deadline_at) == (Severity.CRITICAL, THURSDAY)
    assert not task.deadline_is_promised
    assert task.next_update_at == clock.now() + timedelta(days=1)
    async with desk.database.read() as session:
        kept = (await promises.list_of(session, number))[-1]
    assert (kept.made_by, kept.to_at, kept.reason) == (SAM, THURSDAY, "Less")


async def test_a_date_that_somebody_promised_stays(desk: Desk, clock: FrozenClock) -> None:
    number = await stored(desk, clock, Status.NEW)
    move = Move(Wish(Choice.TOMORROW), "So")
    promised = (await deadlines.move(desk, by(ADA), number, move)).deadline_at
    task = await severities.set_severity(desk, by(ADA), number, Severity.CRITICAL)
    assert task.deadline_at == promised
    assert "deadline_to" not in (await trace(desk, number)).history[-1]["facts"]


async def test_a_date_set_by_severity_is_no_other_promise(desk: Desk, clock: FrozenClock) -> None:
    number = await stored(desk, clock, Status.NEW)
    given = Details(developer=IVAN, deadline=Wish(Choice.BY_SEVERITY))
    await moves.perform(desk, by(ADA), number, Action.ASSIGN, given)
    task = await severities.set_severity(desk, by(ADA), number, Severity.CRITICAL)
    assert task.deadline_at == THURSDAY


async def test_a_worse_severity_whose_time_is_over_counts_from_now(
    desk: Desk, clock: FrozenClock
) -> None:
    number = await stored(desk, clock, Status.NEW, severity=Severity.CRITICAL)
    clock.advance(timedelta(hours=20))
    task = await severities.set_severity(desk, by(ADA), number, Severity.STOPPED)
    assert task.deadline_at == clock.now() + timedelta(hours=4)


async def test_the_same_severity_is_refused_but_for_a_double_click(
    desk: Desk, clock: FrozenClock
) -> None:
    number = await stored(desk, clock, Status.NEW)
    with pytest.raises(AtTask) as refused:
        await severities.set_severity(desk, by(ADA), number, Severity.STOPPED)
    assert isinstance(refused.value.refusal, NothingChanged)
    await severities.set_severity(desk, by(ADA), number, Severity.CRITICAL)
    with pytest.raises(AlreadyDone):
        await severities.set_severity(desk, by(ADA), number, Severity.CRITICAL)


async def test_a_promised_date_moves_by_all_of_the_waiting_on_the_clock_it_was_waited_under(
    desk: Desk, clock: FrozenClock
) -> None:
    number = await stored(desk, clock, Status.ASSIGNED)
    move = Move(Wish(Choice.EXACTLY, clock.now() + timedelta(hours=25)), "So")
    promised = (await deadlines.move(desk, by(ADA), number, move)).deadline_at
    asked = await questions.ask(desk, by(ADA), number, "Which?")
    clock.advance(timedelta(hours=1))
    task = await severities.set_severity(desk, by(ADA), number, Severity.CRITICAL)
    assert task.is_waiting
    clock.advance(timedelta(hours=1))
    await questions.answer(desk, by(SAM), asked.number, "Firefox")
    assert (await trace(desk, number)).task["deadline_at"] == promised + timedelta(hours=2)
