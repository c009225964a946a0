"""Customers: the row, and how one is found."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

import sqlalchemy as sql
from sqlalchemy import BigInteger, Integer, Text, bindparam, func, inspect
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain import customers as domain
from bot.domain.customers import CustomCode, Importance, folded
from storage.customer_keys import CustomerKey, numbered
from storage.rows import Table
from storage.statements import Statement
from storage.types import Word, backend_of, document

MOST_NAMED = 50
"""Candidates that a report may mean: enough to choose from, few enough to compare in no time."""

TOO_COMMON = 200
"""Customers that share a key; one that more of them share tells nobody apart."""

MOST_FOUND = 500
"""Candidates that somebody may look for: what they typed is all there is to go by."""

LISTED_OF_KEY = 1000


class Customer(Table, table=True):
    """A customer as the team's rules or an import know it; `folded` is how it is found."""

    __tablename__ = "customers"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(sa_type=Text)
    folded: str = Field(sa_type=Text, unique=True)
    synonyms: list[str] = Field(default_factory=list, sa_type=document())
    importance: Importance | None = Field(default=None, sa_type=Word(Importance))
    helpdesk_id: str | None = None
    time_zone: str | None = None
    notes: str = Field(default="", sa_type=Text)
    custom_code: dict[str, Any] | None = Field(default=None, sa_type=document())
    links: dict[str, str] = Field(default_factory=dict, sa_type=document())
    is_of_rules: bool = False
    """Whether the team's rules name it; what was imported stays when the rules change."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A customer as they are kept: where, and whether the team's rules name them."""

    number: int
    is_of_rules: bool
    customer: domain.Customer


@dataclass(frozen=True, slots=True)
class Candidate:
    """A customer who may be meant."""

    id: int
    name: str
    synonyms: tuple[str, ...]


def values(customer: domain.Customer, *, is_of_rules: bool) -> dict[str, Any]:
    """Write a customer as the columns of its row, but for its number."""
    code = customer.custom_code
    return {
        "name": customer.name,
        "folded": folded(customer.name),
        "synonyms": list(customer.synonyms),
        "importance": customer.importance,
        "helpdesk_id": customer.helpdesk_id,
        "time_zone": customer.time_zone,
        "notes": customer.notes,
        "custom_code": json.loads(json.dumps(asdict(code))) if code is not None else None,
        "links": dict(customer.links),
        "is_of_rules": is_of_rules,
    }


KEPT = (
    *(col(Customer.id), col(Customer.is_of_rules), col(Customer.name), col(Customer.importance)),
    *(col(Customer.custom_code), col(Customer.links), col(Customer.notes)),
    *(col(Customer.synonyms), col(Customer.helpdesk_id), col(Customer.time_zone)),
)
"""The columns that make a `Kept`, without what the ORM does for each of a hundred thousand."""


def kept(values: Sequence[Any]) -> Kept:
    """Read a customer from these columns."""
    number, is_of_rules, name, importance, code, links, notes, synonyms, *where = values
    customer = domain.Customer(
        name, importance, _custom_code(code), links, notes, tuple(synonyms), *where
    )
    return Kept(number, is_of_rules, customer)


def _custom_code(known: Mapping[str, Any] | None) -> CustomCode | None:
    if known is None:
        return None
    lists = {name: tuple(known.get(name) or ()) for name in ("documents", "known_by")}
    return CustomCode(**{**known, **lists})


async def find(session: AsyncSession, name: str) -> domain.Customer | None:
    """Find a customer by its very name."""
    return (await find_all(session, [name])).get(folded(name))


async def find_all(session: AsyncSession, names: Iterable[str]) -> Mapping[str, domain.Customer]:
    """Find customers by their very names, as `folded` brings them together; none, none asked."""
    wanted = {folded(name) for name in names} - {""}
    if not wanted:
        return {}
    query: Any = sql.select(*KEPT).where(col(Customer.folded).in_(wanted))
    found = [kept(tuple(row)).customer for row in (await session.exec(query)).all()]
    return {folded(one.name): one for one in found}


async def count(session: AsyncSession) -> int:
    """Count all of them."""
    return (await session.exec(select(func.count()).select_from(Customer))).one()


async def find_named(session: AsyncSession, keys: Iterable[str]) -> Sequence[Candidate]:
    """Find whom a text may mean, in one statement: who shares most of `name_keys.keys_in(text)`.

    A key that very many customers share is not looked at: it tells nobody apart.
    """
    return await _look(session, _TELLING, keys, TOO_COMMON, MOST_NAMED)


async def search(session: AsyncSession, keys: Iterable[str]) -> Sequence[Candidate]:
    """Find whom somebody may look for, by `name_keys.keys_of_name` of what they typed."""
    return await _look(session, _ANY, keys, LISTED_OF_KEY, MOST_FOUND)


async def _look(
    session: AsyncSession, statement: Statement, keys: Iterable[str], common: int, most: int
) -> Sequence[Candidate]:
    wanted = sorted({numbered(key) for key in keys})
    if not wanted:
        return ()
    given: object = json.dumps(wanted) if backend_of(session) == "sqlite" else wanted
    found = await statement.fetch(session, {"wanted": given, "common": common, "most": most})
    return [Candidate(number, name, tuple(synonyms)) for number, name, synonyms in found]


def _candidates(backend: str, *, is_telling: bool) -> Any:  # noqa: ANN401 -- a select
    """Count the keys that each customer shares; what is past the limit of a key is left out."""
    key, customer_id = col(CustomerKey.key), col(CustomerKey.customer_id)
    wanted, other = _wanted(backend), sql.alias(inspect(CustomerKey).local_table)
    past = sql.select(other.c.customer_id).where(other.c.key == wanted.c.value)
    past = past.order_by(other.c.customer_id).offset(bindparam("common", type_=Integer())).limit(1)
    past = past.correlate(wanted)
    fits = (
        ~past.exists() if is_telling else customer_id < func.coalesce(past.scalar_subquery(), _LAST)
    )
    shares = func.count().label("shares")
    found = (
        sql.select(customer_id.label("id"), shares)
        .select_from(wanted.join(CustomerKey, key == wanted.c.value))
        .where(fits)
        .group_by(customer_id)
        .order_by(shares.desc(), customer_id)
        .limit(bindparam("most", type_=Integer()))
        .subquery("found")
    )
    named = sql.select(col(Customer.id), col(Customer.name), col(Customer.synonyms))
    same = col(Customer.id) == found.c.id
    return named.join(found, same).order_by(found.c.shares.desc(), found.c.id)


def _wanted(backend: str) -> Any:  # noqa: ANN401 -- a table that is made of what is given
    if backend == "sqlite":
        return func.json_each(bindparam("wanted", type_=Text())).table_valued("value", name="w")
    keys = func.unnest(bindparam("wanted", type_=ARRAY(BigInteger, dimensions=1)))
    return keys.table_valued("value", name="w").render_derived()


_LAST = 2**31 - 1
_TELLING = Statement(partial(_candidates, is_telling=True))
_ANY = Statement(partial(_candidates, is_telling=False))
