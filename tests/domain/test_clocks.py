"""Reminders come in the time of their clock: over nights, holidays, and both changes of it."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import clocks
from bot.domain.durations import Duration
from bot.domain.severity import DEFAULT_RULES, Severity, SeverityRule
from bot.domain.working_hours import ClockKind, WorkingHours, elapsed, shifted

BERLIN = ZoneInfo("Europe/Berlin")
OFFICE = WorkingHours(frozenset(range(5)), time(9), time(18), BERLIN)
NIGHTLY = WorkingHours(frozenset(range(7)), time(1), time(4), BERLIN)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
INSTANTS = st.timedeltas(timedelta(0), timedelta(days=365)).map(lambda since: NEW_YEAR + since)
SPANS = st.timedeltas(timedelta(0), timedelta(days=30))
TEAMS = st.sampled_from([OFFICE, NIGHTLY])
RULES = st.sampled_from([DEFAULT_RULES[one] for one in Severity])
STOPPED, CRITICAL = DEFAULT_RULES[Severity.STOPPED], DEFAULT_RULES[Severity.CRITICAL]
PROPERTY = settings(max_examples=200, deadline=None)


def berlin(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=BERLIN).astimezone(UTC)


@PROPERTY
@given(TEAMS, RULES, INSTANTS, SPANS)
def test_a_deadline_is_near_for_a_quarter_of_its_time_and_half_an_hour_at_least(
    hours: WorkingHours, rule: SeverityRule, promised: datetime, span: timedelta
) -> None:
    deadline = promised + span
    near = clocks.near(promised, deadline, rule, hours)
    given = elapsed(promised, deadline, rule.clock, hours)
    if near is None:
        assert given <= 30 * MINUTE
    else:
        assert promised < near < deadline
        left = elapsed(near, deadline, rule.clock, hours)
        assert left == max(given / 4, 30 * MINUTE)


@PROPERTY
@given(TEAMS, RULES, INSTANTS, SPANS, SPANS)
def test_a_later_deadline_is_never_near_earlier(
    hours: WorkingHours, rule: SeverityRule, promised: datetime, span: timedelta, more: timedelta
) -> None:
    first = clocks.near(promised, promised + span, rule, hours)
    second = clocks.near(promised, promised + span + more, rule, hours)
    assert first is None or (second is not None and second >= first)


def test_a_deadline_is_near_in_time_of_its_clock() -> None:
    promised, deadline = berlin(11, 20, 12), berlin(11, 24, 12)  # Friday to Tuesday
    assert clocks.near(promised, deadline, CRITICAL, OFFICE) == berlin(11, 23, 16, 30)
    assert clocks.near(promised, deadline, STOPPED, OFFICE) == berlin(11, 23, 12)
    assert clocks.near(promised, promised + HOUR, STOPPED, OFFICE) == promised + 30 * MINUTE
    assert clocks.near(promised, promised + 30 * MINUTE, STOPPED, OFFICE) is None
    assert clocks.near(deadline, promised, STOPPED, OFFICE) is None


@PROPERTY
@given(TEAMS, RULES, INSTANTS, SPANS)
def test_who_is_late_is_reminded_next_within_a_day_of_work_and_never_at_once(
    hours: WorkingHours, rule: SeverityRule, deadline: datetime, late: timedelta
) -> None:
    now = deadline + late
    due = clocks.next_day(deadline, now, rule, hours)
    assert due > now
    if rule.clock is ClockKind.ALWAYS:
        assert due - now <= timedelta(days=1)
        assert (due - deadline) % timedelta(days=1) == timedelta(0)
    else:
        assert hours.between(now, due) <= hours.day_length + HOUR  # a night may be an hour longer
        assert due == hours.opens_at(hours.local_date(due))
        assert hours.is_working_day(hours.local_date(due))


def test_the_days_after_a_deadline_begin_with_work() -> None:
    friday = berlin(11, 20, 15)
    assert clocks.next_day(friday, friday, CRITICAL, OFFICE) == berlin(11, 23, 9)
    assert clocks.next_day(friday, berlin(11, 23, 9), CRITICAL, OFFICE) == berlin(11, 24, 9)
    assert clocks.next_day(friday, friday, STOPPED, OFFICE) == berlin(11, 21, 15)
    # The clock of Berlin goes back on Sunday 25 October 2026: work begins when it says nine.
    saturday = berlin(10, 24, 15)
    assert clocks.next_day(saturday, saturday, CRITICAL, OFFICE) == berlin(10, 26, 9)
    assert clocks.next_day(saturday, saturday, STOPPED, OFFICE) == berlin(10, 25, 14)


def test_who_has_just_heard_of_an_old_deadline_is_not_reminded_at_once() -> None:
    friday = berlin(11, 20, 15)
    assert clocks.next_reminder(friday, friday, STOPPED, OFFICE) == berlin(11, 21, 15)
    assert clocks.next_reminder(friday, berlin(11, 27, 14, 30), STOPPED, OFFICE) == berlin(
        11, 28, 15
    )
    assert clocks.next_reminder(friday, berlin(11, 27, 7), STOPPED, OFFICE) == berlin(11, 27, 15)
    assert clocks.next_reminder(friday, berlin(11, 24, 17, 59), CRITICAL, OFFICE) == berlin(
        11, 25, 9
    )


@PROPERTY
@given(TEAMS, RULES, INSTANTS, st.integers(1, 200), st.sampled_from(["m", "h", "d"]))
def test_two_halves_are_the_whole(
    hours: WorkingHours, rule: SeverityRule, start: datetime, amount: int, unit: str
) -> None:
    unit_ = next(one for one in ("m", "h", "d") if one == unit)
    span = Duration(amount, unit_)
    whole = clocks.closes_at(start, replace(rule, confirm_within=span), hours)
    half = clocks.half_of(span, start, rule, hours)
    assert start < half < whole
    assert clocks.half_of(span, half, rule, hours) == whole


@PROPERTY
@given(TEAMS, RULES, INSTANTS, SPANS, SPANS, SPANS)
def test_who_looks_at_a_standing_clock_never_comes_too_late(
    hours: WorkingHours,
    rule: SeverityRule,
    asked: datetime,
    left: timedelta,
    waited: timedelta,
    more: timedelta,
) -> None:
    """However long the answer still takes, what is due then is due after the look, or at it."""
    due, now = asked + left, asked + waited
    look = clocks.earliest(due, asked, now, rule, hours)
    assert look >= now + MINUTE
    stood = elapsed(asked, now + more, rule.clock, hours)
    resumed = shifted(due, stood, rule.clock, hours)
    assert look <= max(resumed, now + MINUTE)
