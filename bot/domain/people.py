"""Who somebody is towards a task: the words of the design as roles."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.rules import Rules

FORGOTTEN = "forgotten"
"""Stands where a person stood who was forgotten on request; no Slack id is lower case."""

REMOVED = "[…]"
"""Stands where their words stood."""


class Role(StrEnum):
    """What a person is towards one task; somebody may be several at once."""

    REPORTER = "reporter"
    ADMINISTRATOR = "administrator"
    DEVELOPER = "developer"
    ASSIGNEE = "assignee"
    MANAGER = "manager"
    CALLED = "called"
    """Reached by the escalation chain because nobody accepted the task."""
    AFFECTED = "affected"
    """Waits for it with a customer or a ticket of their own."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Whom a task itself names: the two it is between, whom the chain called, who else waits."""

    reporter: str
    assignee: str | None
    called: tuple[str, ...] = ()
    affected: tuple[str, ...] = ()
    """Who added a customer or a ticket of their own."""


def roles(slack_id: str, rules: Rules, sides: Sides | None = None) -> frozenset[Role]:
    """Say which roles the person has, by the team's rules and, if given, towards a task."""
    held = {
        Role.ADMINISTRATOR: slack_id in rules.administrators,
        Role.DEVELOPER: any(developer.user == slack_id for developer in rules.developers),
        Role.MANAGER: slack_id in rules.managers,
        Role.REPORTER: sides is not None and slack_id in stand_for(sides.reporter, rules),
        Role.ASSIGNEE: sides is not None and slack_id == sides.assignee,
        Role.CALLED: sides is not None and slack_id in sides.called,
        Role.AFFECTED: sides is not None and acts_for(slack_id, sides.affected, rules),
    }
    return frozenset(role for role, is_held in held.items() if is_held)


def stand_for(slack_id: str, rules: Rules) -> tuple[str, ...]:
    """Name who can act as this person: they, and while they are away whom they named."""
    stand_in = rules.stand_ins.get(slack_id)
    return (slack_id,) if stand_in is None else (slack_id, stand_in)


def acts_for(slack_id: str, people: Iterable[str], rules: Rules) -> bool:
    """Say whether the person is one of these, or stands in for one of them."""
    return any(slack_id in stand_for(one, rules) for one in people)


def on_duty(rules: Rules) -> str:
    """Name the administrator on duty: the first of the list (DESIGN §6)."""
    return rules.administrators[0]
