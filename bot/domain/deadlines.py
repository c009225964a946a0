"""By when a task is promised: what is offered, what was chosen, and how waiting moves it.

All instants are aware, UTC comes out; a severity's durations run on the clock of its rule.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from bot.domain.errors import MissingDeadline, PastDeadline
from bot.domain.notices import Happening
from bot.domain.severity import SeverityRule
from bot.domain.working_hours import ClockKind, WorkingHours, after, elapsed, shifted


class Choice(StrEnum):
    """The ways to say by when."""

    BY_SEVERITY = "by_severity"
    IN_2_HOURS = "in_2_hours"
    TODAY = "today"
    TOMORROW = "tomorrow"
    DAY_AFTER_TOMORROW = "day_after_tomorrow"
    IN_A_WEEK = "in_a_week"
    EXACTLY = "exactly"


@dataclass(frozen=True, slots=True)
class Offer:
    """A choice with the instant it means now; `moved` says that a day off pushed it later."""

    choice: Choice
    at: datetime
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Standstill:
    """How long both clocks have stood, and the dates if they went on now (UTC)."""

    length: timedelta
    deadline_at: datetime
    next_update_at: datetime


ENDS_A_WISH = frozenset(
    {
        Happening.TIME_ASKED,
        Happening.DEADLINE_MOVED,
        Happening.DEADLINE_KEPT,
        Happening.SEVERITY_CHANGED,
        Happening.ASSIGNED,
        Happening.TAKEN,
    }
)
"""What ends a wish for more time: an answer, a newer wish, or a new promise."""

SOON = timedelta(hours=2)
CALENDAR_DAYS: Mapping[Choice, int] = MappingProxyType(
    {
        Choice.TODAY: 0,
        Choice.TOMORROW: 1,
        Choice.DAY_AFTER_TOMORROW: 2,
        Choice.IN_A_WEEK: 7,
    }
)


def default_deadline(
    raised_at: datetime, now: datetime, rule: SeverityRule, hours: WorkingHours
) -> datetime:
    """Say by when the severity promises a fix: from raising, or from now once that has passed."""
    deadline = after(raised_at, rule.fix_within, rule.clock, hours)
    return deadline if deadline > now else after(now, rule.fix_within, rule.clock, hours)


def choices(
    now: datetime, raised_at: datetime, rule: SeverityRule, hours: WorkingHours
) -> list[Offer]:
    """List what can be chosen now with the date each means; `exactly` has none and is left out.

    Calendar days end with the working hours of the team; where the severity counts working time,
    a day off moves to the next working day (DESIGN §6).
    """
    offers = (
        _offer(choice, now, raised_at, rule, hours)
        for choice in Choice
        if choice is not Choice.EXACTLY
    )
    return [offer for offer in offers if offer.at > now]


def resolve(
    choice: Choice,
    exactly: datetime | None,
    now: datetime,
    raised_at: datetime,
    rule: SeverityRule,
    hours: WorkingHours,
) -> datetime:
    """Turn what was chosen into the deadline, with the date the choice means now.

    Raises MissingDeadline for `exactly` without its time, PastDeadline for what is not after now.
    """
    if choice is Choice.EXACTLY:
        deadline = _exact(exactly)
    else:
        deadline = _offer(choice, now, raised_at, rule, hours).at
    if deadline <= now:
        raise PastDeadline(deadline, now)
    return deadline


def next_update(now: datetime, rule: SeverityRule, hours: WorkingHours) -> datetime:
    """Say when the reporter must hear something again, if they heard something now."""
    return after(now, rule.update_every, rule.clock, hours)


def moved_by_waiting(
    instant: datetime,
    waited_from: datetime,
    now: datetime,
    rule: SeverityRule,
    hours: WorkingHours,
) -> datetime:
    """Move a deadline or an update by the time the clock stood still for an open question."""
    waited = elapsed(waited_from, max(waited_from, now), rule.clock, hours)
    return shifted(instant, waited, rule.clock, hours)


def _exact(exactly: datetime | None) -> datetime:
    if exactly is None:
        raise MissingDeadline
    return exactly.astimezone(UTC)


def _offer(
    choice: Choice, now: datetime, raised_at: datetime, rule: SeverityRule, hours: WorkingHours
) -> Offer:
    if choice is Choice.BY_SEVERITY:
        return Offer(choice, default_deadline(raised_at, now, rule, hours))
    if choice is Choice.IN_2_HOURS:
        return Offer(choice, now.astimezone(UTC) + SOON)
    named = hours.local_date(now) + timedelta(days=CALENDAR_DAYS[choice])
    day = hours.next_working_day(named) if rule.clock is ClockKind.WORKING else named
    return Offer(choice, hours.closes_at(day), moved=day != named)
