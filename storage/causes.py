"""Why something broke, and what would keep it from coming back: one row a task."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Text
from sqlmodel import Field, Index, col
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.rows import Table
from storage.types import UtcDateTime, Word


class Kind(StrEnum):
    """Where the cause lies."""

    CODE = "code"
    CONFIGURATION = "configuration"
    DATA = "data"
    CUSTOMER = "customer"
    HELP_TEXT = "help_text"


class Outcome(StrEnum):
    """What became of what would prevent it."""

    PROPOSED = "proposed"
    PLANNED = "planned"
    DONE = "done"
    DROPPED = "dropped"


class Cause(Table, table=True):
    """What somebody who fixed a task said of its cause; `link` leads to what prevents it."""

    __tablename__ = "causes"

    task_id: int = Field(foreign_key="tasks.id", primary_key=True)
    said_at: datetime = Field(sa_type=UtcDateTime)
    said_by: str
    kind: Kind = Field(sa_type=Word(Kind))
    cause: str = Field(sa_type=Text)
    prevention: str = Field(default="", sa_type=Text)
    link: str | None = Field(default=None, sa_type=Text)
    outcome: Outcome = Field(default=Outcome.PROPOSED, sa_type=Word(Outcome))
    outcome_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


Index("ix_causes_said", col(Cause.said_at))


async def find(session: AsyncSession, task_id: int) -> Cause | None:
    """Find what was said of a task's cause."""
    return await session.get(Cause, task_id)
