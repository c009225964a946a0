"""How often a task was back with support, and for how long."""

from datetime import UTC, datetime, timedelta

from bot.domain.happenings import Happening
from bot.domain.returns import Returns, measure

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def at(hours: float) -> datetime:
    return NOON + timedelta(hours=hours)


def test_what_was_never_sent_back_has_no_measure() -> None:
    assert measure([(Happening.RAISED, NOON)], at(5)) is None


def test_each_time_counts_and_the_last_goes_on_until_now() -> None:
    entries = [
        (Happening.RETURNED, at(0)),
        (Happening.RETURN_SETTLED, at(2)),
        (Happening.QUESTION_ANSWERED, at(2)),
        (Happening.RETURNED, at(5)),
    ]
    assert measure(entries, at(6)) == Returns(2, timedelta(hours=3))


def test_nobody_owes_anything_for_a_task_that_is_over() -> None:
    entries = [
        (Happening.RETURNED, at(0)),
        (Happening.DECLINED, at(1)),
        (Happening.RETURN_SETTLED, at(9)),
    ]
    assert measure(entries, at(10)) == Returns(1, timedelta(hours=1))
