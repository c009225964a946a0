"""The full history of a task: one row for each thing that happened."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Field, Index, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.notices import Happening
from storage.rows import Table, load
from storage.statements import Statement
from storage.types import UtcDateTime, Word, document


class Entry(Table, table=True):
    """What happened, when, and who did it; `facts` holds what was said and what changed."""

    __tablename__ = "history"

    id: int | None = Field(default=None, primary_key=True)
    task_id: int = Field(foreign_key="tasks.id")
    at: datetime = Field(sa_type=UtcDateTime)
    actor: str | None = None
    happening: Happening = Field(sa_type=Word(Happening))
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=document())


Index("ix_history_task", col(Entry.task_id), col(Entry.id))


async def get(session: AsyncSession, entry_id: int) -> Entry:
    """Read one entry; who asks for one that is not there has a bug."""
    return (await session.exec(select(Entry).where(col(Entry.id) == entry_id))).one()


async def list_by_id(session: AsyncSession, numbers: Collection[int]) -> Mapping[int, Entry]:
    """Read these entries."""
    found = (await session.exec(select(Entry).where(col(Entry.id).in_(numbers)))).all()
    return {entry.id: entry for entry in found if entry.id is not None}


async def list_of(session: AsyncSession, task_id: int) -> Sequence[Entry]:
    """List what happened to a task, the oldest first."""
    found = await _OF_TASK.fetch(session, {"task_id": task_id})
    return [load(Entry, values) for values in found]


_OF_TASK = Statement(
    lambda _backend: (
        select(Entry).where(col(Entry.task_id) == bindparam("task_id")).order_by(col(Entry.id))
    )
)


async def list_of_all(session: AsyncSession, task_ids: Collection[int]) -> Sequence[Entry]:
    """List what happened to these tasks, the oldest first."""
    query = select(Entry).where(col(Entry.task_id).in_(task_ids)).order_by(col(Entry.id))
    return (await session.exec(query)).all()


async def find_last(session: AsyncSession, task_id: int) -> Entry | None:
    """Find what happened to a task last."""
    query = select(Entry).where(col(Entry.task_id) == task_id)
    return (await session.exec(query.order_by(col(Entry.id).desc()).limit(1))).first()
