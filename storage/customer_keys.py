"""What customers are found by: keys of their names, as numbers."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from zlib import crc32

from sqlalchemy import BigInteger
from sqlmodel import Field
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.name_keys import keys_of_name
from storage import driver
from storage.rows import Table


class CustomerKey(Table, table=True):
    """One key of one customer: a number made of the key's letters, for there are millions.

    No reference leads to the customer: it would be checked for each of the millions.
    """

    __tablename__ = "customer_keys"
    __table_args__ = {"sqlite_with_rowid": False}

    key: int = Field(
        primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False}
    )
    customer_id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})


class KeyRow(NamedTuple):
    """A row of it."""

    key: int
    customer_id: int


def rows_of(customer_id: int, name: str, synonyms: Iterable[str]) -> Sequence[KeyRow]:
    """Make the rows by which a customer is found."""
    return [KeyRow(key, customer_id) for key in numbers_of(name, synonyms)]


def numbers_of(name: str, synonyms: Iterable[str]) -> Sequence[int]:
    """Give what a customer is found by, by any of its names."""
    return sorted({numbered(key) for one in (name, *synonyms) for key in keys_of_name(one)})


def numbered(key: str) -> int:
    """Make a number of a key; that two keys share one only makes a candidate more."""
    return crc32(key.encode("utf-8", "surrogatepass"))


async def put(session: AsyncSession, rows: Sequence[KeyRow]) -> None:
    """Put keys in; as many as a hundred thousand customers have need no SQLAlchemy."""
    await _run(session, rows, _PUT, _PUT_ARRAYS)


async def remove(session: AsyncSession, rows: Sequence[KeyRow]) -> None:
    """Take keys out."""
    await _run(session, rows, _REMOVE, _REMOVE_ARRAYS)


async def _run(session: AsyncSession, rows: Sequence[KeyRow], one: str, arrays: str) -> None:
    behind = await driver.behind(session)
    if behind.dialect.name == "sqlite":
        await behind.put(one, rows)
    elif rows:
        keys, customers = zip(*rows, strict=True)
        await behind.fetch(arrays, (list(keys), list(customers)))


_PUT = "INSERT OR IGNORE INTO customer_keys (key, customer_id) VALUES (?, ?)"
_REMOVE = "DELETE FROM customer_keys WHERE key = ? AND customer_id = ?"
_PUT_ARRAYS = (
    "INSERT INTO customer_keys (key, customer_id) "
    "SELECT * FROM unnest($1::bigint[], $2::int[]) ON CONFLICT DO NOTHING"
)
_REMOVE_ARRAYS = (
    "DELETE FROM customer_keys k USING unnest($1::bigint[], $2::int[]) AS gone (key, customer_id) "
    "WHERE k.key = gone.key AND k.customer_id = gone.customer_id"
)
