"""Which customers somebody means who types part of a name, or a name with a slip."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from rapidfuzz import fuzz

from bot.domain.customers import folded
from bot.domain.name_keys import LEGAL, WORD, sound

T = TypeVar("T")

MEANT = 88.0
"""From 0 to 100: a customer's name that is so near to what was typed is taken for it."""

MAYBE = 60.0
"""What is less near than that nobody meant."""

PART = 0.92
"""What a name is worth that holds all that was typed, and more: less than the very name."""


@dataclass(frozen=True, slots=True)
class Match:
    """How near a candidate, by its place in what was given, is to what was typed."""

    index: int
    score: float
    is_exact: bool


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
    whole = max(fuzz.ratio(wanted, known), fuzz.token_sort_ratio(wanted, known))
    return max(whole, PART * fuzz.token_set_ratio(wanted, known))


def _is_exact(typed: str, names: Sequence[str]) -> bool:
    return folded(typed) in {folded(name) for name in names}


def _heard(name: str) -> str:
    words = WORD.findall(name.casefold())
    return " ".join(sound(word) for word in words if word not in LEGAL) or folded(name)
