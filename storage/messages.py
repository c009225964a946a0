"""The messages that a task was written in: one, or several of a burst."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Text
from sqlmodel import Field, Index, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.types import UtcDateTime, document


class Message(SQLModel, table=True):
    """A person's message in the critical channel, as it reads now."""

    __tablename__ = "messages"

    channel: str = Field(primary_key=True)
    ts: str = Field(primary_key=True)
    task_id: int | None = Field(default=None, foreign_key="tasks.id")
    author: str
    text: str = Field(sa_type=Text)
    links: list[str] = Field(default_factory=list, sa_type=document())
    files: list[dict[str, str]] = Field(default_factory=list, sa_type=document())
    written_at: datetime = Field(sa_type=UtcDateTime)
    edited_ts: str | None = None
    gone_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


Index("ix_messages_task", col(Message.task_id), col(Message.ts))
Index("ix_messages_author", col(Message.channel), col(Message.author), col(Message.written_at))


async def find(session: AsyncSession, channel: str, ts: str) -> Message | None:
    """Find what is known of a message."""
    return await session.get(Message, (channel, ts))


async def list_of_task(session: AsyncSession, task_id: int) -> Sequence[Message]:
    """List the messages of a task in the order in which they were written."""
    query = select(Message).where(col(Message.task_id) == task_id).order_by(col(Message.ts))
    return (await session.exec(query)).all()


async def list_near(
    session: AsyncSession, channel: str, author: str, since: datetime, until: datetime
) -> Sequence[Message]:
    """List the person's messages between two instants, the newest first."""
    query = select(Message).where(
        col(Message.channel) == channel,
        col(Message.author) == author,
        col(Message.written_at) >= since,
        col(Message.written_at) <= until,
    )
    return (await session.exec(query.order_by(col(Message.written_at).desc()))).all()
