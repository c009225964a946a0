"""The weekly round in which every open task's date is confirmed or moved: when, and what settles it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from bot.domain.lifecycle import UNFINISHED, Status
from bot.domain.notices import Happening
from bot.domain.rules import ControlPoint
from bot.domain.severity import Severity
from bot.domain.working_hours import ClockKind, WorkingHours, shifted, span_of

WEEK = 7
ONE_DAY = timedelta(days=1)
A_LITTLE_LATE = timedelta(hours=1)
"""A round whose hour lies outside of working hours may still begin so long after it."""


class Settled(StrEnum):
    """How the question whether a date holds came to its end."""

    HOLDS = "holds"
    MOVED = "moved"
    OVER = "over"
    """Nobody has to ask any more: it is fixed, or will not be."""
    UNCONFIRMED = "unconfirmed"
    """Nobody said anything in time."""


class Said(StrEnum):
    """What the developer answered, for the administrator to confirm."""

    HOLDS = "holds"
    MORE_TIME = "more_time"


@dataclass(frozen=True, slots=True)
class Stand:
    """Where one task stands in a round: what the developer said, and how it was settled."""

    said: Said | None = None
    settled: Settled | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """When who is silent is reminded, and when the round is closed without them."""

    reminded_at: datetime
    closed_at: datetime


SAYS: Mapping[Happening, Said] = {
    Happening.HOLDS_SAID: Said.HOLDS,
    Happening.ON_TRACK: Said.HOLDS,
    Happening.TIME_ASKED: Said.MORE_TIME,
}
SETTLES: Mapping[Happening, Settled] = {
    Happening.DEADLINE_CONFIRMED: Settled.HOLDS,
    Happening.DEADLINE_KEPT: Settled.HOLDS,
    Happening.DEADLINE_MOVED: Settled.MOVED,
    # Whoever assigns says by when.
    Happening.ASSIGNED: Settled.HOLDS,
    Happening.DEADLINE_UNCONFIRMED: Settled.UNCONFIRMED,
}
NEW_DATE = frozenset({Happening.ASSIGNED, Happening.SEVERITY_CHANGED})
"""What may bring another date along without being about it."""

NEW_DEVELOPER = frozenset({Happening.ASSIGNED, Happening.TAKEN})
"""After this, what the developer before has said counts no more."""

SHOWN = frozenset(
    {
        Happening.ACCEPTED,
        Happening.QUESTION_ASKED,
        Happening.RETURNED,
        Happening.QUESTION_ANSWERED,
        Happening.QUESTION_TAKEN_BACK,
    }
)
"""Settles nothing, and changes what the messages of a round show and offer all the same."""

TOLD_IN_THE_END = frozenset(
    {Happening.DEADLINE_MOVED, Happening.DEADLINE_KEPT, Happening.TIME_ASKED}
)
"""Done in the round, nobody gets a message for each: those in it see it, the others get a digest."""


def is_urgent(
    happening: Happening, severity: Severity, dates: Iterable[datetime], closes_at: datetime
) -> bool:
    """Say whether a date that is decided in a round must not wait for its end.

    That is where the customer stands still, and where one of the dates, the old one or the new,
    passes before everybody hears of it.
    """
    is_decided = happening in {Happening.DEADLINE_MOVED, Happening.DEADLINE_KEPT}
    passes = any(at <= closes_at for at in dates)
    return is_decided and (severity is Severity.STOPPED or passes)


def after(stand: Stand, happening: Happening, status: Status, *, is_moved: bool) -> Stand:
    """Say where a task stands in the round once this has happened to it.

    `is_moved` says whether its date is another than when the round began.
    """
    said = None if happening in NEW_DEVELOPER else SAYS.get(happening, stand.said)
    if status not in UNFINISHED:
        return Stand(said, Settled.OVER)
    settled = SETTLES.get(happening, stand.settled)
    if settled is Settled.OVER:
        # Still broken, or brought back: the date is open again.
        settled = None
    is_other_date = happening in NEW_DATE or stand.settled is Settled.MOVED
    if is_moved and is_other_date and settled is not Settled.UNCONFIRMED:
        settled = Settled.MOVED
    return Stand(said, settled)


def next_round(hours: WorkingHours, point: ControlPoint, now: datetime) -> datetime:
    """Say when the weekly round comes the next time, after `now` (UTC)."""
    today = hours.local_date(now)
    first = today + (int(point.day) - today.weekday()) % WEEK * ONE_DAY
    at = _at(hours, first, point)
    return at if at > now else _at(hours, first + WEEK * ONE_DAY, point)


def postponed_to(hours: WorkingHours, point: ControlPoint, now: datetime) -> datetime | None:
    """Say to when a round that is due has to wait; None if it may begin now.

    It begins on a working day, between its hour and the end of work: after a public holiday it
    comes on the next working day, after a night in which the bot was away in the morning.
    """
    today = hours.local_date(now)
    at = _at(hours, today, point)
    latest = max(hours.closes_at(today), at + A_LITTLE_LATE)
    if hours.is_working_day(today) and at <= now < latest:
        return None
    first = today if now < at else today + ONE_DAY
    return _at(hours, hours.next_working_day(first), point)


def span(start: datetime, point: ControlPoint, hours: WorkingHours) -> Span:
    """Give the time to answer, in working time: the reminder comes at half of it."""
    within = span_of(point.answer_within, ClockKind.WORKING, hours)
    half, whole = (
        shifted(start, length, ClockKind.WORKING, hours) for length in (within / 2, within)
    )
    return Span(half, whole)


def _at(hours: WorkingHours, day: date, point: ControlPoint) -> datetime:
    return datetime.combine(day, point.at, hours.zone).astimezone(UTC)
