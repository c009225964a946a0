"""Hours of today as people say them: "since nine", "since quarter past two"."""

import re
from collections.abc import Iterator
from datetime import datetime, time
from itertools import islice

from bot.domain.capture_meant import is_beginning
from bot.domain.capture_numbers import NUMBERS

_HOUR = "|".join(
    word
    for word, number in NUMBERS.items()
    if 1 <= number <= 12 and word.isascii() and word[0] != "a"  # noqa: PLR2004
)
_HOUR_RU = "семи|восьми|девяти|десяти|одиннадцати|двенадцати"
_MINUTES = {"five": 5, "ten": 10, "quarter": 15, "twenty": 20, "twenty-five": 25}
_SINCE = re.compile(
    r"(?P<cue>\bsince)\s(?:(?:about|around|roughly|approximately)\s)?"
    rf"(?:(?:a\s)?(?P<minutes>{'|'.join(_MINUTES)})\s(?P<way>past|after|to)\s)?"
    rf"(?P<hour>{_HOUR}|1[0-2]|[1-9])(?P<morning>\s(?:this|in\sthe)\smorning)?(?:\stoday)?"
    r"(?=\s{0,3}(?:[.,;!?)](?!\d)|\n|\Z|and\b|for\b))"
    rf"|(?P<cue_ru>\bс)\s(?:примерно\s|где-то\s)?(?P<hour_ru>{_HOUR_RU})(?P<morning_ru>\sутра)?(?=\s{{0,3}}(?:[.,;!?)]|\n|\Z))"
)
_AWAKE, _ASLEEP = time(6), time(22)
_HALF_A_DAY = 12
_MOST = 40


def spoken_hours(low: str, now: datetime) -> Iterator[datetime]:
    """Give what has begun at an hour of today that is told without its half of the day.

    Only one of both halves may be past and of an hour at which people work.
    """
    for found in islice(_SINCE.finditer(low), _MOST):
        cue = re.compile(r"since|с").match(low, found.start())
        if cue is None or not is_beginning(low, cue, found.end()):
            continue
        past = [at for at in _readings(found, now) if at <= now and _AWAKE <= at.time() <= _ASLEEP]
        if len(past) == 1:
            yield past[0]


def _readings(found: re.Match[str], now: datetime) -> Iterator[datetime]:
    word = found["hour"] or found["hour_ru"]
    hour = (int(word) if word.isdigit() else NUMBERS[word]) % _HALF_A_DAY
    minutes = _MINUTES.get(found["minutes"] or "", 0)
    is_morning = found["morning"] or found["morning_ru"]
    for half in (0,) if is_morning else (0, _HALF_A_DAY):
        total = (hour + half) * 60 + (-minutes if found["way"] == "to" else minutes)
        if total >= 0:
            yield datetime.combine(now.date(), time(total // 60, total % 60))
