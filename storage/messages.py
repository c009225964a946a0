"""The messages that a task was written in: one, or several of a burst."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Text, bindparam
from sqlmodel import Field, Index, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import rows
from storage.rows import Table
from storage.statements import Insertion, Statement
from storage.types import UtcDateTime, document


class Message(Table, table=True):
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
    found = await _FIND.find(session, {"channel": channel, "ts": ts})
    return None if found is None else rows.load(Message, found)


async def list_of_task(session: AsyncSession, task_id: int) -> Sequence[Message]:
    """List the messages of a task in the order in which they were written."""
    query = select(Message).where(col(Message.task_id) == task_id).order_by(col(Message.ts))
    return (await session.exec(query)).all()


async def list_near(
    session: AsyncSession, channel: str, author: str, since: datetime, until: datetime
) -> Sequence[Message]:
    """List the person's messages between two instants, the newest first."""
    near = {"channel": channel, "author": author, "since": since, "until": until}
    return [rows.load(Message, found) for found in await _NEAR.fetch(session, near)]


async def save(session: AsyncSession, message: Message) -> None:
    """Write a message down as it reads now, whether or not it was known."""
    await _SAVE.put(session, [message.__dict__])


_FIND = Statement(
    lambda _backend: select(Message).where(
        col(Message.channel) == bindparam("channel"), col(Message.ts) == bindparam("ts")
    )
)
_NEAR = Statement(
    lambda _backend: (
        select(Message)
        .where(
            col(Message.channel) == bindparam("channel"),
            col(Message.author) == bindparam("author"),
            col(Message.written_at) >= bindparam("since"),
            col(Message.written_at) <= bindparam("until"),
        )
        .order_by(col(Message.written_at).desc())
    )
)


def _change(insert: Any) -> Any:  # noqa: ANN401 -- two dialects
    changed = {name: insert.excluded[name] for name in rows.columns(Message) if name not in _KEY}
    return insert.on_conflict_do_update(index_elements=_KEY, set_=changed)


_KEY = ("channel", "ts")
_SAVE = Insertion(Message, rows.columns(Message), _change)
