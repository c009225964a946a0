"""Which requests of Slack were carried out already (DESIGN §3.2)."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Field
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
