"""Lists of tasks that cost what they show: few rows are read, however many there are."""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from functools import cache
from typing import Any

import sqlalchemy as sql
from sqlalchemy import BindParameter, ColumnElement, Integer, Select, bindparam, desc, func, union
from sqlalchemy.orm import Mapped
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.board_order import Placed, place
from bot.domain.customers import folded
from bot.domain.lifecycle import UNFINISHED, Status
from storage.followers import Follower
from storage.statements import Statement
from storage.tasks import Task, is_open


async def list_open(session: AsyncSession, most: int, now: datetime, zone: tzinfo) -> Sequence[int]:
    """Number the open tasks in the order of `bot/domain/board_order.py`; so many at most.

    Only VIPs move up in it: who is first of all is among the first by deadline, or of the VIPs.
    """
    found = {Placed(*row) for row in await _OPEN.fetch(session, {"most": most})}
    return [one.number for one in sorted(found, key=lambda one: place(one, now, zone))][:most]


async def list_of_customer(session: AsyncSession, name: str, most: int) -> Sequence[int]:
    """Number the open tasks of a customer, worst severity first; so many at most."""
    query = select(Task.id).where(col(Task.customer_folded) == folded(name), is_open)
    found = await session.exec(query.order_by(*_ORDER).limit(most))
    return [number for number in found.all() if number is not None]


async def count_marked(session: AsyncSession) -> tuple[int, int]:
    """Count the open tasks of VIPs, and those of customers with custom code."""
    vips, with_code = (
        select(func.count()).select_from(Task).where(is_open, is_so).scalar_subquery()
        for is_so in (col(Task.is_vip), col(Task.has_custom_code))
    )
    return (await session.exec(select(vips, with_code))).one()


async def list_new(session: AsyncSession, most: int) -> Sequence[Task]:
    """List what nobody has accepted, worst severity first; so many at most."""
    query = select(Task).where(is_open, col(Task.status) == Status.NEW)
    return (await session.exec(query.order_by(*_ORDER).limit(most))).all()


async def list_mine(session: AsyncSession, slack_id: str, most: int) -> Sequence[int]:
    """Number what the person raised, follows or has to fix: open ones first, then the newest."""
    found = await _mine(is_over=False).fetch(session, {"slack_id": slack_id, "most": most})
    if (left := most - len(found)) > 0:
        asked = {"slack_id": slack_id, "most": left}
        found = [*found, *await _mine(is_over=True).fetch(session, asked)]
    return [number for (number,) in found]


async def list_assigned(session: AsyncSession, developers: Sequence[str]) -> Sequence[Task]:
    """List what these developers still have to fix, soonest deadline first."""
    query = select(Task).where(
        is_open, col(Task.assignee).in_(developers), col(Task.status).in_(tuple(UNFINISHED))
    )
    return (await session.exec(query.order_by(col(Task.deadline_at)))).all()


_MOST = bindparam("most", type_=Integer())
_ORDER = (col(Task.severity).desc(), col(Task.deadline_at), col(Task.id))


def _open(_backend: str) -> Any:  # noqa: ANN401 -- a union
    """Build two walks along indexes that end at the limit: all of them, and those of VIPs."""
    shown = (col(Task.id), col(Task.severity), col(Task.deadline_at), col(Task.is_vip))
    first = (
        sql.select(*shown).where(is_so).order_by(*_ORDER).limit(_MOST).subquery()
        for is_so in (is_open, sql.and_(is_open, col(Task.is_vip)))
    )
    return union(*(sql.select(one) for one in first))


_OPEN = Statement(_open)


@cache
def _mine(*, is_over: bool) -> Statement:
    """Look for the newest of each kind: one index each, where OR would read every task."""
    is_so, is_followed_so = is_open, col(Follower.ended_at).is_(None)
    if is_over:
        is_so, is_followed_so = ~is_so, ~is_followed_so
    newest = (
        _newest(col(Task.id), col(Task.reporter), is_so),
        _newest(col(Task.id), col(Task.assignee), is_so),
        _newest(col(Follower.task_id), col(Follower.slack_id), is_followed_so),
    )
    return Statement(lambda _backend: union(*newest).order_by(desc("number")).limit(_MOST))


def _newest(
    number: Mapped[int | None] | Mapped[int],
    who: Mapped[str] | Mapped[str | None],
    is_so: ColumnElement[bool],
) -> Select[Any]:
    me: BindParameter[str] = bindparam("slack_id")
    query: Select[Any] = sql.select(number.label("number")).where(who == me, is_so)
    return sql.select(query.order_by(number.desc()).limit(_MOST).subquery())
