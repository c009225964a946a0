"""The weekly round: when it begins, how long it waits, and what settles a date."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import control_points
from bot.domain.control_points import Said, Settled, Stand
from bot.domain.durations import Duration
from bot.domain.lifecycle import UNFINISHED, Status
from bot.domain.notices import Happening
from bot.domain.rules import ControlPoint, Weekday
from bot.domain.severity import Severity
from bot.domain.working_hours import WorkingHours

BERLIN = ZoneInfo("Europe/Berlin")
CHRISTMAS = date(2026, 12, 25)
HOURS = WorkingHours(frozenset(range(5)), time(9), time(18), BERLIN, lambda day: day == CHRISTMAS)
TUESDAY_AT_TEN = ControlPoint()
INSTANTS = st.datetimes(
    datetime(2026, 1, 1),  # noqa: DTZ001 -- hypothesis adds the zone
    datetime(2027, 12, 31),  # noqa: DTZ001
    timezones=st.just(UTC),
)
POINTS = st.builds(ControlPoint, st.sampled_from(Weekday), st.times())
STANDS = [Stand(*both) for both in product([None, *Said], [None, *Settled])]


def berlin(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=BERLIN)


@given(INSTANTS, POINTS)
def test_the_next_round_is_at_its_hour_within_a_week(now: datetime, point: ControlPoint) -> None:
    at = control_points.next_round(HOURS, point, now)
    assert now < at <= now + timedelta(days=7, hours=1)
    assert at.astimezone(BERLIN).weekday() == point.day
    there_and_back = datetime.combine(at.astimezone(BERLIN).date(), point.at, BERLIN)
    assert at == there_and_back.astimezone(UTC)


@given(INSTANTS, POINTS)
def test_a_round_that_has_to_wait_may_begin_when_the_wait_is_over(
    now: datetime, point: ControlPoint
) -> None:
    later = control_points.postponed_to(HOURS, point, now)
    if later is not None:
        assert later > now
        assert control_points.postponed_to(HOURS, point, later) is None


@pytest.mark.parametrize(
    ("day", "now", "begins"),
    [
        (Weekday.TUE, "2026-11-24T10:00", None),
        (Weekday.TUE, "2026-11-24T17:59", None),
        (Weekday.TUE, "2026-11-25T03:00", "2026-11-25T10:00"),
        (Weekday.TUE, "2026-11-24T18:00", "2026-11-25T10:00"),
        (Weekday.FRI, "2026-12-25T10:00", "2026-12-28T10:00"),
        (Weekday.SAT, "2026-11-28T10:00", "2026-11-30T10:00"),
    ],
)
def test_it_begins_while_the_team_works(day: Weekday, now: str, begins: str | None) -> None:
    point = ControlPoint(day)
    later = control_points.postponed_to(HOURS, point, berlin(now))
    assert later == (berlin(begins) if begins else None)


def test_an_hour_before_or_after_work_is_taken_at_its_word() -> None:
    for at in (time(7), time(20)):
        point = ControlPoint(at=at)
        begins = datetime.combine(date(2026, 11, 24), at, BERLIN)
        assert control_points.postponed_to(HOURS, point, begins) is None


@given(INSTANTS, st.integers(1, 400).map(lambda hours: Duration(hours, "h")))
def test_who_is_silent_is_reminded_after_half_of_the_working_time(
    start: datetime, within: Duration
) -> None:
    span = control_points.span(start, ControlPoint(answer_within=within), HOURS)
    half, whole = (HOURS.between(start, one) for one in (span.reminded_at, span.closed_at))
    assert whole == timedelta(hours=within.amount)
    assert half * 2 == whole


def test_the_time_to_answer_goes_on_the_next_day() -> None:
    span = control_points.span(berlin("2026-11-24T16:00"), TUESDAY_AT_TEN, HOURS)
    assert span.reminded_at == berlin("2026-11-24T18:00")
    assert span.closed_at == berlin("2026-11-25T11:00")


@pytest.mark.parametrize("status", [one for one in Status if one not in UNFINISHED])
def test_what_needs_no_date_any_more_is_over(status: Status) -> None:
    for happening, stand in product(Happening, STANDS):
        assert (
            control_points.after(stand, happening, status, is_moved=False).settled is Settled.OVER
        )


def test_what_is_open_again_is_asked_again() -> None:
    over = Stand(None, Settled.OVER)
    for happening in (Happening.REOPENED, Happening.REVIVED):
        assert after(over, happening) == Stand()


@pytest.mark.parametrize(
    ("happening", "is_moved", "settled"),
    [
        (Happening.DEADLINE_CONFIRMED, False, Settled.HOLDS),
        (Happening.DEADLINE_CONFIRMED, True, Settled.HOLDS),
        (Happening.DEADLINE_KEPT, False, Settled.HOLDS),
        (Happening.DEADLINE_MOVED, True, Settled.MOVED),
        (Happening.ASSIGNED, False, Settled.HOLDS),
        (Happening.ASSIGNED, True, Settled.MOVED),
        (Happening.SEVERITY_CHANGED, False, None),
        (Happening.SEVERITY_CHANGED, True, Settled.MOVED),
        (Happening.QUESTION_ANSWERED, True, None),
        (Happening.HOLDS_SAID, False, None),
        (Happening.TIME_ASKED, False, None),
        (Happening.STARTED, False, None),
    ],
)
def test_a_date_is_settled_by_a_word_of_who_may_give_it(
    happening: Happening, is_moved: bool, settled: Settled | None
) -> None:
    assert after(Stand(), happening, is_moved=is_moved).settled is settled


def test_what_was_moved_stays_moved() -> None:
    moved = Stand(Said.MORE_TIME, Settled.MOVED)
    assert after(moved, Happening.DEADLINE_KEPT, is_moved=True).settled is Settled.MOVED
    assert after(moved, Happening.STARTED, is_moved=True) == moved


def test_what_the_developer_says_stands_until_somebody_else_has_the_task() -> None:
    said = after(Stand(), Happening.TIME_ASKED)
    assert said == Stand(Said.MORE_TIME)
    assert after(said, Happening.EDITED) == said
    assert after(said, Happening.HOLDS_SAID) == Stand(Said.HOLDS)
    assert after(said, Happening.TAKEN) == Stand()


def after(stand: Stand, happening: Happening, *, is_moved: bool = False) -> Stand:
    return control_points.after(stand, happening, Status.IN_PROGRESS, is_moved=is_moved)


@pytest.mark.parametrize(
    ("happening", "severity", "hours", "is_urgent"),
    [
        (Happening.DEADLINE_MOVED, Severity.STOPPED, (48, 72), True),
        (Happening.DEADLINE_KEPT, Severity.STOPPED, (48,), True),
        (Happening.TIME_ASKED, Severity.STOPPED, (1, 2), False),
        (Happening.DEADLINE_MOVED, Severity.CRITICAL, (48, 72), False),
        (Happening.DEADLINE_MOVED, Severity.CRITICAL, (3, 72), True),
        (Happening.DEADLINE_MOVED, Severity.CRITICAL, (72, 4), True),
        (Happening.DEADLINE_MOVED, Severity.INCONVENIENCE, (5, 72), False),
    ],
)
def test_what_stops_a_customer_or_passes_before_the_end_is_told_at_once(
    happening: Happening, severity: Severity, hours: tuple[int, ...], is_urgent: bool
) -> None:
    began = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    dates = [began + timedelta(hours=one) for one in hours]
    closes_at = began + timedelta(hours=4)
    assert control_points.is_urgent(happening, severity, dates, closes_at) is is_urgent
