"""Leases: who works on which outbox rows, for how long, and how it ended (DESIGN §3.9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import exists, update
from sqlalchemy.orm import aliased
from sqlmodel import col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.outbox import Row, is_waiting
from storage.tasks import Task


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
    earlier, task = aliased(Row), aliased(Task)
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
            col(Row.due_at) <= lease.now,
            or_(col(Row.lease_until).is_(None), col(Row.lease_until) <= lease.now),
            or_(~col(Row.needs_card), card.is_not(None)),
            is_first,
        )
        .order_by(col(Row.due_at), col(Row.id))
        .limit(limit)
        .with_for_update(skip_locked=True, of=Row)
        # PostgreSQL may run a subquery once for each row and lock more than the limit.
        .cte("due")
    )
    taken = (
        update(Row)
        .where(col(Row.id).in_(select(due.c.id)))
        .values(lease_owner=lease.owner, lease_until=lease.until, attempts=Row.attempts + 1)
        .returning(Row)
        .execution_options(synchronize_session=False, populate_existing=True)
    )
    rows = (await (await session.connection()).execute(taken)).mappings().all()
    return sorted((Row.model_validate(dict(row)) for row in rows), key=lambda row: row.number)


async def settle(session: AsyncSession, row: Row, **result: object) -> bool:
    """End a row, if it is still ours (a late holder loses); wake it if it was armed meanwhile."""
    mine = (col(Row.id) == row.number, col(Row.lease_owner) == row.lease_owner)
    fresh = {"attempts": 0, "known_failures": 0, "strikes": 0}
    free = {"lease_owner": None, "lease_until": None, **fresh}
    ended = update(Row).where(*mine, col(Row.generation) == row.generation).values(**free, **result)
    if (await session.exec(ended)).rowcount == 1:
        return True
    kept = {"channel", "ts", "quiet_until", "conversation"}
    again = {name: value for name, value in result.items() if name in kept}
    if again.get("quiet_until") is not None:
        again["due_at"] = again["quiet_until"]
    woken = update(Row).where(*mine).values(**free, **again)
    return (await session.exec(woken)).rowcount == 1


async def is_held(session: AsyncSession, row: Row) -> bool:
    """Whether a claimed row still is its claimer's: who was frozen past the lease has lost it."""
    query = select(Row.lease_owner).where(col(Row.id) == row.number)
    return (await session.exec(query)).first() == row.lease_owner


async def give_back(session: AsyncSession, holder: str, due_at: datetime) -> None:
    """End the leases of a holder that stops; nobody knows how its last attempts ended."""
    mine = col(Row.lease_owner).startswith(f"{holder}:", autoescape=True)
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
