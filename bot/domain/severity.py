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
        sev(?:erity)? [ \t\xa0]{0,3} [:=\#-]? [ \t\xa0]{0,3} ([0-9]+)
        (?! [a-z0-9@] | \.[0-9] | -\w )
      | s([0-9]+)
        (?! [a-z0-9/@'’-] | [.:]\w | :?[ \t\xa0]{1,3}(?:buckets?|storage|objects?|compatible)\b )
    )
    (?! _\w )
    """,
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)
_STORAGE_BEFORE = re.compile(
    r"\b(?:aws|amazon|to|from|in|into|on|via|using|the)[ \t\xa0]{1,3}$", re.IGNORECASE
)


def find_severity(text: str) -> Severity | None:
    """Find the first severity that the text names, such as `sev3`, `S3` or `severity: 3`.

    A bare `s3` is taken for the storage where it reads like that (`s3://`, `to S3`, `s3 bucket`),
    for a critical task must not become a lesser one by accident; `sev7` names no severity.
    """
    text = _URL.sub(" ", text)
    for named in _NAMED.finditer(text):
        number = named[1] or named[2]
        if named[2] and _STORAGE_BEFORE.search(text[max(0, named.start() - 16) : named.start()]):
            continue
        if number in _NUMBERS:
            return _NUMBERS[number]
    return None


_NUMBERS = {str(severity.value): severity for severity in Severity}
