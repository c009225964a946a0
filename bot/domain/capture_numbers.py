"""Numbers and spans of time as people write them: `3`, `three`, `троих`, `полтора часа`."""

import re
from datetime import timedelta

_WORDS: dict[int, str] = {
    1: "a single|single|one|a|an|один|одного|одному|одна|одной|одну|одном|одним",
    2: "two|both|два|две|двух|двое|двоих|двум|двоим|обоих|оба",
    3: "three|три|трех|трое|троих|трем|троим",
    4: "four|четыре|четырех|четверо|четверых|четырем",
    5: "five|пять|пяти|пятеро|пятерых",
    6: "six|шесть|шести|шестеро|шестерых",
    7: "seven|семь|семи|семеро|семерых",
    8: "eight|восемь|восьми|восьмеро",
    9: "nine|девять|девяти",
    10: "ten|десять|десяти|десятерых",
    11: "eleven|одиннадцать|одиннадцати",
    12: "twelve|a dozen|dozen|двенадцать|двенадцати",
    13: "thirteen|тринадцать|тринадцати",
    14: "fourteen|четырнадцать|четырнадцати",
    15: "fifteen|пятнадцать|пятнадцати",
    16: "sixteen|шестнадцать|шестнадцати",
    17: "seventeen|семнадцать|семнадцати",
    18: "eighteen|восемнадцать|восемнадцати",
    19: "nineteen|девятнадцать|девятнадцати",
    20: "twenty|двадцать|двадцати",
    30: "thirty|тридцать|тридцати",
    40: "forty|сорок|сорока",
    50: "fifty|пятьдесят|пятидесяти",
}
NUMBERS: dict[str, int] = {
    word: number for number, words in _WORDS.items() for word in words.split("|")
}
NUMBER = rf"(?:\d{{1,6}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
"""A pattern for what `number_of` reads; for lower case and е instead of ё."""

_UNITS = (
    (re.compile(r"h|ч"), timedelta(hours=1)),
    (re.compile(r"m|мин"), timedelta(minutes=1)),
    (re.compile(r"d|д|сут"), timedelta(days=1)),
    (re.compile(r"w|нед"), timedelta(weeks=1)),
)
_FIXED = {
    **dict.fromkeys(("half an hour", "half hour", "полчаса", "получаса"), timedelta(minutes=30)),
    **dict.fromkeys(("час", "часа"), timedelta(hours=1)),
    **dict.fromkeys(
        ("an hour and a half", "one and a half hours", "полтора часа", "полутора часов"),
        timedelta(minutes=90),
    ),
    **dict.fromkeys(
        ("a couple of hours", "couple of hours", "couple hours", "пару часов", "пары часов"),
        timedelta(hours=2),
    ),
    **dict.fromkeys(("a quarter of an hour", "четверть часа"), timedelta(minutes=15)),
    **dict.fromkeys(("a week", "неделю", "недели"), timedelta(weeks=1)),
    **dict.fromkeys(("сутки", "суток"), timedelta(days=1)),
}
SPAN = re.compile(
    rf"(?<![\w.,:/-])(?:(?P<fixed>{'|'.join(sorted(_FIXED, key=len, reverse=True))})\b|"
    rf"(?P<number>{NUMBER})(?:[.,](?P<tenth>\d)(?!\d)|(?P<half>\s(?:and\sa\shalf|с\sполовиной)))?"
    r"[\s-]{0,2}(?P<unit>hours?|hrs?|h|minutes?|mins?|min|m|days?|weeks?|"
    r"час(?:а|ов|у|ам)?|ч|минут[ыуе]?|мин|д(?:ень|ня|ней)|сут(?:ки|ок)|недел[ьюи])\b"
    r"(?:[ ](?:and[ ]|и[ ])?(?P<minutes>\d{1,2})[ ]?(?:minutes?|mins?|m|минут[ыу]?|мин)\b)?)"
)


def number_of(word: str) -> int:
    """Read a number that the pattern NUMBER has found."""
    return int(word) if word.isdigit() else NUMBERS[word]


def span_of(found: re.Match[str]) -> timedelta:
    """Read a span that the pattern SPAN has found."""
    if found["fixed"]:
        return _FIXED[found["fixed"]]
    unit = next(span for pattern, span in _UNITS if pattern.match(found["unit"]))
    amount = number_of(found["number"]) + int(found["tenth"] or 0) / 10
    if found["half"]:
        amount += 0.5
    return amount * unit + timedelta(minutes=int(found["minutes"] or 0))
