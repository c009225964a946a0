"""Who follows a task without having raised it."""

from collections.abc import Sequence

from sqlmodel import Field, Index, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.types import insert_all_once


class Follower(SQLModel, table=True):
    """One person who wants to hear of one task."""

    __tablename__ = "followers"

    task_id: int = Field(primary_key=True, foreign_key="tasks.id")
    slack_id: str = Field(primary_key=True)


Index("ix_followers_person", col(Follower.slack_id), col(Follower.task_id))


async def add(session: AsyncSession, task_id: int, slack_ids: Sequence[str]) -> None:
    """Let these people follow the task; who does already stays as they are."""
    rows = [{"task_id": task_id, "slack_id": slack_id} for slack_id in slack_ids]
    await insert_all_once(session, Follower, rows)


async def list_of(session: AsyncSession, task_id: int) -> tuple[str, ...]:
    """List who follows the task."""
    query = select(Follower.slack_id).where(col(Follower.task_id) == task_id)
    return tuple((await session.exec(query.order_by(col(Follower.slack_id)))).all())
