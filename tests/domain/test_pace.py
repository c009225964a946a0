"""Slack bears about a post a second in one place, and short bursts."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.pace import AT_ONCE, SLACKS, next_turn

NOW = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)


def turns(count: int, now: datetime = NOW) -> list[datetime]:
    """Post as soon as it may be, again and again."""
    schedule, at = None, []
    for _ in range(count):
        turn = next_turn(SLACKS, schedule, now)
        now, schedule = turn.at, turn.schedule
        at.append(turn.at)
    return at


def test_a_short_burst_goes_at_once_and_the_rest_a_second_apart() -> None:
    after = [(at - NOW).total_seconds() for at in turns(7)]
    assert after == [0, 0, 0, 0, 1, 2, 3]


def test_who_was_silent_may_burst_again() -> None:
    spent = next_turn(SLACKS, NOW + timedelta(seconds=4), NOW)
    assert spent.at == NOW + timedelta(seconds=1)
    later = NOW + timedelta(seconds=9)
    assert next_turn(SLACKS, spent.schedule, later).at == later


def test_without_a_pace_nothing_waits() -> None:
    assert next_turn(AT_ONCE, NOW, NOW).at == NOW


@given(st.integers(1, 40), st.integers(0, 30))
def test_in_any_ten_seconds_there_are_at_most_ten_posts_and_a_burst(count: int, later: int) -> None:
    at = turns(count)
    start = NOW + timedelta(seconds=later)
    within = [one for one in at if start <= one < start + timedelta(seconds=10)]
    assert len(within) <= 10 + SLACKS.burst
