"""What a developer needs to know to begin, and which of it somebody has told already."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.domain.pages import pages
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
    def description(self) -> str:
        """What was written."""
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
        Topic.ADDRESS: pages(task.description, task.links, rules.addresses),
    }
    return {*answers(task.told), *(topic for topic, held in is_there.items() if held)}


def missing(template: Collection[str], told: Collection[str]) -> tuple[str, ...]:
    """List what nobody has told yet, in the template's order."""
    return tuple(topic for topic in template if topic not in told)


def answers(told: Mapping[str, str]) -> dict[str, str]:
    """Leave out what was left empty."""
    return {topic: text.strip() for topic, text in told.items() if text.strip()}
