"""A document that a person wrote (YAML, as Python values), read with every mistake kept.

Each reading method answers with a value of the right type even where it found a problem, so that
reading goes on; whoever began the reading looks at `problems` before using the result.
"""

import re
import reprlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import time
from difflib import get_close_matches
from typing import TypeVar

from bot.domain.durations import HOW_TO_WRITE, Duration
from bot.domain.rules import Problem

T = TypeVar("T")

_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")
_MINUTES_A_DAY = 1440


@dataclass(frozen=True, slots=True)
class Node:
    """One place in the document: the value there, the way to it, the common list of problems."""

    value: object
    path: tuple[str | int, ...]
    problems: list[Problem]

    def refuse(self, what: str, cure: str) -> None:
        """Note a problem with this place; the same one is noted once."""
        problem = Problem(self.path, what, cure)
        if problem not in self.problems:
            self.problems.append(problem)

    @property
    def is_refused(self) -> bool:
        """Say whether a problem with this very place was noted."""
        return any(problem.path == self.path for problem in self.problems)

    def at(self, step: str | int, value: object) -> "Node":
        """Go one step down."""
        return Node(value, (*self.path, step), self.problems)

    def entries(self) -> list[tuple[object, "Node"]]:
        """Read a mapping as it is, keys of any kind."""
        if not isinstance(self.value, dict):
            self.refuse(f"{shown(self.value)} is not a mapping", "write it as key: value")
            return []
        return [
            (key, self.at(key if isinstance(key, int) else str(key), value))
            for key, value in self.value.items()
        ]

    def fields(self, known: tuple[str, ...], needed: tuple[str, ...] = ()) -> "Fields":
        """Read a mapping with known keys; unknown ones and needed ones not there are problems."""
        entries = {str(key): node for key, node in self.entries()}
        for key, node in entries.items():
            if key not in known:
                node.refuse(f"{shown(key)} is not a known key", closest(key, known))
        found = Fields({key: node for key, node in entries.items() if node.value is not None})
        if isinstance(self.value, dict):
            for key in needed:
                if key not in found:
                    self.at(key, None).refuse(f"{key} is missing", f"add {key}: …")
        return found

    def items(self) -> "list[Node]":
        """Read a list."""
        if not isinstance(self.value, list):
            self.refuse(f"{shown(self.value)} is not a list", "write it as [one, another]")
            return []
        return [self.at(index, value) for index, value in enumerate(self.value)]

    def each(self, read: "Callable[[Node], T]") -> tuple[T, ...]:
        """Read every item of a list in the same way."""
        return tuple(read(item) for item in self.items())

    def text(self) -> str:
        """Read a text that is not empty."""
        if not isinstance(self.value, str):
            self.refuse(f"{shown(self.value)} is not a text", "put it in quotes")
            return ""
        if not self.value.strip():
            self.refuse("the text is empty", "write something or leave the key out")
        return self.value

    def matching(self, pattern: re.Pattern[str], noun: str, cure: str) -> str:
        """Read a text of a certain form."""
        if isinstance(self.value, str) and pattern.fullmatch(self.value):
            return self.value
        self.refuse(f"{shown(self.value)} is no {noun}", cure)
        return ""

    def flag(self) -> bool:
        """Read true or false."""
        if not isinstance(self.value, bool):
            self.refuse(f"{shown(self.value)} is neither true nor false", "write true or false")
        return self.value is True

    def count(self) -> int:
        """Read a whole number from 1."""
        if isinstance(self.value, int) and not isinstance(self.value, bool) and self.value >= 1:
            return self.value
        self.refuse(f"{shown(self.value)} is no number from 1", "write a whole number, such as 4")
        return 1

    def choice(self, choices: dict[str, T]) -> T:
        """Read one of a few words, in small letters or large."""
        word = self.value.strip().lower() if isinstance(self.value, str) else ""
        if word not in choices:
            self.refuse(f"{shown(self.value)} is not known here", closest(word, tuple(choices)))
        return choices.get(word, next(iter(choices.values())))

    def duration(self) -> Duration:
        """Read a duration such as `2d`."""
        try:
            return Duration.parse(self.value if isinstance(self.value, str) else "")
        except ValueError:
            self.refuse(f"{shown(self.value)} is no duration", HOW_TO_WRITE)
            return Duration(1, "s")

    def time(self) -> time:
        """Read a time of day such as `"09:00"`; unquoted, YAML makes a number of some of them."""
        written = _TIME.fullmatch(self.value) if isinstance(self.value, str) else None
        if written is not None:
            return time(int(written[1]), int(written[2]))
        self.refuse(f"{shown(self.value)} is no time of day", _time_cure(self.value))
        return time()


class Fields(dict[str, Node]):
    """The known keys of a mapping that have a value; a key without one counts as left out."""

    def read(self, key: str, read: Callable[[Node], T], default: T) -> T:
        """Read one key, or keep the default."""
        return read(self[key]) if key in self else default


def unique(nodes: Iterable[Node], noun: str) -> None:
    """Note a problem at every place whose value stood at an earlier place already."""
    seen: Counter[str] = Counter()
    for node in nodes:
        if isinstance(node.value, str):
            seen[node.value] += 1
            if seen[node.value] > 1:
                node.refuse(f"{noun} {shown(node.value)} is there twice", "keep one of them")


def shown(value: object) -> str:
    """Show a value in a sentence, shortened."""
    return reprlib.repr(value)


def closest(word: str, known: tuple[str, ...], otherwise: str = "") -> str:
    """Say which of the known words was probably meant, or else all there are."""
    close = get_close_matches(word, known, n=1)
    if close:
        return f"did you mean {close[0]}?"
    return otherwise or f"use one of: {', '.join(known)}"


def _time_cure(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _MINUTES_A_DAY:
        return f'put it in quotes: "{value // 60:02}:{value % 60:02}"'
    return 'write hours and minutes in quotes, such as "09:00"'
