"""The team's rules from a document that a person wrote; all its problems at once (DESIGN §6)."""

import re
from collections.abc import Mapping
from datetime import timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from bot.domain.applications import Application, Component
from bot.domain.customers import CustomCode, Customer, Importance
from bot.domain.documents import Node, closest, shown, unique
from bot.domain.rules import (
    ControlPoint,
    Developer,
    Retention,
    Rules,
    RulesRefused,
    Week,
    Weekday,
)
from bot.domain.severity import DEFAULT_RULES, Severity, SeverityRule
from bot.domain.working_hours import ClockKind

NEEDED = ("critical_channel", "administrators", "developers")
KNOWN = (
    *NEEDED,
    *("managers", "time_zone", "working_hours", "severities", "control_point"),
    *("applications", "customers", "retention"),
)
_PROMISES = ("acknowledge_within", "update_every", "fix_within", "confirm_within", "clock")
SHORTEST_MEMORY = timedelta(minutes=10)
"""Slack brings an event again for six minutes: until then its key must be known."""

_PERSON = re.compile(r"[UW][A-Z0-9]+")
_CHANNEL = re.compile(r"[CG][A-Z0-9]+")
_HOLIDAYS = re.compile(r"[A-Z]{2}(-[A-Za-z0-9]{1,4})?")
_ADDRESS = re.compile(r"https?://\S+")
_WEEKDAYS = {day.name.lower(): day for day in Weekday}
_CLOCKS = {kind.value: kind for kind in ClockKind}
_SEVERITIES = {str(severity.value): severity for severity in Severity}
_IMPORTANCES = {importance.value: importance for importance in Importance}


def read(document: object) -> Rules:
    """Read the rules; what is left out keeps its default. Raises RulesRefused with all problems."""
    top = Node(document, (), [])
    found = top.fields(KNOWN, NEEDED)
    rules = Rules(
        critical_channel=found.read("critical_channel", _channel, ""),
        administrators=found.read("administrators", _some_people, ()),
        developers=found.read("developers", _developers, ()),
        managers=found.read("managers", _people, ()),
        time_zone=found.read("time_zone", _time_zone, "UTC"),
        working_hours=found.read("working_hours", _week, Week()),
        severities=found.read("severities", _severities, dict(DEFAULT_RULES)),
        control_point=found.read("control_point", _control_point, ControlPoint()),
        applications=found.read("applications", _applications, ()),
        customers=found.read("customers", _customers, ()),
        retention=found.read("retention", _retention, Retention()),
    )
    _refuse_strangers(top, rules)
    if top.problems:
        raise RulesRefused(tuple(top.problems))
    return rules


def _channel(node: Node) -> str:
    return node.matching(_CHANNEL, "channel id", "copy it from the channel's details: C0…")


def _person(node: Node) -> str:
    return node.matching(_PERSON, "Slack id of a person", "copy it from their profile: U0…")


def _people(node: Node) -> tuple[str, ...]:
    unique(node.items(), "the person")
    return node.each(_person)


def _some_people(node: Node) -> tuple[str, ...]:
    if node.value == []:
        node.refuse("the list is empty", "name at least one person; the first is on duty")
    return _people(node)


def _time_zone(node: Node) -> str:
    name = node.text()
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        if name.strip():
            known = tuple(sorted(available_timezones()))
            cure = closest(name, known, otherwise="write it like Europe/Berlin")
            node.refuse(f"{shown(name)} is no time zone", cure)
    return name


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


def _severities(node: Node) -> Mapping[Severity, SeverityRule]:
    rules = dict(DEFAULT_RULES)
    seen: set[Severity] = set()
    for key, entry in node.entries():
        severity = _SEVERITIES.get(str(key))
        if severity is None:
            entry.refuse(f"{shown(key)} is no severity", "use 1, 2, 3 or 4; 4 is the worst")
        elif severity in seen:
            entry.refuse(f"severity {severity} is there twice", "keep one of them")
        elif entry.value is not None:
            rules[severity] = _severity_rule(entry, rules[severity])
        seen |= {severity} if severity else set()
    return rules


def _severity_rule(node: Node, usual: SeverityRule) -> SeverityRule:
    found = node.fields(_PROMISES)
    return SeverityRule(
        found.read("acknowledge_within", Node.duration, usual.acknowledge_within),
        found.read("update_every", Node.duration, usual.update_every),
        found.read("fix_within", Node.duration, usual.fix_within),
        found.read("confirm_within", Node.duration, usual.confirm_within),
        found.read("clock", lambda clock: clock.choice(_CLOCKS), usual.clock),
    )


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
    unique(_inside(node, "user"), "the developer")
    return node.each(_developer)


def _developer(node: Node) -> Developer:
    found = node.fields(("user", "capacity", "applications"), ("user",))
    usual = Developer("")
    return Developer(
        found.read("user", _person, usual.user),
        found.read("capacity", Node.count, usual.capacity),
        found.read("applications", _names, usual.applications),
    )


def _applications(node: Node) -> tuple[Application, ...]:
    unique(_inside(node, "key"), "the application")
    return node.each(_application)


def _application(node: Node) -> Application:
    found = node.fields(("key", "name", "owner", "components", "checklist"), ("key", "name"))
    return Application(
        found.read("key", Node.text, ""),
        found.read("name", Node.text, ""),
        found.read("owner", _person, None),
        found.read("components", _components, ()),
        found.read("checklist", _names, ()),
    )


def _components(node: Node) -> tuple[Component, ...]:
    return tuple(Component(name) for name in _names(node))


def _customers(node: Node) -> tuple[Customer, ...]:
    unique(_inside(node, "name"), "the customer")
    return node.each(_customer)


def _customer(node: Node) -> Customer:
    found = node.fields(("name", "importance", "custom_code", "links", "notes"), ("name",))
    return Customer(
        found.read("name", Node.text, ""),
        found.read("importance", lambda importance: importance.choice(_IMPORTANCES), None),
        CustomCode() if found.read("custom_code", Node.flag, default=False) else None,
        found.read("links", _links, {}),
        found.read("notes", _notes, ""),
    )


def _links(node: Node) -> dict[str, str]:
    cure = "write it whole, beginning with https://"
    return {
        Node(name, link.path, link.problems).text(): link.matching(_ADDRESS, "address", cure)
        for name, link in node.entries()
    }


def _notes(node: Node) -> str:
    return "" if node.value == "" else node.text()


def _names(node: Node) -> tuple[str, ...]:
    unique(node.items(), "the entry")
    return node.each(Node.text)


def _inside(node: Node, key: str) -> list[Node]:
    """Look into each item of a list, without a word about items that are no mappings."""
    items = enumerate(node.value) if isinstance(node.value, list) else ()
    return [
        node.at(index, item).at(key, item.get(key))
        for index, item in items
        if isinstance(item, dict)
    ]


def _refuse_strangers(top: Node, rules: Rules) -> None:
    """Hold the names that one part of the rules gives against the part that defines them."""
    people = {*rules.administrators, *rules.managers, *(one.user for one in rules.developers)}
    for index, application in enumerate(rules.applications):
        if application.owner and application.owner not in people:
            owner = top.at("applications", None).at(index, None).at("owner", None)
            what = f"{application.owner} is no administrator, developer or manager"
            owner.refuse(what, "add the person there, or choose another owner")
    keys = tuple(application.key for application in rules.applications)
    for index, developer in enumerate(rules.developers):
        listed = top.at("developers", None).at(index, None).at("applications", None)
        for position, key in enumerate(developer.applications):
            if key and key not in keys:
                what = f"the application {shown(key)} is not defined"
                cure = closest(key, keys, otherwise="add it under applications, with key and name")
                listed.at(position, None).refuse(what, cure)
