"""What a developer needs to know to begin, and which of it somebody has told already."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.domain.addresses import ticket
from bot.domain.rules import Rules


class Topic(StrEnum):
    """What nearly every application wants to know; a template may hold questions of its own."""

    CUSTOMER = "customer"
    HOW_MANY = "how_many"
    STEPS = "steps"
    EXPECTED = "expected"
    """What was expected, and what was seen instead."""
    ADDRESS = "address"
    SCREENSHOTS = "screenshots"
    SINCE = "since"
    WORKAROUND = "workaround"
    """What was tried to get around it."""


USUAL: tuple[str, ...] = (
    Topic.CUSTOMER,
    Topic.HOW_MANY,
    Topic.SINCE,
    Topic.STEPS,
    Topic.EXPECTED,
    Topic.ADDRESS,
)
"""The template of an application that has none of its own, and of a task without one."""

LONGEST = 3000
"""Characters of one answer; what is longer belongs into a file."""


class Reported(Protocol):
    """What a task holds of its report."""

    @property
    def application(self) -> str | None:
        """The key of what is broken."""
        ...

    @property
    def customer(self) -> str | None:
        """Whom it is about."""
        ...

    @property
    def how_many(self) -> str | None:
        """How many are affected."""
        ...

    @property
    def since_at(self) -> datetime | None:
        """Since when (UTC)."""
        ...

    @property
    def links(self) -> Sequence[str]:
        """The web addresses in it."""
        ...

    @property
    def files(self) -> Sequence[Mapping[str, str]]:
        """What was attached."""
        ...

    @property
    def told(self) -> Mapping[str, str]:
        """What was told by topic."""
        ...

    @property
    def checked(self) -> Sequence[str]:
        """What of the checklist was done."""
        ...


@dataclass(frozen=True, slots=True)
class Standing:
    """What a report has to hold, and what of it is there: topics, and the checklist's items."""

    template: tuple[str, ...]
    told: tuple[str, ...]
    checklist: tuple[str, ...] = ()
    checked: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """What nobody has told yet, in the template's order."""
        return missing(self.template, self.told)

    @property
    def unchecked(self) -> tuple[str, ...]:
        """What of the checklist nobody has done yet."""
        return tuple(item for item in self.checklist if item not in self.checked)


def stand(task: Reported, rules: Rules) -> Standing:
    """Say how far a report is complete by the template and the checklist of its application."""
    application = rules.application(task.application)
    template = wanted(task.application, rules)
    checklist = tuple(dict.fromkeys(application.checklist)) if application is not None else ()
    known = _known(task, rules)
    return Standing(
        template,
        tuple(topic for topic in template if topic in known),
        checklist,
        tuple(item for item in checklist if item in task.checked),
    )


def wanted(application: str | None, rules: Rules) -> tuple[str, ...]:
    """Name what has to be told where this (a key, if it is known) is broken."""
    found = rules.application(application)
    own = found.template if found is not None else ()
    return tuple(dict.fromkeys(own or USUAL))


def _known(task: Reported, rules: Rules) -> set[str]:
    """Name what the facts of a task tell, whether its template asks for it or not."""
    is_there: Mapping[str, object] = {
        Topic.CUSTOMER: (task.customer or "").strip(),
        Topic.HOW_MANY: task.how_many,
        Topic.SINCE: task.since_at,
        Topic.SCREENSHOTS: task.files,
        Topic.ADDRESS: [one for one in task.links if not _is_ticket(one, rules)],
    }
    return {*answers(task.told), *(topic for topic, held in is_there.items() if held)}


def _is_ticket(address: str, rules: Rules) -> bool:
    return ticket(address, rules.addresses) is not None


def missing(template: Collection[str], told: Collection[str]) -> tuple[str, ...]:
    """List what nobody has told yet, in the template's order."""
    return tuple(topic for topic in template if topic not in told)


def answers(told: Mapping[str, str]) -> dict[str, str]:
    """Leave out what was left empty."""
    return {topic: text.strip() for topic, text in told.items() if text.strip()}


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
        *("ожидаем", "фактически", "получили"),
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
_HEADED = re.compile(
    r"[\s>*_•·-]{0,9}([^\W\d_][^:：\n]{0,149}?)[\s*_?]{0,9}[:：](?!//)[*_]{0,3}(.*)"
)


def read_told(text: str, template: Collection[str], *, begins: bool = False) -> dict[str, str]:
    """Read lines such as "Steps: …", each with what stands under it until the next one.

    A heading is one of a topic's usual names, or a question of the template as it is written.
    Where the text has to begin with one, all else is talk.
    """
    lines = text.strip().splitlines()
    if begins and (not lines or _heading(lines[0], template) is None):
        return {}
    told: dict[str, str] = {}
    topic: str | None = None
    for line in lines:
        heading = _heading(line, template)
        if heading is not None:
            topic = heading[0]
        elif topic in told and not line.strip():
            # What comes after an empty line is about something else again.
            topic = None
        words = (heading[1] if heading is not None else line).strip()
        if topic is not None and words:
            told[topic] = f"{told.get(topic, '')}\n{words}".strip()[:LONGEST]
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


def _heading(line: str, template: Collection[str]) -> tuple[str, str] | None:
    """Split a line into the topic that it begins with and the rest, if it begins with one."""
    found = _HEADED.fullmatch(line)
    if found is None:
        return None
    name = _folded(found[1])
    own = {_folded(one): one for one in template}
    topic = _TOPICS.get(name) or own.get(name)
    return None if topic is None else (topic, found[2])


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("ё", "е").split()).rstrip("?: ")
