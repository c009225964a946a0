"""A day and a time of day as people write them, read from one place of a text on.

The text is in lower case, with its plain letter for ё. What is not told stays open: `resolved` knows what is
meant by a day without a time, or a time without a day.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, time

from bot.domain.capture_numbers import NUMBERS

MORNING, NOON, EVENING = time(9), time(12), time(18)

_DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
_DAYS_RU = ["понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресен"]
_SHORT_RU = ["пн", "вт", "ср", "чт", "пт", "сб", "вс"]
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTHS_RU = [
    "янв",
    "фев",
    "мар",
    "апр",
    "ма[йяю]",
    "июн",
    "июл",
    "авг",
    "сен",
    "окт",
    "ноя",
    "дек",
]
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|январ[яю]|феврал[яю]|март[ау]|"
    r"апрел[яю]|ма[яю]|июн[яю]|июл[яю]|август[ау]|сентябр[яю]|октябр[яю]|ноябр[яю]|декабр[яю]|"
    r"янв|фев|апр|авг|сен|окт|ноя|дек)\b\.?"
)
MONTH_NAME = re.compile(_MONTH)

_DAY = re.compile(
    r"(?P<two_days>(?:the\s)?day\sbefore\syesterday|позавчера(?:шнего)?(?:\sдня)?)\b"
    r"|(?P<in_two_days>(?:the\s)?day\safter\stomorrow|послезавтра)\b"
    r"|(?P<yesterday>yesterday(?:['’]s)?|вчера(?:шне(?:го|му|й))?(?:\sдня)?)\b"
    r"|(?P<tomorrow>tomorrow(?:['’]s)?|tmrw|завтра(?:шне(?:го|му))?(?:\sдн[яю])?)\b"
    r"|(?P<today>today(?:['’]s)?|сегодня(?:шне(?:го|му))?(?:\sдн[яю])?|this(?=\s(?:morning|evening)))\b"
    r"|(?P<weekday>(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    r"|mon|tues?|wed|thurs?|thu|fri|sat)\b|(?:понедельник|вторник|четверг)[аеу]?\b"
    r"|сред[ыуе]\b|пятниц[ыуе]\b|суббот[ыуе]\b|воскресень[яюе]\b|(?:пн|вт|ср|чт|пт)\b)"
    rf"|(?P<day>\d{{1,2}})(?:st|nd|rd|th|-?го|-?ого|-?му|-?е)?\s(?:of\s)?{_MONTH}(?:,?\s(?P<year>20\d\d)\b)?"
    r"|(?P<iso>20\d\d-\d\d-\d\d)(?!\d)"
    r"|(?P<dotted>(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:20\d\d|\d\d)?)(?!\d)"
    r"|(?P<bare>(?:0[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2]))(?![\d:]|\.\d|\s?(?:[ap]m|[ap]\.m\.|ч\b|час|утра|вечера|дня|version|верси))"
    r"|(?P<slashed>(?:1[3-9]|2\d|3[01])/(?:0?[1-9]|1[0-2])(?:/(?:20)?\d\d)?)(?![\d/])"
)
_AMERICAN = re.compile(
    rf"{_MONTH}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])(?:,?\s(?P<year>20\d\d)\b)?"
)
_HOUR_WORDS = "|".join(
    word
    for word, number in NUMBERS.items()
    if 1 <= number <= 12 and word[0] not in "ao"  # noqa: PLR2004
)
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2}):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\d:])\s?(?P<half>am|pm|a\.m\.|p\.m\.)?(?!\w)"
    r"|(?P<hour_half>1[0-2]|0?[1-9])(?:[.](?P<dot_half>[0-5]\d))?\s?(?P<half_2>am|pm|a\.m\.|p\.m\.)(?!\w)"
    r"|(?P<hour_dot>[01]?\d|2[0-3])\.(?P<minute_dot>[0-5]\d)(?![\d.]\d)(?!\w)"
    rf"|(?P<hour_ru>\d{{1,2}}|{_HOUR_WORDS})\s(?:час(?:а|ов|ам)?\s)?(?P<half_ru>утра|вечера|дня|ночи)\b"
    r"|(?P<oclock>[01]?\d|2[0-3])\s?(?:o['’]?clock|часов|часам|ч\b|uhr)(?!\w)"
    r"|(?P<noon>noon|midday|полдень|полудня|полудню)\b|(?P<midnight>midnight|полночи|полуночи)\b"
    rf"|half\spast\s(?P<past>{_HOUR_WORDS}|1[0-2]|[1-9])\b"
    r"|(?P<bare>[01]?\d|2[0-3])(?=\s(?:today|tomorrow|yesterday|сегодня|завтра|вчера)\b)"
)
_PART = re.compile(
    r"(?P<end_of_day>(?:the\s)?end\sof\s(?:the\s|this\s|their\s)?(?:business\s|working\s|work\s)?day|"
    r"(?:the\s)?day['’]s\send|eod|cob|close\sof\sbusiness|кон(?:ца|цу|ец)\s(?:рабочего\s)?дня)\b"
    r"|(?P<end_of_week>(?:the\s)?end\sof\s(?:the\s|this\s)?(?:working\s)?week|кон(?:ца|цу)\s(?:рабочей\s)?недели)\b"
    r"|(?P<morning>(?:the\s|early\s)?morning|утр(?:а|у|ом))\b"
    r"|(?P<evening>(?:the\s)?evening|вечер(?:а|у|ом))\b"
    r"|(?P<other>(?:late\s)?(?:afternoon|night|lunch\w{0,4})|ноч(?:и|ью)|обед[ау]?|полдника)\b"
)
_FILLER = re.compile(
    r"(?:\s|[:—–~(]|\b(?:about|around|approximately|approx\.?|roughly|ca\.?|exactly|the|at|on|last|this"
    r"|early|in|of|примерно|около|где-то|приблизительно|ровно|самого|самой|самое|в|во|на|раннего|рано"
    r"|прошл(?:ой|ого)|этой|этого|ближайш(?:ей|ему))\b(?!\s(?:week|недел)))"
)
_COMMA = re.compile(r"\s?,\s?(?=\d{1,2}:\d\d|noon|midnight|\d{1,2}\s?[ap]m\b)")
_RANGE = re.compile(r"\s?(?:-|–|—|to|till|until|до|по)\s?\d")
_PM = ("p", "в", "д")


@dataclass(frozen=True, slots=True)
class Moment:
    """What a phrase tells: a day, or how many days away, or a weekday; and a time of that day."""

    days: int | None = None
    weekday: int | None = None
    month_day: tuple[int, int] | None = None
    year: int | None = None
    clock: time | None = None
    is_part: bool = False
    """The time is that of a part of the day: "this morning"."""
    is_week: bool = False
    is_bare: bool = False
    """The date is `18.11`, which may be a time."""

    @property
    def has_day(self) -> bool:
        """Say whether a day is told."""
        return self.days is not None or self.weekday is not None or self.month_day is not None


def moment_at(text: str, start: int) -> tuple[Moment, int] | None:
    """Read day and time from a place on, in either order; None if nothing of both is there."""
    moment, at, end = Moment(), start, start
    for _ in range(4):
        at = _after_fillers(text, at, moment)
        found = None if moment.has_day else _day(text, at, moment)
        if found is None and moment.clock is None:
            found = _clock(text, at, moment)
        if found is None and moment.weekday is not None and not moment.is_week:
            found = _date_of_weekday(text, at, moment)
        if found is None:
            break
        moment, at = found
        end = at
    if moment == Moment() or _RANGE.match(text, end) or _OTHER.match(text, at):
        return None
    return moment, end


_OTHER = re.compile(r"(?:late\s)?(?:afternoon|night|lunch)|ноч[иь]|обед")


def _after_fillers(text: str, at: int, moment: Moment) -> int:
    for _ in range(5):
        filler = _FILLER.match(text, at)
        if filler is None or filler.end() == at:
            break
        at = filler.end()
    comma = _COMMA.match(text, at) if moment.has_day else None
    return comma.end() if comma else at


def _date_of_weekday(text: str, at: int, moment: Moment) -> tuple[Moment, int] | None:
    """Read the date that follows a weekday: `Thursday, 19 November`."""
    found = None if moment.month_day else _day(text, _after_comma(text, at), moment)
    return found if found and found[0].month_day else None


def _after_comma(text: str, at: int) -> int:
    return at + len(text[at : at + 3]) - len(text[at : at + 3].lstrip(" ,"))


_DAYS_AWAY = {"two_days": -2, "yesterday": -1, "today": 0, "tomorrow": 1, "in_two_days": 2}


def _day(text: str, at: int, moment: Moment) -> tuple[Moment, int] | None:
    found = _DAY.match(text, at) or _AMERICAN.match(text, at)
    if found is None:
        return None
    told = {name: value for name, value in found.groupdict().items() if value is not None}
    for name, days in _DAYS_AWAY.items():
        if name in told:
            return replace(moment, days=days), found.end()
    if "weekday" in told:
        return replace(moment, weekday=_weekday(told["weekday"])), found.end()
    numbers = _numbers(told)
    if numbers is None:
        return None
    year, month, day = numbers
    is_bare = "bare" in told
    return replace(moment, month_day=(month, day), year=year, is_bare=is_bare), found.end()


def _weekday(word: str) -> int:
    for names in (_DAYS, _DAYS_RU, _SHORT_RU):
        for number, name in enumerate(names):
            if word.startswith(name):
                return number
    raise AssertionError(word)


def _numbers(told: dict[str, str]) -> tuple[int | None, int, int] | None:
    """Read a date that is written in numbers, or with the name of its month."""
    if "month" in told:
        year = int(told["year"]) if "year" in told else None
        return _real(year, _month(told["month"]), int(told["day"]))
    if "iso" in told:
        year, month, day = (int(one) for one in told["iso"].split("-"))
        return _real(year, month, day)
    parts = [int(one) for one in re.split(r"[./]", _of_numbers(told)) if one]
    year = parts[2] if len(parts) == 3 else None  # noqa: PLR2004
    return _real(year + 2000 if year is not None and year < 100 else year, parts[1], parts[0])  # noqa: PLR2004


def _of_numbers(told: dict[str, str]) -> str:
    return told.get("dotted") or told.get("slashed") or told.get("bare", "")


def _month(word: str) -> int:
    for names in (_MONTHS, _MONTHS_RU):
        for number, name in enumerate(names, start=1):
            if re.match(name, word):
                return number
    raise AssertionError(word)


def _real(year: int | None, month: int, day: int) -> tuple[int | None, int, int] | None:
    try:
        date(year or 2024, month, day)
    except ValueError:
        return None
    return year, month, day


def _clock(text: str, at: int, moment: Moment) -> tuple[Moment, int] | None:
    part = _PART.match(text, at)
    if part is not None:
        return _part(part, moment)
    found = _CLOCK.match(text, at)
    if found is None:
        return None
    clock = _time_of(found, moment)
    if clock is None:
        return None
    return replace(moment, clock=clock), found.end()


def _part(found: re.Match[str], moment: Moment) -> tuple[Moment, int] | None:
    if found["other"]:
        return None
    if found["end_of_week"]:
        return replace(moment, weekday=4, clock=EVENING, is_week=True), found.end()
    clock = MORNING if found["morning"] else EVENING
    return replace(moment, clock=clock, is_part=True), found.end()


def _time_of(found: re.Match[str], moment: Moment) -> time | None:
    if found["noon"] or found["midnight"]:
        return NOON if found["noon"] else time(0)
    if found["past"]:
        return _time(_hour(found["past"]) + (12 if _hour(found["past"]) < 7 else 0), 30, "")  # noqa: PLR2004
    if found["hour_dot"]:
        is_date = 1 <= int(found["minute_dot"]) <= 12 and int(found["hour_dot"]) > 0  # noqa: PLR2004
        tells_day = moment.has_day or re.match(
            r"\s(?:today|утра|сегодня|вчера)", found.string[found.end() :]
        )
        if is_date and not tells_day:
            return None
        return _time(int(found["hour_dot"]), int(found["minute_dot"]), "")
    hour = (
        found["hour"] or found["hour_half"] or found["hour_ru"] or found["oclock"] or found["bare"]
    )
    minute = found["minute"] or found["dot_half"] or "0"
    return _time(
        _hour(hour), int(minute), found["half"] or found["half_2"] or found["half_ru"] or ""
    )


def _hour(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word]


def _time(hour: int, minute: int, half: str) -> time | None:
    if half and hour <= 12:  # noqa: PLR2004
        hour = hour % 12 + (12 if half.startswith(_PM) else 0)
    return time(hour, minute) if hour < 24 else None  # noqa: PLR2004
