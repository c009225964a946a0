"""Why something broke, what would keep it from coming back, and which tasks are one problem."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sql
from sqlalchemy import Text
from sqlmodel import Field, Index, col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.causes import Problem
from bot.domain.lifecycle import Status
from storage.rows import Table
from storage.tasks import Task
from storage.types import UtcDateTime, Word

Link = tuple[int, int]
"""Two tasks of one problem: one was merged into the other, or is the other that came back."""


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
    """What is asked and said of the cause of a task; `link` leads to what prevents it."""

    __tablename__ = "causes"

    task_id: int = Field(foreign_key="tasks.id", primary_key=True)
    asked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    asked_to: str | None = None
    said_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """None while nobody has said anything."""
    said_by: str | None = None
    kind: Kind | None = Field(default=None, sa_type=Word(Kind))
    cause: str = Field(default="", sa_type=Text)
    prevention: str = Field(default="", sa_type=Text)
    link: str | None = Field(default=None, sa_type=Text)
    outcome: Outcome = Field(default=Outcome.PROPOSED, sa_type=Word(Outcome))
    outcome_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

    @property
    def is_said(self) -> bool:
        """Whether somebody has said what the cause was."""
        return self.said_at is not None


Index("ix_causes_said", col(Cause.said_at))
_is_owed = col(Cause.said_at).is_(None)
Index(
    "ix_causes_owed",
    col(Cause.asked_at),
    postgresql_where=_is_owed,
    sqlite_where=_is_owed,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem, or a task whose cause is said or asked: its tasks, the newest first."""

    problem: Problem
    tasks: Sequence[Task]
    cause: Cause | None
    customers: Sequence[str] = ()

    @property
    def newest(self) -> Task:
        """The task that was raised last."""
        return self.tasks[0]

    @property
    def comes_back(self) -> bool:
        """Whether it came more than once; who raised it as well, while it was there, is no time."""
        return self.problem.times > 1

    @property
    def is_shared(self) -> bool:
        """Whether several have raised it, be it at one time."""
        return len(self.tasks) > 1

    @property
    def fixed(self) -> Task:
        """The task that names it: the newest that was fixed, else one that went into no other."""
        own = [one for one in self.tasks if one.status is not Status.MERGED]
        fixed = (one for one in own if one.fixed_at is not None)
        return next(fixed, None) or next(iter(own), self.newest)

    @property
    def about(self) -> Task:
        """The task whose cause is said: the one of which it is known, else the newest not merged."""
        known = (one for one in self.tasks if self.cause and one.number == self.cause.task_id)
        return next(known, self.fixed)


_merged, _same = col(Task.merged_into), col(Task.same_as)
_is_merged, _is_linked = _merged.is_not(None), or_(_merged.is_not(None), _same.is_not(None))
Index("ix_tasks_merged", _merged, postgresql_where=_is_merged, sqlite_where=_is_merged)
Index("ix_tasks_linked", col(Task.id), postgresql_where=_is_linked, sqlite_where=_is_linked)


async def find(session: AsyncSession, task_id: int) -> Cause | None:
    """Find what is known of a task's cause."""
    return await session.get(Cause, task_id)


async def list_of(session: AsyncSession, task_ids: Collection[int]) -> Sequence[Cause]:
    """List what is known of the causes of these tasks."""
    return (await session.exec(select(Cause).where(col(Cause.task_id).in_(task_ids)))).all()


async def list_said(session: AsyncSession, since: datetime, most: int) -> Sequence[Cause]:
    """List the causes that were said since then, the newest first; so many at most."""
    query = select(Cause).where(col(Cause.said_at) >= since)
    return (await session.exec(query.order_by(col(Cause.said_at).desc()).limit(most))).all()


async def list_owed(session: AsyncSession, most: int) -> Sequence[Cause]:
    """List what was asked and nobody has said, the longest silence first; so many at most."""
    query = select(Cause).where(_is_owed, col(Cause.asked_at).is_not(None))
    return (await session.exec(query.order_by(col(Cause.asked_at)).limit(most))).all()


_LINKS = sql.select(col(Task.id), _merged, _same)


async def list_newest_links(session: AsyncSession, most: int) -> Sequence[Link]:
    """List which tasks belong together, by the newest so many that belong to another."""
    query = _LINKS.where(_is_linked).order_by(col(Task.id).desc()).limit(most)
    return [*_links((await (await session.connection()).execute(query)).all())]


async def list_links_of(session: AsyncSession, task_ids: Collection[int]) -> Sequence[Link]:
    """List what belongs together with these tasks at first hand."""
    wanted = tuple(task_ids)
    query = _LINKS.where(or_(col(Task.id).in_(wanted), _merged.in_(wanted), _same.in_(wanted)))
    return [*_links((await (await session.connection()).execute(query)).all())]


def _links(rows: Sequence[Any]) -> Iterator[Link]:
    for number, *others in rows:
        yield from ((number, other) for other in others if other is not None)
