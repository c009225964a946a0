"""What is understood of a report beside its severity, and what it is when somebody puts it right."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from bot.domain.notices import TO_DATE, TO_FIX


class Fact(StrEnum):
    """One thing that is known of a task, and can be put right by itself."""

    CUSTOMER = "customer"
    WHERE = "where"
    HOW_MANY = "how_many"
    SINCE = "since"
    WISH = "wish"


@dataclass(frozen=True, slots=True)
class Broken:
    """What is broken: an application (its key), and perhaps one of its components (its name)."""

    application: str
    component: str | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What the reporter would like: a developer (a Slack id), and by when (UTC), or one of both."""

    developer: str | None = None
    at: datetime | None = None


Value = str | datetime | Broken | Wish | None
"""A customer's name and how many are affected are text, since when is an instant in UTC."""


class Reported(Protocol):
    """What holds the facts: a task."""

    customer: str | None
    application: str | None
    component: str | None
    how_many: str | None
    since_at: datetime | None
    wished_at: datetime | None
    wished_assignee: str | None


def of(task: Reported, fact: Fact) -> Value:
    """Say what is known; None for nothing."""
    where = Broken(task.application, task.component) if task.application else None
    wish = Wish(task.wished_assignee, task.wished_at)
    values: Mapping[Fact, Value] = {
        Fact.CUSTOMER: task.customer or None,
        Fact.WHERE: where,
        Fact.HOW_MANY: task.how_many or None,
        Fact.SINCE: task.since_at,
        Fact.WISH: None if wish == Wish() else wish,
    }
    return values[fact]


def mark(value: Value) -> str:
    """Give a value as a text that tells whether it is another one by now: for forms that were open."""
    return "" if value is None else str(value)


def find(name: str) -> Fact | None:
    """Find a fact by its name."""
    return Fact(name) if name in set(Fact) else None


def columns(fact: Fact, value: Value) -> dict[str, Any]:
    """Say which columns of a task change, and to what."""
    match fact:
        case Fact.CUSTOMER:
            return {"customer": value, "maybe_customers": []}
        case Fact.WHERE:
            where = value if isinstance(value, Broken) else None
            return {
                "application": where.application if where else None,
                "component": where.component if where else None,
            }
        case Fact.HOW_MANY:
            return {"how_many": value}
        case Fact.SINCE:
            return {"since_at": value}
        case Fact.WISH:
            wish = value if isinstance(value, Wish) else Wish()
            return {"wished_assignee": wish.developer, "wished_at": wish.at}


def told(fact: Fact, before: Value, after: Value) -> dict[str, Any]:
    """Write down what was put right, from what to what, for the history.

    Words stand where words of people are looked for, and people where people are
    (`bot/services/forgetting.py`). Whoever fixes it hears where, for whom and since when, whoever
    sets the dates what is wished.
    """
    written: dict[str, Any] = {"fact": fact.value}
    for value, (words, mark, person) in ((before, _BEFORE), (after, _AFTER)):
        match value:
            case Broken(application, component):
                written |= {mark: application, f"{mark}_component": component}
            case Wish(developer, at):
                written |= {mark: at.isoformat() if at else None, person: developer}
            case datetime():
                written[mark] = value.isoformat()
            case str():
                written[words] = value
    concerns = {Fact.WISH: TO_DATE, Fact.HOW_MANY: None}.get(fact, TO_FIX)
    return written | ({concerns: True} if concerns else {})


_BEFORE = ("before", "from", "developer_before")
_AFTER = ("text", "to", "developer")


def read(facts: Mapping[str, Any]) -> tuple[Fact, Value, Value]:
    """Read what the history says: which fact, what it was, what it is now."""
    fact = Fact(facts["fact"])
    return fact, _read(fact, facts, _BEFORE), _read(fact, facts, _AFTER)


def _read(fact: Fact, facts: Mapping[str, Any], names: tuple[str, str, str]) -> Value:
    words, mark, person = names
    text, at, who = (facts.get(name) for name in (words, mark, person))
    match fact:
        case Fact.WHERE:
            return Broken(at, facts.get(f"{mark}_component")) if at else None
        case Fact.SINCE:
            return datetime.fromisoformat(at) if at else None
        case Fact.WISH:
            wish = Wish(who, datetime.fromisoformat(at) if at else None)
            return None if wish == Wish() else wish
        case Fact.CUSTOMER | Fact.HOW_MANY:
            return text
