"""Rows that wait for one person, and become one message of theirs."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, bindparam, func, literal_column, or_, update
from sqlalchemy import select as select_columns
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.notices import Audience, Kind
from storage.outbox import Outcome, Row, is_direct_sent, is_waiting
from storage.types import UtcDateTime

MOST = 200
"""Rows that one look finds; those behind them wait for the next."""

GATHERED = (Kind.DIRECT, Kind.NOTE)
"""Kinds of which several may become one message."""

QUIET = "quiet:"
"""Begins the name of the conversation in which a person's notices wait for the end of the quiet."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A notice that waits for somebody: about which task, if one, and what it tells."""

    row: int
    kind: Kind
    conversation: str
    recipient: str
    task: int | None
    entry: int | None
    audience: Audience | None
    question: int | None
    subject: str


async def list_waiting(
    session: AsyncSession, heads: Collection[Waiting], now: datetime
) -> Sequence[Waiting]:
    """List what could go together with these, the oldest first, and hold it until this ends.

    That is what is due about the same tasks, and what waited for the end of a quiet time.
    """
    asked = {
        "conversations": sorted({where for one in heads for where in _places(one.recipient)}),
        "quiet": sorted({f"{QUIET}{one.recipient}" for one in heads}),
        "heads": sorted(one.row for one in heads),
        "tasks": sorted({one.task for one in heads if one.task is not None}),
        "digests": sorted({one.conversation for one in heads if one.conversation[:6] == QUIET}),
        "now": now,
    }
    rows = (await (await session.connection()).execute(_WAITING, asked)).all()
    return [Waiting(*row) for row in rows]


def _places(slack_id: str) -> tuple[str, str]:
    return f"dm:{slack_id}", f"{QUIET}{slack_id}"


def _among(name: str) -> BindParameter[Any]:
    return bindparam(name, expanding=True)


_NOW = bindparam("now", type_=UtcDateTime())
_row = Row.metadata.tables["outbox"].c
_WAITING = (
    select_columns(
        _row.id,
        _row.kind,
        _row.conversation,
        _row.recipient,
        _row.task_id,
        _row.entry_id,
        _row.audience,
        _row.question_id,
        _row.subject,
    )
    .where(
        is_waiting,
        _row.conversation.in_(_among("conversations")),
        _row.id.not_in(_among("heads")),
        or_(*(_row.kind == literal_column(f"'{kind}'") for kind in GATHERED)),
        # What was tried may have been said.
        _row.attempts == 0,
        or_(_row.lease_until.is_(None), _row.lease_until <= _NOW),
        or_(_row.due_at <= _NOW, _row.conversation.in_(_among("quiet"))),
        or_(_row.task_id.in_(_among("tasks")), _row.conversation.in_(_among("digests"))),
    )
    .order_by(_row.id)
    .limit(MOST)
    .with_for_update(skip_locked=True, of=Row)
)


async def list_just_told(
    session: AsyncSession, whose: Collection[tuple[str, int]], since: datetime
) -> Mapping[tuple[str, int], Row]:
    """Find the newest message since then to each of these people about this task of theirs."""
    people, numbers = {slack_id for slack_id, _ in whose}, {task for _, task in whose}
    query = select(Row).where(
        is_direct_sent,
        col(Row.task_id).in_(sorted(numbers)),
        col(Row.recipient).in_(sorted(people)),
        col(Row.settled_at) > since,
        # One that could not be shown anew stays as it is.
        col(Row.error).is_(None),
    )
    found = sorted((await session.exec(query)).all(), key=attrgetter("number"))
    return {(row.recipient or "", row.task_id or 0): row for row in found}


async def tell_with(session: AsyncSession, head: Row, others: Sequence[int], now: datetime) -> None:
    """Have a row's message tell what these others were to tell."""
    told = {"outcome": Outcome.MERGED, "settled_at": now, "told_with": head.number}
    await _change(session, others, told | _FREE)
    await _change(session, [head.number], {"told_with": head.number})
    head.told_with = head.number


async def drop(session: AsyncSession, rows: Sequence[int], now: datetime, why: str) -> None:
    """End rows that nobody wants to read."""
    ended = {"outcome": Outcome.DROPPED, "settled_at": now, "error": why}
    await _change(session, rows, ended | _FREE)


async def set_aside(session: AsyncSession, row: Row, until: datetime) -> None:
    """Let a claimed row wait, untried, where it holds up nothing that may not wait."""
    aside = {"conversation": f"{QUIET}{row.recipient}", "due_at": until}
    await _change(session, [row.number], {**aside, **_FREE, "attempts": row.attempts - 1})


async def wake(session: AsyncSession, slack_id: str, now: datetime) -> None:
    """Have what waits for the end of somebody's quiet time looked at now."""
    query = update(Row).where(is_waiting, col(Row.conversation) == f"{QUIET}{slack_id}")
    await session.exec(query.values(due_at=now).execution_options(synchronize_session=False))


async def list_ends(session: AsyncSession, limit: int) -> Sequence[tuple[str, datetime]]:
    """Say for whom something waits and until when their quiet time goes, the soonest first."""
    query = (
        select(Row.recipient, func.min(Row.due_at))
        .where(is_waiting, col(Row.conversation).startswith(QUIET))
        .group_by(col(Row.recipient))
        .order_by(func.min(Row.due_at))
        .limit(limit)
    )
    found = (await session.exec(query)).all()
    return [(slack_id, ends_at) for slack_id, ends_at in found if slack_id is not None]


async def release(session: AsyncSession, head: Row, now: datetime) -> None:
    """Let each go by itself again that was to be told with a row: its message cannot be sent."""
    if head.told_with is None:
        return
    await _release(session, col(Row.told_with) == head.number, now)


async def release_joined(session: AsyncSession, head: Row, error: str, now: datetime) -> None:
    """Let each go by itself that was written into a message later, which cannot be shown anew."""
    await _change(session, [head.number], {"error": error})
    is_later = col(Row.settled_at) >= head.settled_at
    await _release(session, (col(Row.told_with) == head.number) & is_later, now)


async def _release(session: AsyncSession, which: ColumnElement[bool], now: datetime) -> None:
    again = {"outcome": None, "settled_at": None, "told_with": None, "due_at": now}
    query = update(Row).where(which, col(Row.outcome) == Outcome.MERGED)
    await session.exec(query.values(**again).execution_options(synchronize_session=False))


async def count_told_with(session: AsyncSession, head: Row) -> int:
    """Count the others that a row's message tells of."""
    if head.told_with is None:
        return 0
    query = select(func.count(col(Row.id))).where(col(Row.told_with) == head.number)
    return (await session.exec(query)).one() - 1


async def list_told_with(session: AsyncSession, head: Row) -> Sequence[Row]:
    """List what a row's message tells, the oldest first; usually the row alone."""
    if head.told_with is None:
        return [head]
    query = select(Row).where(col(Row.told_with) == head.told_with).order_by(col(Row.id))
    return (await session.exec(query)).all()


_FREE = {"lease_owner": None, "lease_until": None}


async def _change(session: AsyncSession, rows: Iterable[int], values: dict[str, object]) -> None:
    query = update(Row).where(col(Row.id).in_(list(rows))).values(**values)
    await session.exec(query.execution_options(synchronize_session=False))
