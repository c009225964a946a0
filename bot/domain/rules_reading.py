"""The team's rules from a document that a person wrote; all its problems at once (DESIGN §6)."""

import re
from datetime import timedelta

from bot.domain import rules_reading_addresses as addresses
from bot.domain import rules_reading_values as values
from bot.domain.addresses import USUAL, Pattern
from bot.domain.documents import Node, unique
from bot.domain.rules import (
    ControlPoint,
    Developer,
    Retention,
    Rules,
    RulesRefused,
    Week,
    Weekday,
)
from bot.domain.rules_reading_applications import applications
from bot.domain.rules_reading_customers import customers
from bot.domain.rules_reading_strangers import refuse_strangers
from bot.domain.severity import DEFAULT_RULES, Severity, SeverityRule

NEEDED = ("critical_channel", "administrators", "developers")
KNOWN = (
    *NEEDED,
    *("managers", "time_zone", "working_hours", "severities", "control_point"),
    *("applications", "customers", "retention", "addresses", "proposals"),
)
SHORTEST_MEMORY = timedelta(minutes=10)
"""Slack brings an event again for six minutes: until then its key must be known."""

_HOLIDAYS = re.compile(r"[A-Z]{2}(-[A-Za-z0-9]{1,4})?")
_WEEKDAYS = {day.name.lower(): day for day in Weekday}


def read(document: object) -> Rules:
    """Read the rules; what is left out keeps its default. Raises RulesRefused with all problems."""
    top = Node(document, (), [])
    found = top.fields(KNOWN, NEEDED)
    severities = found.read("severities", _severities, dict(DEFAULT_RULES))
    own = found.read("addresses", addresses.patterns, tuple[Pattern, ...]())
    rules = Rules(
        critical_channel=found.read("critical_channel", values.channel, ""),
        administrators=found.read("administrators", _some_people, ()),
        developers=found.read("developers", _developers, ()),
        managers=found.read("managers", values.people, ()),
        time_zone=found.read("time_zone", values.time_zone, "UTC"),
        working_hours=found.read("working_hours", _week, Week()),
        severities=severities,
        control_point=found.read("control_point", _control_point, ControlPoint()),
        applications=found.read("applications", lambda node: applications(node, severities), ()),
        customers=found.read("customers", customers, ()),
        retention=found.read("retention", _retention, Retention()),
        addresses=(*own, *USUAL),
        proposals=found.read("proposals", addresses.proposals, {}),
    )
    refuse_strangers(top, rules)
    if top.problems:
        raise RulesRefused(tuple(top.problems))
    return rules


def _some_people(node: Node) -> tuple[str, ...]:
    if node.value == []:
        node.refuse("the list is empty", "name at least one person; the first is on duty")
    return values.people(node)


def _week(node: Node) -> Week:
    found = node.fields(("days", "from", "to", "holidays"))
    usual = Week()
    start, end = found.read("from", Node.time, usual.start), found.read("to", Node.time, usual.end)
    if start >= end and not any(key in found and found[key].is_refused for key in ("from", "to")):
        node.refuse("working hours end before they begin", "let from be earlier than to")
    holidays = found.read("holidays", _holidays, usual.holidays)
    return Week(found.read("days", _days, usual.days), start, end, holidays)


def _days(node: Node) -> frozenset[Weekday]:
    unique(node.items(), "the day")
    days = frozenset(node.each(_weekday))
    if node.value == []:
        node.refuse("there is no working day", "name at least one, such as [mon, tue]")
    return days


def _weekday(node: Node) -> Weekday:
    return node.choice(_WEEKDAYS)


def _holidays(node: Node) -> str:
    if node.value is False:  # YAML takes Norway's NO for "no"
        node.refuse("an unquoted NO means false in YAML", 'put the country in quotes: "NO"')
        return ""
    return node.matching(_HOLIDAYS, "country", "write its two letters, such as DE or DE-BY")


def _severities(node: Node) -> dict[Severity, SeverityRule]:
    return {**DEFAULT_RULES, **values.severities(node, DEFAULT_RULES)}


def _control_point(node: Node) -> ControlPoint:
    found = node.fields(("day", "at", "answer_within"))
    usual = ControlPoint()
    return ControlPoint(
        found.read("day", _weekday, usual.day),
        found.read("at", Node.time, usual.at),
        found.read("answer_within", Node.duration, usual.answer_within),
    )


def _retention(node: Node) -> Retention:
    found = node.fields(("requests", "outbox"))
    usual = Retention()
    kept = Retention(
        found.read("requests", Node.duration, usual.requests),
        found.read("outbox", Node.duration, usual.outbox),
    )
    if kept.requests_for < SHORTEST_MEMORY:
        cure = "write at least 10m, for Slack brings events again"
        found["requests"].refuse(f"{kept.requests} is too short", cure)
    return kept


def _developers(node: Node) -> tuple[Developer, ...]:
    if node.value == []:
        node.refuse("the list is empty", "name at least one developer: {user: U0…}")
    unique(values.inside(node, "user"), "the developer")
    return node.each(_developer)


def _developer(node: Node) -> Developer:
    found = node.fields(("user", "capacity", "applications"), ("user",))
    usual = Developer("")
    return Developer(
        found.read("user", values.person, usual.user),
        found.read("capacity", Node.count, usual.capacity),
        found.read("applications", values.names, usual.applications),
    )
