"""Which customer a report means: named, inflected, misspelt; or the ones to choose from.

A name counts where its writer clearly means a customer. Two customers, two that are alike, only a
part of a name, or words such as "or so" leave a question; an ordinary word ("our target") nothing.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rapidfuzz.distance import OSA

from bot.domain import capture_places as places
from bot.domain.capture_guesses import Hit, misspelt, parts
from bot.domain.capture_spellings import (
    HasName,
    Spelling,
    Word,
    is_common,
    literal,
    plainly,
    spellings,
)
from bot.domain.capture_text import Said
from bot.domain.name_keys import LEGAL, sound

_PARTS = re.compile(r"[,;:!?()\n]|\s[-–—]\s")
"""What does not stand within a name."""

_NO_LETTER = re.compile(r"[\W\d_]+")
_LONGEST_LINK = 300
_LEAST_TELLING = 4
_SHORT = 3
_NEAR = 15
_FORM = 4
_OWNERS = re.compile(r"['’]s\Z")
_JOINING = frozenset({"and", "und", "of", "the", "for", "и", "as", "co"})
"""Words of legal forms that say something else as well."""

_MOST_JUDGED = 50
"""So often may names stand in a report; who pastes a list means nobody."""


def customers_of(
    told: Said, known: Sequence[HasName], links: Sequence[str] = ()
) -> tuple[str | None, tuple[str, ...]]:
    """Give the name of the customer that a report means, or the names of those it may mean.

    An address of theirs (`romashka.example.com`) takes the doubt from a name, but names nobody.
    """
    if not known:
        return None, ()
    text = told.all
    words = [word for word in told.words if not word.is_inside]
    spelt = [spelling for one in known for spelling in spellings(one.name, one.synonyms)]
    hits = list(_in_full(text, words, spelt))
    if not any(hit.is_sure for hit in hits):
        hits += list(parts(text, words, spelt, hits))
    hits = hits or list(misspelt(text, words, spelt))
    label = places.labelled(text)
    if label is not None:
        hits = [hit for hit in hits if label[0] <= hit.start < label[1]]
    customer, maybe = _decided(text, hits)
    if len(maybe) == 1 and links and _has_address(maybe[0], spelt, links):
        return maybe[0], ()
    return customer, maybe


def _has_address(name: str, known: Sequence[Spelling], links: Sequence[str]) -> bool:
    """Say whether an address bears a name as one of its parts."""
    labels = {sound(label) for link in links for label in _NO_LETTER.split(link[:_LONGEST_LINK])}
    return any("".join(one.plain) in labels for one in known if one.name == name)


def _decided(text: str, hits: list[Hit]) -> tuple[str | None, tuple[str, ...]]:
    sure = [hit for hit in hits if hit.is_sure]
    pairs = ((a, b) for a, b in pairwise(hits) if a.customers != b.customers)
    if any(places.is_alternative(text, a.end, b.start) for a, b in pairs):
        sure = []
    meant = tuple(dict.fromkeys(name for hit in sure or hits for name in hit.customers))
    return (meant[0], ()) if sure and len(meant) == 1 else (None, meant)


def _in_full(text: str, words: list[Word], known: Sequence[Spelling]) -> Iterator[Hit]:
    """Find whole names, the longest where several begin."""
    starts = dict[str, list[Spelling]]()
    for spelling in known:
        for form in {spelling.plain[0], spelling.short[0]}:
            starts.setdefault(form, []).append(spelling)
    at, judged = 0, 0
    while at < len(words):
        matches = _matches(text, words, at, starts)
        if not matches:
            at += 1
            continue
        end = max(end for _, end in matches)
        meant = [spelling for spelling, its_end in matches if its_end == end]
        hit = _judged(text, words, (at, end), meant)
        if hit is not None and end == at + 1 and all(one.is_bent_oddly(words[at]) for one in meant):
            hit = Hit(_alike(words[at], known), hit.start, hit.end)
        if hit is not None:
            yield hit
        judged += 1
        if judged >= _MOST_JUDGED:
            return
        at = end


def _alike(word: Word, known: Sequence[Spelling]) -> tuple[str, ...]:
    """Give whose name differs by a letter at most from a word that is none as it stands."""
    heard = {word.plain, word.short}
    near = (
        one.name
        for one in known
        if len(one.plain) == 1
        and (one.short[0] in heard or OSA.distance(one.plain[0], word.plain, score_cutoff=1) <= 1)
    )
    return tuple(dict.fromkeys(near))


def _matches(
    text: str, words: list[Word], at: int, starts: dict[str, list[Spelling]]
) -> list[tuple[Spelling, int]]:
    word = words[at]
    found = dict[Spelling, int]()
    if word.plain not in starts and word.short not in starts:
        return []
    for form in dict.fromkeys((word.plain, word.short)):
        for spelling in starts.get(form, ()):
            end = _end_of(text, words, at, spelling)
            if end is not None:
                found[spelling] = end
    return list(found.items())


def _end_of(text: str, words: list[Word], at: int, spelling: Spelling) -> int | None:
    for number in range(len(spelling.plain)):
        if number and at < len(words) and words[at].is_and:
            at += 1
        if at >= len(words) or not spelling.fits(number, words[at]):
            return None
        if number and _PARTS.search(text, words[at - 1].end, words[at].start):
            return None
        at += 1
    return at


def _judged(
    text: str, words: list[Word], place: tuple[int, int], meant: list[Spelling]
) -> Hit | None:
    """Say how sure it is that words which are a name mean a customer; None if they do not."""
    first, end = place
    said = words[first:end]
    start, stop = said[0].start, said[-1].end
    exactly = [one for one in meant if one.literal == literal(said) or one.is_inflected(said)]
    meant = exactly if any(one.literal == literal(said) for one in exactly) else meant
    meant = _in_their_form(words, place, meant)
    before = words[first - 1] if first else None
    if _is_another_name(text, said, before) or places.is_other(text, start, stop):
        return None
    if not _is_customer(text, said, before, meant[0]):
        return None
    names = tuple(dict.fromkeys(one.name for one in meant))
    is_doubted = places.is_doubted(text, start, stop)
    if is_doubted and stop - start <= _LEAST_TELLING and literal(said) != meant[0].literal:
        return None
    is_sure = len(names) == 1 and not is_doubted
    return Hit(names, start, stop, is_sure and _is_written_as_name(text, said, before, meant[0]))


def _in_their_form(
    words: list[Word], place: tuple[int, int], meant: list[Spelling]
) -> list[Spelling]:
    """Narrow twins down by their legal form: `Globex GmbH` is that one, `Globex` the one without.

    Another form than theirs leaves all of them.
    """
    if len({one.name for one in meant}) == 1:
        return meant
    first, end = place
    told = [
        _OWNERS.sub("", plainly(word.text)) for word in words[max(0, first - _FORM) : end + _FORM]
    ]
    first -= max(0, first - _FORM)
    end = first + place[1] - place[0]
    before, after = told[:first], told[end:]
    stated = (*(before[-1:] if before and before[-1] in LEGAL - _JOINING else ()),)
    stated += (*(after[:1] if after and after[0] in LEGAL - _JOINING else ()),)
    with_form = [
        one
        for one in meant
        if (one.before or one.after)
        and (not one.before or tuple(before[-len(one.before) :]) == one.before)
        and tuple(after[: len(one.after)]) == one.after
    ]
    if with_form:
        longest = max(len(one.before) + len(one.after) for one in with_form)
        return [one for one in with_form if len(one.before) + len(one.after) == longest]
    without = [one for one in meant if not (one.before or one.after)]
    return without if without and not stated else meant


def _is_written_as_name(
    text: str, said: list[Word], before: Word | None, spelling: Spelling
) -> bool:
    """Say whether what is a common word as well is marked as a name: `рассвет звонил` is not."""
    start, stop = said[0].start, said[-1].end
    if not spelling.is_ordinary or _is_named(said) or not all(map(is_common, said)):
        return True
    if places.cue(text, before, start) in places.STRONG or places.is_quoted(text, start, stop):
        return True
    if len(said) > 1 and (places.stands_alone(text, start, stop) or places.speaks(text, stop)):
        return True
    if len(said) > 1 and places.cue(text, before, start) in places.TELLING:
        return True
    return places.begins_line(text, start) and places.closes(text, stop)


def _is_another_name(text: str, said: list[Word], before: Word | None) -> bool:
    """Say whether a short name is the end of a longer one that is not known: `BMW X5`."""
    if (
        before is None
        or text[before.end : said[0].start] != " "
        or said[-1].end - said[0].start > _SHORT
    ):
        return False
    return before.is_name_like and before.text.casefold() not in places.STRONG | places.WEAK


def _is_customer(text: str, said: list[Word], before: Word | None, spelling: Spelling) -> bool:
    start, stop = said[0].start, said[-1].end
    cue = places.cue(text, before, start)
    is_lower = len(said) > 1 and not any(word.is_name_like for word in said)
    if cue in places.STRONG or is_lower:
        return cue in places.STRONG or _stands_as_name(text, said, cue)
    is_named = _is_named(said)
    if not spelling.is_ordinary:
        is_long = sum(len(word.plain) for word in said) >= _LEAST_TELLING
        return is_named or is_long or places.begins_line(text, start)
    if is_named and not places.begins_sentence(text, start) and not _is_shouted(text, start, stop):
        return not places.is_one_of_many(text, start)
    if cue == "у" or (cue in places.TELLING and is_named):
        return True
    return not places.is_owned(text, start) and _has_its_place(text, said, spelling)


def _stands_as_name(text: str, said: list[Word], cue: str) -> bool:
    """Say whether words in lower case stand where somebody is named: not `northern wind 15 m/s`."""
    start, stop = said[0].start, said[-1].end
    if cue in places.WEAK:
        return True
    if places.begins_line(text, start) and (places.acts(text, stop) or places.closes(text, stop)):
        return True
    return places.stands_alone(text, start, stop) or places.is_quoted(text, start, stop)


def _is_named(said: list[Word]) -> bool:
    """Say whether it is written as a name; an abbreviation alone (`IT partner`) is not enough."""
    if all(word.is_name_like for word in said if not word.is_and):
        return True
    return len(said) > 1 and said[0].is_name_like and not said[0].text.isupper()


def _has_its_place(text: str, said: list[Word], spelling: Spelling) -> bool:
    """Say whether an ordinary word stands where only somebody can be meant."""
    start, stop = said[0].start, said[-1].end
    if places.begins_line(text, start):
        is_bent = spelling.is_dative(said[0]) or said[-1].text.endswith(("'s", "’s"))
        return (
            (is_bent and said[0].is_name_like)
            or len(said) > 1
            or places.closes(text, stop)
            or places.speaks(text, stop)
            or places.comes_again(text, stop)
        )
    return places.stands_alone(text, start, stop)


def _is_shouted(text: str, start: int, stop: int) -> bool:
    return text[max(0, start - _NEAR) : stop + _NEAR].isupper()
