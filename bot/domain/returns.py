"""How often a task was back with support, and for how long in all."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.happenings import Happening

_ENDS = frozenset(
    {
        Happening.RETURN_SETTLED,
        Happening.FIXED,
        Happening.CLOSED,
        Happening.DECLINED,
        Happening.MERGED,
        Happening.WITHDRAWN,
        Happening.GIVEN_UP,
    }
)
"""Support owes nothing any more, or nobody waits for it."""


@dataclass(frozen=True, slots=True)
class Returns:
    """How often a task was sent back; `length` is plain time."""

    times: int
    length: timedelta


def measure(entries: Iterable[tuple[Happening, datetime]], now: datetime) -> Returns | None:
    """Measure it by what happened and when, the oldest first; None if it never was."""
    times, length = 0, timedelta()
    began: datetime | None = None
    for happening, at in entries:
        if happening is Happening.RETURNED:
            times, began = times + 1, at
        elif happening in _ENDS and began is not None:
            length, began = length + (at - began), None
    if began is not None:
        length += now - began
    return Returns(times, length) if times else None
