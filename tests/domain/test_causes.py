"""Problems that come back: which tasks are one, how often, what they cost, whose cause is asked."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.domain.causes import Occurrence, groups, is_asked, problem
from bot.domain.severity import Severity

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ([], []),
        ([(2, 1)], [{1, 2}]),
        ([(2, 1), (4, 3)], [{1, 2}, {3, 4}]),
        ([(2, 1), (4, 3), (3, 1)], [{1, 2, 3, 4}]),
        ([(3, 2), (2, 1), (3, 1)], [{1, 2, 3}]),
        ([(5, 5)], [{5}]),
    ],
)
def test_tasks_are_one_problem_however_they_hang_together(
    links: list[tuple[int, int]], expected: list[set[int]]
) -> None:
    assert sorted(map(sorted, groups(links))) == [sorted(one) for one in expected]


@given(some.lists(some.tuples(some.integers(1, 30), some.integers(1, 30)), max_size=60))
def test_each_task_is_in_one_group_with_all_that_it_is_linked_to(
    links: list[tuple[int, int]],
) -> None:
    found = groups(links)
    assert sum(map(len, found)) == len({number for link in links for number in link})
    for one, other in links:
        assert sum({one, other} <= group for group in found) == 1
    assert set(groups(links[::-1])) == set(found)


def test_a_long_chain_is_one_problem() -> None:
    assert groups([(n, n + 1) for n in range(5000)]) == [frozenset(range(5001))]


def test_a_problem_costs_what_each_task_took_until_it_was_fixed() -> None:
    later = NOON + timedelta(days=9)
    found = problem(
        [
            Occurrence(7, later, later + timedelta(hours=2), is_merged=False),
            Occurrence(3, NOON, NOON + timedelta(hours=5), is_merged=False),
            Occurrence(5, NOON + timedelta(minutes=4), None, is_merged=True),
        ]
    )
    assert found.numbers == (3, 5, 7)
    assert (found.times, found.newest) == (2, 7)
    assert (found.first_at, found.last_at) == (NOON, later)
    assert found.cost == timedelta(hours=7)


def test_what_is_known_of_merged_tasks_alone_came_once() -> None:
    assert problem([Occurrence(3, NOON, None, is_merged=True)]).times == 1


def test_who_is_asked_for_the_cause_is_said_by_severity_and_number() -> None:
    asked = {
        (level.value, tasks) for level in Severity for tasks in (1, 2, 3) if is_asked(level, tasks)
    }
    assert asked == {(4, 1), (4, 2), (4, 3), (3, 1), (3, 2), (3, 3), (2, 3), (1, 3)}
