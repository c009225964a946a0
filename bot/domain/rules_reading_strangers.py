"""The names that one part of the rules gives, held against the part that defines them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain import rules_people
from bot.domain.applications import Application, Component
from bot.domain.customers import Customer, folded
from bot.domain.documents import Node, closest, shown
from bot.domain.rules import Rules


def refuse_strangers(top: Node, rules: Rules) -> None:
    """Note who and what is named and not defined, and each name that stands for two things."""
    _refuse_people(top, rules)
    _refuse_developers(top, rules)
    _refuse_applications(top, rules)
    _refuse_channels(top, rules)
    _refuse_ambiguous(_things(top, "applications", rules.applications))
    for index, application in enumerate(rules.applications):
        parts = _things(_at(top, "applications", index), "components", application.components)
        _refuse_twice(parts)
        _refuse_ambiguous(parts)
    _refuse_ambiguous(_things(top, "customers", rules.customers))


def _refuse_people(top: Node, rules: Rules) -> None:
    people = {slack_id for _, slack_id in rules_people.introduced(rules)}
    for path, slack_id in rules_people.mentioned(rules):
        if slack_id and slack_id not in people:
            what = f"{slack_id} is no administrator, developer or manager"
            _at(top, *path).refuse(what, "add the person there, or choose somebody else")


def _refuse_developers(top: Node, rules: Rules) -> None:
    """Only who is a developer has the room for tasks that an application's developer needs."""
    developers = {one.user for one in rules.developers}
    for path, slack_id in rules_people.their_developers(rules):
        if slack_id and slack_id not in developers:
            cure = "add {user: …} to developers, too"
            _at(top, *path).refuse(f"{slack_id} is no developer", cure)


def _refuse_applications(top: Node, rules: Rules) -> None:
    keys = tuple(application.key for application in rules.applications)
    for index, developer in enumerate(rules.developers):
        for position, key in enumerate(developer.applications):
            if key and key not in keys:
                what = f"the application {shown(key)} is not defined"
                cure = closest(key, keys, otherwise="add it under applications, with key and name")
                _at(top, "developers", index, "applications", position).refuse(what, cure)


def _refuse_channels(top: Node, rules: Rules) -> None:
    """A message in a channel raises a task of one application."""
    taken = {rules.critical_channel: "the critical channel"}
    for index, application in enumerate(rules.applications):
        if application.channel and application.channel in taken:
            what = f"{application.channel} is {taken[application.channel]}"
            cure = "give it a channel of its own, or leave it out"
            _at(top, "applications", index, "channel").refuse(what, cure)
        elif application.channel:
            taken[application.channel] = f"the channel of {shown(application.key)}"


@dataclass(frozen=True, slots=True)
class _Thing:
    """What can be called by its name or a synonym, and where that is written."""

    node: Node
    name: str
    synonyms: tuple[str, ...]


def _things(
    node: Node, key: str, listed: Sequence[Application | Component | Customer]
) -> list[_Thing]:
    return [
        _Thing(_at(node, key, index), one.name, one.synonyms) for index, one in enumerate(listed)
    ]


def _refuse_twice(things: Iterable[_Thing]) -> None:
    seen: set[str] = set()
    for thing in things:
        if thing.name in seen:
            thing.node.refuse(
                f"the component {shown(thing.name)} is there twice", "keep one of them"
            )
        seen.add(thing.name)


def _refuse_ambiguous(things: Sequence[_Thing]) -> None:
    """A synonym is nobody's name, and one thing's synonym; case and blanks make no difference."""
    taken = {folded(thing.name): thing.name for thing in things}
    for thing in things:
        for place, synonym in enumerate(thing.synonyms):
            other = taken.get(folded(synonym)) if synonym.strip() else None
            if other is not None:
                what = f"{shown(synonym)} means {shown(other)} already"
                _at(thing.node, "synonyms", place).refuse(what, "keep it at one place")
            taken[folded(synonym)] = thing.name


def _at(node: Node, *steps: str | int) -> Node:
    for step in steps:
        node = node.at(step, None)
    return node
