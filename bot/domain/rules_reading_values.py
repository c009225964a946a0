"""Single values of the team's rules, as a person writes them: people, channels, severities, links."""

import re
from collections.abc import Mapping
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from bot.domain.documents import Node, closest, shown, unique
from bot.domain.severity import Severity, SeverityRule
from bot.domain.working_hours import ClockKind

_PROMISES = ("acknowledge_within", "update_every", "fix_within", "confirm_within", "clock")
_PERSON = re.compile(r"[UW][A-Z0-9]+")
_CHANNEL = re.compile(r"[CG][A-Z0-9]+")
_ADDRESS = re.compile(r"https?://\S+")
_CLOCKS = {kind.value: kind for kind in ClockKind}
_SEVERITIES = {str(severity.value): severity for severity in Severity}


def channel(node: Node) -> str:
    """Read a channel's id."""
    return node.matching(_CHANNEL, "channel id", "copy it from the channel's details: C0…")


def person(node: Node) -> str:
    """Read somebody's Slack id."""
    return node.matching(_PERSON, "Slack id of a person", "copy it from their profile: U0…")


def people(node: Node) -> tuple[str, ...]:
    """Read a list of Slack ids in which nobody stands twice."""
    unique(node.items(), "the person")
    return node.each(person)


def time_zone(node: Node) -> str:
    """Read the name of a zone that is known."""
    name = node.text()
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        if name.strip():
            known = tuple(sorted(available_timezones()))
            cure = closest(name, known, otherwise="write it like Europe/Berlin")
            node.refuse(f"{shown(name)} is no time zone", cure)
    return name


def severities(
    node: Node, usual: Mapping[Severity, SeverityRule]
) -> Mapping[Severity, SeverityRule]:
    """Read what is said of severities; what is left out of one is as it is `usual`."""
    return {
        severity: _severity_rule(entry, usual[severity])
        for severity, entry in by_severity(node)
        if entry.value is not None
    }


def by_severity(node: Node) -> list[tuple[Severity, Node]]:
    """Read a mapping whose keys are severities, each of them once."""
    found: dict[Severity, Node] = {}
    for key, entry in node.entries():
        severity = _SEVERITIES.get(str(key))
        if severity is None:
            entry.refuse(f"{shown(key)} is no severity", "use 1, 2, 3 or 4; 4 is the worst")
        elif severity in found:
            entry.refuse(f"severity {severity} is there twice", "keep one of them")
        else:
            found[severity] = entry
    return [*found.items()]


def _severity_rule(node: Node, usual: SeverityRule) -> SeverityRule:
    found = node.fields(_PROMISES)
    return SeverityRule(
        found.read("acknowledge_within", Node.duration, usual.acknowledge_within),
        found.read("update_every", Node.duration, usual.update_every),
        found.read("fix_within", Node.duration, usual.fix_within),
        found.read("confirm_within", Node.duration, usual.confirm_within),
        found.read("clock", lambda clock: clock.choice(_CLOCKS), usual.clock),
    )


def names(node: Node) -> tuple[str, ...]:
    """Read a list of texts in which none stands twice."""
    unique(node.items(), "the entry")
    return node.each(Node.text)


def address(node: Node) -> str:
    """Read a whole web address."""
    return node.matching(_ADDRESS, "address", "write it whole, beginning with https://")


def addresses(node: Node) -> tuple[str, ...]:
    """Read a list of web addresses in which none stands twice."""
    unique(node.items(), "the address")
    return node.each(address)


def links(node: Node) -> dict[str, str]:
    """Read addresses by what they are called."""
    return {
        Node(name, link.path, link.problems).text(): address(link) for name, link in node.entries()
    }


def inside(node: Node, key: str) -> list[Node]:
    """Look into each item of a list, without a word about items that are no mappings."""
    items = enumerate(node.value) if isinstance(node.value, list) else ()
    return [
        node.at(index, item).at(key, item.get(key))
        for index, item in items
        if isinstance(item, dict)
    ]
