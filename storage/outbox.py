"""The outbox: what must be sent, in the same commit as why (DESIGN §3.3 to §3.9)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Text,
    and_,
    bindparam,
    case,
    func,
    literal_column,
    text,
    update,
)
from sqlmodel import Field, Index, col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.notices import Audience, Kind
from storage.rows import Table, load
from storage.statements import Insertion, Statement
from storage.types import UtcDateTime, Word


class Outcome(StrEnum):
    """How a row ended; a row without one is still to be sent."""

    SENT = "sent"
    DROPPED = "dropped"
    UNREACHED = "unreached"
    FAILED = "failed"
    MERGED = "merged"
    """Told in the message of another row."""


class Row(Table, table=True):
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
    told_with: int | None = Field(default=None, foreign_key="outbox.id")
    """The row whose message tells this, too; a row that tells others names itself."""
    subject: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    """What a notice is about that is about no task: a word, and perhaps a number."""
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


is_waiting = col(Row.outcome).is_(None)

Index("ix_outbox_due", col(Row.due_at), postgresql_where=is_waiting, sqlite_where=is_waiting)
Index(
    "ix_outbox_conversation",
    col(Row.conversation),
    col(Row.id),
    postgresql_where=is_waiting,
    sqlite_where=is_waiting,
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
_tells = col(Row.told_with).is_not(None)
Index("ix_outbox_told_with", col(Row.told_with), postgresql_where=_tells, sqlite_where=_tells)
# Literals, not parameters: a partial index serves only a query that repeats its condition.
is_direct_sent = and_(
    col(Row.kind) == literal_column("'direct'"), col(Row.outcome) == literal_column("'sent'")
)
Index(
    "ix_outbox_told",
    col(Row.task_id),
    col(Row.settled_at),
    postgresql_where=is_direct_sent,
    sqlite_where=is_direct_sent,
)
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
    subject: str = ""


SHOWING = (Kind.CARD, Kind.REACTION, Kind.REFRESH, Kind.HOME, Kind.CONTROL_POINT)
"""Kinds that show how something stands: one row each, sent again when it changes."""


async def put(session: AsyncSession, rows: Sequence[Draft]) -> None:
    """Put rows in, each unless its key is there already.

    A row of a SHOWING kind wakes the one with its key: a burst of changes leaves one to send.
    """
    await _PUT.put(session, [dict(zip(_DRAFTED, _read(row), strict=True)) for row in rows])


def _wake(insert: Any) -> Any:  # noqa: ANN401 -- two dialects
    woken: dict[str, Any] = {
        "generation": Row.generation + literal_column("1"),
        "due_at": case(
            (col(Row.quiet_until) > insert.excluded.due_at, Row.quiet_until),
            else_=insert.excluded.due_at,
        ),
        "outcome": None,
        "settled_at": None,
    }
    shows = or_(*(col(Row.kind) == literal_column(f"'{kind}'") for kind in SHOWING))
    return insert.on_conflict_do_update(index_elements=["dedupe_key"], set_=woken, where=shows)


_DRAFTED = tuple(field.name for field in fields(Draft))
_read = attrgetter(*_DRAFTED)
_FRESH = {"generation": 1, "attempts": 0, "known_failures": 0, "strikes": 0}
_PUT = Insertion(Row, _DRAFTED, _wake, _FRESH)


async def hold(session: AsyncSession, *which: ColumnElement[bool]) -> None:
    """Wait for those of these rows that are still to be sent, and hold them until this ends."""
    # In one order everywhere, so that nobody waits for who waits for them.
    query = select(Row.id).where(is_waiting, *which).order_by(col(Row.id))
    await session.exec(query.with_for_update())


async def open_gate(session: AsyncSession, task_id: int) -> None:
    """Let what waited for a task's card go without it: the card cannot be posted."""
    query = update(Row).where(col(Row.task_id) == task_id, is_waiting).values(needs_card=False)
    await session.exec(query)


async def find_sent(session: AsyncSession, channel: str, ts: str) -> Row | None:
    """Find the row that became this message."""
    found = await _SENT.find(session, {"channel": channel, "ts": ts})
    return None if found is None else load(Row, found)


_SENT = Statement(
    lambda _backend: select(Row).where(
        col(Row.channel) == bindparam("channel"), col(Row.ts) == bindparam("ts")
    )
)


async def list_messages(session: AsyncSession, keys: Sequence[str]) -> Sequence[tuple[str, str]]:
    """Say which messages, by channel and ts, the rows of these keys became."""
    query = select(Row.channel, Row.ts).where(col(Row.dedupe_key).in_(keys))
    found = (await session.exec(query)).all()
    return [(channel, ts) for channel, ts in found if channel is not None and ts is not None]


async def list_shown(session: AsyncSession, keys: Sequence[str]) -> Sequence[Row]:
    """List the rows whose messages tell what the rows of these keys were to tell."""
    told = select(func.coalesce(Row.told_with, Row.id)).where(col(Row.dedupe_key).in_(keys))
    query = select(Row).where(col(Row.id).in_(told), col(Row.ts).is_not(None)).order_by(col(Row.id))
    return (await session.exec(query)).all()


async def list_dropped(session: AsyncSession, keys: Sequence[str]) -> Collection[int | None]:
    """Name the entries of which the rows of these keys were to tell, and did not."""
    is_dropped = col(Row.outcome) == Outcome.DROPPED
    query = select(Row.entry_id).where(col(Row.dedupe_key).in_(keys), is_dropped)
    return frozenset((await session.exec(query)).all())


async def find_next_due(session: AsyncSession) -> datetime | None:
    """Say when the next row is due, if any waits."""
    return (await session.exec(select(func.min(Row.due_at)).where(is_waiting))).one()


async def get(session: AsyncSession, number: int) -> Row:
    """Read one row; who asks for one that is not there has a bug."""
    return (await session.exec(select(Row).where(col(Row.id) == number))).one()


async def find(session: AsyncSession, number: int) -> Row | None:
    """Find one row; None for one that is not there any more."""
    return await session.get(Row, number)


async def measure(session: AsyncSession) -> tuple[int, datetime | None]:
    """Count the rows that wait, and say when the oldest of them was put in."""
    query = select(func.count(col(Row.id)), func.min(Row.created_at)).where(is_waiting)
    rows, oldest = (await session.exec(query)).one()
    return rows, oldest
