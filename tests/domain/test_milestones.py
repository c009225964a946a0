"""How far a task came, and how long each part of its way took."""

from datetime import UTC, datetime, timedelta

from bot.domain.happenings import Happening
from bot.domain.milestones import Milestone, reached

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def at(minutes: int) -> datetime:
    return NOON + timedelta(minutes=minutes)


def told(*happened: tuple[Happening, int]) -> list[tuple[Milestone, int, int]]:
    """Say what was reached, after how many minutes, and how many after the one before."""
    found = reached([(happening, at(minutes)) for happening, minutes in happened])
    return [
        (one.what, (one.at - NOON) // timedelta(minutes=1), one.after // timedelta(minutes=1))
        for one in found
    ]


def test_each_step_is_told_with_what_it_took() -> None:
    assert told(
        (Happening.RAISED, 0),
        (Happening.ACCEPTED, 5),
        (Happening.ASSIGNED, 9),
        (Happening.STARTED, 10),
        (Happening.DEADLINE_MOVED, 11),
        (Happening.FIXED, 70),
        (Happening.CLOSED, 100),
    ) == [
        (Milestone.RAISED, 0, 0),
        (Milestone.ACCEPTED, 5, 5),
        (Milestone.ASSIGNED, 9, 4),
        (Milestone.STARTED, 10, 1),
        (Milestone.FIXED, 70, 60),
        (Milestone.CLOSED, 100, 30),
    ]


def test_what_was_still_broken_was_not_fixed() -> None:
    raised, taken = (Happening.RAISED, 0), (Happening.TAKEN, 1)
    fixed = (Happening.FIXED, 10), (Happening.CLOSED, 20)
    opened = told(raised, taken, *fixed, (Happening.REOPENED, 30))
    assert [what for what, _, _ in opened] == [
        Milestone.RAISED,
        Milestone.ASSIGNED,
        Milestone.STARTED,
    ]
    again = told(raised, taken, *fixed, (Happening.REOPENED, 30), (Happening.FIXED, 40))
    assert again[-1] == (Milestone.FIXED, 40, 39)


def test_given_again_it_had_been_given_before() -> None:
    twice = told((Happening.RAISED, 0), (Happening.ASSIGNED, 3), (Happening.ASSIGNED, 8))
    assert twice[-1] == (Milestone.ASSIGNED, 3, 3)


def test_nothing_happened_where_nothing_is_known() -> None:
    assert reached([]) == ()
