"""Who follows a task without having raised it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, update
from sqlmodel import Field, Index, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.rows import Table, add_all_once, add_once
from storage.statements import Statement
from storage.types import UtcDateTime


class Follower(Table, table=True):
    """One person who wants to hear of one task."""

    __tablename__ = "followers"

    task_id: int = Field(primary_key=True, foreign_key="tasks.id")
    slack_id: str = Field(primary_key=True)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """When the task ended, as the task itself says: what is open is found without the rest."""


Index("ix_followers_person", col(Follower.slack_id), col(Follower.task_id))
_is_open = col(Follower.ended_at).is_(None)
Index(
    "ix_followers_open",
    col(Follower.slack_id),
    col(Follower.task_id),
    postgresql_where=_is_open,
    sqlite_where=_is_open,
)


async def add(session: AsyncSession, task_id: int, slack_ids: Sequence[str]) -> None:
    """Let these people follow an open task; who does already stays as they are."""
    rows = [{"task_id": task_id, "slack_id": slack_id} for slack_id in slack_ids]
    await add_all_once(session, Follower, rows)


async def begin(session: AsyncSession, task_id: int, slack_id: str) -> bool:
    """Let somebody follow an open task; say whether they did not yet."""
    return await add_once(session, Follower, {"task_id": task_id, "slack_id": slack_id})


async def end(session: AsyncSession, task_id: int, slack_id: str) -> bool:
    """Let somebody follow a task no more; say whether they did."""
    query = delete(Follower).where(
        col(Follower.task_id) == task_id, col(Follower.slack_id) == slack_id
    )
    return (await session.exec(query)).rowcount > 0


async def note_end(session: AsyncSession, task_id: int, ended_at: datetime | None) -> None:
    """Note with those who follow it when a task ended, or that it is open again."""
    query = update(Follower).where(col(Follower.task_id) == task_id).values(ended_at=ended_at)
    await session.exec(query.execution_options(synchronize_session=False))


async def list_of(session: AsyncSession, task_id: int) -> tuple[str, ...]:
    """List who follows the task."""
    found = await _OF_TASK.fetch(session, {"task_id": task_id})
    return tuple(slack_id for (slack_id,) in found)


_OF_TASK = Statement(
    lambda _backend: (
        select(Follower.slack_id)
        .where(col(Follower.task_id) == bindparam("task_id"))
        .order_by(col(Follower.slack_id))
    )
)
