"""Problems that come back: which tasks are one, what it cost in all, whose cause is asked."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.severity import Severity

ASKED_FROM = Severity.CRITICAL
"""From this severity on somebody is asked for the cause each time."""

TOO_OFTEN = 3
"""So many tasks of one problem are asked about, however bad each of them is."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One task of a problem: when it was raised and fixed, and whether it went into another."""

    number: int
    raised_at: datetime
    fixed_at: datetime | None
    is_merged: bool


@dataclass(frozen=True, slots=True)
class Problem:
    """All tasks of one problem, by their numbers, the oldest first.

    `times` counts how often it came: who raised it as well, while it was there, raised the same.
    `cost` sums up the time from raising to fixing of each task that was fixed.
    """

    numbers: tuple[int, ...]
    times: int
    first_at: datetime
    last_at: datetime
    cost: timedelta

    @property
    def newest(self) -> int:
        """The number of its newest task."""
        return self.numbers[-1]


def groups(links: Iterable[tuple[int, int]]) -> Sequence[frozenset[int]]:
    """Put the tasks together that are one problem, by the pairs that are known to be."""
    parents: dict[int, int] = {}
    for one, other in links:
        parents[_root(parents, one)] = _root(parents, other)
    members: defaultdict[int, set[int]] = defaultdict(set)
    for number in parents:
        members[_root(parents, number)].add(number)
    return [frozenset(group) for group in members.values()]


def problem(occurrences: Iterable[Occurrence]) -> Problem:
    """Sum up one problem, of at least one task."""
    known = sorted(occurrences, key=lambda one: one.number)
    raised = [one.raised_at for one in known]
    spans = [one.fixed_at - one.raised_at for one in known if one.fixed_at is not None]
    return Problem(
        tuple(one.number for one in known),
        max(sum(not one.is_merged for one in known), 1),
        min(raised),
        max(raised),
        sum(spans, timedelta()),
    )


def is_asked(severity: Severity, tasks: int) -> bool:
    """Say whether somebody is asked for the cause of what is closed, of so many of one problem."""
    return severity >= ASKED_FROM or tasks >= TOO_OFTEN


def _root(parents: dict[int, int], number: int) -> int:
    """Find what stands for the problem of a task; each look makes the next one shorter."""
    parent = parents.setdefault(number, number)
    while parent != parents[parent]:
        parents[number] = parent = parents[parent]
    return parent
