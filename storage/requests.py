"""Which requests of Slack were carried out already (DESIGN §3.2)."""

from collections.abc import Collection, Iterable, Set
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.rows import Table, add_once
from storage.types import UtcDateTime


class RequestKey(Table, table=True):
    """The key of one request that was carried out."""

    __tablename__ = "requests"

    key: str = Field(primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime, index=True)


async def claim(session: AsyncSession, keys: Iterable[str], now: datetime) -> bool:
    """Take the request for this transaction; say whether it was not carried out before."""
    taken = [await add_once(session, RequestKey, {"key": key, "at": now}) for key in keys]
    return all(taken)


async def find_last(session: AsyncSession) -> datetime | None:
    """Say when a request was carried out last, if one ever was."""
    return (await session.exec(select(func.max(RequestKey.at)))).one()


async def list_known(session: AsyncSession, keys: Collection[str]) -> Set[str]:
    """List those of the keys whose requests were carried out."""
    query = select(RequestKey.key).where(col(RequestKey.key).in_(set(keys)))
    return set((await session.exec(query)).all())
