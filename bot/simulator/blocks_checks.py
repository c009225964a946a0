"""Small checks from which the rules for blocks are put together; each says where and what."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Check = Callable[[object, str], Iterator[str]]
Rule = Callable[[dict[str, Any], str], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Shape:
    """An object with these keys and no others."""

    required: Mapping[str, Check]
    optional: Mapping[str, Check] = field(default_factory=dict)

    def __call__(self, value: object, at: str) -> Iterator[str]:
        """Yield what is missing, unknown or wrong in the value."""
        if not isinstance(value, dict):
            yield f"{at}: is not an object"
            return
        for key in self.required:
            if key not in value:
                yield f"{at}: {key} is missing"
        known = {**self.required, **self.optional}
        for key, part in value.items():
            if key in known:
                yield from known[key](part, f"{at}.{key}")
            else:
                yield f"{at}: unknown key {key}"


def anything(_value: object, _at: str) -> Iterator[str]:
    """Accept every value."""
    yield from ()


def flag(value: object, at: str) -> Iterator[str]:
    """Accept true and false."""
    if not isinstance(value, bool):
        yield f"{at}: is not true or false"


def string(most: int, least: int = 1) -> Check:
    """Accept a string of a length between the two."""

    def check(value: object, at: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield f"{at}: is not a string"
        elif len(value) < least:
            yield f"{at}: is empty"
        elif len(value) > most:
            yield f"{at}: {len(value)} characters, at most {most}"

    return check


def matching(pattern: str, form: str) -> Check:
    """Accept a string of this form."""

    def check(value: object, at: str) -> Iterator[str]:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            yield f"{at}: is not of the form {form}"

    return check


def whole(least: int, most: int) -> Check:
    """Accept a whole number between the two."""

    def check(value: object, at: str) -> Iterator[str]:
        if not isinstance(value, int) or isinstance(value, bool):
            yield f"{at}: is not a whole number"
        elif not least <= value <= most:
            yield f"{at}: is {value}, not between {least} and {most}"

    return check


def one_of(*allowed: str) -> Check:
    """Accept one of these strings."""

    def check(value: object, at: str) -> Iterator[str]:
        if value not in allowed:
            yield f"{at}: is {value!r}, not one of {', '.join(allowed)}"

    return check


def many(item: Check, least: int, most: int) -> Check:
    """Accept a list of so many items."""

    def check(value: object, at: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield f"{at}: is not a list"
            return
        if not least <= len(value) <= most:
            yield f"{at}: {len(value)} items, not between {least} and {most}"
        for index, part in enumerate(value):
            yield from item(part, f"{at}[{index}]")

    return check


def by_type(kinds: Mapping[str, Check]) -> Check:
    """Accept an object whose type is one of these, by the rules of that type."""

    def check(value: object, at: str) -> Iterator[str]:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str):
            yield f"{at}: is not an object with a type"
        elif kind not in kinds:
            yield f"{at}: type {kind} is not allowed here"
        else:
            yield from kinds[kind](value, at)

    return check


def then(shape: Shape, *rules: Rule) -> Check:
    """Hold a value of the right shape against rules that look at several keys."""

    def check(value: object, at: str) -> Iterator[str]:
        problems = list(shape(value, at))
        yield from problems
        if isinstance(value, dict) and not problems:
            for rule in rules:
                yield from rule(value, at)

    return check


def exactly_one(*keys: str) -> Rule:
    """Accept an object that has just one of these keys."""

    def check(value: dict[str, Any], at: str) -> Iterator[str]:
        if sum(key in value for key in keys) != 1:
            yield f"{at}: needs exactly one of {' and '.join(keys)}"

    return check


def at_least_one(*keys: str) -> Rule:
    """Accept an object that has one of these keys."""

    def check(value: dict[str, Any], at: str) -> Iterator[str]:
        if not any(key in value for key in keys):
            yield f"{at}: needs {' or '.join(keys)}"

    return check


def in_order(low: str, high: str) -> Rule:
    """Accept an object whose first number is not above the second."""

    def check(value: dict[str, Any], at: str) -> Iterator[str]:
        if low in value and high in value and float(value[low]) > float(value[high]):
            yield f"{at}: {low} is above {high}"

    return check


def plain(most: int) -> Check:
    """Accept a plain_text object of at most so many characters."""
    return by_type({"plain_text": _plain_text(most)})


def text(most: int) -> Check:
    """Accept a plain_text or mrkdwn object of at most so many characters."""
    return by_type({"plain_text": _plain_text(most), "mrkdwn": _mrkdwn(most)})


def _plain_text(most: int) -> Shape:
    return Shape({"type": anything, "text": string(most)}, {"emoji": flag})


def _mrkdwn(most: int) -> Shape:
    return Shape({"type": anything, "text": string(most)}, {"verbatim": flag})
