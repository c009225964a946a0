"""How long the asked may stay silent, in working time of theirs."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.questions import PATIENCE, reminders
from bot.domain.severity import DEFAULT_RULES, Severity
from bot.domain.working_hours import ClockKind, WorkingHours

NEW_YORK = WorkingHours(frozenset(range(5)), time(9), time(18), ZoneInfo("America/New_York"))
FRIDAY = datetime(2026, 11, 27, 22, 0, tzinfo=UTC)  # 17:00 there: one hour is left


@pytest.mark.parametrize(
    ("severity", "clock", "due"),
    [
        (4, ClockKind.ALWAYS, ["27T22:15", "27T23:00", "28T00:00"]),
        (3, ClockKind.WORKING, ["30T15:00", "30T22:00"]),
        (1, ClockKind.WORKING, ["30T22:00"]),
    ],
)
def test_reminders_come_as_the_table_says(severity: int, clock: ClockKind, due: list[str]) -> None:
    found = reminders(FRIDAY, Severity(severity), clock, NEW_YORK)
    assert [f"{at:%dT%H:%M}" for at in found[: len(due)]] == due


def test_the_worse_it_is_the_sooner_somebody_is_reminded() -> None:
    first = [PATIENCE[severity][0] for severity in sorted(Severity, reverse=True)]
    assert [str(one) for one in first] == ["15m", "2h", "1d", "1d"]


@given(st.timedeltas(timedelta(), timedelta(days=700)), st.sampled_from(Severity))
def test_reminders_are_in_order_and_in_the_hours_of_the_asked(
    later: timedelta, severity: Severity
) -> None:
    since = FRIDAY + later
    clock = DEFAULT_RULES[severity].clock
    found = reminders(since, severity, clock, NEW_YORK)
    assert since < found[0] < found[1] < found[2]
    if clock is ClockKind.WORKING:
        local = [at.astimezone(NEW_YORK.zone) for at in found]
        assert all(NEW_YORK.is_working_day(at.date()) for at in local)
        assert all(time(9) < at.time() <= time(18) for at in local)
        assert found[0] - since >= timedelta(hours=2)
