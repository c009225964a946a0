"""The team's rules: one document, and a number that says which version it is."""

from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.types import UtcDateTime, document, insert_once

_ONLY = 1


class RulesRow(SQLModel, table=True):
    """The rules in force. There is one row."""

    __tablename__ = "rules"

    id: int = Field(default=_ONLY, primary_key=True)
    version: int
    document: dict[str, Any] = Field(sa_type=document())
    applied_at: datetime = Field(sa_type=UtcDateTime)


async def find(session: AsyncSession) -> RulesRow | None:
    """Read the rules in force, or None before the first `config apply`."""
    return await session.get(RulesRow, _ONLY, populate_existing=True)


async def find_version(session: AsyncSession) -> int | None:
    """Read only the number: it tells whether what is in memory still holds."""
    query = select(RulesRow.version).where(col(RulesRow.id) == _ONLY)
    return (await session.exec(query)).first()


async def save(session: AsyncSession, rules: dict[str, Any], now: datetime) -> None:
    """Put new rules in force."""
    if await insert_once(session, RulesRow, id=_ONLY, version=1, document=rules, applied_at=now):
        return
    query = update(RulesRow).where(col(RulesRow.id) == _ONLY)
    await session.exec(query.values(version=RulesRow.version + 1, document=rules, applied_at=now))
