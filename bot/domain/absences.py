"""Until when somebody is away, read from a few words as people write them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bot.domain.errors import UserError
from bot.domain.working_hours import ONE_DAY, WorkingHours

LONGEST = timedelta(days=366)

RECENT = timedelta(days=60)
"""A day without a year that was so long ago was meant, and mistaken; one before is next year's."""

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_SHORTEST_NAME = 3
_TIME = re.compile(r"(?:at )?(\d{1,2})(?::(\d{2})|\s?(am|pm))")
_SPAN = re.compile(r"(?:for )?(\d{1,3}|an?|one) ?(min|minute|h|hour|d|day|w|week)s?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})?")
_NAMED = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)? ([a-z]+)|([a-z]+) (\d{1,2})(?:st|nd|rd|th)?)")
_HOURS: Mapping[str, timedelta] = {
    "min": timedelta(minutes=1),
    "minute": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "hour": timedelta(hours=1),
}
_CALENDAR: Mapping[str, int] = {"d": 1, "day": 1, "w": 7, "week": 7}


@dataclass(eq=False)
class UnknownReturn(UserError):  # noqa: N818 -- a refusal is named for what was refused
    """These words do not say until when somebody is away."""

    words: str


@dataclass(eq=False)
class PastReturn(UserError):  # noqa: N818
    """Until then (`at`, UTC) nobody can be away: it is not after `now`."""

    at: datetime
    now: datetime


@dataclass(eq=False)
class FarReturn(UserError):  # noqa: N818
    """So far ahead (`words`) nobody plans: it is a mistake, or they will say when they are back."""

    words: str


@dataclass(eq=False)
class NotAway(UserError):  # noqa: N818
    """Only who is away can come back, or name somebody who stands in."""


@dataclass(eq=False)
class OwnStandIn(UserError):  # noqa: N818
    """Who is away cannot stand in for themselves."""


def returns_at(words: str, now: datetime, hours: WorkingHours) -> datetime | None:
    """Say when somebody is back who wrote these words (UTC); None until they say so themselves.

    `hours` are the team's, in the zone of who wrote. A day means the beginning of its working
    hours; days that are counted ("for 3 days") include today, and a day off at their end moves to
    the next working day. Raises UnknownReturn for other words, PastReturn for what is over,
    FarReturn for what is more than a year ahead.
    """
    plain = re.sub(r"[,\s]+", " ", words.casefold()).strip()
    if not plain:
        return None
    begun = _Reader(now, hours)
    found = begun.span(plain) or begun.until(plain.removeprefix("until ").strip())
    if found is None:
        raise UnknownReturn(words)
    if found > now + LONGEST:
        raise FarReturn(words)
    if found <= now:
        raise PastReturn(found, now)
    return found.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class _Reader:
    now: datetime
    hours: WorkingHours

    @property
    def today(self) -> date:
        return self.hours.local_date(self.now)

    def span(self, plain: str) -> datetime | None:
        written = _SPAN.fullmatch(plain)
        if written is None:
            return None
        count = int(written[1]) if written[1].isdigit() else 1
        unit = written[2]
        if unit in _HOURS:
            return self.now + count * _HOURS[unit]
        day = self.hours.next_working_day(self.today + count * _CALENDAR[unit] * ONE_DAY)
        return self.hours.opens_at(day)

    def until(self, plain: str) -> datetime | None:
        clock = _TIME.search(plain)
        if clock is None:
            day = self.day(plain)
            return None if day is None else self.hours.opens_at(day)
        at = _time(clock)
        rest = f"{plain[: clock.start()]} {plain[clock.end() :]}".strip()
        day = self.day(rest) if rest else self.today
        if at is None or day is None:
            return None
        named = datetime.combine(day, at, self.hours.zone)
        # A time alone is the next one that the clock shows.
        is_next = not rest and named <= self.now
        return named + ONE_DAY if is_next else named

    def day(self, plain: str) -> date | None:
        named = plain.removeprefix("next ")
        if named in {"today", "tomorrow"}:
            return self.today + (named == "tomorrow") * ONE_DAY
        if plain == "next week":
            return self._weekday(0)
        found = _index(named, _DAYS)
        if found is not None:
            return self._weekday(found)
        return next((day for read in _DATES if (day := read(plain, self.today))), None)

    def _weekday(self, wanted: int) -> date:
        ahead = (wanted - self.today.weekday()) % 7 or 7
        return self.today + ahead * ONE_DAY


def _time(written: re.Match[str]) -> time | None:
    hour, minute = int(written[1]), int(written[2] or 0)
    if written[3] is not None:
        hour = hour % 12 + (12 if written[3] == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None  # noqa: PLR2004 -- a clock


def _iso(plain: str, _today: date) -> date | None:
    written = _ISO.fullmatch(plain)
    return _date(int(written[1]), int(written[2]), int(written[3])) if written else None


def _dotted(plain: str, today: date) -> date | None:
    written = _DOTTED.fullmatch(plain)
    if written is None:
        return None
    day, month = int(written[1]), int(written[2])
    return _date(int(written[3]), month, day) if written[3] else _coming(month, day, today)


def _named(plain: str, today: date) -> date | None:
    written = _NAMED.fullmatch(plain)
    if written is None:
        return None
    month = _index(written[2] or written[3], _MONTHS)
    return None if month is None else _coming(month + 1, int(written[1] or written[4]), today)


_DATES: tuple[Callable[[str, date], date | None], ...] = (_iso, _dotted, _named)


def _coming(month: int, day: int, today: date) -> date | None:
    """Find the next such day, unless it has just been."""
    this_year = _date(today.year, month, day)
    if this_year is not None and this_year < today - RECENT:
        return _date(today.year + 1, month, day)
    return this_year


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _index(word: str, names: tuple[str, ...]) -> int | None:
    """Find a name by its first letters, three at least."""
    if len(word) < _SHORTEST_NAME:
        return None
    return next((index for index, name in enumerate(names) if name.startswith(word)), None)
