"""The outbox: what must be sent, in the same commit as why (DESIGN §3.3 to §3.9)."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import Text, case, exists, func, literal_column, update
from sqlalchemy.orm import aliased
from sqlmodel import Field, Index, SQLModel, col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.notices import Audience, Kind
from storage.tasks import Task
from storage.types import UtcDateTime, Word, backend_of, build_insert


class Outcome(StrEnum):
    """How a row ended; a row without one is still to be sent."""

    SENT = "sent"
    DROPPED = "dropped"
    UNREACHED = "unreached"
    FAILED = "failed"


class Row(SQLModel, table=True):
    """This must be sent: a kind and ids, never text. It is rendered when it is sent."""

    __tablename__ = "outbox"

    id: int | None = Field(default=None, primary_key=True)
    dedupe_key: str = Field(unique=True)
    kind: Kind = Field(sa_type=Word(Kind))
    conversation: str
    place: str = ""
    task_id: int | None = Field(default=None, foreign_key="tasks.id")
    entry_id: int | None = Field(default=None, foreign_key="history.id")
    question_id: int | None = Field(default=None, foreign_key="questions.id")
    recipient: str | None = None
    audience: Audience | None = Field(
        default=None,
        sa_type=Word(Audience),
    )
    refreshes: int | None = Field(default=None, foreign_key="outbox.id")
    needs_card: bool = False
    created_at: datetime = Field(sa_type=UtcDateTime)
    due_at: datetime = Field(sa_type=UtcDateTime)
    generation: int = 1
    attempts: int = 0
    known_failures: int = 0
    strikes: int = 0
    lease_owner: str | None = None
    lease_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    outcome: Outcome | None = Field(
        default=None,
        sa_type=Word(Outcome),
    )
    settled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    error: str | None = Field(default=None, sa_type=Text)
    channel: str | None = None
    ts: str | None = None
    quiet_until: datetime | None = Field(default=None, sa_type=UtcDateTime)

    @property
    def number(self) -> int:
        """The row's id; only a row that was stored has one."""
        if self.id is None:
            msg = "the row is not stored yet"
            raise ValueError(msg)
        return self.id

    @property
    def may_have_been_sent(self) -> bool:
        """Whether an earlier attempt ended without anybody knowing how."""
        return self.attempts - 1 > self.known_failures


_is_waiting = col(Row.outcome).is_(None)

Index("ix_outbox_due", col(Row.due_at), postgresql_where=_is_waiting, sqlite_where=_is_waiting)
Index(
    "ix_outbox_conversation",
    col(Row.conversation),
    col(Row.id),
    postgresql_where=_is_waiting,
    sqlite_where=_is_waiting,
)
Index("ix_outbox_message", col(Row.channel), col(Row.ts))
_is_settled = col(Row.settled_at).is_not(None)
Index(
    "ix_outbox_settled",
    col(Row.settled_at),
    col(Row.id),
    postgresql_where=_is_settled,
    sqlite_where=_is_settled,
)
_points = col(Row.refreshes).is_not(None)
# Whoever removes a row has to know who points at it.
Index("ix_outbox_refreshes", col(Row.refreshes), postgresql_where=_points, sqlite_where=_points)
# Literals, not parameters: a partial index serves only a query that repeats its condition.
is_missed = or_(
    col(Row.outcome) == literal_column("'unreached'"),
    col(Row.outcome) == literal_column("'failed'"),
)
Index(
    "ix_outbox_missed",
    col(Row.settled_at),
    col(Row.id),
    postgresql_where=is_missed,
    sqlite_where=is_missed,
)


@dataclass(frozen=True, slots=True)
class Lease:
    """Who works on claimed rows, from when, and for how long. Each claim has an owner of its own."""

    owner: str
    now: datetime
    within: timedelta

    @property
    def until(self) -> datetime:
        """When somebody else may take the rows."""
        return self.now + self.within


@dataclass(slots=True)
class Draft:
    """A row before it is put in; a plain value, for an intake makes several of them."""

    dedupe_key: str
    kind: Kind
    conversation: str
    place: str
    created_at: datetime
    due_at: datetime
    task_id: int | None = None
    entry_id: int | None = None
    question_id: int | None = None
    recipient: str | None = None
    audience: Audience | None = None
    refreshes: int | None = None
    needs_card: bool = False


SHOWING = (Kind.CARD, Kind.REACTION, Kind.REFRESH, Kind.HOME)
"""Kinds that show how something stands: one row each, sent again when it changes."""


async def put(session: AsyncSession, rows: Sequence[Draft]) -> None:
    """Put rows in, each unless its key is there already.

    A row of a SHOWING kind wakes the one with its key: a burst of changes leaves one to send.
    """
    query = _put(backend_of(session))
    values = [_FRESH | {name: getattr(row, name) for name in _DRAFTED} for row in rows]
    await (await session.connection()).execute(query, values)


@cache
def _put(backend: str) -> Any:  # noqa: ANN401 -- two dialects
    insert = build_insert(backend, Row)
    woken = {
        "generation": Row.generation + 1,
        "due_at": case(
            (col(Row.quiet_until) > insert.excluded.due_at, Row.quiet_until),
            else_=insert.excluded.due_at,
        ),
        "outcome": None,
        "settled_at": None,
    }
    shows = or_(*(col(Row.kind) == kind for kind in SHOWING))
    return insert.on_conflict_do_update(index_elements=["dedupe_key"], set_=woken, where=shows)


_DRAFTED = tuple(field.name for field in fields(Draft))
_FRESH: dict[str, object] = {
    "generation": 1,
    "attempts": 0,
    "known_failures": 0,
    "strikes": 0,
}


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
            _is_waiting,
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


async def put_back(session: AsyncSession, row: Row, setback: Setback) -> None:
    """Let a row be tried again later, if it is still ours."""
    query = update(Row).where(col(Row.id) == row.number, col(Row.lease_owner) == row.lease_owner)
    await session.exec(
        query.values(
            due_at=setback.due_at,
            lease_owner=None,
            lease_until=None,
            known_failures=row.known_failures + int(setback.is_known),
            strikes=row.strikes + int(setback.is_strike),
            error=setback.error,
        )
    )


async def open_gate(session: AsyncSession, task_id: int) -> None:
    """Let what waited for a task's card go without it: the card cannot be posted."""
    query = update(Row).where(col(Row.task_id) == task_id, _is_waiting).values(needs_card=False)
    await session.exec(query)


async def find_sent(session: AsyncSession, channel: str, ts: str) -> Row | None:
    """Find the row that became this message."""
    query = select(Row).where(col(Row.channel) == channel, col(Row.ts) == ts)
    return (await session.exec(query)).first()


async def find_next_due(session: AsyncSession) -> datetime | None:
    """Say when the next row is due, if any waits."""
    return (await session.exec(select(func.min(Row.due_at)).where(_is_waiting))).one()


async def get(session: AsyncSession, number: int) -> Row:
    """Read one row; who asks for one that is not there has a bug."""
    return (await session.exec(select(Row).where(col(Row.id) == number))).one()
