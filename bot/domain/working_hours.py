"""When the team works, and the two clocks that a promise can run on.

Every instant that goes in or comes out is aware; what comes out is UTC. Days and hours are those of
the team's zone, so a change to summer time moves the opening in UTC and never the hour on the wall.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import islice
from zoneinfo import ZoneInfo

from bot.domain.durations import SECONDS, Duration

LONGEST_BREAK_DAYS = 400
NOTHING = timedelta(0)
ONE_DAY = timedelta(days=1)


class ClockKind(StrEnum):
    """Whether a promise's time runs day and night or in working hours only."""

    ALWAYS = "always"
    WORKING = "working"


def no_days_off(_day: date) -> bool:
    """Answer for a team without public holidays."""
    return False


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """The team's week: days (Monday is 0), hours on the wall clock of its zone, public holidays."""

    days: frozenset[int]
    start: time
    end: time
    zone: ZoneInfo
    days_off: Callable[[date], bool] = no_days_off

    def __post_init__(self) -> None:
        """Refuse hours that end before they begin; a night shift is not supported."""
        if self.start >= self.end:
            msg = f"working hours must begin before they end, not {self.start} to {self.end}"
            raise ValueError(msg)

    @property
    def day_length(self) -> timedelta:
        """Say how much working time one working day is."""
        return datetime.combine(date.min, self.end) - datetime.combine(date.min, self.start)

    def is_working_day(self, day: date) -> bool:
        """Say whether the team works on that day."""
        return day.weekday() in self.days and not self.days_off(day)

    def next_working_day(self, day: date) -> date:
        """Find the first working day on or after `day`; ValueError if there is none in 400 days."""
        for later in islice(_days_from(day), LONGEST_BREAK_DAYS):
            if self.is_working_day(later):
                return later
        msg = f"there is no working day within {LONGEST_BREAK_DAYS} days after {day}"
        raise ValueError(msg)

    def local_date(self, instant: datetime) -> date:
        """Say which day it is for the team."""
        return instant.astimezone(self.zone).date()

    def opens_at(self, day: date) -> datetime:
        """Say when working hours begin on that day, whether or not it is a working day (UTC)."""
        return datetime.combine(day, self.start, self.zone).astimezone(UTC)

    def closes_at(self, day: date) -> datetime:
        """Say when working hours end on that day, whether or not it is a working day (UTC)."""
        closes = datetime.combine(day, self.end, self.zone).astimezone(UTC)
        # Hours that lie in the hour the clock skips would close before they open.
        return max(closes, self.opens_at(day))

    def add(self, start: datetime, span: timedelta) -> datetime:
        """Count `span` of working time from `start`; a full day ends at closing, not at opening.

        Nothing added gives `start` itself. Raises ValueError for a negative span, and where the
        calendar has no working day in 400 days.
        """
        if span < NOTHING:
            msg = f"only working time that is still to come can be added, not {span}"
            raise ValueError(msg)
        begun, left = start.astimezone(UTC), span
        day = self.local_date(start)
        while left:
            day = self.next_working_day(day)
            begun, closes = max(begun, self.opens_at(day)), self.closes_at(day)
            if left <= closes - begun:
                return begun + left
            left -= max(closes - begun, NOTHING)
            day += ONE_DAY
        return begun

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Measure the working time from `start` to `end`; negative if `end` is the earlier one."""
        if end < start:
            return -self.between(end, start)
        days = (self.local_date(end) - self.local_date(start)).days + 1
        worked = (
            min(end, self.closes_at(day)) - max(start, self.opens_at(day))
            for day in islice(_days_from(self.local_date(start)), days)
            if self.is_working_day(day)
        )
        return sum((span for span in worked if span > NOTHING), NOTHING)


def span_of(duration: Duration, kind: ClockKind, hours: WorkingHours) -> timedelta:
    """Turn what was written into time of that clock: `d` is 24 h, or one working day."""
    if duration.unit == "d" and kind is ClockKind.WORKING:
        return duration.amount * hours.day_length
    return timedelta(seconds=duration.amount * SECONDS[duration.unit])


def after(start: datetime, duration: Duration, kind: ClockKind, hours: WorkingHours) -> datetime:
    """Say when `duration` is over that begins at `start` (UTC)."""
    return shifted(start, span_of(duration, kind, hours), kind, hours)


def elapsed(start: datetime, end: datetime, kind: ClockKind, hours: WorkingHours) -> timedelta:
    """Say how far that clock goes from `start` to `end`; negative if `end` is the earlier one."""
    return hours.between(start, end) if kind is ClockKind.WORKING else end - start


def shifted(instant: datetime, span: timedelta, kind: ClockKind, hours: WorkingHours) -> datetime:
    """Move an instant later by time of that clock, as when the clock stood still for `span`."""
    if kind is ClockKind.WORKING:
        return hours.add(instant, span)
    return instant.astimezone(UTC) + span


def _days_from(day: date) -> Iterator[date]:
    while True:
        yield day
        day += ONE_DAY
