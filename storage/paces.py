"""What all replicas know of Slack's patience: each place's schedule, and what is held back."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.rows import Table
from storage.types import UtcDateTime, backend_of, build_insert


class Held(Table, table=True):
    """A method in one place, or everywhere: when its next turn is, and until when it must wait."""

    __tablename__ = "paces"

    scope: str = Field(primary_key=True)
    method: str = Field(index=True)
    schedule: datetime | None = Field(default=None, sa_type=UtcDateTime)
    held_until: datetime | None = Field(default=None, sa_type=UtcDateTime)


async def list_of(session: AsyncSession, scopes: Collection[str]) -> Sequence[Held]:
    """Read what is known of these scopes; nobody else plans for them until this ends."""
    query = select(Held).where(col(Held.scope).in_(scopes)).order_by(col(Held.scope))
    return (await session.exec(query.with_for_update())).all()


async def count_held(session: AsyncSession, method: str, now: datetime) -> int:
    """Count the places in which a method is held back now."""
    query = select(func.count()).select_from(Held)
    held = query.where(col(Held.method) == method, col(Held.held_until) > now)
    return (await session.exec(held)).one()


async def save(session: AsyncSession, rows: Sequence[Held]) -> None:
    """Write down schedules; what is held back stays so."""
    await _upsert(session, rows, "schedule")


async def hold(session: AsyncSession, row: Held) -> None:
    """Write down until when a method is held back."""
    await _upsert(session, [row], "held_until")


async def _upsert(session: AsyncSession, rows: Sequence[Held], column: str) -> None:
    insert = build_insert(backend_of(session), Held)
    changed = {column: getattr(insert.excluded, column)}
    query = insert.on_conflict_do_update(index_elements=["scope"], set_=changed)
    # In one order everywhere, so that nobody waits for who waits for them.
    values = [row.model_dump() for row in sorted(rows, key=lambda row: row.scope)]
    if values:
        await (await session.connection()).execute(query, values)
