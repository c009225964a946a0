"""Which developer a report wishes for: mentioned, or asked to look; never who is talked about."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Protocol

from bot.domain.capture_spellings import HasName, Word
from bot.domain.capture_text import Said
from bot.domain.name_keys import WORD, sound

_MARKED_UP = re.compile(r"<@([UW][A-Z0-9]{1,30})(?:\|[^<>]{0,99})?>", re.ASCII)
_LETS = re.compile(r"\b(?:let|пусть(?:\sлучше)?|пускай)\s\Z", re.IGNORECASE)
_ASKS = re.compile(r"\b(?:can|could|would|will|may|might|может|could\smaybe)\s\Z", re.IGNORECASE)
_GOES = re.compile(
    r"\b(?:(?:go(?:es)?|assign\w{0,2}|give|hand|pass|forward)\s(?:\w{1,10}\s){0,2}to|назначьте(?:\sна)?"
    r"|назначить(?:\sна)?|назначь(?:\sна)?|отдайте|передайте|отдай|передай|ask\sfor|wish(?:es|ed)?\sfor"
    r"|asks\sfor|(?:dev(?:eloper)?\s)?wish(?:ed)?\s?[:–-]|would\slike|['’]d\slike|would\sprefer|['’]d\sprefer|would\swant|нужен|нужна|просит|хотят|хочет)\s\Z",
    re.IGNORECASE,
)
_FOR = re.compile(r"(?:\A|[\n.!?(]\s{0,3})(?:for|to|для|attn:?|dear|hi|hey)\s\Z", re.IGNORECASE)
_LABELLED = re.compile(r"\A\s?(?:[:.,;)\n-]|please\b|pls\b|пожалуйста\b|\Z)", re.IGNORECASE)
_DOES = re.compile(
    r"\A\s(?:please\s|maybe\s|also\s|perhaps\s)?(?:have\b|look\b|take\b|check\b|see\b|fix\b|help\b|handle\b|pick\b"
    r"|deal\b|do\b|(?:по)?смотр\w{1,5}|глян\w{1,5}|возьм\w{1,4}|займ\w{1,5}|разбер\w{1,5}|поможет|почин\w{1,3}"
    r"|провер\w{1,3}|сделает|взять|посмотреть)",
    re.IGNORECASE,
)
_LOOKS = re.compile(
    r"\A,?\s(?:please\s|pls\s|plz\s|maybe\s|лучше\s|пожалуйста,?\s|плиз\s|ты\s)?"
    r"(?:(?:can|could|would|should|may|might)\s(?:you\s)?(?:\w{1,12}\s){0,2}?"
    r"(?:look|take|have|check|fix|help|see|handle|pick|deal)\b|(?:please|pls|plz)\s?(?:look|take|check|help|[.!,]|\Z)"
    r"|look\sat|take\s(?:a\slook|it|this)|have\sa\slook|look\splease|look\spls|look\b|(?:по)?смотри\w{0,3}|глянь\w{0,2}"
    r"|(?:плиз|плз|пожалуйста|пжл?ст?)(?=\s?(?:[.!)\n]|\Z))|глянешь|возьми\w{0,2}|возьм[её](?:шь|т|те)\b|сможешь|мо(?:жешь|жет|жете)\s(?:\w{1,12}\s)?(?:гля|посмотр|взять|помо|разобр)"
    r"|помоги|разбер[иё]\w{0,3}|почини\w{0,2}|проверь\w{0,2})",
    re.IGNORECASE,
)
_OF_THEIRS = re.compile(
    r"\A,?\s?\(?(?:from\s(?!us|our|the\steam)|of\s|at\s(?:their|the\scustomer)|their\s|the\scustomer|у\sних|из\s|от\s(?:них|клиента)|их\s"
    r"|с\sих|бухгалтер|директор|менеджер|админ\b|admin\s(?:of|there))",
    re.IGNORECASE,
)
"""Who bears the same name and works for the customer."""

_THEIR = re.compile(
    r"\b(?:their|its|customer['’]s|их|ихн\w{2,3})\s(?:\w{1,14}\s){0,2}\Z", re.IGNORECASE
)
_DENIED = re.compile(r"(?:\bnot|n['’]t|\bnever|\bне)\s(?:\w{1,10}\s){0,3}\Z", re.IGNORECASE)


class Developer(HasName, Protocol):
    """Somebody who may be wished for; `key` is the Slack id."""

    @property
    def key(self) -> str:
        """Who it is in Slack."""
        ...


def developer_of(told: Said, known: Sequence[Developer], mentioned: Collection[str]) -> str | None:
    """Give the one developer that is mentioned or, if nobody is, asked for by name."""
    if not known:
        return None
    text = told.all
    named = list(_named(told.words, known))
    marked = {*_MARKED_UP.findall(text), *mentioned} & {one.key for one in known}
    marked |= {key for key, start, _ in named if start and text[start - 1] == "@"}
    wished = marked or {key for key, start, end in named if _is_wished(text, start, end)}
    return wished.pop() if len(wished) == 1 else None


def _named(words: list[Word], known: Sequence[Developer]) -> Iterator[tuple[str, int, int]]:
    """Find developers by their full name, or by a part of it that nobody else has."""
    by_part = dict[str, set[str]]()
    full = dict[str, tuple[str, ...]]()
    for one in known:
        full[one.key] = tuple(sound(word) for word in WORD.findall(one.name))
        for part in full[one.key]:
            by_part.setdefault(part, set()).add(one.key)
    at = 0
    while at < len(words):
        keys = (
            by_part.get(words[at].plain)
            or by_part.get(words[at].short)
            or _bent(words[at], by_part)
        )
        meant, length = _fullest(words, at, keys, full) if keys else (set(), 1)
        if len(meant) == 1:
            yield next(iter(meant)), words[at].start, words[at + length - 1].end
        at += length


def _bent(word: Word, by_part: dict[str, set[str]]) -> set[str]:
    """Find a name by its stem: `Дану`, `Ольге` for Dana, Olga."""
    if word.short == word.plain:
        return set()
    return {key for ending in ("a", "ia", "i") for key in by_part.get(f"{word.short}{ending}", ())}


def _fullest(
    words: list[Word], at: int, keys: set[str], full: dict[str, tuple[str, ...]]
) -> tuple[set[str], int]:
    """Narrow down who is meant by what follows the first word of a name."""
    if at + 1 < len(words):
        following = {words[at + 1].plain, words[at + 1].short}
        following |= (
            {f"{words[at + 1].short}a"} if words[at + 1].short != words[at + 1].plain else set()
        )
        both = {key for key in keys if following & set(full[key][1:])}
        if both:
            return both, 2
    return keys, 1


def _is_wished(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 40) : start], text[end : end + 60]
    if _DENIED.search(before) or _OF_THEIRS.match(after) or _THEIR.search(before):
        return False
    if _LETS.search(before) or _GOES.search(before):
        return True
    if _FOR.search(before) and _LABELLED.match(after):
        return True
    if _ASKS.search(before) and _DOES.match(after):
        return True
    return _LOOKS.match(after) is not None
