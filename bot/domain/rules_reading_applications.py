"""The applications of the team's rules, as a person writes them."""

import re
from collections.abc import Mapping
from functools import partial

from bot.domain import rules_reading_values as values
from bot.domain.applications import Application, Component, Levels
from bot.domain.documents import Node, closest, shown, unique
from bot.domain.severity import Severity, SeverityRule
from bot.domain.template import Topic

KNOWN = (
    *("key", "name", "synonyms", "owner", "channel", "administrators", "chain", "developers"),
    *("components", "levels", "template", "checklist", "severities", "runbooks"),
)
MOST_TOPICS = 20
LONGEST_QUESTION = 150
"""Characters; a question of a template stands above a field of a form."""

_TOPICS = tuple(topic.value for topic in Topic)
_ONE_WORD = re.compile(r"[a-z_]+")
_QUESTION = "write an own question as a sentence"


def applications(node: Node, team: Mapping[Severity, SeverityRule]) -> tuple[Application, ...]:
    """Read all of them; `team` is what the severities promise where one says nothing else."""
    unique(values.inside(node, "key"), "the application")
    return node.each(partial(_application, team=team))


def _application(node: Node, team: Mapping[Severity, SeverityRule]) -> Application:
    found = node.fields(KNOWN, ("key", "name"))
    own: Mapping[Severity, SeverityRule] = found.read(
        "severities", partial(values.severities, usual=team), {}
    )
    return Application(
        found.read("key", Node.text, ""),
        found.read("name", Node.text, ""),
        owner=found.read("owner", values.person, None),
        components=found.read("components", _components, ()),
        checklist=found.read("checklist", values.names, ()),
        synonyms=found.read("synonyms", values.names, ()),
        channel=found.read("channel", values.channel, None),
        administrators=found.read("administrators", values.people, ()),
        chain=found.read("chain", values.people, ()),
        developers=found.read("developers", values.people, ()),
        levels=found.read("levels", _levels, Levels()),
        template=found.read("template", _template, ()),
        severities={key: rule for key, rule in own.items() if rule != team[key]},
        runbooks=found.read("runbooks", values.links, {}),
    )


def _components(node: Node) -> tuple[Component, ...]:
    return node.each(_component)


def _component(node: Node) -> Component:
    if isinstance(node.value, str):
        return Component(node.text())
    found = node.fields(("name", "owner", "synonyms"), ("name",))
    return Component(
        found.read("name", Node.text, ""),
        found.read("owner", values.person, None),
        found.read("synonyms", values.names, ()),
    )


def _levels(node: Node) -> Levels:
    found = node.fields(("support", "development"))
    return Levels(
        found.read("support", Node.text, ""),
        found.read("development", Node.text, ""),
    )


def _template(node: Node) -> tuple[str, ...]:
    unique(node.items(), "the topic")
    if len(node.items()) > MOST_TOPICS:
        what = f"these are more than {MOST_TOPICS} topics"
        node.refuse(what, "ask for what a developer needs to begin")
    return node.each(_topic)


def _topic(node: Node) -> str:
    topic = node.text()
    if topic not in _TOPICS and _ONE_WORD.fullmatch(topic):
        cure = closest(topic, _TOPICS, otherwise=f"use {', '.join(_TOPICS)}, or {_QUESTION}")
        node.refuse(f"{shown(topic)} is no topic", cure)
    if len(topic) > LONGEST_QUESTION:
        what = f"the question has more than {LONGEST_QUESTION} characters"
        node.refuse(what, "ask it in fewer words")
    return topic
