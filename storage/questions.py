"""Questions of the development side, and their answers."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Text, func
from sqlmodel import Field, Index, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.errors import NoSuchQuestion
from storage.rows import Table
from storage.types import UtcDateTime


class Question(Table, table=True):
    """One question to one person; it is open until it is answered."""

    __tablename__ = "questions"

    id: int | None = Field(default=None, primary_key=True)
    task_id: int = Field(foreign_key="tasks.id")
    text: str = Field(sa_type=Text)
    asked_by: str
    asked_to: str
    asked_at: datetime = Field(sa_type=UtcDateTime)
    answer: str | None = Field(default=None, sa_type=Text)
    answered_by: str | None = None
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    dm_channel: str | None = None
    dm_ts: str | None = None

    @property
    def number(self) -> int:
        """The row's id; only a question that was stored has one."""
        if self.id is None:
            msg = "the question is not stored yet"
            raise ValueError(msg)
        return self.id


Index("ix_questions_task", col(Question.task_id), col(Question.id))
Index("ix_questions_direct", col(Question.dm_channel), col(Question.dm_ts))


async def get(session: AsyncSession, number: int) -> Question:
    """Read a question. Raises NoSuchQuestion."""
    question = await session.get(Question, number, populate_existing=True)
    if question is None:
        raise NoSuchQuestion(number)
    return question


async def find_by_thread(session: AsyncSession, channel: str, ts: str) -> Question | None:
    """Find the question whose DM this is the thread of."""
    query = select(Question).where(col(Question.dm_channel) == channel, col(Question.dm_ts) == ts)
    return (await session.exec(query)).first()


async def is_being_asked(session: AsyncSession, slack_id: str) -> bool:
    """Whether a question to this person may be on their screen, but is not written down as such."""
    query = select(Question.id).where(
        col(Question.dm_channel).is_(None),
        col(Question.asked_to) == slack_id,
        col(Question.answered_at).is_(None),
    )
    return (await session.exec(query.limit(1))).first() is not None


async def list_of(session: AsyncSession, *task_ids: int) -> Sequence[Question]:
    """List the questions of these tasks, the oldest first."""
    query = select(Question).where(col(Question.task_id).in_(task_ids)).order_by(col(Question.id))
    return (await session.exec(query)).all()


async def count_open(session: AsyncSession, task_id: int) -> int:
    """Count the questions that nobody has answered yet."""
    query = select(func.count()).select_from(Question)
    unanswered = query.where(col(Question.task_id) == task_id, col(Question.answered_at).is_(None))
    return (await session.exec(unanswered)).one()
