"""Timers: when to look at what (DESIGN §3.8). The scheduler only ticks."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, update
from sqlmodel import Field, Index, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.timers import Reason
from storage.rows import Table
from storage.statements import Insertion
from storage.types import UtcDateTime, Word


class Timer(Table, table=True):
    """This must be looked at then: a reason and ids. `step` counts how often it led to something."""

    __tablename__ = "timers"

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    reason: Reason = Field(sa_type=Word(Reason))
    task_id: int = Field(foreign_key="tasks.id")
    due_at: datetime = Field(sa_type=UtcDateTime)
    step: int = 0
    strikes: int = 0


Index("ix_timers_due", col(Timer.due_at), col(Timer.id))


async def arm(session: AsyncSession, reason: Reason, task_id: int, due_at: datetime) -> None:
    """Have a task looked at then; a timer that runs for this reason starts anew."""
    values = {
        "key": f"{reason}:{task_id}", "reason": reason, "task_id": task_id,
        "due_at": due_at, "step": 0, "strikes": 0,
    }  # fmt: skip
    await _ARM.put(session, [values])


def _anew(insert: Any) -> Any:  # noqa: ANN401 -- two dialects
    anew = {name: insert.excluded[name] for name in ("due_at", "step", "strikes")}
    return insert.on_conflict_do_update(index_elements=["key"], set_=anew)


_ARM = Insertion(Timer, ("key", "reason", "task_id", "due_at", "step", "strikes"), _anew)


_DUE = select(Timer).order_by(col(Timer.due_at), col(Timer.id))


async def take_due(
    session: AsyncSession, now: datetime, limit: int, number: int | None = None
) -> Sequence[Timer]:
    """Read timers that are due (or one of them), and keep them from other replicas meanwhile."""
    query = _DUE.where(col(Timer.due_at) <= now).limit(limit)
    if number is not None:
        query = query.where(col(Timer.id) == number)
    return (await session.exec(query.with_for_update(skip_locked=True))).all()


async def list_due(session: AsyncSession, now: datetime, limit: int) -> Sequence[int]:
    """Name the timers that are due, the oldest first."""
    query = select(Timer.id).where(col(Timer.due_at) <= now)
    found = await session.exec(query.order_by(col(Timer.due_at), col(Timer.id)).limit(limit))
    return [number for number in found.all() if number is not None]


async def list_next(session: AsyncSession, limit: int) -> Sequence[Timer]:
    """List the timers whose time comes next, the soonest first; those that are due are among them."""
    return (await session.exec(_DUE.limit(limit))).all()


async def end(session: AsyncSession, timers: Iterable[Timer]) -> None:
    """Remove timers whose reason is gone."""
    numbers = [timer.id for timer in timers]
    if numbers:
        query = delete(Timer).where(col(Timer.id).in_(numbers))
        await session.exec(query.execution_options(synchronize_session=False))


async def go_on(session: AsyncSession, timer: Timer, due_at: datetime, step: int) -> None:
    """Have a timer look again later, at another step."""
    await _change(session, timer.id, {"due_at": due_at, "step": step, "strikes": 0})


async def set_back(session: AsyncSession, number: int, due_at: datetime, strikes: int) -> None:
    """Put a timer off whose look ended with an error."""
    await _change(session, number, {"due_at": due_at, "strikes": strikes})


async def _change(session: AsyncSession, number: int | None, values: Mapping[str, object]) -> None:
    query = update(Timer).where(col(Timer.id) == number).values(**values)
    await session.exec(query.execution_options(synchronize_session=False))
