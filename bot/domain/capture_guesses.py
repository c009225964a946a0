"""Customers that a report may mean: a part of their name, or nearly their name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import islice

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.domain import capture_places as places
from bot.domain.capture_spellings import Spelling, Word, is_ordinary
from bot.domain.capture_words import CALENDAR, word_set
from bot.domain.name_keys import GENERAL

_MOST_GUESSES = 25
_MOST_WORDS = 500
_LEAST_CUT = 5
_LEAST_PART = 4
_LEAST_LONELY = 7
_LEAST_DOUBTED = 5
_WHOSE = word_set("for at для")
"""A part of a name that ends a phrase after these is somebody's: `an hour for Harbour`."""

_SOMETHING = re.compile(r"\s+something\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that names a customer, or one of several; `is_sure` where it is clearly meant."""

    customers: tuple[str, ...]
    start: int
    end: int
    is_sure: bool = False


class _Place(IntEnum):
    """How much a place is that of a customer's name."""

    NO = 0
    MAYBE = 1
    LIKELY = 2
    SURE = 3


_SHORTEST = {_Place.MAYBE: 7, _Place.LIKELY: 5, _Place.SURE: 3}
_LONG = 8


def parts(
    text: str, words: list[Word], known: Sequence[Spelling], hits: Sequence[Hit]
) -> Iterator[Hit]:
    """Find the first word of a longer name, or the beginning of one that was cut off."""
    firsts = dict[str, list[str]]()
    for spelling in known:
        if len(spelling.plain) > 1:
            for form in {spelling.plain[0], spelling.short[0]}:
                firsts.setdefault(form, []).append(spelling.name)
    taken = {hit.start for hit in hits}
    alone = {spelling.plain[0] for spelling in known if len(spelling.plain) == 1}
    for at, word in enumerate(words):
        if word.start in taken:
            continue
        if word.plain in alone and not places.is_cut(text, word.end):
            continue
        names = _cut_off(text, word, known) or firsts.get(word.plain) or firsts.get(word.short)
        if names and _is_part(text, words, at):
            yield Hit(tuple(dict.fromkeys(names)), word.start, word.end)


def _cut_off(text: str, word: Word, known: Sequence[Spelling]) -> list[str]:
    if len(word.plain) < _LEAST_CUT or not places.is_cut(text, word.end):
        return []
    return [spelling.name for spelling in known if spelling.plain[0].startswith(word.plain)]


def _is_part(text: str, words: list[Word], at: int) -> bool:
    word = words[at]
    if places.is_other(text, word.start, word.end) or word.text.casefold() in CALENDAR:
        return False
    cue = places.cue(text, words[at - 1] if at else None, word.start)
    if cue in places.STRONG or places.is_cut(text, word.end):
        return True
    if len(word.plain) < _LEAST_PART or word.plain in GENERAL:
        return False
    if word.is_name_like and not places.begins_sentence(text, word.start):
        is_told = cue in places.TELLING or (cue in _WHOSE and places.ends_phrase(text, word.end))
        return is_told or not is_ordinary(word.plain) or word.short != word.plain
    stands = places.closes(text, word.end) or places.acts(text, word.end)
    stands = stands or _SOMETHING.match(text, word.end) is not None
    return stands and places.begins_line(text, word.start)


def misspelt(text: str, words: list[Word], known: Sequence[Spelling]) -> Iterator[Hit]:
    """Find words that are nearly a name, where a name stands."""
    by_length = dict[int, tuple[list[str], list[Spelling]]]()
    for spelling in known:
        forms, whose = by_length.setdefault(len(spelling.plain), ([], []))
        for form in _joined(spelling.plain, spelling.short):
            forms.append(form)
            whose.append(spelling)
    longest_first = sorted(by_length.items(), reverse=True)
    for at, place in islice(_places(text, words), _MOST_GUESSES):
        for length, names in longest_first:
            if at + length > len(words) or (length == 1 and is_ordinary(words[at].plain)):
                continue
            near = _near(words[at : at + length], names, place)
            if near:
                start, end = words[at].start, words[at + length - 1].end
                is_doubted = places.is_doubted(text, start, end)
                if not (is_doubted and end - start < _LEAST_DOUBTED):
                    is_sure = len(near) == 1 and place > _Place.MAYBE
                    yield Hit(near, start, end, is_sure and not is_doubted)
                break


def _places(text: str, words: list[Word]) -> Iterator[tuple[int, _Place]]:
    """Give the words at which a name may stand, by their number."""
    for at, word in enumerate(words[:_MOST_WORDS]):
        begins = places.begins_line(text, word.start)
        cue = places.cue(text, words[at - 1] if at else None, word.start)
        if cue == "is" and at > 1 and words[at - 2].text.casefold() in places.STRONG:
            cue = "customer"
        if begins or word.is_name_like or cue in places.STRONG:
            place = _place(text, words, at, cue, begins=begins)
            if place is not _Place.NO:
                yield at, place


def _place(text: str, words: list[Word], at: int, cue: str, *, begins: bool) -> _Place:
    word = words[at]
    is_no_name = is_ordinary(word.plain) and not _goes_on(text, words, at)
    if is_no_name or places.is_other(text, word.start, word.end):
        return _Place.NO
    if cue in places.STRONG:
        return _Place.SURE
    if cue in places.WEAK and word.is_name_like:
        return _Place.LIKELY
    if begins:
        stands = places.acts(text, word.end) or places.closes(text, word.end)
        return _Place.LIKELY if stands else _Place.NO
    is_lonely = word.is_name_like and not places.begins_sentence(text, word.start)
    return _Place.MAYBE if is_lonely and len(word.plain) >= _LEAST_LONELY else _Place.NO


def _goes_on(text: str, words: list[Word], at: int) -> bool:
    """Say whether a name goes on behind a word: `Harbor Books`."""
    if at + 1 >= len(words) or text[words[at].end : words[at + 1].start] != " ":
        return False
    return words[at].is_name_like and words[at + 1].is_name_like


def _near(
    said: list[Word], names: tuple[list[str], list[Spelling]], place: _Place
) -> tuple[str, ...]:
    choices, whose = names
    found = dict[str, None]()
    for form in _joined([word.plain for word in said], [word.short for word in said]):
        if len(form) < _SHORTEST[place]:
            continue
        far = 2 if len(form) >= _LONG else 1
        for choice, distance, at in process.extract(
            form, choices, scorer=OSA.distance, score_cutoff=far, limit=6
        ):
            spelling = whose[at]
            if distance < len(choice) / 3 and not (spelling.is_ordinary and place is _Place.MAYBE):
                found[spelling.name] = None
    return tuple(found)


def _joined(plain: Sequence[str], short: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(("".join(plain), "".join(short))))
