"""Working time adds up, over nights, holidays and both changes of the clock."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.durations import Duration
from bot.domain.working_hours import (
    ClockKind,
    WorkingHours,
    after,
    elapsed,
    shifted,
)

BERLIN = ZoneInfo("Europe/Berlin")
MON_TO_FRI = frozenset(range(5))
EASTER_MONDAY = date(2026, 4, 6)
SUMMER_BREAK = (date(2026, 8, 3), date(2026, 8, 28))
HOUR = timedelta(hours=1)


def is_day_off(day: date) -> bool:
    return day == EASTER_MONDAY or SUMMER_BREAK[0] <= day <= SUMMER_BREAK[1]


OFFICE = WorkingHours(MON_TO_FRI, time(9), time(18), BERLIN, is_day_off)
NIGHTLY = WorkingHours(frozenset(range(7)), time(1), time(4), BERLIN)
SKIPPED = WorkingHours(frozenset(range(7)), time(2, 15), time(2, 45), BERLIN)
SUNDAYS = WorkingHours(frozenset({6}), time(0), time(23, 59), ZoneInfo("America/New_York"))
TEAMS = st.sampled_from([OFFICE, NIGHTLY, SKIPPED, SUNDAYS])
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
INSTANTS = st.timedeltas(timedelta(0), timedelta(days=365)).map(lambda since: NEW_YEAR + since)
SPANS = st.timedeltas(timedelta(0), timedelta(hours=100))
QUARTER = timedelta(minutes=15)
SPRING = datetime(2026, 3, 29, 1, tzinfo=UTC)
AUTUMN = datetime(2026, 10, 25, 1, tzinfo=UTC)
EASTER = datetime(2026, 4, 6, tzinfo=UTC)
AROUND_A_CHANGE = st.builds(
    lambda change, quarters: change + quarters * QUARTER,
    st.sampled_from([SPRING, AUTUMN, EASTER]),
    st.integers(-300, 50),
)
PROPERTY = settings(max_examples=200, deadline=None)


def berlin(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=BERLIN).astimezone(UTC)


@PROPERTY
@given(TEAMS, INSTANTS, SPANS)
def test_what_was_added_is_measured_again(
    hours: WorkingHours, start: datetime, span: timedelta
) -> None:
    assert hours.between(start, hours.add(start, span)) == span


@PROPERTY
@given(TEAMS, INSTANTS, SPANS, SPANS)
def test_adding_in_two_steps_is_adding_at_once(
    hours: WorkingHours, start: datetime, first: timedelta, second: timedelta
) -> None:
    assert hours.add(hours.add(start, first), second) == hours.add(start, first + second)


@PROPERTY
@given(TEAMS, INSTANTS, INSTANTS, SPANS, SPANS)
def test_more_time_or_a_later_start_never_ends_earlier(
    hours: WorkingHours, one: datetime, other: datetime, first: timedelta, second: timedelta
) -> None:
    early, late = sorted((one, other))
    short, long = sorted((first, second))
    assert hours.add(early, short) <= hours.add(early, long)
    assert hours.add(early, short) <= hours.add(late, short)


@PROPERTY
@given(TEAMS, INSTANTS, INSTANTS, INSTANTS)
def test_working_time_in_pieces_is_working_time_as_a_whole(
    hours: WorkingHours, one: datetime, other: datetime, third: datetime
) -> None:
    start, middle, end = sorted((one, other, third))
    assert hours.between(start, middle) + hours.between(middle, end) == hours.between(start, end)
    assert timedelta(0) <= hours.between(start, end) <= end - start


@PROPERTY
@given(TEAMS, INSTANTS, st.timedeltas(timedelta(microseconds=1), timedelta(hours=50)))
def test_working_time_ends_within_working_hours(
    hours: WorkingHours, start: datetime, span: timedelta
) -> None:
    end = hours.add(start, span)
    day = hours.local_date(end)
    assert end.tzinfo is UTC
    assert hours.is_working_day(day)
    assert hours.opens_at(day) < end <= hours.closes_at(day)


@PROPERTY
@given(st.sampled_from([OFFICE, NIGHTLY]), AROUND_A_CHANGE, st.integers(0, 400))
def test_working_time_is_what_a_clock_on_the_wall_shows(
    hours: WorkingHours, start: datetime, quarters: int
) -> None:
    walls = [(start + n * QUARTER).astimezone(BERLIN) for n in range(quarters)]
    span = QUARTER * sum(is_at_work(hours, wall) for wall in walls)
    assert hours.between(start, start + quarters * QUARTER) == span
    end = hours.add(start, span)
    assert end <= start + quarters * QUARTER
    assert hours.between(start, end) == span


def is_at_work(hours: WorkingHours, wall: datetime) -> bool:
    """Look at the clock and the calendar on the wall."""
    is_free = wall.weekday() not in hours.days or (hours is OFFICE and is_day_off(wall.date()))
    return not is_free and hours.start <= wall.time() < hours.end


def test_a_working_day_from_opening_ends_at_closing() -> None:
    assert OFFICE.add(berlin(11, 23, 9), OFFICE.day_length) == berlin(11, 23, 18)


def test_a_start_on_the_weekend_counts_from_monday_morning() -> None:
    assert OFFICE.add(berlin(11, 21, 12), HOUR) == berlin(11, 23, 10)


def test_a_start_after_closing_counts_from_the_next_morning() -> None:
    assert OFFICE.add(berlin(11, 23, 20), HOUR) == berlin(11, 24, 10)


def test_a_holiday_is_no_working_day() -> None:
    assert OFFICE.add(berlin(4, 3, 17, 30), HOUR) == berlin(4, 7, 9, 30)
    assert OFFICE.between(berlin(4, 6, 0), berlin(4, 7, 0)) == timedelta(0)


def test_the_wall_clock_holds_when_summer_time_begins() -> None:
    """The clock of Berlin goes from 2:00 to 3:00 on Sunday 29 March 2026."""
    assert OFFICE.opens_at(date(2026, 3, 27)).hour == 8
    assert OFFICE.opens_at(date(2026, 3, 30)).hour == 7
    assert OFFICE.add(berlin(3, 27, 17), 2 * HOUR) == berlin(3, 30, 10)


def test_the_wall_clock_holds_when_summer_time_ends() -> None:
    """The clock of Berlin goes from 3:00 back to 2:00 on Sunday 25 October 2026."""
    assert OFFICE.opens_at(date(2026, 10, 23)).hour == 7
    assert OFFICE.opens_at(date(2026, 10, 26)).hour == 8
    assert OFFICE.add(berlin(10, 23, 17), 2 * HOUR) == berlin(10, 26, 10)


def test_hours_that_span_the_change_are_as_long_as_they_really_are() -> None:
    assert NIGHTLY.between(berlin(3, 29, 0), berlin(3, 29, 12)) == 2 * HOUR
    assert NIGHTLY.between(berlin(10, 25, 0), berlin(10, 25, 12)) == 4 * HOUR
    assert NIGHTLY.between(berlin(7, 1, 0), berlin(7, 1, 12)) == 3 * HOUR == NIGHTLY.day_length


def test_a_day_never_closes_before_it_opens() -> None:
    for opens in range(0, 24 * 60 - 15, 15):
        start, end = divmod(opens, 60), divmod(opens + 15, 60)
        hours = WorkingHours(MON_TO_FRI | {5, 6}, time(*start), time(*end), BERLIN)
        for day in (date(2026, 3, 29), date(2026, 10, 25)):
            assert hours.opens_at(day) <= hours.closes_at(day)


def test_backwards_is_negative() -> None:
    assert OFFICE.between(berlin(11, 24, 10), berlin(11, 23, 17)) == -2 * HOUR


def test_the_next_working_day_may_be_the_day_itself() -> None:
    assert OFFICE.next_working_day(date(2026, 11, 23)) == date(2026, 11, 23)
    assert OFFICE.next_working_day(date(2026, 8, 1)) == date(2026, 8, 31)


def test_nothing_added_is_the_start_itself_even_at_night() -> None:
    assert OFFICE.add(berlin(11, 21, 3), timedelta(0)) == berlin(11, 21, 3)


def test_a_calendar_without_working_days_is_refused_instead_of_searched_forever() -> None:
    never = WorkingHours(MON_TO_FRI, time(9), time(18), BERLIN, lambda _day: True)
    with pytest.raises(ValueError, match="no working day within 400 days"):
        never.add(berlin(11, 23, 9), HOUR)
    assert never.between(berlin(1, 1, 0), berlin(12, 31, 0)) == timedelta(0)


def test_working_time_is_never_taken_away() -> None:
    with pytest.raises(ValueError, match="still to come"):
        OFFICE.add(berlin(11, 23, 9), -HOUR)


def test_hours_that_end_before_they_begin_are_refused() -> None:
    with pytest.raises(ValueError, match="begin before they end"):
        WorkingHours(MON_TO_FRI, time(18), time(9), BERLIN)


def test_a_day_is_24_hours_on_one_clock_and_a_working_day_on_the_other() -> None:
    friday, day = berlin(3, 27, 12), Duration(1, "d")
    assert after(friday, day, ClockKind.ALWAYS, OFFICE) == friday + timedelta(hours=24)
    assert after(friday, day, ClockKind.WORKING, OFFICE) == berlin(3, 30, 12)


def test_hours_and_minutes_are_working_time_on_the_working_clock() -> None:
    assert after(berlin(11, 23, 17, 45), Duration(30, "m"), ClockKind.WORKING, OFFICE) == berlin(
        11, 24, 9, 15
    )


def test_elapsed_time_depends_on_the_clock() -> None:
    friday, monday = berlin(11, 20, 17), berlin(11, 23, 10)
    assert elapsed(friday, monday, ClockKind.WORKING, OFFICE) == 2 * HOUR
    assert elapsed(friday, monday, ClockKind.ALWAYS, OFFICE) == 65 * HOUR


def test_an_instant_is_shifted_in_the_time_of_its_clock() -> None:
    assert shifted(berlin(11, 20, 17), 2 * HOUR, ClockKind.WORKING, OFFICE) == berlin(11, 23, 10)
    assert shifted(berlin(11, 20, 17), 2 * HOUR, ClockKind.ALWAYS, OFFICE) == berlin(11, 20, 19)
