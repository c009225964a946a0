"""Which customers somebody means who types part of a name, or a name with a slip."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from rapidfuzz import fuzz

from bot.domain.customers import folded
from bot.domain.name_keys import LEGAL, WORD, keys_of_name, sound

T = TypeVar("T")


class HasNames(Protocol):
    """Whatever has a name and other names."""

    @property
    def name(self) -> str:
        """What it is called."""
        ...

    @property
    def synonyms(self) -> tuple[str, ...]:
        """What else it is called."""
        ...


MEANT = 88.0
"""From 0 to 100: a customer's name that is so near to what was typed is taken for it."""

MAYBE = 60.0
"""What is less near than that nobody meant."""

NEAR = 70.0
"""Who is called so nearly what was typed may be meant, but is not taken for it unasked."""

MOST_NEAR = 4

PART = 0.92
"""What a name is worth that holds all that was typed, and more: less than the very name."""


@dataclass(frozen=True, slots=True)
class Match:
    """How near a candidate, by its place in what was given, is to what was typed."""

    index: int
    score: float
    is_exact: bool


@dataclass(frozen=True, slots=True)
class Spelt:
    """A customer's name as it counts; `others` are those who may be meant, where that is not sure."""

    name: str
    others: tuple[str, ...] = ()
    is_known: bool = False


def spell(typed: str, customers: Sequence[HasNames]) -> Spelt:
    """Spell a name that was typed in a field of its own as the one customer of that name is known.

    Who is called almost so, or so and more, may be meant. In quotation marks it is just that name.
    """
    quoted = _QUOTED.fullmatch(typed.strip())
    name = quoted[1].strip() if quoted else typed
    known = [(one.name, (one.name, *one.synonyms)) for one in customers]
    sure = [one for one, names in known if _is_exact(name, names)][:1]
    if quoted and not sure:
        return Spelt(name)
    sure = sure or [one for one, names in known if _best(_whole, name, names) >= MEANT]
    if len(sure) == 1:
        return Spelt(sure[0], is_known=True)
    near = [(_best(_may_be, name, names), one) for one, names in known]
    nearest = sorted(near, key=lambda judged: -judged[0])
    others = sure or [one for score, one in nearest if score >= NEAR]
    return Spelt(name, tuple(others[:MOST_NEAR]))


def _best(judge: Callable[[str, str], float], typed: str, names: Sequence[str]) -> float:
    return max(judge(typed, name) for name in names)


def _may_be(typed: str, name: str) -> float:
    """Say how near a name is; but words beside a known name make another one: "Acme North"."""
    is_more = len(_heard(typed).split()) > len(_heard(name).split())
    return _whole(typed, name) if is_more else likeness(typed, name)


def spellings(typed: str) -> frozenset[str]:
    """Give the keys by which a name that was typed is looked up, slips of whole sounds forgiven."""
    low = typed.casefold()
    return frozenset().union(
        keys_of_name(typed),
        *(keys_of_name(low.replace(*slip)) for slip in _SLIPS if slip[0] in low),
    )


def rank(typed: str, candidates: Sequence[Sequence[str]]) -> Sequence[Match]:
    """Order candidates, each given as its names, by how near they are; nobody who is not near."""
    found = [
        Match(index, max(likeness(typed, name) for name in names), _is_exact(typed, names))
        for index, names in enumerate(candidates)
    ]
    near = [one for one in found if one.score >= MAYBE]
    return sorted(near, key=lambda one: (not one.is_exact, -one.score, one.index))


def choose(matches: Sequence[Match]) -> Sequence[Match]:
    """Give those that are meant: the one with that very name, else all that are near enough."""
    exact = [one for one in matches if one.is_exact]
    return exact or [one for one in matches if one.score >= MEANT]


def likeness(typed: str, name: str) -> float:
    """Say how near a name is to what was typed, from 0 to 100, by how they sound."""
    wanted, known = _heard(typed), _heard(name)
    return max(_whole(typed, name), PART * fuzz.token_set_ratio(wanted, known))


def _whole(typed: str, name: str) -> float:
    """Say how near a whole name is to all that was typed."""
    wanted, known = _heard(typed), _heard(name)
    return max(fuzz.ratio(wanted, known), fuzz.token_sort_ratio(wanted, known))


def _is_exact(typed: str, names: Sequence[str]) -> bool:
    return folded(typed) in {folded(name) for name in names}


def _heard(name: str) -> str:
    words = WORD.findall(name.casefold())
    return " ".join(sound(word) for word in words if word not in LEGAL) or folded(name)


_QUOTED = re.compile(r"[\"'“„«‘](.+)[\"'”“»’]")
_SLIPS = (("k", "ch"), ("ch", "k"), ("z", "s"), ("s", "z"))
