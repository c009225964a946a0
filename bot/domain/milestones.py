"""When a task came how far on its way, as its history tells."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.happenings import Happening


class Milestone(StrEnum):
    """How far a task has come."""

    RAISED = "raised"
    ACCEPTED = "accepted"
    ASSIGNED = "assigned"
    STARTED = "started"
    FIXED = "fixed"
    CLOSED = "closed"


_REACHED: Mapping[Happening, tuple[Milestone, ...]] = {
    Happening.RAISED: (Milestone.RAISED,),
    Happening.ACCEPTED: (Milestone.ACCEPTED,),
    Happening.ASSIGNED: (Milestone.ASSIGNED,),
    Happening.TAKEN: (Milestone.ASSIGNED, Milestone.STARTED),
    Happening.STARTED: (Milestone.STARTED,),
    Happening.FIXED: (Milestone.FIXED,),
    Happening.CLOSED: (Milestone.CLOSED,),
    Happening.GIVEN_UP: (Milestone.CLOSED,),
}
_LAST = frozenset({Milestone.FIXED, Milestone.CLOSED})
_TAKES_BACK: Mapping[Happening, frozenset[Milestone]] = {Happening.REOPENED: _LAST}


@dataclass(frozen=True, slots=True)
class Reached:
    """A milestone: when it was reached, and how long after the one before (plain time)."""

    what: Milestone
    at: datetime
    after: timedelta


def reached(entries: Iterable[tuple[Happening, datetime]]) -> tuple[Reached, ...]:
    """List how far it came, in order of time: the first time of each, but of its end the last.

    `entries` are what happened and when, the oldest first. What was still broken was not fixed.
    """
    known: dict[Milestone, datetime] = {}
    for happening, at in entries:
        for gone in _TAKES_BACK.get(happening, ()):
            known.pop(gone, None)
        for milestone in _REACHED.get(happening, ()):
            known.setdefault(milestone, at)
    found: list[Reached] = []
    for what, at in sorted(known.items(), key=lambda one: (one[1], [*Milestone].index(one[0]))):
        found.append(Reached(what, at, at - found[-1].at if found else timedelta()))
    return tuple(found)
