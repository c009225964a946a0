"""Writing customers, a hundred thousand at once too: in pages, and past SQLAlchemy."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sql
from sqlalchemy import Integer, bindparam, delete, func
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import customer_keys, driver, rows
from storage.customer_keys import KeyRow
from storage.customers import KEPT, Customer, Kept, kept
from storage.statements import Insertion, Statement
from storage.types import backend_of

PAGE = 5_000


async def hold(session: AsyncSession) -> None:
    """Let nobody else write customers until this transaction ends; who reads them is not held up.

    On SQLite there is one writer anyway.
    """
    if backend_of(session) != "sqlite":
        await (await driver.behind(session)).fetch(_HOLD)


async def list_page(session: AsyncSession, after: int) -> Sequence[Kept]:
    """List the customers whose number comes after this one, as many as a page holds."""
    return [kept(row) for row in await _PAGE.fetch(session, {"after": after, "most": PAGE})]


async def list_of_rules(session: AsyncSession, folded: Collection[str]) -> Sequence[Kept]:
    """List the customers of the rules, and whoever else goes by these names."""
    is_theirs = col(Customer.is_of_rules) | col(Customer.folded).in_(folded)
    query: Any = sql.select(*KEPT).where(is_theirs)
    return [kept(tuple(row)) for row in (await session.exec(query)).all()]


async def find_last(session: AsyncSession) -> int:
    """Give the highest number of a customer; 0 without any."""
    return (await session.exec(select(func.max(Customer.id)))).one() or 0


async def put(
    session: AsyncSession, customers: Sequence[Mapping[str, Any]], keys: Sequence[KeyRow]
) -> None:
    """Put customers in, their numbers given, and what they are found by."""
    await _PUT.put(session, customers)
    await customer_keys.put(session, sorted(keys))


async def remove(session: AsyncSession, numbers: Collection[int], keys: Sequence[KeyRow]) -> None:
    """Take customers out, and what they were found by."""
    for some in _portions(sorted(numbers)):
        await session.exec(delete(Customer).where(col(Customer.id).in_(some)))
    await customer_keys.remove(session, sorted(keys))


async def settle(session: AsyncSession, folded: Iterable[str]) -> None:
    """Bring the database into line with what was written.

    What the tasks of these customers are marked with is found out anew, and the next number that
    PostgreSQL gives by itself is a free one.
    """
    behind = await driver.behind(session)
    concerned = list(folded)
    if behind.dialect.name == "sqlite":
        await behind.fetch(_MARK, (json.dumps(concerned),))
        return
    await behind.fetch(_MARK_ARRAY, (concerned,))
    await behind.fetch(_NEXT_NUMBER)
    if len(concerned) >= PAGE:
        # Whoever looks before the server counts by itself would be sent a long way round.
        for table in ("customers", "customer_keys"):
            await behind.fetch(f"ANALYZE {table}")


def _portions(numbers: Sequence[int]) -> Iterable[Sequence[int]]:
    return (numbers[start : start + PAGE] for start in range(0, len(numbers), PAGE))


_PAGE = Statement(
    lambda _backend: (
        sql.select(*KEPT)
        .where(col(Customer.id) > bindparam("after", type_=Integer()))
        .order_by(col(Customer.id))
        .limit(bindparam("most", type_=Integer()))
    )
)
_HOLD = "LOCK TABLE customers IN SHARE ROW EXCLUSIVE MODE"
_PUT = Insertion(Customer, rows.columns(Customer))
_THEIRS = "EXISTS (SELECT 1 FROM customers c WHERE c.folded = tasks.customer_folded AND "
_FLAGS = (
    f"is_vip = {_THEIRS} c.importance = 'vip'),"
    f" has_custom_code = {_THEIRS} CAST(c.custom_code AS TEXT) <> 'null')"
)
_MARK = (
    f"UPDATE tasks SET {_FLAGS}"  # noqa: S608 -- our own words
    " WHERE customer_folded IN (SELECT value FROM json_each(?))"
)
_MARK_ARRAY = f"UPDATE tasks SET {_FLAGS} WHERE customer_folded = ANY($1::text[])"  # noqa: S608 -- our own words
_NEXT_NUMBER = "SELECT setval(pg_get_serial_sequence('customers', 'id'), max(id)) FROM customers HAVING max(id) > 0"
