"""What a report says becomes facts of its task: at once, as more is written, and as words change.

What somebody has put right stays (`bot/services/corrections.py`): an edit of a message changes only
what still stands as the message had been read before.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce
from typing import Any

from bot.domain import capture
from bot.domain.capture import Captured, Known, Named
from bot.domain.facts import Fact
from bot.domain.name_keys import keys_in
from bot.services import people
from bot.services.desk import Desk, Surroundings, Work
from storage import customers
from storage import people as storage_people
from storage.customers import Candidate
from storage.tasks import Task


@dataclass(frozen=True, slots=True)
class Said:
    """Something that was written: plain text, when, and whom it mentions (Slack ids)."""

    text: str
    written_at: datetime
    mentioned: Collection[str] = ()


async def understand(
    work: Work,
    text: str,
    written_at: datetime,
    mentioned: Collection[str] = (),
    customer: str | None = None,
) -> Captured:
    """Read what the actor wrote; one look at the database, if any customer is known at all.

    `customer` is whom they named in a field of its own (`bot/services/naming.py`): it counts.
    """
    read = _read(work, [Said(text, written_at, mentioned)], await _known(work, [text]))
    return replace(read, customer=customer, maybe_customers=()) if customer else read


async def preview(desk: Desk, slack_id: str, said: Said) -> Captured:
    """Read something before it is raised, for who is about to raise it."""
    async with desk.look(slack_id) as work:
        person = await storage_people.find(work.session, slack_id)
        zone = person.zone if person is not None else None
        around = Surroundings(zone, has_customers=True, developers=desk.rulebook.developers)
        informed = replace(work, surroundings=around)
        return await understand(informed, said.text, said.written_at, said.mentioned)


async def fill(work: Work, task: Task, said: Said) -> dict[str, Any]:
    """Say which columns of a task more words fill: only those that are still empty."""
    more = await understand(work, said.text, said.written_at, said.mentioned)
    both = _joined(_held(task), more)
    return {name: value for name, value in columns(both).items() if value != getattr(task, name)}


async def reread(
    work: Work, task: Task, before: Sequence[Said], now: Sequence[Said]
) -> dict[str, Any]:
    """Say which columns change as the words of a task do: those that stood as they had been read."""
    known = await _known(work, [one.text for one in (*before, *now)])
    was, is_ = (columns(_read(work, said, known)) for said in (before, now))
    changes: dict[str, Any] = {}
    for names in _TOGETHER:
        if all(getattr(task, name) == was[name] for name in names):
            changes |= {name: is_[name] for name in names if is_[name] != was[name]}
    return changes


def without(read: Captured, unknown: Collection[Fact]) -> Captured:
    """Leave out what somebody has said is not known."""
    if Fact.CUSTOMER in unknown:
        read = replace(read, customer=None, maybe_customers=())
    if Fact.WHERE in unknown:
        read = replace(read, application=None, component=None)
    return read


def columns(read: Captured) -> dict[str, Any]:
    """Say what was read as the columns of a task."""
    return {
        "customer": read.customer,
        "maybe_customers": list(read.maybe_customers),
        "application": read.application,
        "component": read.component,
        "how_many": read.how_many,
        "since_at": read.since,
        "wished_at": read.wished,
        "wished_assignee": read.developer,
    }


_TOGETHER = (
    ("customer", "maybe_customers"),
    ("application", "component"),
    ("how_many",),
    ("since_at",),
    ("wished_at",),
    ("wished_assignee",),
)
"""Columns that say one thing."""


def _held(task: Task) -> Captured:
    return Captured(
        customer=task.customer,
        maybe_customers=tuple(task.maybe_customers),
        application=task.application,
        component=task.component,
        how_many=task.how_many,
        since=task.since_at,
        wished=task.wished_at,
        developer=task.wished_assignee,
    )


async def _known(work: Work, texts: Iterable[str]) -> Known:
    around = work.surroundings
    keys = keys_in("\n".join(texts)) if around.has_customers else ()
    return Known(
        customers=_names(await customers.find_named(work.session, keys)) if keys else (),
        applications=work.rules.applications,
        developers=around.developers,
        addresses=work.rules.addresses,
    )


def _names(found: Iterable[Candidate]) -> tuple[Named, ...]:
    """Name customers, as reading knows them."""
    return tuple(Named(one.name, one.name, one.synonyms) for one in found)


def _read(work: Work, said: Iterable[Said], known: Known) -> Captured:
    zone = people.read_zone(work.surroundings.zone) or work.hours.zone
    read = (capture.read(one.text, known, one.written_at, zone, one.mentioned) for one in said)
    return reduce(_joined, read, Captured())


def _joined(first: Captured, more: Captured) -> Captured:
    """Add what is read later; what was there before counts."""
    customer = first.customer or more.customer
    maybe = () if customer else first.maybe_customers or more.maybe_customers
    where = more if first.application in {None, more.application} else first
    return Captured(
        severity=first.severity or more.severity,
        customer=customer,
        maybe_customers=maybe,
        application=where.application,
        component=first.component or where.component,
        how_many=first.how_many or more.how_many,
        since=first.since or more.since,
        wished=first.wished or more.wished,
        links=tuple(dict.fromkeys((*first.links, *more.links))),
        tickets=tuple(dict.fromkeys((*first.tickets, *more.tickets))),
        developer=first.developer or more.developer,
    )
