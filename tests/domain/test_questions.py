"""How long the asked may stay silent, in working time of theirs."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.questions import PATIENCE, at_work, reminders, soonest
from bot.domain.severity import Severity
from bot.domain.working_hours import WorkingHours

NEW_YORK = WorkingHours(frozenset(range(5)), time(9), time(18), ZoneInfo("America/New_York"))
MINUTE = timedelta(minutes=1)
FRIDAY = datetime(2026, 11, 27, 22, 0, tzinfo=UTC)  # 17:00 there: one hour is left


@pytest.mark.parametrize(
    ("severity", "due"),
    [
        (4, ["27T22:15", "27T23:00", "30T15:00"]),
        (3, ["30T15:00", "30T22:00"]),
        (1, ["30T22:00"]),
    ],
)
def test_reminders_come_as_the_table_says(severity: int, due: list[str]) -> None:
    found = reminders(FRIDAY, Severity(severity), NEW_YORK)
    assert [f"{at:%dT%H:%M}" for at in found[: len(due)]] == due


def test_the_worse_it_is_the_sooner_somebody_is_reminded() -> None:
    first = [PATIENCE[severity][0] for severity in sorted(Severity, reverse=True)]
    assert [str(one) for one in first] == ["15m", "2h", "1d", "1d"]


@given(st.timedeltas(timedelta(), timedelta(days=700)), st.sampled_from(Severity))
def test_reminders_are_in_order_and_in_the_hours_of_the_asked(
    later: timedelta, severity: Severity
) -> None:
    since = FRIDAY + later
    found = reminders(since, severity, NEW_YORK)
    assert since < found[0] < found[1] < found[2]
    local = [at.astimezone(NEW_YORK.zone) for at in found]
    assert all(NEW_YORK.is_working_day(at.date()) for at in local)
    assert all(time(9) < at.time() <= time(18) for at in local)
    assert found[0] >= soonest(since, severity, NEW_YORK)


@given(st.timedeltas(timedelta(), timedelta(days=700)))
def test_who_is_not_there_is_reminded_when_work_begins(later: timedelta) -> None:
    now = FRIDAY + later
    there = at_work(now, NEW_YORK)
    assert there >= now
    assert NEW_YORK.between(now, there) == timedelta()
    assert at_work(there, NEW_YORK) == there
    assert NEW_YORK.between(there - MINUTE, there + MINUTE) > timedelta()
