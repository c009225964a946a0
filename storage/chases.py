"""Each time that somebody had to ask how it stands; the goal is none."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, Index, col

from storage.rows import Table
from storage.types import UtcDateTime, Word


class Where(StrEnum):
    """Where somebody chased."""

    THREAD = "thread"
    CHANNEL = "channel"
    DIRECT = "direct"
    COMMAND = "command"


class Chase(Table, table=True):
    """One asking; `task_id` is the task that was meant, where it is one."""

    __tablename__ = "chases"

    id: int | None = Field(default=None, primary_key=True)
    chased_at: datetime = Field(sa_type=UtcDateTime)
    chased_by: str
    place: Where = Field(sa_type=Word(Where))
    task_id: int | None = Field(default=None, foreign_key="tasks.id")


Index("ix_chases_at", col(Chase.chased_at))
