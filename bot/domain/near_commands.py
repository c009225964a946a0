"""What begins like a command and is none: `/critical duty Ada` is no task of severity 4.

It is a report as soon as it tells of a failure or says more than a command would.
"""

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from enum import StrEnum

from bot.domain.chasing_words import FAILING

LONGEST = 120
MOST_WORDS = 6
"""Words that may follow the name of a command."""

MOST_UNKNOWN = 1
"""Of them those that no command knows: a name, most of all."""

ALIKE = 0.8
"""How near a single word has to be to the name of a command, from 0 to 1."""

LEAST_SLIP = 6
"""Letters of a name with a slip that is known before other words, too; shorter ones mean more."""


class Command(StrEnum):
    """A command of ours that somebody may have meant."""

    DUTY = "duty"
    CONTROL_POINT = "control-point"
    MUTE = "mute"
    QUIET = "quiet"
    AWAY = "away"
    BACK = "back"
    MINE = "mine"
    BOARD = "board"
    HELP = "help"
    UNREACHED = "unreached"
    FOLLOW = "follow"
    CAUSES = "causes"
    CUSTOMERS = "customers"
    APPS = "apps"
    EXPORT = "export"


_SLIPS_OF_FIND = "fi?nd|fidn|fin|finde"
_LEADS: Mapping[Command, str] = {
    Command.DUTY: r"(?:whos |who is )?(?:on )?(?:duty|call)|rota|take over|hand over",
    Command.CONTROL_POINT: r"control ?points?",
    Command.MUTE: r"(?:un)?mute",
    Command.QUIET: r"quiet",
    Command.AWAY: r"(?:im|i am) away",
    Command.BACK: r"(?:im |i am )?back",
    Command.MINE: r"mine|my (?:open )?tasks",
    Command.BOARD: r"board|(?:all |open )+tasks",
    Command.HELP: r"help",
    Command.UNREACHED: r"unreached",
    Command.FOLLOW: r"(?:un)?follow",
    Command.APPS: r"apps?|applications?",
    Command.CUSTOMERS: (
        rf"(?:(?:find|show|list|search) )?customers?(?: (?:{_SLIPS_OF_FIND}|show|list|search))?|find"
    ),
    Command.EXPORT: r"export(?= (?:the )?(?:crit|task)|\Z)|crit ?\d+",
    Command.CAUSES: r"causes|root causes|(?:the )?cause of crit",
}
_BEGUN: Sequence[tuple[Command, re.Pattern[str]]] = [
    (command, re.compile(rf"(?:{lead})\b")) for command, lead in _LEADS.items()
]
_NAMES: Mapping[str, Command] = {
    **{str(command): command for command in Command if command is not Command.CONTROL_POINT},
    "rota": Command.DUTY,
    "controlpoint": Command.CONTROL_POINT,
}
_TELLING = [name for name in _NAMES if len(name) >= LEAST_SLIP]
_BESIDE = frozenset(
    [
        "now",
        "please",
        "pls",
        "today",
        "tomorrow",
        "tonight",
        "again",
        "thanks",
        "thank",
        "you",
        "hi",
        "and",
        "or",
        "with",
        "by",
        "in",
        "of",
        "the",
        "a",
        "until",
        "till",
        "from",
        "to",
        "for",
        "at",
        "on",
        "off",
        "over",
        "me",
        "my",
        "i",
        "im",
        "am",
        "we",
        "us",
        "all",
        "this",
        "next",
        "every",
        "crit",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "week",
        "weeks",
        "weekend",
        "day",
        "days",
        "hour",
        "hours",
        "time",
        "morning",
        "noon",
        "evening",
        "night",
        "show",
        "list",
        "who",
        "rota",
        "take",
        "hand",
        "begin",
        "start",
        "end",
        "task",
        "tasks",
        "open",
        "kind",
        "message",
        "messages",
    ]
)
_FAILING = re.compile(
    rf"(?:{FAILING}|offline|unavailable|unreachable|unable|locked|los[a-z]+|complain[a-z]*|wait[a-z]*)"
)
_APOSTROPHES = str.maketrans({"'": None, "’": None, "`": None})
_WORD = re.compile(r"<@[^<>]*>|[^\W_]+")


def read(typed: str) -> Command | None:
    """Say which command somebody meant who typed this after `/critical`; None for a report.

    `typed` is what no command took.
    """
    text = typed.strip()
    if len(text) > LONGEST or "\n" in text:
        return None
    words = _WORD.findall(text.casefold().translate(_APOSTROPHES))
    if len(words) > 1 and (slip := get_close_matches(words[0], _TELLING, n=1, cutoff=ALIKE)):
        words[0] = slip[0]
    plain = " ".join(words)
    for command, lead in _BEGUN:
        begun = lead.match(plain)
        if begun is not None and _goes_on_as_command(plain[begun.end() :].split()):
            return command
    alike = get_close_matches(plain, _NAMES, n=1, cutoff=ALIKE) if len(words) == 1 else []
    return _NAMES[alike[0]] if alike else None


def _goes_on_as_command(words: Sequence[str]) -> bool:
    if len(words) > MOST_WORDS or any(_FAILING.fullmatch(word) for word in words):
        return False
    unknown = [word for word in words if word not in _BESIDE and not word.isdigit()]
    return len(unknown) <= MOST_UNKNOWN
