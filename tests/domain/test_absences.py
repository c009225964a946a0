"""Until when somebody is away, in the words that people use."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.absences import FarReturn, PastReturn, UnknownReturn, returns_at
from bot.domain.rules import Week
from bot.domain.working_hours import WorkingHours

BERLIN = ZoneInfo("Europe/Berlin")
WEEK = Week()
HOURS = WorkingHours(frozenset(range(5)), WEEK.start, WEEK.end, BERLIN)
TUESDAY = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)
"""10:05 in Berlin."""


def local(day: int, hour: int = 9, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("words", "back"),
    [
        ("until monday", local(30)),
        ("until Mon", local(30)),
        ("tuesday", local(1, month=12)),
        ("next week", local(30)),
        ("until tomorrow", local(25)),
        ("tomorrow 14:00", local(25, 14)),
        ("until 15:00", local(24, 15)),
        ("until 3pm", local(24, 15)),
        ("until 8:30", local(25, 8, 30)),
        ("until 30 Nov", local(30)),
        ("until nov 30th, 12:30", local(30, 12, 30)),
        ("2026-12-01", local(1, month=12)),
        ("until 1.12.", local(1, month=12)),
        ("until 1.12.2026", local(1, month=12)),
        ("for 3 days", local(27)),
        ("for 4 days", local(30)),
        ("for a week", local(1, month=12)),
        ("for 2 hours", local(24, 12, 5)),
        ("90 min", local(24, 11, 35)),
    ],
)
def test_words_say_when_somebody_is_back(words: str, back: datetime) -> None:
    assert returns_at(words, TUESDAY, HOURS) == back


def test_no_words_are_until_they_say_so() -> None:
    assert returns_at("  ", TUESDAY, HOURS) is None


def test_a_date_without_a_year_is_the_next_one() -> None:
    back = returns_at("until 2 February", TUESDAY, HOURS)
    assert back == datetime(2027, 2, 2, 9, tzinfo=BERLIN)


@pytest.mark.parametrize(
    "words", ["until the cows come home", "soon", "31 feb", "25:00", "until 24:30", "until", "mo"]
)
def test_other_words_are_refused(words: str) -> None:
    with pytest.raises(UnknownReturn):
        returns_at(words, TUESDAY, HOURS)


@pytest.mark.parametrize("words", ["2030-01-01", "until 9999-12-31 23:59", "for 99 weeks"])
def test_what_is_more_than_a_year_ahead_is_refused(words: str) -> None:
    with pytest.raises(FarReturn):
        returns_at(words, TUESDAY, HOURS)


@pytest.mark.parametrize(
    "words",
    ["until today", "today 9:00", "2026-11-23", "for 0 hours", "until 23 Nov", "until 1.10."],
)
def test_what_is_over_is_refused(words: str) -> None:
    with pytest.raises(PastReturn):
        returns_at(words, TUESDAY, HOURS)


@given(
    st.text(max_size=40)
    | st.from_regex(r"(until |for )?[0-9]{1,4}[ :.-]?[a-z0-9]{0,6}", fullmatch=True)
)
def test_any_words_give_a_time_to_come_or_a_refusal(words: str) -> None:
    try:
        back = returns_at(words, TUESDAY, HOURS)
    except (UnknownReturn, PastReturn, FarReturn):
        return
    assert back is None or TUESDAY < back <= TUESDAY + timedelta(days=366)
