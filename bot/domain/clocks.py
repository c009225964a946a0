"""When somebody has to be reminded: of an update, of a deadline, of looking at what is fixed.

All instants are aware, UTC comes out; a severity's spans run on the clock of its rule.
"""

from datetime import UTC, datetime, timedelta

from bot.domain.deadlines import moved_by_waiting
from bot.domain.durations import Duration
from bot.domain.severity import SeverityRule
from bot.domain.working_hours import (
    ONE_DAY,
    ClockKind,
    WorkingHours,
    after,
    elapsed,
    shifted,
    span_of,
)

NEAR_PART = 4
"""The last quarter of the time from promise to deadline is near it."""

NEAR_AT_LEAST = timedelta(minutes=30)
SPARED_FOR = timedelta(hours=8)
"""After who is late was told of it, before they are reminded."""

SHORTEST_WAIT = timedelta(minutes=1)


def near(
    promised_at: datetime, deadline: datetime, rule: SeverityRule, hours: WorkingHours
) -> datetime | None:
    """Say when a deadline is near: a quarter of the promised time before it, at least 30 minutes.

    None where the promise is as short as that: who has just been told needs no reminder.
    """
    given = elapsed(promised_at, deadline, rule.clock, hours)
    left = max(given / NEAR_PART, NEAR_AT_LEAST)
    return None if given <= left else shifted(promised_at, given - left, rule.clock, hours)


def next_day(
    deadline: datetime, now: datetime, rule: SeverityRule, hours: WorkingHours
) -> datetime:
    """Say when who is late is reminded next: each 24 h after the deadline.

    Where the clock counts working time, when work begins on the next working day.
    """
    if rule.clock is ClockKind.WORKING:
        return hours.opens_at(hours.next_working_day(hours.local_date(now) + ONE_DAY))
    days = (now - deadline) // ONE_DAY + 1
    return deadline.astimezone(UTC) + days * ONE_DAY


def next_reminder(
    deadline: datetime, now: datetime, rule: SeverityRule, hours: WorkingHours
) -> datetime:
    """Say when who is told now that they are late is reminded: the next day, and never soon.

    Who hears of it late, as of a task that came back, is spared where that day is about to begin.
    """
    due_at = next_day(deadline, now, rule, hours)
    is_soon = due_at - now < SPARED_FOR
    return next_day(deadline, due_at, rule, hours) if is_soon else due_at


def half_of(
    duration: Duration, start: datetime, rule: SeverityRule, hours: WorkingHours
) -> datetime:
    """Say when half of the duration is over that begins at `start`."""
    return shifted(start, span_of(duration, rule.clock, hours) / 2, rule.clock, hours)


def closes_at(fixed_at: datetime, rule: SeverityRule, hours: WorkingHours) -> datetime:
    """Say when what is fixed closes by itself, unless the reporter says otherwise."""
    return after(fixed_at, rule.confirm_within, rule.clock, hours)


def earliest(
    due_at: datetime,
    standing_since: datetime,
    now: datetime,
    rule: SeverityRule,
    hours: WorkingHours,
) -> datetime:
    """Say when something can be due at the earliest whose clock stands since then.

    That is if the clock went on at once; never less than a minute from now.
    """
    if_answered_now = moved_by_waiting(due_at, standing_since, now, rule, hours)
    return max(if_answered_now, now.astimezone(UTC) + SHORTEST_WAIT)
