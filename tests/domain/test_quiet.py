"""Quiet hours by somebody's own clock, and what can be muted."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.notices import Audience, Happening
from bot.domain.quiet import Hours, Topic, can_mute, is_spared, read_hours, read_topic, until
from bot.domain.severity import Severity

BERLIN = ZoneInfo("Europe/Berlin")
NIGHT = Hours(time(18), time(9))
ZONES = [BERLIN, *map(ZoneInfo, ("America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"))]
INSTANTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(  # noqa: DTZ001 -- below
    lambda instant: instant.replace(tzinfo=UTC)
)
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))


@pytest.mark.parametrize(
    ("typed", "starts", "ends"),
    [
        ("18:00-09:00", time(18), time(9)),
        ("from 22 to 7:30", time(22), time(7, 30)),
        ("9 – 17", time(9), time(17)),
        ("20:00-24:00", time(20), time(0)),
        ("24:00-8", time(0), time(8)),
        ("24-00:30", time(0), time(0, 30)),
    ],
)
def test_hours_are_read_as_people_write_them(typed: str, starts: time, ends: time) -> None:
    assert read_hours(typed) == Hours(starts, ends)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "9",
        "25-7",
        "18:60-09:00",
        "9-9",
        "soon",
        "18:00-09:00 x",
        "18-48",
        "18:00-24:30",
        "24-0",
        "0-24",
        "18:00-",
        "-09:00",
    ],
)
def test_what_is_no_span_of_a_day_is_none(typed: str) -> None:
    assert read_hours(typed) is None


def test_the_night_ends_in_the_morning_on_the_persons_own_clock() -> None:
    evening = datetime(2026, 11, 24, 20, tzinfo=BERLIN)
    assert until(NIGHT, BERLIN, evening) == datetime(2026, 11, 25, 9, tzinfo=BERLIN)
    assert until(NIGHT, BERLIN, evening - timedelta(hours=3)) is None
    morning = datetime(2026, 11, 25, 9, tzinfo=BERLIN)
    assert until(NIGHT, BERLIN, morning) is None
    assert until(NIGHT, BERLIN, morning - timedelta(seconds=1)) == morning


def test_a_night_in_which_the_clocks_change_ends_at_the_same_hour() -> None:
    before = datetime(2026, 3, 28, 20, tzinfo=BERLIN)
    end = until(NIGHT, BERLIN, before.astimezone(UTC))
    assert end == datetime(2026, 3, 29, 9, tzinfo=BERLIN)
    assert end - before.astimezone(UTC) == timedelta(hours=12)


def test_an_hour_that_comes_twice_ends_at_the_end_that_is_still_to_come() -> None:
    hours = Hours(time(0), time(2, 30))
    second = datetime(2026, 10, 25, 2, 10, fold=1, tzinfo=BERLIN).astimezone(UTC)
    assert until(hours, BERLIN, second) == second + timedelta(minutes=20)


@given(TIMES, TIMES, st.sampled_from(ZONES), INSTANTS)
def test_quiet_ends_within_a_day_or_is_not(
    starts: time, ends: time, zone: ZoneInfo, now: datetime
) -> None:
    end = until(Hours(starts, ends), zone, now) if starts != ends else None
    assert end is None or now < end <= now + timedelta(hours=25)


def test_only_severity_4_never_waits() -> None:
    assert [one for one in Severity if not is_spared(one)] == [Severity.STOPPED]


@pytest.mark.parametrize(
    ("happening", "audience", "severity", "can"),
    [
        (Happening.RAISED, Audience.ADMINISTRATOR, Severity.STOPPED, False),
        (Happening.REVIVED, Audience.ADMINISTRATOR, Severity.STOPPED, False),
        (Happening.RAISED, Audience.ADMINISTRATOR, Severity.CRITICAL, True),
        (Happening.RAISED, Audience.REPORTER, Severity.STOPPED, True),
        (Happening.QUESTION_ASKED, Audience.ASKED, Severity.INCONVENIENCE, False),
        (Happening.NOT_ACCEPTED, Audience.CALLED, Severity.INCONVENIENCE, False),
        (Happening.STARTED, Audience.FOLLOWER, Severity.STOPPED, True),
        # What an administrator has to decide.
        (Happening.UPDATE_MISSED, Audience.ADMINISTRATOR, Severity.INCONVENIENCE, False),
        (Happening.OVERDUE, Audience.ADMINISTRATOR, Severity.INCONVENIENCE, False),
        (Happening.OVERDUE, Audience.REPORTER, Severity.STOPPED, True),
        # Who has it has to act.
        (Happening.UPDATE_DUE, Audience.ASSIGNEE, Severity.STOPPED, False),
        (Happening.UPDATE_DUE, Audience.ASSIGNEE, Severity.CRITICAL, True),
        (Happening.CONFIRMATION_DUE, Audience.REPORTER, Severity.STOPPED, False),
        # Others read that the reporter is told.
        (Happening.DEADLINE_MOVED, Audience.REPORTER, Severity.INCONVENIENCE, False),
        (Happening.DEADLINE_MOVED, Audience.FOLLOWER, Severity.STOPPED, True),
    ],
)
def test_what_stands_still_without_somebody_cannot_be_muted(
    happening: Happening, audience: Audience, severity: Severity, can: bool
) -> None:
    assert can_mute(Topic(happening, audience), severity) is can


def test_a_topic_is_read_as_it_was_written() -> None:
    topic = Topic(Happening.STARTED, Audience.REPORTER)
    assert read_topic(topic.name) == topic
    assert read_topic("gone:reporter") is None
