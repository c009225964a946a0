"""What people tell under headings such as "Steps: …": topic by topic, on lines or within one."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.domain.capture_text import CODE
from bot.domain.template import LONGEST, Topic

_NAMES: Mapping[str, tuple[str, ...]] = {
    Topic.CUSTOMER: ("customer", "customer id", "company", "client", "клиент", "компания"),
    Topic.HOW_MANY: ("how many", "affected", "how many affected", "сколько", "затронуто"),
    Topic.STEPS: (
        *("step", "steps", "steps to reproduce", "to reproduce", "how to reproduce", "repro"),
        *("шаг", "шаги", "шаги воспроизведения", "как воспроизвести", "как повторить"),
    ),
    Topic.EXPECTED: (
        *("expected", "expected and seen", "expected result", "actual", "actual result", "seen"),
        *("ожидание", "ожидали", "ожидалось", "ожидаемый результат", "фактический результат"),
        *("ожидаем", "фактически", "получили", "видим", "видят", "по факту", "на деле"),
    ),
    Topic.ADDRESS: ("address", "url", "page", "адрес", "страница", "ссылка"),
    Topic.SCREENSHOTS: ("screenshot", "screenshots", "скриншот", "скриншоты", "скрин", "скрины"),
    Topic.SINCE: ("since", "since when", "started", "с каких пор", "с какого времени", "началось"),
    Topic.WORKAROUND: (
        *("workaround", "workaround tried", "tried", "tried already", "already tried"),
        *("обход", "обходной путь", "пробовали", "что пробовали", "уже пробовали"),
    ),
}
"""How people head what they tell, before a colon."""

_TOPICS = {name: str(topic) for topic, names in _NAMES.items() for name in names}
_LABEL = re.compile(r"[\s>*_•·-]{0,9}[^\W\d_]\w{0,19}(?: \w{1,20}){0,2}[*_?]{0,3} ?[:：](?!//)")
_ASKING = re.compile(
    r"(?:which|what['’]s|what (?:is|are)(?: the)?|what|как(?:ой|ая|ое|ие)) (?=\S)", re.IGNORECASE
)
_BEGINS = r"(?:^|(?<=[.!?;,…)\]»”\"|/–—-])\s)[\s>*_•·-]{0,9}"
_COLON = r"[\s*_?]{0,9}[:：](?!//)[*_]{0,3}"
_QUESTION = r"[ *_]{0,3}\?[?*_]{0,3}(?=\s)"
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


def read_told(
    text: str, template: Collection[str], *, begins: bool = False, answers: bool = True
) -> dict[str, str]:
    """Read what stands under "Steps: …", each up to the next such heading.

    A heading is one of a topic's usual names, or a question of the template as it is written, or
    what it asks for ("Browser: …" of "Which browser?"). It stands where a line or a sentence
    begins, and in no code. Where the text has to begin with one, all else is talk; a first line
    under a label that is none of these is not. Without `answers` a question that is repeated as a
    question is one: who asks it tells nothing.
    """
    plain = text.strip()
    found = list(_headings(plain, tuple(template), answers=answers))
    if begins and (not found or not _is_labelled(plain[: found[0].start])):
        return {}
    ends = [one.start for one in found[1:]] + [len(plain)]
    told: dict[str, str] = {}
    for one, end in zip(found, ends, strict=False):
        words = _under(plain[one.end : end])
        if words:
            told[one.topic] = f"{told.get(one.topic, '')}\n{words}".strip()[:LONGEST]
    return told


def read_report(text: str, template: Collection[str]) -> dict[str, str]:
    """Read what a whole report tells under headings, as a task keeps it.

    Whom it is about and how many are affected are facts of the task: others read them.
    """
    told = read_told(text, template)
    facts = {Topic.CUSTOMER, Topic.HOW_MANY}
    return {
        topic: words for topic, words in told.items() if topic in template and topic not in facts
    }


@dataclass(frozen=True, slots=True)
class _Heading:
    """Where a heading stands in a text, and what it is the heading of."""

    start: int
    end: int
    topic: str


def _headings(text: str, template: tuple[str, ...], *, answers: bool) -> Iterator[_Heading]:
    pattern, topics = _compiled(template)
    code = [range(*one.span()) for one in CODE.finditer(text)]
    for found in pattern.finditer(text):
        topic = topics.get(_folded(found["name"] or found["asked"]))
        is_code = any(found.end() - 1 in one for one in code)
        if topic is not None and not is_code and (found["name"] or answers):
            yield _Heading(found.start(), found.end(), topic)


@lru_cache(maxsize=256)
def _compiled(template: tuple[str, ...]) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Make one pattern of all headings; a usual one that the template does not ask for comes last."""
    own = {_folded(one): one for one in template if one not in set(Topic)}
    asked = {_ASKING.sub("", name, count=1): one for name, one in own.items()}
    usual = {name: topic for name, topic in _TOPICS.items() if topic in template}
    topics = {name: one for name, one in (_TOPICS | asked | own | usual).items() if name}
    named = rf"(?P<name>{_either(topics)}){_COLON}"
    question = rf"(?P<asked>{_either(own)}){_QUESTION}"
    either = f"(?:{named}|{question})" if any(own) else named
    return re.compile(_BEGINS + either, re.IGNORECASE | re.MULTILINE), topics


def _either(names: Collection[str]) -> str:
    """Match any of the names, the longest that stands there; their words may stand apart."""
    spelt = (re.escape(name) for name in sorted(filter(None, names), key=len, reverse=True))
    return "|".join(one.replace(r"\ ", r"[^\S\n]{1,3}").replace("е", "[её]") for one in spelt)


def _under(text: str) -> str:
    """Give what stands under a heading; what comes after an empty line is about something else."""
    part = _BLANK_LINE.split(text.strip(), maxsplit=1)[0]
    return "\n".join(line.strip() for line in part.splitlines()).strip()


def _is_labelled(text: str) -> bool:
    return all(_LABEL.match(line) for line in text.splitlines() if line.strip())


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("ё", "е").split()).rstrip("?: ")
