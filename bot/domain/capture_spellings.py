"""The words of a report, and the ways in which a name is written, both by how they sound."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import NamedTuple, Protocol

from rapidfuzz.distance import OSA

from bot.domain.capture_words import ORDINARY, word_set
from bot.domain.name_keys import GENERAL, LEGAL, WORD, sound, stem

AND = word_set("and und и &")
_MOST_WORDS = 1_000
_INSIDE = frozenset("./\\_@=#$%+~")
_LEAST_MISSPELT = 3
_FLEETING = re.compile(r"(?<=[бвгджзклмнпрстфхцчшщ])(?:е(?=ц\Z)|[оеё](?=к\Z))")
"""The vowel that a name loses with an ending: `Купец`, `Купцу`."""

_FEMININE = ("а", "я")
_OF_MEN = word_set("а я у ю ом ем е и ы ь й ью ов ев ам ям ами ями 's ’s") | {""}
_OF_WOMEN = word_set("а я ы и е у ю ой ей ою ею")
_ENDINGS = dict.fromkeys(("", "ь", "й"), _OF_MEN) | dict.fromkeys(_FEMININE, _OF_WOMEN)


class HasName(Protocol):
    """Whatever has a name and other names."""

    @property
    def name(self) -> str:
        """What it is called."""
        ...

    @property
    def synonyms(self) -> tuple[str, ...]:
        """What else it is called."""
        ...


class Word(NamedTuple):
    """A word of a report; `short` is how it sounds without a Russian ending."""

    text: str
    start: int
    end: int
    plain: str
    short: str
    is_inside: bool = False
    """It is part of an address, a path, a mention or a variable's name."""

    @property
    def is_name_like(self) -> bool:
        """Say whether it begins as names do."""
        return not self.text[0].islower()

    @property
    def is_and(self) -> bool:
        """Say whether it only joins the words of a name."""
        return self.text.casefold() in AND


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write a name: how its words sound, with and without ending."""

    name: str
    words: tuple[str, ...]
    plain: tuple[str, ...]
    short: tuple[str, ...]
    is_ordinary: bool
    before: tuple[str, ...] = ()
    """The legal words before the others, as they are written: `ООО`."""

    after: tuple[str, ...] = ()

    @property
    def literal(self) -> str:
        """The words as they are written."""
        return " ".join(self.words)

    def fits(self, at: int, word: Word) -> bool:
        """Say whether a word is that of the name; one after the first may be misspelt a little."""
        if word.plain == self.plain[at] or word.short in {self.plain[at], self.short[at]}:
            return True
        mine = self.short[at]
        far = max(1, len(mine) // 3)
        return (
            at > 0
            and min(len(mine), len(word.short)) >= _LEAST_MISSPELT
            and OSA.distance(mine, word.short, score_cutoff=far) <= far
        )

    def is_inflected(self, words: list[Word]) -> bool:
        """Say whether words are this name with another ending, and not how it stands alone."""
        return any(word.short != word.plain for word in words) and self.literal != literal(words)

    def is_bent_oddly(self, word: Word) -> bool:
        """Say whether a word has an ending that this name cannot have: `Вектро` of `Вектра`."""
        base = stem(self.words[0])
        low = plainly(word.text)
        endings = _ENDINGS.get(self.words[0].removeprefix(base))
        if endings is None or low == self.words[0] or not low.startswith(base):
            return False
        return low.removeprefix(base) not in endings

    def is_dative(self, word: Word) -> bool:
        """Say whether a word is the name as in `Чайке`, `Вектору`: to or for whom something is."""
        low = word.text.casefold()
        if len(self.words) > 1 or low == self.words[0]:
            return False
        return low.endswith("е" if self.words[0].endswith(_FEMININE) else ("у", "ю"))


def literal(words: list[Word]) -> str:
    """Give words as they are written, without case and without what joins them."""
    return " ".join(plainly(word.text) for word in words if not word.is_and)


def plainly(word: str) -> str:
    """Write a word without case, and without the two dots of the Russian letter."""
    return word.casefold().replace("ё", "е")


@lru_cache(maxsize=4096)
def spellings(name: str, synonyms: tuple[str, ...]) -> tuple[Spelling, ...]:
    """List the ways to write a name; legal forms are left out."""
    found = list[Spelling]()
    for one in (name, *synonyms):
        told = [plainly(word) for word in WORD.findall(one)]
        words = tuple(word for word in told if word not in LEGAL) or tuple(told)
        if not words:
            continue
        legal = _legal_words(told)
        plain = tuple(sound(word) for word in words)
        ordinary = all(map(is_ordinary, plain))
        short = tuple(sound(stem(word)) for word in words)
        found.append(Spelling(name, words, plain, short, ordinary, *legal))
        bent = tuple(sound(_FLEETING.sub("", word)) for word in words)
        if bent not in (short, plain):
            found.append(Spelling(name, words, plain, bent, ordinary, *legal))
    return tuple(found)


def _legal_words(told: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the legal words that a name begins and ends with."""
    telling = [at for at, word in enumerate(told) if word not in LEGAL]
    if not telling:
        return (), ()
    return tuple(told[: telling[0]]), tuple(told[telling[-1] + 1 :])


def words_of(text: str) -> list[Word]:
    """List the words of a text, as many as anybody needs to come to the point."""
    return [
        Word(found[0], *found.span(), *_heard(found[0]), _is_inside(text, *found.span()))
        for found in islice(WORD.finditer(text), _MOST_WORDS)
    ]


@lru_cache(maxsize=8192)
def _heard(word: str) -> tuple[str, str]:
    return sound(word), sound(stem(word))


def is_common(word: Word) -> bool:
    """Say whether a word means something else in its own alphabet: `ромашка`, not `romashka`."""
    is_latin = word.text.isascii()
    return not _of_alphabet(is_latin=is_latin).isdisjoint((word.plain, word.short))


@lru_cache(maxsize=2)
def _of_alphabet(*, is_latin: bool) -> frozenset[str]:
    words = (word for word in ORDINARY | GENERAL if word.isascii() == is_latin)
    return frozenset(heard for word in words for heard in _heard(word))


def is_ordinary(heard: str) -> bool:
    """Say whether a word, by its sound, means something besides a company."""
    return heard in _ordinary()


@lru_cache(maxsize=1)
def _ordinary() -> frozenset[str]:
    return frozenset(sound(word) for word in ORDINARY | GENERAL)


def _is_inside(text: str, start: int, end: int) -> bool:
    if start and text[start - 1] in _INSIDE:
        is_first = text[start - 1] == "." and text[start].isupper()
        if not is_first and text[start - 1] != "_":
            return True
    if text[end : end + 1] not in _INSIDE:
        return False
    follows = text[end + 1 : end + 2]
    return follows.isalnum() and (text[end] != "." or follows.islower())
