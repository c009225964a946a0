"""What every request asks first, in as few journeys as can be: is it new, and which rules hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import String, bindparam, exists, func, select
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import people, requests, rules
from storage.customers import Customer
from storage.people import Person
from storage.requests import RequestKey
from storage.statements import Statement
from storage.types import UtcDateTime, backend_of


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether a request was not carried out before, and the version of the rules in force.

    Of who asks it says in which zone they are, if that is known: what they write is read by it.
    """

    is_new: bool
    version: int | None
    zone: str | None = None
    has_customers: bool = False
    """Whether any customer is known, so that it makes sense to look one up."""


async def claim(
    session: AsyncSession, keys: Sequence[str], now: datetime, actor: str, *, alone: bool = False
) -> Opening:
    """Take a request for this transaction; alone, its actor writes nothing else until it ends."""
    if backend_of(session) == "sqlite":
        is_new = await requests.claim(session, keys, now)
        ((version, zone, has_customers),) = await _LOOK.fetch(session, {"actor": actor})
        return Opening(is_new, version, zone, bool(has_customers))
    held = actor if alone else None
    given = {"keys": keys, "now": now, "held": held, "actor": actor}
    ((taken, version, zone, has_customers, _),) = await _CLAIM.fetch(session, given)
    return Opening(taken == len(keys), version, zone, bool(has_customers))


def _known() -> tuple[Any, Any, Any]:
    """Build what is asked in passing: the rules' version, the actor's zone, are there customers."""
    zone = select(col(Person.zone)).where(col(Person.slack_id) == bindparam("actor"))
    has_customers = exists(select(col(Customer.id)))
    return rules.VERSION.scalar_subquery(), zone.scalar_subquery(), has_customers


_LOOK = Statement(lambda _backend: select(*_known()))


def _claim(_backend: str) -> Any:  # noqa: ANN401 -- a select
    """Build the statement for PostgreSQL, which can put in and look at once."""
    key = func.unnest(bindparam("keys", type_=ARRAY(String, dimensions=1)))
    given = select(key, bindparam("now", type_=UtcDateTime()))
    put = insert(RequestKey).from_select(["key", "at"], given).on_conflict_do_nothing()
    taken = put.returning(col(RequestKey.key)).cte("taken")
    count = select(func.count()).select_from(taken)
    return select(count.scalar_subquery(), *_known(), people.lock())


_CLAIM = Statement(_claim)
