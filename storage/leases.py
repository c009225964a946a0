"""Leases: who works on which outbox rows, for how long, and how it ended (DESIGN §3.9)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Integer, bindparam, exists, update
from sqlalchemy.orm import aliased
from sqlalchemy.sql.dml import ReturningUpdate
from sqlmodel import col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.outbox import Row, hold, is_waiting
from storage.tasks import Task
from storage.types import UtcDateTime


@dataclass(frozen=True, slots=True)
class Lease:
    """Who works on claimed rows, from when, and for how long.

    Each claim has an owner of its own: the holder's name, a colon, a number.
    """

    owner: str
    now: datetime
    within: timedelta

    @property
    def until(self) -> datetime:
        """When somebody else may take the rows."""
        return self.now + self.within


async def claim_due(session: AsyncSession, lease: Lease, limit: int) -> Sequence[Row]:
    """Take rows that are due, the first of each conversation only, for the time of the lease."""
    asked = {"now": lease.now, "most": limit, "owner": lease.owner, "until": lease.until}
    rows = (await (await session.connection()).execute(_claim(), asked)).mappings().all()
    return sorted((Row.model_validate(dict(row)) for row in rows), key=lambda row: row.number)


@cache
def _claim() -> ReturningUpdate[Any]:
    """Build the claim; doing so takes longer than carrying it out."""
    earlier, task = aliased(Row), aliased(Task)
    now = bindparam("now", type_=UtcDateTime())
    is_first = ~exists().where(
        col(earlier.conversation) == col(Row.conversation),
        col(earlier.id) < col(Row.id),
        col(earlier.outcome).is_(None),
        # What may never go holds nobody back (DESIGN §3.11).
        col(earlier.strikes) == 0,
    )
    # Not EXISTS: PostgreSQL may answer that by reading every task.
    card = select(task.card_link).where(col(task.id) == col(Row.task_id)).scalar_subquery()
    due = (
        select(Row.id)
        .where(
            is_waiting,
            col(Row.due_at) <= now,
            or_(col(Row.lease_until).is_(None), col(Row.lease_until) <= now),
            or_(~col(Row.needs_card), card.is_not(None)),
            is_first,
        )
        .order_by(col(Row.due_at), col(Row.id))
        .limit(bindparam("most", type_=Integer()))
        .with_for_update(skip_locked=True, of=Row)
        # PostgreSQL may run a subquery once for each row and lock more than the limit.
        .cte("due")
    )
    taken = {
        "lease_owner": bindparam("owner"),
        "lease_until": bindparam("until", type_=UtcDateTime()),
        "attempts": Row.attempts + 1,
    }
    query = update(Row).where(col(Row.id).in_(select(due.c.id))).values(taken).returning(Row)
    return query.execution_options(synchronize_session=False)


async def settle(
    session: AsyncSession, ended: Sequence[tuple[Row, Mapping[str, Any]]]
) -> Mapping[int, bool]:
    """End those rows that are still ours, and say of each whether it has; a late holder loses.

    One that was armed meanwhile is woken again: it has not ended.
    """
    standing = await _stand(session, [row for row, _ in ended])
    ours: dict[int, bool] = {}
    changes: dict[Set[str], list[Mapping[str, Any]]] = defaultdict(list)
    for row, result in ended:
        owner, generation = standing.get(row.number, (None, None))
        if owner is None or owner != row.lease_owner:
            continue
        ours[row.number] = generation == row.generation
        kept = result if ours[row.number] else _again(result)
        changes[frozenset(kept)].append({"key": row.number, "owner": owner} | {**_FREE, **kept})
    connection = await session.connection()
    for same in changes.values():
        await connection.execute(_END, same)
    return ours


def _again(result: Mapping[str, Any]) -> Mapping[str, Any]:
    """Say what is kept of a result when the row has to be sent again."""
    kept = {name: value for name, value in result.items() if name in _KEPT}
    if kept.get("quiet_until") is not None:
        kept["due_at"] = kept["quiet_until"]
    return kept


_KEPT = frozenset({"channel", "ts", "quiet_until", "conversation"})
_FREE: Mapping[str, Any] = {
    "lease_owner": None,
    "lease_until": None,
    "attempts": 0,
    "known_failures": 0,
    "strikes": 0,
}
_table = Row.metadata.tables["outbox"]
_END = update(_table).where(
    _table.c.id == bindparam("key"), _table.c.lease_owner == bindparam("owner")
)


async def _stand(
    session: AsyncSession, rows: Sequence[Row]
) -> Mapping[int, tuple[str | None, int]]:
    """Read whose the rows are, and which generation; nobody changes that until this ends."""
    query = select(col(Row.id), Row.lease_owner, Row.generation)
    numbers = [row.number for row in rows]
    # In one order everywhere, so that nobody waits for who waits for them.
    held = query.where(col(Row.id).in_(numbers)).order_by(col(Row.id)).with_for_update()
    found = (await session.exec(held)).all()
    return {number: (owner, of) for number, owner, of in found if number is not None}


async def list_held(
    session: AsyncSession, rows: Sequence[Row], until: datetime
) -> Mapping[int, int | None]:
    """Name the rows that stay their claimer's until then, each with its task's version.

    Who was frozen or slow may have lost them, or is about to.
    """
    owners = {row.number: row.lease_owner for row in rows}
    query = (
        select(col(Row.id), Row.lease_owner, col(Task.version))
        .join(Task, col(Task.id) == col(Row.task_id), isouter=True)
        .where(col(Row.id).in_(owners), col(Row.lease_until) >= until)
    )
    found = (await session.exec(query)).all()
    return {
        number: version
        for number, owner, version in found
        if number is not None and owner == owners[number]
    }


async def give_back(session: AsyncSession, holder: str, due_at: datetime) -> None:
    """End the leases of a holder that stops; nobody knows how its last attempts ended."""
    mine = col(Row.lease_owner).startswith(f"{holder}:", autoescape=True)
    await hold(session, mine)
    query = update(Row).where(is_waiting, mine)
    await session.exec(query.values(due_at=due_at, lease_owner=None, lease_until=None))


async def end_all(session: AsyncSession) -> None:
    """End every lease: for the only bot there is, whose predecessor died with rows in hand."""
    query = update(Row).where(is_waiting, col(Row.lease_owner).is_not(None))
    await session.exec(query.values(lease_owner=None, lease_until=None))


async def postpone(session: AsyncSession, row: Row, due_at: datetime) -> None:
    """Give a row back untried: its turn has not come."""
    query = update(Row).where(col(Row.id) == row.number, col(Row.lease_owner) == row.lease_owner)
    free = {"lease_owner": None, "lease_until": None, "attempts": row.attempts - 1}
    await session.exec(query.values(due_at=due_at, **free))


@dataclass(frozen=True, slots=True)
class Setback:
    """Why an attempt did not succeed, and when the next one may begin.

    `is_known` says that it surely sent nothing; `is_strike` that trying again may never help.
    """

    due_at: datetime
    error: str
    is_known: bool
    is_strike: bool = False


async def put_back(session: AsyncSession, row: Row, setback: Setback) -> bool:
    """Let a row be tried again later, if it is still ours."""
    query = update(Row).where(col(Row.id) == row.number, col(Row.lease_owner) == row.lease_owner)
    tried = query.values(
        due_at=setback.due_at,
        lease_owner=None,
        lease_until=None,
        known_failures=row.known_failures + int(setback.is_known),
        strikes=row.strikes + int(setback.is_strike),
        error=setback.error,
    )
    return (await session.exec(tried)).rowcount == 1
