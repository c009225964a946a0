"""Deadlines are promises: every version is kept."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Text, bindparam, false
from sqlmodel import Field, Index, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.rows import Table, load
from storage.statements import Statement
from storage.types import UtcDateTime


class Promise(Table, table=True):
    """One version of a task's deadline: from when to when, by whom, and why."""

    __tablename__ = "promises"

    id: int | None = Field(default=None, primary_key=True)
    task_id: int = Field(foreign_key="tasks.id")
    made_at: datetime = Field(sa_type=UtcDateTime)
    made_by: str | None = None
    from_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    to_at: datetime = Field(sa_type=UtcDateTime)
    reason: str | None = Field(default=None, sa_type=Text)
    is_slip: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    """Whether somebody moved it later than had been promised."""


Index("ix_promises_task", col(Promise.task_id), col(Promise.id))


async def list_of(session: AsyncSession, task_id: int) -> Sequence[Promise]:
    """List every version of the task's deadline, the oldest first."""
    query = select(Promise).where(col(Promise.task_id) == task_id).order_by(col(Promise.id))
    return (await session.exec(query)).all()


async def find_last(session: AsyncSession, task_id: int) -> Promise | None:
    """Find the newest version of the task's deadline."""
    found = await _LAST.find(session, {"task_id": task_id})
    return None if found is None else load(Promise, found)


_LAST = Statement(
    lambda _backend: (
        select(Promise)
        .where(col(Promise.task_id) == bindparam("task_id"))
        .order_by(col(Promise.id).desc())
        .limit(1)
    )
)
