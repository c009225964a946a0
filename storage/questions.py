"""Questions of the development side, their answers, and the DMs in which they stand."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Text, bindparam, delete, exists, func
from sqlmodel import Field, Index, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.errors import NoSuchQuestion
from bot.domain.lifecycle import Status
from storage.rows import Table, add_once, load
from storage.statements import Statement
from storage.tasks import Task
from storage.types import UtcDateTime, document


class Question(Table, table=True):
    """One question to one person, who may pass it on; it is open until it is answered."""

    __tablename__ = "questions"

    id: int | None = Field(default=None, primary_key=True)
    task_id: int = Field(foreign_key="tasks.id")
    text: str = Field(sa_type=Text)
    asked_by: str
    asked_to: str
    asked_before: list[str] = Field(
        default_factory=list, sa_type=document(), sa_column_kwargs={"server_default": "[]"}
    )
    """Who passed it on, and may answer it all the same."""
    asked_at: datetime = Field(sa_type=UtcDateTime)
    asked_again_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """When it was put to somebody anew: reminders run from then on."""
    waits_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """When to ask again, if the customer does not answer before."""
    answer: str | None = Field(default=None, sa_type=Text)
    answered_by: str | None = None
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

    @property
    def number(self) -> int:
        """The row's id; only a question that was stored has one."""
        if self.id is None:
            msg = "the question is not stored yet"
            raise ValueError(msg)
        return self.id

    @property
    def is_taken_back(self) -> bool:
        """Whether it came to its end without an answer: nobody needs one any more."""
        return self.answered_at is not None and self.answer is None

    @property
    def silent_since(self) -> datetime:
        """From when on the asked has said nothing."""
        return self.asked_again_at or self.asked_at


class QuestionMessage(Table, table=True):
    """One DM in which a question stands: a reply in its thread answers it."""

    __tablename__ = "question_messages"

    channel: str = Field(primary_key=True)
    ts: str = Field(primary_key=True)
    question_id: int = Field(foreign_key="questions.id")
    slack_id: str


Index("ix_questions_task", col(Question.task_id), col(Question.id))
_is_open = col(Question.answered_at).is_(None)
Index(
    "ix_questions_asked",
    col(Question.asked_to),
    postgresql_where=_is_open,
    sqlite_where=_is_open,
)
Index("ix_question_messages_question", col(QuestionMessage.question_id))


async def get(session: AsyncSession, number: int) -> Question:
    """Read a question. Raises NoSuchQuestion."""
    question = await find(session, number)
    if question is None:
        raise NoSuchQuestion(number)
    return question


async def find(session: AsyncSession, number: int) -> Question | None:
    """Find a question, if it is there."""
    return await session.get(Question, number, populate_existing=True)


async def glance(session: AsyncSession, number: int) -> Question | None:
    """Find a question for who only looks at it."""
    found = await _GLANCE.find(session, {"number": number})
    return None if found is None else load(Question, found)


_GLANCE = Statement(
    lambda _backend: select(Question).where(col(Question.id) == bindparam("number"))
)


async def find_by_thread(session: AsyncSession, channel: str, ts: str) -> Question | None:
    """Find the question whose DM this is the thread of."""
    query = select(Question).join(QuestionMessage)
    here = query.where(col(QuestionMessage.channel) == channel, col(QuestionMessage.ts) == ts)
    return (await session.exec(here)).first()


async def is_being_asked(session: AsyncSession, slack_id: str) -> bool:
    """Whether a question to this person may be on their screen, but is not written down as such."""
    is_delivered = exists().where(
        col(QuestionMessage.question_id) == col(Question.id),
        col(QuestionMessage.slack_id) == slack_id,
    )
    query = select(Question.id).where(
        col(Question.asked_to) == slack_id, col(Question.answered_at).is_(None), ~is_delivered
    )
    return (await session.exec(query.limit(1))).first() is not None


async def note_message(
    session: AsyncSession, number: int, channel: str, ts: str, slack_id: str
) -> None:
    """Write down where a question stands."""
    place = {"channel": channel, "ts": ts, "question_id": number, "slack_id": slack_id}
    await add_once(session, QuestionMessage, place)


async def list_messages(session: AsyncSession, number: int) -> Sequence[QuestionMessage]:
    """List the DMs in which a question stands."""
    query = select(QuestionMessage).where(col(QuestionMessage.question_id) == number)
    return (await session.exec(query.order_by(col(QuestionMessage.ts)))).all()


async def forget_messages(session: AsyncSession, slack_id: str) -> None:
    """Know no more where questions to a person stand."""
    query = delete(QuestionMessage).where(col(QuestionMessage.slack_id) == slack_id)
    await session.exec(query.execution_options(synchronize_session=False))


async def list_of(session: AsyncSession, *task_ids: int) -> Sequence[Question]:
    """List the questions of these tasks, the oldest first."""
    query = select(Question).where(col(Question.task_id).in_(task_ids)).order_by(col(Question.id))
    return (await session.exec(query)).all()


async def list_open(session: AsyncSession, task_id: int) -> Sequence[Question]:
    """List the questions of a task that nobody has answered yet, the oldest first."""
    query = select(Question).where(col(Question.task_id) == task_id, _is_open)
    return (await session.exec(query.order_by(col(Question.id)))).all()


async def list_open_to(
    session: AsyncSession, slack_id: str, statuses: Collection[Status]
) -> Sequence[Question]:
    """List what a person is asked and nobody has answered, of tasks that stand so."""
    query = select(Question).join(Task).where(col(Question.asked_to) == slack_id, _is_open)
    standing = query.where(col(Task.status).in_(statuses))
    return (await session.exec(standing.order_by(col(Question.id)))).all()


async def count_open(session: AsyncSession, task_id: int) -> int:
    """Count the questions that nobody has answered yet."""
    query = select(func.count()).select_from(Question)
    unanswered = query.where(col(Question.task_id) == task_id, col(Question.answered_at).is_(None))
    return (await session.exec(unanswered)).one()
