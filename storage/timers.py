"""Timers: when to look at what (DESIGN §3.8). The scheduler only ticks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, bindparam, delete, text, update
from sqlmodel import Field, Index, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.timers import Again, Reason
from storage.rows import Table, load
from storage.statements import Insertion, Statement
from storage.types import UtcDateTime, Word


class Timer(Table, table=True):
    """This must be looked at then: a reason and what it is about, a task or another `subject`.

    `step` counts how often it led to something.
    """

    __tablename__ = "timers"

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    reason: Reason = Field(sa_type=Word(Reason))
    task_id: int | None = Field(default=None, foreign_key="tasks.id")
    subject: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    due_at: datetime = Field(sa_type=UtcDateTime)
    step: int = 0
    strikes: int = 0


Index("ix_timers_due", col(Timer.due_at), col(Timer.id))


@dataclass(frozen=True, slots=True)
class Alarm:
    """A timer before it runs; what is no task, or not the task alone, is named by `subject`."""

    reason: Reason
    due_at: datetime
    task_id: int | None = None
    subject: str = ""

    @property
    def key(self) -> str:
        """What this timer is known by: there is one for each reason and subject."""
        return f"{self.reason}:{self.subject or self.task_id}"


async def arm(session: AsyncSession, *alarms: Alarm) -> None:
    """Have things looked at then; a timer that runs for the same reason starts anew."""
    rows = [
        {
            "key": one.key, "reason": one.reason, "task_id": one.task_id, "subject": one.subject,
            "due_at": one.due_at, "step": 0, "strikes": 0,
        }
        for one in alarms
    ]  # fmt: skip
    if rows:
        await _ARM.put(session, rows)


async def is_armed(session: AsyncSession, key: str) -> bool:
    """Whether something is going to be looked at."""
    return (await session.exec(select(Timer.id).where(col(Timer.key) == key))).first() is not None


async def disarm(session: AsyncSession, *keys: str) -> None:
    """Look at none of these any more."""
    query = delete(Timer).where(col(Timer.key).in_(keys))
    await session.exec(query.execution_options(synchronize_session=False))


def _anew(insert: Any) -> Any:  # noqa: ANN401 -- two dialects
    anew = {name: insert.excluded[name] for name in ("due_at", "step", "strikes")}
    return insert.on_conflict_do_update(index_elements=["key"], set_=anew)


_COLUMNS = ("key", "reason", "task_id", "subject", "due_at", "step", "strikes")
_ARM = Insertion(Timer, _COLUMNS, _anew)


_DUE = select(Timer).order_by(col(Timer.due_at), col(Timer.id))


async def take_due(
    session: AsyncSession, now: datetime, limit: int, number: int | None = None
) -> Sequence[Timer]:
    """Read timers that are due (or one of them), and keep them from other replicas meanwhile."""
    given = {"now": now, "limit": limit, "number": number}
    found = await (_TAKE if number is None else _TAKE_ONE).fetch(session, given)
    return [load(Timer, values) for values in found]


def _take(_backend: str) -> Any:  # noqa: ANN401 -- a select
    due = _DUE.where(col(Timer.due_at) <= bindparam("now"))
    limit = bindparam("limit", type_=Integer, required=True)
    return due.limit(limit).with_for_update(skip_locked=True)


_TAKE = Statement(_take)
_TAKE_ONE = Statement(lambda backend: _take(backend).where(col(Timer.id) == bindparam("number")))


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


async def go_on(session: AsyncSession, timer: Timer, again: Again) -> None:
    """Have a timer that is held look once more."""
    await go_on_all(session, [(timer, again)])


async def go_on_all(session: AsyncSession, onward: Iterable[tuple[Timer, Again]]) -> None:
    """Have timers that are held look once more, all in one statement: they meet their own rows."""
    rows = [
        {
            "key": one.key, "reason": one.reason, "task_id": one.task_id, "subject": one.subject,
            "due_at": again.at, "step": again.step, "strikes": 0,
        }
        for one, again in onward
    ]  # fmt: skip
    await _ARM.put(session, rows)


async def set_back(session: AsyncSession, number: int, due_at: datetime, strikes: int) -> None:
    """Put a timer off whose look ended with an error."""
    query = update(Timer).where(col(Timer.id) == number).values(due_at=due_at, strikes=strikes)
    await session.exec(query.execution_options(synchronize_session=False))
