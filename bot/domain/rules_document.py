"""The team's rules as a document again, and what differs between two of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.domain.addresses import USUAL, Pattern
from bot.domain.applications import Application, Component
from bot.domain.customers import CustomCode, Customer
from bot.domain.rules import Developer, Rules
from bot.domain.severity import SeverityRule


@dataclass(frozen=True, slots=True)
class Change:
    """One value that differs; `path` reads like `severities[4].fix_within`, None is "not there"."""

    path: str
    before: str | None
    after: str | None


def document(rules: Rules) -> dict[str, object]:
    """Write the rules with every default, in plain values; `read(document(rules)) == rules`."""
    return {
        "critical_channel": rules.critical_channel,
        "time_zone": rules.time_zone,
        "working_hours": {
            "days": [day.name.lower() for day in sorted(rules.working_hours.days)],
            "from": f"{rules.working_hours.start:%H:%M}",
            "to": f"{rules.working_hours.end:%H:%M}",
            "holidays": rules.working_hours.holidays,
        },
        "administrators": list(rules.administrators),
        "managers": list(rules.managers),
        "developers": [_developer(one) for one in rules.developers],
        "severities": {
            severity.value: _severity(rules.severities[severity])
            for severity in sorted(rules.severities, reverse=True)
        },
        "control_point": {
            "day": rules.control_point.day.name.lower(),
            "at": f"{rules.control_point.at:%H:%M}",
            "answer_within": str(rules.control_point.answer_within),
        },
        "applications": [_application(one, rules) for one in rules.applications],
        "customers": [_customer(one) for one in rules.customers],
        "addresses": [_pattern(one) for one in rules.addresses[: -len(USUAL)]],
        "proposals": {
            severity.value: rules.proposals[severity]
            for severity in sorted(rules.proposals, reverse=True)
        },
        "retention": {
            "requests": str(rules.retention.requests),
            "outbox": str(rules.retention.outbox),
        },
    }


def differences(old: Rules | None, new: Rules) -> tuple[Change, ...]:
    """List what changes when `new` takes the place of `old`, in the document's order.

    A list of things with a key (developers, components, customers) is compared thing by thing,
    a list of words as a whole, for its order means something.
    """
    before = dict(_leaves("", document(old))) if old else {}
    after = dict(_leaves("", document(new)))
    paths = [*after, *(path for path in before if path not in after)]
    return tuple(
        Change(path, before.get(path), after.get(path))
        for path in paths
        if before.get(path) != after.get(path)
    )


def _severity(rule: SeverityRule) -> dict[str, object]:
    return {
        "acknowledge_within": str(rule.acknowledge_within),
        "update_every": str(rule.update_every),
        "fix_within": str(rule.fix_within),
        "confirm_within": str(rule.confirm_within),
        "clock": rule.clock.value,
    }


def _developer(developer: Developer) -> dict[str, object]:
    return {
        "user": developer.user,
        "capacity": developer.capacity,
        "applications": list(developer.applications),
    }


def _application(application: Application, rules: Rules) -> dict[str, object]:
    return {
        "key": application.key,
        "name": application.name,
        "synonyms": list(application.synonyms),
        "owner": application.owner,
        "channel": application.channel,
        "administrators": list(application.administrators),
        "chain": list(application.chain),
        "developers": list(application.developers),
        "components": [_component(one) for one in application.components],
        "levels": {
            "support": application.levels.support or None,
            "development": application.levels.development or None,
        },
        "template": list(application.template),
        "checklist": list(application.checklist),
        "severities": {
            severity.value: _own(application.severities[severity], rules.severities[severity])
            for severity in sorted(application.severities, reverse=True)
        },
        "runbooks": dict(application.runbooks),
    }


def _own(rule: SeverityRule, team: SeverityRule) -> dict[str, object]:
    """Write of an application's severity what it does not have from the team's."""
    usual = _severity(team)
    return {key: value for key, value in _severity(rule).items() if value != usual[key]}


def _component(component: Component) -> dict[str, object]:
    return {
        "name": component.name,
        "owner": component.owner,
        "synonyms": list(component.synonyms),
    }


def _customer(customer: Customer) -> dict[str, object]:
    return {
        "name": customer.name,
        "synonyms": list(customer.synonyms),
        "importance": customer.importance.value if customer.importance else None,
        "helpdesk_id": customer.helpdesk_id,
        "time_zone": customer.time_zone,
        "custom_code": _custom_code(customer.custom_code),
        "links": dict(customer.links),
        "notes": customer.notes,
    }


def _custom_code(code: CustomCode | None) -> object:
    if code is None or code == CustomCode():
        return code is not None
    return {
        "does": code.does or None,
        "test_site": code.test_site,
        "source": code.source,
        "documents": list(code.documents),
        "known_by": list(code.known_by),
    }


def _pattern(pattern: Pattern) -> dict[str, object]:
    # What a pattern is known by stands first, as the keys and names above.
    return {"shape": pattern.shape, "system": pattern.system, "kind": pattern.kind.value}


def _leaves(path: str, value: object) -> Iterator[tuple[str, str]]:
    """Walk down to the single values; nothing and empty lists leave no trace."""
    if isinstance(value, Mapping):
        if path.endswith(".custom_code"):
            # There is such code, whether or not anything is known of it.
            yield path, "true"
        for key, below in value.items():
            yield from _leaves(_step(path, key), below)
    elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
        for item in value:
            identity, *_rest = item.values()
            yield from _leaves(f"{path}[{identity}]", item)
    elif isinstance(value, bool):
        yield path, str(value).lower()
    elif value not in (None, "", []):
        yield path, ", ".join(value) if isinstance(value, list) else str(value)


def _step(path: str, key: object) -> str:
    if not path:
        return str(key)
    return f"{path}[{key}]" if path.rsplit(".", maxsplit=1)[-1] in _NAMED else f"{path}.{key}"


_NAMED = frozenset({"severities", "proposals", "links", "runbooks"})
"""What holds things by their names, and not by words of ours."""
