"""Which tasks look like one another, and what its reporter said of that."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, Index, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.rows import Table
from storage.types import UtcDateTime, Word


class Verdict(StrEnum):
    """What was said of two tasks that look alike."""

    SAME = "same"
    OTHER = "other"


class Resemblance(Table, table=True):
    """What somebody said of a task and one that looks like it."""

    __tablename__ = "resemblances"

    task_id: int = Field(foreign_key="tasks.id", primary_key=True)
    like_id: int = Field(foreign_key="tasks.id", primary_key=True)
    verdict: Verdict = Field(sa_type=Word(Verdict))
    said_at: datetime = Field(sa_type=UtcDateTime)
    said_by: str


Index("ix_resemblances_like", col(Resemblance.like_id))


async def list_of(session: AsyncSession, task_id: int) -> Sequence[Resemblance]:
    """List what was said of the tasks that look like this one."""
    query = select(Resemblance).where(col(Resemblance.task_id) == task_id)
    return (await session.exec(query.order_by(col(Resemblance.like_id)))).all()
