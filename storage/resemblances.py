"""Which tasks look like one another, and what its reporter said of that."""

from collections.abc import Set
from datetime import datetime
from enum import StrEnum

from sqlalchemy import update
from sqlmodel import Field, Index, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.people import FORGOTTEN
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


async def say(
    session: AsyncSession, task_id: int, like_id: int, verdict: Verdict, now: datetime, actor: str
) -> bool:
    """Note what somebody says of two tasks; say whether it is new. What was said last counts."""
    known = await session.get(Resemblance, (task_id, like_id))
    if known is not None and known.verdict is verdict:
        return False
    said = Resemblance(
        task_id=task_id, like_id=like_id, verdict=verdict, said_at=now, said_by=actor
    )
    await session.merge(said)
    await session.flush()
    return True


async def known_with(session: AsyncSession, number: int) -> Set[int]:
    """Name the tasks of which somebody has said whether they are the same as this one."""
    here = select(Resemblance.like_id).where(col(Resemblance.task_id) == number)
    there = select(Resemblance.task_id).where(col(Resemblance.like_id) == number)
    found = [*(await session.exec(here)).all(), *(await session.exec(there)).all()]
    return frozenset(found)


async def forget(session: AsyncSession, slack_id: str) -> None:
    """Let nobody have said it."""
    said = update(Resemblance).where(col(Resemblance.said_by) == slack_id)
    query = said.values(said_by=FORGOTTEN)
    await session.exec(query.execution_options(synchronize_session=False))
