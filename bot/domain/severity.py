"""How bad it is: four severities, 4 the worst, and what each of them promises (DESIGN §6)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType

from bot.domain.durations import Duration
from bot.domain.working_hours import ClockKind


class Severity(IntEnum):
    """What it does to the customer's work."""

    INCONVENIENCE = 1
    AFFECTS_WORK = 2
    CRITICAL = 3
    STOPPED = 4


@dataclass(frozen=True, slots=True)
class SeverityRule:
    """What is promised for a severity; the durations run on `clock`."""

    acknowledge_within: Duration
    update_every: Duration
    fix_within: Duration
    confirm_within: Duration
    clock: ClockKind


DEFAULT_RULES: Mapping[Severity, SeverityRule] = MappingProxyType(
    {
        Severity.STOPPED: SeverityRule(
            Duration(5, "m"), Duration(1, "h"), Duration(4, "h"), Duration(4, "h"), ClockKind.ALWAYS
        ),
        Severity.CRITICAL: SeverityRule(
            Duration(30, "m"),
            Duration(1, "d"),
            Duration(2, "d"),
            Duration(1, "d"),
            ClockKind.WORKING,
        ),
        Severity.AFFECTS_WORK: SeverityRule(
            Duration(1, "d"),
            Duration(3, "d"),
            Duration(5, "d"),
            Duration(3, "d"),
            ClockKind.WORKING,
        ),
        Severity.INCONVENIENCE: SeverityRule(
            Duration(2, "d"),
            Duration(5, "d"),
            Duration(10, "d"),
            Duration(5, "d"),
            ClockKind.WORKING,
        ),
    }
)

_URL = re.compile(r"<?\b[a-z][a-z0-9+.-]{0,15}://\S*", re.IGNORECASE)
_NAMED = re.compile(
    r"""
    (?<![\w./\\:@\#=?&%+~-]) _?                     # a word of its own, also in _italics_
    (?:
        sev(?:erity(?:[ ]level)?|\.)? [ \t\xa0]{0,3} [:=\#-]? [ \t\xa0]{0,3}
        ([0-9]+ | (?:one|two|three|four)(?=\s{0,2}(?:[^\w\s]|\Z|(?:please|pls|here|for|from|since|i)\b)))
        (?! [a-z0-9@] | \.[0-9] | -\w )
      | s([0-9]+)
        (?! [a-z0-9/@'’-] | [.:]\w | :?[ \t\xa0]{1,3}(?:buckets?|storage|objects?|compatible)\b )
    )
    (?! _\w )
    """,
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)
_NAMED_IN_RUSSIAN = re.compile(
    r"""
    (?<![\w./\\:@\#=?&%+~-]) _?
    (?:
        (?: сев(?:ерити)? \.? | (?:уров(?:ень|ня)[ ])? (?:критичност|серь[её]зност)[ьи] )
        [ \t\xa0]{0,3} [:=\#–—-]? [ \t\xa0]{0,3}
      | крит (?: [.:=]? [ \t\xa0]{1,3} | [.:=] )     # but `крит-4` is a task
    )
    ([0-9]+ | (?:один|два|три|четыре)(?=\s{0,2}(?:[^\w\s]|\Z|(?:пожалуйста|у|для|с|от)\b)))
    (?! [\w@] | [.,][0-9] | -\w )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_HINT = re.compile(r"s(?:ev|[0-9])|сев|крит|серь", re.IGNORECASE)
_STORAGE_BEFORE = re.compile(
    r"\b(?:aws|amazon|to|from|in|into|on|via|using|the)[ \t\xa0]{1,3}$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Naming:
    """A place in a text that names a severity; `is_bare` says that it is no more than `s3`."""

    severity: Severity
    start: int
    end: int
    is_bare: bool = False


def find_severity(text: str) -> Severity | None:
    """Find the first severity that the text names, such as `sev3`, `S3` or `severity: 3`.

    A bare `s3` is taken for the storage where it reads like that (`s3://`, `to S3`, `s3 bucket`),
    for a critical task must not become a lesser one by accident; `sev7` names no severity.
    """
    return next((one.severity for one in named_severities(text)), None)


def named_severities(text: str) -> list[Naming]:
    """List every severity that a text names, in order; places are of the text as it is given."""
    if _HINT.search(text) is None:
        return []
    text = _URL.sub(lambda found: " " * len(found[0]), text)
    found = [
        Naming(_NUMBERS[number], *named.span(), is_bare=bool(named[2]))
        for named in _NAMED.finditer(text)
        if (number := (named[1] or named[2]).lower()) in _NUMBERS and not _is_storage(text, named)
    ]
    found += [
        Naming(_NUMBERS[number], *named.span())
        for named in _NAMED_IN_RUSSIAN.finditer(text)
        if (number := named[1].lower()) in _NUMBERS
    ]
    return sorted(found, key=lambda one: one.start)


def _is_storage(text: str, named: re.Match[str]) -> bool:
    before = text[max(0, named.start() - 16) : named.start()]
    return bool(named[2] and _STORAGE_BEFORE.search(before))


_WORDS = ("one two three four", "один два три четыре")
_NUMBERS = {str(severity.value): severity for severity in Severity} | {
    word: severity
    for words in _WORDS
    for word, severity in zip(words.split(), Severity, strict=True)
}
