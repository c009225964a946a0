"""Which requests of Slack were carried out already (DESIGN §3.2)."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Field, SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.types import UtcDateTime, insert_once


class RequestKey(SQLModel, table=True):
    """The key of one request that was carried out."""

    __tablename__ = "requests"

    key: str = Field(primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime, index=True)


async def claim(session: AsyncSession, keys: Iterable[str], now: datetime) -> bool:
    """Take the request for this transaction; say whether it was not carried out before."""
    taken = [await insert_once(session, RequestKey, key=key, at=now) for key in keys]
    return all(taken)
