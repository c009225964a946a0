"""The team's rules: one document, and a number that says which version it is."""

from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.rows import Table, add_once
from storage.statements import Statement
from storage.types import UtcDateTime, document

_ONLY = 1


class RulesRow(Table, table=True):
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
    found = await _VERSION.find(session, {})
    return None if found is None else int(found[0])


VERSION = select(RulesRow.version).where(col(RulesRow.id) == _ONLY)
_VERSION = Statement(lambda _backend: VERSION)


async def bump(session: AsyncSession) -> None:
    """Let everybody read anew what is kept in memory; who else would change it waits for us."""
    query = update(RulesRow).where(col(RulesRow.id) == _ONLY)
    await session.exec(query.values(version=RulesRow.version + 1))


async def save(session: AsyncSession, rules: dict[str, Any], now: datetime) -> None:
    """Put new rules in force."""
    first = {"id": _ONLY, "version": 1, "document": rules, "applied_at": now}
    if await add_once(session, RulesRow, first):
        return
    query = update(RulesRow).where(col(RulesRow.id) == _ONLY)
    await session.exec(query.values(version=RulesRow.version + 1, document=rules, applied_at=now))
