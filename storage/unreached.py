"""What could not be delivered, and putting it back."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, update
from sqlmodel import and_, col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.notices import Kind
from storage.history import Entry
from storage.outbox import Outcome, Row, is_missed
from storage.tasks import Task

TELLING = (Kind.DIRECT, Kind.THREAD, Kind.CARD, Kind.DESCRIPTION, Kind.UNREACHED)
"""Kinds that tell somebody something; the others only bring what was told up to date."""


async def list_missed(
    session: AsyncSession, since: datetime, limit: int, offset: int
) -> Sequence[tuple[Row, Task, Entry | None]]:
    """List what could not be delivered since an instant, the newest first."""
    query = (
        select(Row, Task, Entry)
        .join(Task, col(Task.id) == col(Row.task_id))
        .outerjoin(Entry, col(Entry.id) == col(Row.entry_id))
        .where(_missed(since))
        .order_by(col(Row.settled_at).desc(), col(Row.id).desc())
    )
    return (await session.exec(query.limit(limit).offset(offset))).all()


async def count_missed(session: AsyncSession, since: datetime) -> int:
    """Count what could not be delivered since an instant."""
    query = select(func.count()).select_from(Row).where(_missed(since))
    return (await session.exec(query.where(col(Row.task_id).is_not(None)))).one()


async def put_back(session: AsyncSession, number: int, now: datetime) -> Row | None:
    """Let a row that was given up be sent again; None if it is not given up any more.

    It counts as tried before, so that delivery looks whether it was seen after all (DESIGN §3.6).
    """
    query = (
        update(Row)
        .where(col(Row.id) == number, is_missed)
        .values(
            outcome=None,
            settled_at=None,
            due_at=now,
            generation=Row.generation + 1,
            attempts=1,
            known_failures=0,
            strikes=0,
        )
        .execution_options(synchronize_session=False)
    )
    if (await session.exec(query)).rowcount != 1:
        return None
    return await session.get_one(Row, number, populate_existing=True)


async def is_unreached(session: AsyncSession, task_id: int, slack_id: str) -> bool:
    """Say whether the person was told in vain of anything of the task that is still given up."""
    query = select(Row.id).where(
        is_missed,
        col(Row.outcome) == Outcome.UNREACHED,
        col(Row.task_id) == task_id,
        col(Row.recipient) == slack_id,
    )
    return (await session.exec(query.limit(1))).first() is not None


def _missed(since: datetime) -> ColumnElement[bool]:
    kinds = or_(*(col(Row.kind) == kind for kind in TELLING))
    return and_(is_missed, col(Row.settled_at) >= since, kinds)
