"""Which customer a report means: named, inflected, misspelt; or the ones to choose from.

A name counts where its writer clearly means a customer. Two customers, two that are alike, only a
part of a name, or words such as "or so" leave a question; an ordinary word ("our target") nothing.
"""

from collections.abc import Iterator, Sequence

from bot.domain import capture_places as places
from bot.domain.capture_guesses import Hit, misspelt, parts
from bot.domain.capture_spellings import (
    HasName,
    Spelling,
    Word,
    literal,
    spellings,
)
from bot.domain.capture_text import Said

_LEAST_TELLING = 4
_NEAR = 15
_MOST_JUDGED = 100
"""So often may names stand in a report; who pastes a list means nobody."""


def customers_of(told: Said, known: Sequence[HasName]) -> tuple[str | None, tuple[str, ...]]:
    """Give the name of the customer that a report means, or the names of those it may mean."""
    if not known:
        return None, ()
    text = told.all
    words = [word for word in told.words if not word.is_inside]
    spelt = [spelling for one in known for spelling in spellings(one.name, one.synonyms)]
    hits = list(_in_full(text, words, spelt))
    if not any(hit.is_sure for hit in hits):
        hits += list(parts(text, words, spelt, hits))
    return _decided(hits or list(misspelt(text, words, spelt)))


def _decided(hits: list[Hit]) -> tuple[str | None, tuple[str, ...]]:
    sure = [hit for hit in hits if hit.is_sure]
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
        matches = _matches(words, at, starts)
        end = max((end for _, end in matches), default=at + 1)
        meant = [spelling for spelling, its_end in matches if its_end == end]
        hit = _judged(text, words, (at, end), meant) if meant else None
        if hit is not None:
            yield hit
        judged += bool(meant)
        if judged >= _MOST_JUDGED:
            return
        at = end


def _matches(
    words: list[Word], at: int, starts: dict[str, list[Spelling]]
) -> list[tuple[Spelling, int]]:
    word = words[at]
    found = dict[Spelling, int]()
    if word.plain not in starts and word.short not in starts:
        return []
    for form in dict.fromkeys((word.plain, word.short)):
        for spelling in starts.get(form, ()):
            end = _end_of(words, at, spelling)
            if end is not None:
                found[spelling] = end
    return list(found.items())


def _end_of(words: list[Word], at: int, spelling: Spelling) -> int | None:
    for number in range(len(spelling.plain)):
        if number and at < len(words) and words[at].is_and:
            at += 1
        if at >= len(words) or not spelling.fits(number, words[at]):
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
    before = words[first - 1] if first else None
    if places.is_other(text, start, stop) or not _is_customer(text, said, before, meant[0]):
        return None
    names = tuple(dict.fromkeys(one.name for one in meant))
    return Hit(names, start, stop, len(names) == 1 and not places.is_doubted(text, start, stop))


def _is_customer(text: str, said: list[Word], before: Word | None, spelling: Spelling) -> bool:
    start, stop = said[0].start, said[-1].end
    cue = places.cue(text, before, start)
    if cue in places.STRONG:
        return True
    is_named = _is_named(said)
    if not spelling.is_ordinary:
        is_long = sum(len(word.plain) for word in said) >= _LEAST_TELLING
        return is_named or is_long or places.begins_line(text, start)
    if is_named and not places.begins_sentence(text, start) and not _is_shouted(text, start, stop):
        return not places.is_one_of_many(text, start)
    if cue == "у" or (cue in places.TELLING and is_named):
        return True
    return not places.is_owned(text, start) and _has_its_place(text, said, spelling)


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
        )
    return places.stands_alone(text, start, stop)


def _is_shouted(text: str, start: int, stop: int) -> bool:
    return text[max(0, start - _NEAR) : stop + _NEAR].isupper()
