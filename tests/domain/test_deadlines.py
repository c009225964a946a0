"""A deadline is what was chosen, never in the past, and stands still while the reporter is asked."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.deadlines import (
    Choice,
    Offer,
    choices,
    default_deadline,
    moved_by_waiting,
    next_update,
    resolve,
)
from bot.domain.errors import MissingDeadline, PastDeadline
from bot.domain.severity import DEFAULT_RULES, Severity, SeverityRule
from bot.domain.working_hours import ClockKind, WorkingHours, elapsed

BERLIN = ZoneInfo("Europe/Berlin")
HOURS = WorkingHours(
    frozenset(range(5)), time(9), time(18), BERLIN, lambda day: day == date(2026, 11, 26)
)
NIGHTLY = WorkingHours(frozenset(range(7)), time(1), time(4), BERLIN)
SKIPPED = WorkingHours(frozenset(range(7)), time(2, 15), time(2, 45), BERLIN)
TEAMS = st.sampled_from([HOURS, NIGHTLY, SKIPPED])
"""In two of them the clock is changed while they work."""

WORST, CRITICAL = DEFAULT_RULES[Severity.STOPPED], DEFAULT_RULES[Severity.CRITICAL]
RULES = st.sampled_from(list(DEFAULT_RULES.values()))
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
INSTANTS = st.timedeltas(timedelta(0), timedelta(days=365)).map(lambda since: NEW_YEAR + since)

SPANS = st.timedeltas(timedelta(0), timedelta(days=9))


def november(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=BERLIN).astimezone(UTC)


MONDAY = november(23, 10)
WEDNESDAY = november(25, 10)


def test_the_severity_counts_from_raising() -> None:
    assert default_deadline(MONDAY, november(23, 11), WORST, HOURS) == november(23, 14)
    assert default_deadline(MONDAY, november(23, 11), CRITICAL, HOURS) == november(25, 10)


def test_the_severity_counts_from_now_once_its_time_has_passed() -> None:
    assert default_deadline(MONDAY, november(23, 14), WORST, HOURS) == november(23, 18)


def test_every_choice_shows_the_date_it_means() -> None:
    assert choices(MONDAY, MONDAY, WORST, HOURS) == [
        Offer(Choice.BY_SEVERITY, november(23, 14)),
        Offer(Choice.IN_2_HOURS, november(23, 12)),
        Offer(Choice.TODAY, november(23, 18)),
        Offer(Choice.TOMORROW, november(24, 18)),
        Offer(Choice.DAY_AFTER_TOMORROW, november(25, 18)),
        Offer(Choice.IN_A_WEEK, november(30, 18)),
    ]


def test_a_day_off_moves_on_where_the_clock_counts_working_time() -> None:
    offers = {offer.choice: offer for offer in choices(WEDNESDAY, WEDNESDAY, CRITICAL, HOURS)}
    assert offers[Choice.TOMORROW] == Offer(Choice.TOMORROW, november(27, 18), moved=True)
    assert not offers[Choice.DAY_AFTER_TOMORROW].moved


def test_a_day_off_stays_where_the_clock_never_stops() -> None:
    offers = choices(WEDNESDAY, WEDNESDAY, WORST, HOURS)
    assert Offer(Choice.TOMORROW, november(26, 18)) in offers


def test_after_closing_today_is_no_choice() -> None:
    now = november(23, 18)
    assert Choice.TODAY not in {offer.choice for offer in choices(now, now, WORST, HOURS)}
    with pytest.raises(PastDeadline) as refusal:
        resolve(Choice.TODAY, None, now, now, WORST, HOURS)
    assert (refusal.value.at, refusal.value.now) == (november(23, 18), now)


def test_today_is_the_day_of_the_team() -> None:
    just_past_midnight = november(24, 0, 30)
    assert just_past_midnight.date() == date(2026, 11, 23)
    assert resolve(Choice.TODAY, None, just_past_midnight, MONDAY, CRITICAL, HOURS) == november(
        24, 18
    )


@settings(max_examples=100, deadline=None)
@given(RULES, INSTANTS, st.timedeltas(timedelta(0), timedelta(days=60)))
def test_what_is_offered_is_what_is_promised(
    rule: SeverityRule, raised_at: datetime, age: timedelta
) -> None:
    now = raised_at + age
    for offer in choices(now, raised_at, rule, HOURS):
        assert offer.at > now
        assert resolve(offer.choice, None, now, raised_at, rule, HOURS) == offer.at


def test_exactly_means_that_time() -> None:
    at = november(24, 12, 34).astimezone(BERLIN)
    deadline = resolve(Choice.EXACTLY, at, MONDAY, MONDAY, WORST, HOURS)
    assert (deadline, deadline.tzinfo) == (at, UTC)


def test_exactly_without_a_time_is_refused() -> None:
    with pytest.raises(MissingDeadline):
        resolve(Choice.EXACTLY, None, MONDAY, MONDAY, WORST, HOURS)


def test_a_time_that_is_not_to_come_is_refused() -> None:
    with pytest.raises(PastDeadline):
        resolve(Choice.EXACTLY, MONDAY, MONDAY, MONDAY, WORST, HOURS)


def test_the_next_update_runs_on_the_clock_of_the_severity() -> None:
    assert next_update(november(20, 17), WORST, HOURS) == november(20, 18)
    assert next_update(november(20, 17), CRITICAL, HOURS) == november(23, 17)


def test_waiting_over_a_weekend_moves_a_working_deadline_by_working_time() -> None:
    friday, monday = november(20, 17), november(23, 10)
    assert moved_by_waiting(november(23, 11), friday, monday, CRITICAL, HOURS) == november(23, 13)
    assert moved_by_waiting(november(23, 11), friday, monday, WORST, HOURS) == november(26, 4)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(ClockKind), INSTANTS, SPANS, SPANS)
def test_what_was_left_before_waiting_is_left_after_it(
    clock: ClockKind, asked_at: datetime, to_go: timedelta, waited: timedelta
) -> None:
    deadline, answered_at = asked_at + to_go, asked_at + waited
    moved = moved_by_waiting(deadline, asked_at, answered_at, replace(CRITICAL, clock=clock), HOURS)
    left = elapsed(asked_at, deadline, clock, HOURS)
    assert elapsed(answered_at, moved, clock, HOURS) == left


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(ClockKind), TEAMS, INSTANTS, SPANS, SPANS, SPANS)
def test_a_clock_that_stood_twice_in_a_row_stood_once_for_as_long(
    clock: ClockKind,
    hours: WorkingHours,
    asked_at: datetime,
    to_go: timedelta,
    first: timedelta,
    second: timedelta,
) -> None:
    rule, due_at = replace(CRITICAL, clock=clock), asked_at + to_go
    between, answered_at = asked_at + first, asked_at + first + second
    at_once = moved_by_waiting(due_at, asked_at, answered_at, rule, hours)
    moved = moved_by_waiting(due_at, asked_at, between, rule, hours)
    assert moved_by_waiting(moved, between, answered_at, rule, hours) == at_once
    # Whoever waits longer is never due earlier.
    assert due_at <= moved <= at_once
