"""Removing what served the machinery alone, a few rows at a time (never tasks or history)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, exists, func, tuple_, update
from sqlalchemy.orm import aliased
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.outbox import Outcome, Row
from storage.requests import RequestKey
from storage.tasks import Task


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a round through the settled rows has come: the last row that was looked at."""

    settled_at: datetime
    row: int


async def delete_requests(session: AsyncSession, before: datetime, limit: int) -> int:
    """Remove up to `limit` keys of requests that were carried out before an instant; count them."""
    old = select(RequestKey.key).where(col(RequestKey.at) < before)
    oldest = old.order_by(col(RequestKey.at)).limit(limit)
    query = delete(RequestKey).where(col(RequestKey.key).in_(oldest))
    return (await session.exec(query)).rowcount


async def list_settled(
    session: AsyncSession, before: datetime, after: Mark | None, limit: int
) -> Sequence[Mark]:
    """List rows that were settled before an instant, the oldest first, after a mark."""
    query = select(col(Row.settled_at), col(Row.id)).where(col(Row.settled_at) < before)
    if after is not None:
        here = tuple_(col(Row.settled_at), col(Row.id))
        query = query.where(here > tuple_(after.settled_at, after.row))
    rows = await session.exec(query.order_by(col(Row.settled_at), col(Row.id)).limit(limit))
    return [Mark(at, number) for at, number in rows.all() if at is not None and number is not None]


async def delete_delivered(session: AsyncSession, marks: Sequence[Mark], before: datetime) -> int:
    """Remove those of the rows that nothing needs any more; count them.

    Kept are: what could not be delivered; rows of open tasks, for a click shows their DMs anew;
    what a waiting row points at; and the newest row, for SQLite would give its id once more.
    """
    query = select(Row.id).where(col(Row.id).in_([mark.row for mark in marks]), *_is_over(before))
    rows = (await session.exec(query.with_for_update(skip_locked=True, of=Row))).all()
    if not rows:
        return 0
    for points in (Row.refreshes, Row.told_with):
        free = update(Row).where(col(points).in_(rows)).values({points: None})
        await session.exec(free.execution_options(synchronize_session=False))
    gone = delete(Row).where(col(Row.id).in_(rows))
    return (await session.exec(gone.execution_options(synchronize_session=False))).rowcount


def _is_over(before: datetime) -> Sequence[Any]:
    pointing, newest = aliased(Row), aliased(Row)
    return (
        col(Row.settled_at) < before,
        col(Row.outcome).in_((Outcome.SENT, Outcome.DROPPED, Outcome.MERGED)),
        col(Row.id) < select(func.max(newest.id)).scalar_subquery(),
        ~exists().where(col(Task.id) == col(Row.task_id), col(Task.ended_at).is_(None)),
        ~exists().where(col(pointing.refreshes) == col(Row.id), col(pointing.outcome).is_(None)),
    )
