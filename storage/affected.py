"""Whom else a task affects: other customers, and their tickets."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Text
from sqlmodel import Field, Index, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.rows import Table
from storage.types import UtcDateTime


class Affected(Table, table=True):
    """Another customer who has the same problem, the ticket it came with, or both."""

    __tablename__ = "affected"

    id: int | None = Field(default=None, primary_key=True)
    task_id: int = Field(foreign_key="tasks.id")
    added_at: datetime = Field(sa_type=UtcDateTime)
    added_by: str
    customer: str | None = Field(default=None, sa_type=Text)
    ticket: str | None = Field(default=None, sa_type=Text)


Index("ix_affected_task", col(Affected.task_id), col(Affected.id))


async def list_of(session: AsyncSession, task_id: int) -> Sequence[Affected]:
    """List who else is affected, in the order in which they were added."""
    query = select(Affected).where(col(Affected.task_id) == task_id).order_by(col(Affected.id))
    return (await session.exec(query)).all()


async def list_of_all(session: AsyncSession, task_ids: Collection[int]) -> Sequence[Affected]:
    """List who else is affected by these tasks, in the order in which they were added."""
    query = select(Affected).where(col(Affected.task_id).in_(task_ids))
    return (await session.exec(query.order_by(col(Affected.id)))).all()
