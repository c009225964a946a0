"""Which application and component a report is about, by their names and synonyms.

An ordinary word ("search", "счета") counts only where the sentence is about that part: it stands
for itself, something goes wrong with it, or its application is named beside it.
"""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.domain import capture_places as places
from bot.domain.applications import Application
from bot.domain.capture_senses import COMMON, is_about
from bot.domain.capture_spellings import Word, plainly
from bot.domain.capture_text import Said, clause_around, sentence_ends
from bot.domain.name_keys import WORD, stem

_BUT_IT = re.compile(
    r"\b(?:ok|okay|fine|works?|well|good|работает|норм\w{0,5}|порядке|хорошо|ок)\b[^.!?\n]{0,40}\b(?:except(?:\sfor|\sin)?|but(?:\snot)?|кроме|но\sне)"
    r"\s(?:the\s|in\s)?\Z"
)
"""All is well but for what follows."""

_USED = re.compile(r"\b(?:us(?:e|es|ing)|via|through|instead\sof|через|вместо)\s(?:the\s|our\s)?\Z")

_MOST_MENTIONS = 50
"""So often may parts be named in a report; who pastes a list means none of them."""


@dataclass(frozen=True, slots=True)
class _Term:
    """A name of an application or of components; `parts` are pairs of both."""

    words: tuple[str, ...]
    application: str
    component: str | None
    is_key: bool = False
    """It is what the rules call the application, which need not be what people do."""

    @property
    def is_common(self) -> bool:
        return self.is_key or (len(self.words) == 1 and self.words[0] in _common_stems())


@dataclass(frozen=True, slots=True)
class _Mention:
    """Where a sentence names a part; `is_meant` if it is about that part beyond doubt."""

    terms: tuple[_Term, ...]
    sentence: int
    is_meant: bool

    @property
    def applications(self) -> set[str]:
        return {term.application for term in self.terms if term.component is None}

    @property
    def components(self) -> set[tuple[str, str]]:
        return {(term.application, term.component) for term in self.terms if term.component}


def parts_of(report: Said, known: Sequence[Application]) -> tuple[str | None, str | None]:
    """Give the key of the application and the name of the component that a report is about."""
    terms = _by_first_word(tuple(term for one in known for term in _terms(one)))
    if not terms:
        return None, None
    mentions = list(_mentions(report, terms))
    named = {key for one in mentions if one.is_meant for key in one.applications}
    if len(named) > 1:
        return None, None
    if named:
        only = named.pop()
        return only, _component_of(only, mentions)
    meant = [one for one in mentions if one.is_meant and one.components]
    application, part = _by_components([one.components for one in meant])
    here = {one.sentence for one in meant}
    beside = {pair for one in mentions if one.sentence in here for pair in one.components}
    if any(key == application and name != part for key, name in beside):
        return application, None
    return application, part


def _component_of(application: str, mentions: list[_Mention]) -> str | None:
    """Give the only component of an application that is told of."""
    meant, beside = set[str](), set[str]()
    here = {one.sentence for one in mentions if application in one.applications}
    for mention in mentions:
        names = {name for key, name in mention.components if key == application}
        if mention.is_meant:
            meant |= names
        if mention.sentence in here:
            beside |= names
    # What is named beside its application is told of as well: two parts are none.
    names = meant | beside
    return names.pop() if len(names) == 1 else None


def _by_components(told: list[set[tuple[str, str]]]) -> tuple[str | None, str | None]:
    """Find the application that alone has all components that are told of."""
    owners = [{key for key, _ in components} for components in told]
    common = set.intersection(*owners) if owners else set[str]()
    if len(common) != 1:
        return None, None
    application = common.pop()
    names = {name for components in told for key, name in components if key == application}
    return application, names.pop() if len(names) == 1 else None


def _terms(application: Application) -> Iterator[_Term]:
    for name in (application.name, *application.synonyms):
        yield _Term(_stems(name), application.key, None)
    if _stems(application.key) not in {
        _stems(application.name),
        *map(_stems, application.synonyms),
    }:
        yield _Term(_stems(application.key), application.key, None, is_key=True)
    for component in application.components:
        for name in (component.name, *component.synonyms):
            yield _Term(_stems(name), application.key, component.name)


def _by_first_word(terms: tuple[_Term, ...]) -> dict[str, list[_Term]]:
    found = dict[str, list[_Term]]()
    for term in terms:
        if term.words:
            found.setdefault(term.words[0], []).append(term)
    return found


@lru_cache(maxsize=2048)
def _stems(name: str) -> tuple[str, ...]:
    return tuple(_stem(word) for word in WORD.findall(name))


@lru_cache(maxsize=1)
def _common_stems() -> frozenset[str]:
    return frozenset(_stem(word) for word in COMMON)


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    """Bring the forms of a word together; the one of `1C` may be of either alphabet."""
    low = plainly(word)
    return low.replace("с", "c") if low[:1].isdigit() else stem(low)


def _mentions(report: Said, terms: dict[str, list[_Term]]) -> Iterator[_Mention]:
    low, ends = report.all.lower(), sentence_ends(report.all)
    words = [word for word in report.words if not word.is_inside]
    at, found = 0, 0
    while at < len(words) and found < _MOST_MENTIONS:
        begun = terms.get(_form(words[at], terms))
        there = [term for term in begun if _fits(words, at, term)] if begun else []
        if not there:
            at += 1
            continue
        length = max(len(term.words) for term in there)
        meant = tuple(term for term in there if len(term.words) == length)
        span = words[at].start, words[at + length - 1].end
        mention = _mention(low, span, meant, bisect(ends, span[0]))
        found += 1
        if mention is not None:
            yield mention
        at += length


def _form(word: Word, terms: dict[str, list[_Term]]) -> str:
    """Give a word as the terms have it; an English one also without its plural."""
    form = _stem(word.text)
    if form not in terms and form.endswith("s") and form[:-1] in terms:
        return form[:-1]
    return form


def _fits(words: list[Word], at: int, term: _Term) -> bool:
    if at + len(term.words) > len(words):
        return False
    said = [_stem(word.text) for word in words[at : at + len(term.words)]]
    pairs = zip(said, term.words, strict=True)
    return all(mine in {theirs, f"{theirs}s"} for mine, theirs in pairs)


def _mention(
    low: str, span: tuple[int, int], terms: tuple[_Term, ...], sentence: int
) -> _Mention | None:
    start, end = span
    before, _, _ = clause_around(low, start, end)
    if _BUT_IT.search(low, max(0, start - 60), start):
        return _Mention(terms, sentence, is_meant=True)
    if places.is_other(low, start, end) or _USED.search(before):
        return None
    if not terms[0].is_common:
        return _Mention(terms, sentence, is_meant=True)
    is_meant = is_about(low, span, is_application=terms[0].component is None)
    return None if is_meant is None else _Mention(terms, sentence, is_meant)
