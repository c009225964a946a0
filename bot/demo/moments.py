"""When the practice workspace opens, and where its clock can be moved to."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from bot.domain.control_points import next_round
from bot.domain.rules import ControlPoint
from bot.domain.working_hours import WorkingHours
from bot.simulator.page.stagehand import Step

SETTLED_IN = timedelta(minutes=2)
"""After the morning's opening everybody is at their desk."""

ONE_MINUTE = timedelta(minutes=1)
ONE_DAY = timedelta(days=1)
WEEK = 7


def beginning(hours: WorkingHours, present: datetime) -> datetime:
    """Say when the clock begins: now if the team works now, else on its next morning."""
    day = hours.local_date(present)
    is_open = hours.opens_at(day) <= present < hours.closes_at(day)
    if is_open and hours.is_working_day(day):
        return present
    return next_morning(hours, present) + SETTLED_IN


def next_morning(hours: WorkingHours, now: datetime) -> datetime:
    """Say when the team begins to work the next time, after now."""
    day = hours.local_date(now)
    first = day if now < hours.opens_at(day) else day + ONE_DAY
    return hours.opens_at(hours.next_working_day(first))


def day_before(hours: WorkingHours, instant: datetime) -> date:
    """Find the working day before the day of this instant; the one before it if there is none."""
    yesterday = hours.local_date(instant) - ONE_DAY
    days = (yesterday - back * ONE_DAY for back in range(4 * WEEK))
    return next((day for day in days if hours.is_working_day(day)), yesterday)


def steps(
    hours: WorkingHours, point: ControlPoint, now: datetime, present: datetime
) -> Iterator[Step]:
    """List where the clock can be moved to; the present only if the clock is behind it.

    All are whole minutes: the clock runs, and what it offers need not change with every second.
    """
    if present > now + ONE_MINUTE:
        yield Step("present", "Now", _minute(present))
    yield Step("quarter", "+15 min", _minute(now + timedelta(minutes=15)))
    yield Step("hour", "+1 h", _minute(now + timedelta(hours=1)))
    yield Step("morning", "Next working morning", next_morning(hours, now))
    yield Step("day", "+1 day", _minute(now + ONE_DAY))
    yield Step("control_point", "Next control point", next_round(hours, point, now))


def _minute(instant: datetime) -> datetime:
    return instant.replace(second=0, microsecond=0)
