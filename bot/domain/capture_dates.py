"""Since when something is so, and until when an answer is wished: instants of the writer's zone.

Both begin with a word that says so ("since", "до"); what follows is read by `capture_moments`, and
only a date with a month that it does not know is handed to dateparser, once a report. Opening
hours, what is denied, and what contradicts itself are left out.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain import capture_zones as zones
from bot.domain.capture_hours import spoken_hours
from bot.domain.capture_meant import is_beginning, is_wish
from bot.domain.capture_moments import EVENING, MONTH_NAME, MORNING, Moment, moment_at
from bot.domain.capture_spans import ago, within

_OLDEST = timedelta(days=300)
_YEARS = range(1970, 9000)
"""Nothing is read near the ends of the calendar."""

_SOON = timedelta(hours=3)
"""A time so little ahead is rather a wrong clock, or another zone, than yesterday."""

_LOOKED_AT = 40
"""Places that may tell a time; who names more tells of something else."""

_SINCE = re.compile(
    r"\b(?:(?:happened|occurred|appeared|случил\w{2,3}|произошло)(?=\s(?:at|around|about|this|yesterday|today|в|около"
    r"|примерно|вчера|сегодня)\b)|since|from|starting\sfrom|starting|start(?:ed)?\s?:|began\s?:|начиная\sс|начало\s?:|началось\s?:"
    r"|(?:started|began|broke|crashed|stopped\sworking|началось|началась|начались|начался|появил\w{2,4}"
    r"|сломал\w{2,3}|упал[аои]?|перестал[аои]?\s\w{1,20}|отвалил\w{2,3})(?=\s(?:at|on|around|about|this"
    r"|yesterday|today|в|во|около|примерно|вчера|сегодня)\b)|с|со)(?![\w-])"
)
_WISHED = re.compile(
    r"(?<![\w-])(?:by|before|until|till|no\slater\sthan|not\slater\sthan|due(?:\sby)?|deadline(?:\s(?:is|from\s(?:them|him|her|their\s\w{3,9}|the\s(?:customer|client))"
    r"|there|theirs|on\stheir\sside))?|(?:needs?|needed|wants?|wanted)(?:\s(?:it|this|a\sfix|an\sanswer))?(?=\s(?:today|tomorrow)\b)"
    r"|(?:нуж(?:но|ен|на|ны)|надо|хотят|просят|ждут)(?:\s(?:на|ответ|решение|уже))?(?=\s(?:сегодня|завтра|послезавтра)\b)"
    r"|wanted\s?:|wished\s?:|до|к|ко|не\sпозже|не\sпозднее|(?:крайний\s)?срок|дедлайн(?:\s(?:у\sних|от\sних|клиента|от\sклиента))?)(?![\w-])"
)
_DAY_BEFORE = re.compile(
    r"\b(?:today|tomorrow|yesterday|сегодня|завтра|вчера|послезавтра)\b[\s,]{0,3}\Z"
)


def since_of(text: str, written_at: datetime, zone: ZoneInfo) -> datetime | None:
    """Give the past instant since when it is so, if the text tells one; in UTC."""
    if written_at.year not in _YEARS:
        return None
    now = written_at.astimezone(zone).replace(tzinfo=None)
    low = _low(text)
    told = [*_moments(low, _SINCE, now, zone, is_past=True), *spoken_hours(low, now)]
    told = told or [*ago(low, now)]
    return _instant(_one(told), zone, written_at, is_past=True)


def wished_of(text: str, written_at: datetime, zone: ZoneInfo) -> datetime | None:
    """Give the instant to come until when an answer is wished, if the text tells one; in UTC."""
    if written_at.year not in _YEARS:
        return None
    now = written_at.astimezone(zone).replace(tzinfo=None)
    low = _low(text)
    told = [*_moments(low, _WISHED, now, zone, is_past=False), *within(low, now)]
    return _instant(_one(told), zone, written_at, is_past=False)


def warm() -> None:
    """Load dateparser and its languages; it takes most of a second."""
    base = datetime(2026, 11, 24, 12, tzinfo=UTC).replace(tzinfo=None)
    for phrase in (
        "the 19th of nov 2pm",
        "19 ноября 14 часов",
        "the 3rd or so of may",
        "3 или мая",
    ):
        _parsed(phrase, base, is_past=True)


def _low(text: str) -> str:
    return text.lower().replace("ё", "е").replace("\xa0", " ")


def _moments(
    text: str, cue: re.Pattern[str], now: datetime, zone: ZoneInfo, *, is_past: bool
) -> Iterator[datetime]:
    """Read what follows each word that announces a moment."""
    handed_on = False
    for number, found in enumerate(cue.finditer(text)):
        if number >= _LOOKED_AT:
            return
        told = moment_at(text, found.end())
        if told is None:
            phrase = None if handed_on else _rare(text, found.end())
            handed_on = handed_on or phrase is not None
            at = _parsed(phrase, now, is_past=is_past) if phrase else None
        else:
            at = _resolved(text, found, told, now, zone, is_past=is_past)
        if at is not None:
            yield at


def _resolved(
    text: str,
    cue: re.Match[str],
    told: tuple[Moment, int],
    now: datetime,
    zone: ZoneInfo,
    *,
    is_past: bool,
) -> datetime | None:
    moment, end = told
    if moment.is_bare and not _is_near(moment, now, is_past=is_past):
        return None
    is_meant = is_beginning(text, cue, end) if is_past else is_wish(text, cue.start(), end)
    if not is_meant:
        return None
    day = (
        None if moment.has_day else _DAY_BEFORE.search(text, max(0, cue.start() - 16), cue.start())
    )
    if day is not None and (before := moment_at(day[0], 0)) is not None:
        moment = _on(moment, before[0])
    if moment.clock and zones.is_named(text, end):
        return _there(moment, now, zones.ahead(text, end, now, zone), is_past=is_past)
    if not is_past:
        return _future(moment, now)
    return None if _is_soon(moment, now) else _past(moment, now)


def _there(
    moment: Moment, now: datetime, away: timedelta | None, *, is_past: bool
) -> datetime | None:
    """Give the moment of a place whose clocks are so far ahead, by the writer's own clock."""
    if away is None:
        return None
    at = _past(moment, now + away) if is_past else _future(moment, now + away)
    return at - away if at else None


def _is_soon(moment: Moment, now: datetime) -> bool:
    """Say whether a time without a day or a zone is a little ahead, today."""
    if moment.has_day or moment.is_part or moment.clock is None:
        return False
    return now < datetime.combine(now.date(), moment.clock) < now + _SOON


def _is_near(moment: Moment, now: datetime, *, is_past: bool) -> bool:
    """Say whether `18.11` is rather a day near this one than a time."""
    if moment.month_day is None:
        return True
    month = moment.month_day[0]
    return month == now.month or (not is_past and month == now.month % 12 + 1)


def _on(moment: Moment, day: Moment) -> Moment:
    return Moment(days=day.days, clock=moment.clock, is_part=moment.is_part)


def _past(moment: Moment, now: datetime) -> datetime | None:
    """Give the last such moment: a weekday's last, a time's last."""
    clock = moment.clock or time(0)
    day = now.date()
    if moment.month_day is not None:
        return _dated(moment, now, clock, is_past=True)
    if moment.weekday is not None:
        day -= timedelta(days=(day.weekday() - moment.weekday) % 7)
        if datetime.combine(day, clock) > now:
            day -= timedelta(days=7)
    elif moment.days is not None:
        day += timedelta(days=moment.days)
    elif datetime.combine(day, clock) > now and not moment.is_part:
        day -= timedelta(days=1)
    return datetime.combine(day, clock)


def _future(moment: Moment, now: datetime) -> datetime | None:
    """Give the next such moment; a time of today that has passed is none."""
    clock = moment.clock or EVENING
    day = now.date()
    if moment.month_day is not None:
        return _dated(moment, now, clock, is_past=False)
    if moment.weekday is not None:
        day += timedelta(days=(moment.weekday - day.weekday()) % 7)
        if datetime.combine(day, clock) <= now:
            day += timedelta(days=7)
    elif moment.days is not None:
        day += timedelta(days=moment.days)
    elif moment.is_part and clock < EVENING and datetime.combine(day, clock) <= now:
        day += timedelta(days=1)
    return datetime.combine(day, clock)


def _dated(moment: Moment, now: datetime, clock: time, *, is_past: bool) -> datetime | None:
    if moment.month_day is None:
        return None
    years = [moment.year] if moment.year else [now.year, now.year + (-1 if is_past else 1)]
    for year in years:
        try:
            at = datetime.combine(date(year, *moment.month_day), clock)
        except ValueError:
            continue
        if (at <= now) == is_past:
            return at
    return None


def _rare(text: str, start: int) -> str | None:
    """Give the phrase at a place if it names a month and a day of it, for dateparser to read."""
    phrase = re.split(r"[,;:()\n!?]|\.\s|\s-\s", text[start : start + 48], maxsplit=1)[0].strip()
    words = phrase.split()[:6]
    phrase = " ".join(words)
    return phrase if MONTH_NAME.search(phrase) and re.search(r"\d", phrase) else None


def _parsed(phrase: str, now: datetime, *, is_past: bool) -> datetime | None:
    import dateparser  # noqa: PLC0415 -- it takes 0.2 s that most starts and reports have no use for

    settings = {
        "RELATIVE_BASE": now,
        "PREFER_DATES_FROM": "past" if is_past else "future",
        "RETURN_AS_TIMEZONE_AWARE": False,
        "REQUIRE_PARTS": ["day", "month"],
    }
    at: datetime | None = dateparser.parse(phrase, languages=["en", "ru"], settings=settings)
    return at


def _one(told: list[datetime]) -> datetime | None:
    """Give what all agree on; a day, a part of that day and a time of it agree."""
    for roughly in ((), (time(0),), (time(0), MORNING, EVENING)):
        exact = {at for at in told if at.time() not in roughly}
        if len(exact) == 1 and len({at.date() for at in told}) == 1:
            return exact.pop()
    return None


def _instant(
    at: datetime | None, zone: ZoneInfo, written_at: datetime, *, is_past: bool
) -> datetime | None:
    if at is None or at.year not in _YEARS:
        return None
    instant = at.replace(tzinfo=zone).astimezone(UTC)
    if is_past:
        return instant if written_at - _OLDEST <= instant <= written_at else None
    return instant if written_at < instant <= written_at + _OLDEST else None
