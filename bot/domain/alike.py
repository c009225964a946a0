"""Which of two reports may tell of the same problem: by what is broken, and how it shows.

Pure, and the same in English and Russian. What every report says (that something does not work,
who is hit, since when, how bad) makes no two of them alike; what differs in how it shows keeps
apart what happens in the same place.
"""

import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, lru_cache

from rapidfuzz import fuzz

from bot.domain.alike_words import OF_EVERY_REPORT, SAME_THING, SYMPTOMS

WITHIN = timedelta(days=90)
"""So long after its end a task is still one that may have come back."""

LIKELY = 0.55
"""From here on two reports are offered as perhaps the same; held by tests/domain/alike_cases.yaml."""

MOST_WORDS = 10
"""Words that the database is asked for."""

MOST_WORDS_OF_ITS_OWN = 7
MOST_OFFERED = 3
FARTHEST = 40
"""Words of a report that count: what it is about stands at its beginning."""

ALMOST = 80
"""Of 100: from here on a word is taken for another one that is misspelt."""

ACROSS = 0.9
OTHER_SYMPTOM = 0.45
OTHER_COMPONENT = 0.6
SAME_COMPONENT = 0.1
SAME_CUSTOMER = 0.05

_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+|\S+@\S+\.\S+", re.IGNORECASE)
_WHOSE = re.compile(r"\b(?:for|at|by|of|with|у|для|от|из|клиент\w{0,2})\s+([A-ZА-ЯЁ][^\W_]+)")
_WORD = re.compile(r"[^\W_]+")
_SHORTEST, _STEM, _FUZZY = 2, 5, 5


@dataclass(frozen=True, slots=True)
class Said:
    """What a report says, as far as it may make it like another one."""

    title: str
    text: str = ""
    application: str | None = None
    component: str | None = None
    customer: str | None = None
    names: tuple[str, ...] = ()
    """Of whom it may be beside its customer: who is hit does not make two problems one."""


@dataclass(frozen=True, slots=True)
class _Gist:
    """What is broken, by the beginnings of words, and how that shows."""

    things: frozenset[str]
    of_title: frozenset[str]
    symptoms: frozenset[str]


def likeness(one: Said, other: Said) -> float:
    """Say how much alike two reports are, from 0 to somewhat over 1.

    Never for different applications: what is called alike there is another thing.
    """
    if one.application and other.application and one.application != other.application:
        return 0.0
    names = _names((one, other))
    first, second = _gist(one.title, one.text, names), _gist(other.title, other.text, names)
    alike = max(
        _shared(first.of_title, second.of_title),
        _shared(first.things, second.things),
        _shared(first.of_title, second.things) * ACROSS,
        _shared(first.things, second.of_title) * ACROSS,
    )
    if not first.things and not second.things and first.symptoms & second.symptoms:
        alike = LIKELY
    if first.symptoms and second.symptoms and not first.symptoms & second.symptoms:
        alike *= OTHER_SYMPTOM
    return _placed(alike, one, other)


def ranked(one: Said, others: Sequence[Said]) -> list[int]:
    """Give the places of those that are likely the same, the most likely first."""
    found = [(likeness(one, other), n) for n, other in enumerate(others)]
    return [n for score, n in sorted(found, key=lambda it: (-it[0], it[1])) if score >= LIKELY]


def words_to_find(said: Said) -> list[str]:
    """Name what the database is asked for: beginnings of words, those of the title first.

    Where a report says nothing but that all of it is broken, how it says so is all there is.
    """
    names = _names((said,))
    words = [*_words(said.title, names), *_words(said.text, names)][:FARTHEST]
    things = [word for word in words if _thing(word)]
    found = things or [word for word in words if _symptom(word)]
    stems = dict.fromkeys(_stem(word)[:_STEM] for word in found)
    called = dict.fromkeys(one for word in things for one in _called(word))
    return list(dict.fromkeys([*[*stems][:MOST_WORDS_OF_ITS_OWN], *called]))[:MOST_WORDS]


def _placed(alike: float, one: Said, other: Said) -> float:
    """Weigh where it happens and to whom, for what is alike to begin with."""
    if one.component and other.component:
        same = _folded(one.component) == _folded(other.component)
        alike = alike + SAME_COMPONENT * (alike > 0) if same else alike * OTHER_COMPONENT
    if alike and one.customer and _folded(one.customer) == _folded(other.customer or ""):
        alike += SAME_CUSTOMER
    return alike


def _shared(one: Collection[str], other: Collection[str]) -> float:
    """Say how much of two sets of words is the same, also if it is misspelt."""
    if not one or not other:
        return 0.0
    both = set(one) & set(other)
    left, right = set(one) - both, set(other) - both
    close = sum(any(_almost(word, other) for other in right) for word in left)
    found = len(both) + 0.9 * min(close, len(right))
    return found / math.sqrt(len(one) * len(other))


def _almost(word: str, other: str) -> bool:
    return min(len(word), len(other)) >= _FUZZY and fuzz.ratio(word, other) >= ALMOST


@lru_cache(maxsize=512)
def _gist(title: str, text: str, names: frozenset[str]) -> _Gist:
    of_title = _words(title, names)
    words = [*of_title, *_words(text, names)][:FARTHEST]
    shows = {kind for word in words if (kind := _symptom(word))}
    return _Gist(
        frozenset(thing for word in words if (thing := _thing(word))),
        frozenset(thing for word in of_title if (thing := _thing(word))),
        # What says more than that it does not work says how.
        frozenset(shows - {"broken"} or shows),
    )


def _words(text: str, names: Collection[str]) -> list[str]:
    """Give the words that may tell something, without addresses, severities and names."""
    plain = _ADDRESS.sub(" ", text)
    who = {*names, *(found.casefold() for found in _WHOSE.findall(plain))}
    words = [word.casefold().replace("ё", "е") for word in _WORD.findall(plain)]
    return [
        word
        for word in words
        if len(word) >= _SHORTEST
        and word not in OF_EVERY_REPORT
        and word[:_STEM] not in who
        and word not in who
    ]


@cache
def _thing(word: str) -> str:
    """Name what a word means; nothing where it only says how something shows, or is a number."""
    if any(sign.isdigit() for sign in word) or _symptom(word):
        return ""
    return _by_beginning(SAME_THING, word) or _stem(word)


@cache
def _symptom(word: str) -> str:
    return _by_beginning(SYMPTOMS, word)


def _by_beginning(table: Mapping[str, str], word: str) -> str:
    """Look a word up, or what it begins with: not a few letters, which begin too many words."""
    beginnings = (word[:n] for n in range(len(word) - 1, _STEM - 1, -1))
    return next((table[one] for one in (word, word.rstrip("s"), *beginnings) if one in table), "")


def _stem(word: str) -> str:
    """Leave the ending out, which is what differs most."""
    return word[: max(_STEM, len(word) - 3)] if len(word) > _STEM else word.rstrip("s")


def _called(word: str) -> list[str]:
    """Give the beginnings of what else the thing is called."""
    name = _by_beginning(SAME_THING, word)
    return [one for one, thing in SAME_THING.items() if name and thing == name and one not in word]


def _names(said: Sequence[Said]) -> frozenset[str]:
    """Give the words of whom the reports name: who is hit is not what is broken."""
    named = [name for one in said for name in (one.customer or "", *one.names)]
    return frozenset(word.casefold() for name in named for word in _WORD.findall(name))


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
