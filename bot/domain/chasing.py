"""Chasing: whether a message only asks how it stands, and after which tasks.

It does if nothing is left of it but the words of `chasing_words`: what tells of something broken,
too, is raised as ever. Each pattern here reads a short text, so none can be slow.
"""

import re
from collections.abc import Iterator

from bot.domain.chasing_words import ASKED, BESIDE, FAILING, GREETINGS, SAID, THANKS

LONGEST = 200
LONGEST_WITH_MARKUP = 500
MOST_WORDS = 24
MOST_OF_A_TOPIC = 5
"""Words that may follow "any news", with the one that leads there."""

MOST_KEYS = 5

_MARKUP = re.compile(r"<[^<>]*>|:[a-z0-9_+-]+:|@[\w.-]+", re.IGNORECASE)
_KEY = re.compile(r"\bcrit[- ]?(\d{1,9})\b", re.IGNORECASE | re.ASCII)
_KEYS = re.compile(
    r"\b(?:(?:task|ticket|aufgabe|задач[а-я]|тикет[а-я]{0,2}) )?"
    r"crit(?: (?:and |or |und |oder |и |или )?crit)*\b"
)
_TICKET = re.compile(
    r"(?:#|\b(?:ticket|case|тикет[а-я]{0,2}|заявк[а-я]{1,2})\W{1,3})\d{1,12}\b", re.IGNORECASE
)
_NAME = r"[^\W\d_]{2,}"
_CALLED = re.compile(rf"(?:(?:{GREETINGS})\b[\s,!]*)?{_NAME}(?: {_NAME})?\s*[,!]", re.IGNORECASE)
_GREETED = re.compile(rf"(?:{GREETINGS})\b[\s,!]*{_NAME}\b", re.IGNORECASE)
_NAMED = re.compile(rf"{_NAME}\b")
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = str.maketrans({"'": None, "’": None, "`": None, "ё": "е", "Ё": "Е"})
_SAID, _ASKED = (re.compile(rf"\b(?:{'|'.join(phrases)})\b") for phrases in (SAID, (*SAID, *ASKED)))
_FAILING = re.compile(rf"\b(?:{FAILING})\b")
_TOPIC = re.compile(
    r"(?:on|of|about|for|from|with|regarding|re|zu|zum|zur|bei|von|vom|mit|wegen"
    r"|по|о|об|про|с|со|от|у|насчет|относительно)\b"
)


def read(typed: str, *, is_awaited: bool = False) -> tuple[int, ...] | None:
    """Name the tasks that somebody chases, maybe none by number; None if they say more than that.

    `typed` is Slack's text or plain text. Where an answer is awaited, only a question that nobody
    could mean as one chases: "Since noon, CRIT-2." answers, and so does "still waiting".
    """
    if len(typed) > LONGEST_WITH_MARKUP:
        return None
    text = _MARKUP.sub(" ", typed).translate(_APOSTROPHES).strip()
    numbers = tuple(dict.fromkeys(int(digits) for digits in _KEY.findall(text)))
    if not text or len(text) > LONGEST or len(numbers) > MOST_KEYS:
        return None
    is_question = "?" in text
    if is_awaited and not (is_question and _ASKED.search(_words(text))):
        return None
    readings = _readings(text, is_question=is_question)
    return numbers if any(_is_chasing(one, is_question=is_question) for one in readings) else None


def _readings(text: str, *, is_question: bool) -> Iterator[str]:
    """Give the words of a text, then without the name of whom it speaks to, if there may be one."""
    yield _words(text)
    for name in (_CALLED, _GREETED, *([_NAMED] if is_question else [])):
        called = name.match(text)
        if called is not None and not _FAILING.search(called[0].casefold()):
            yield _words(text[called.end() :])


def _words(text: str) -> str:
    """Leave the words of a text; `crit` stands for the tasks that are named, together."""
    plain = _KEY.sub(" crit ", _TICKET.sub(" it ", text)).casefold()
    return _KEYS.sub("crit", " ".join(_WORD.findall(plain)))


def _is_chasing(words: str, *, is_question: bool) -> bool:
    if len(words.split()) > MOST_WORDS:
        return False
    found = list((_ASKED if is_question else _SAID).finditer(words))
    if not found:
        return "crit" in words and _is_filled(words, BESIDE)
    ends = [0, *(one.end() for one in found)]
    *before, after = (
        words[end:start]
        for end, start in zip(ends, [*(one.start() for one in found), None], strict=True)
    )
    return all(_is_filled(one, BESIDE | THANKS) for one in before) and (
        _is_filled(after, BESIDE | THANKS) or (is_question and _is_topic(after.strip()))
    )


def _is_filled(words: str, by: frozenset[str]) -> bool:
    return all(word in by for word in words.split())


def _is_topic(words: str) -> bool:
    """Whether it only says what is asked about: nothing that fails, no figure of an error."""
    is_short = len(words.split()) <= MOST_OF_A_TOPIC
    is_plain = not any(sign.isdigit() for sign in words) and not _FAILING.search(words)
    return is_short and is_plain and _TOPIC.match(words) is not None
