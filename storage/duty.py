"""Who is on duty: what was agreed last, the rota, and offers to hand over. Rules are its frame."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import delete, update
from sqlmodel import Field, Index, col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.duty import Plan, Rota, Turn
from storage import absences, rows
from storage.rows import Table
from storage.types import UtcDateTime, Word, document

_ONLY = 1

TEAM = "team"
"""There is one rota, and one timer of it: what that timer is about."""


class Duty(Table, table=True):
    """What was agreed. There is one row, or none while the rules' order alone decides.

    `told` is who was on duty when people were told of it last.
    """

    __tablename__ = "duty"

    id: int = Field(default=_ONLY, primary_key=True)
    rota: list[str] = Field(default_factory=list, sa_type=document())
    first_day: date | None = None
    rota_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    holder: str | None = None
    held_since: datetime | None = Field(default=None, sa_type=UtcDateTime)
    told: str | None = None


class Reply(StrEnum):
    """What became of an offer to hand over."""

    TAKEN = "taken"
    REFUSED = "refused"
    OVER = "over"
    """Another offer, or somebody who took over, came first."""


class Handover(Table, table=True):
    """Whoever is on duty offers it to somebody, who has not replied while `reply` is None."""

    __tablename__ = "handovers"

    id: int | None = Field(default=None, primary_key=True)
    offered_by: str
    offered_to: str
    offered_at: datetime = Field(sa_type=UtcDateTime)
    reply: Reply | None = Field(default=None, sa_type=Word(Reply))


_is_offered = col(Handover.reply).is_(None)
Index(
    "ix_handovers_open",
    col(Handover.id),
    postgresql_where=_is_offered,
    sqlite_where=_is_offered,
)


async def find(session: AsyncSession) -> Duty | None:
    """Read what was agreed, if anything was."""
    return await session.get(Duty, _ONLY, populate_existing=True)


async def plan(session: AsyncSession) -> Plan:
    """Read all that decides who is on duty, beside the rules."""
    found, away = await find(session), await absences.list_away(session)
    if found is None:
        return Plan(absences=away)
    turn = rota = None
    if found.holder is not None and found.held_since is not None:
        turn = Turn(found.holder, found.held_since)
    if found.rota and found.first_day is not None and found.rota_at is not None:
        rota = Rota(tuple(found.rota), found.first_day, found.rota_at)
    return Plan(turn, rota, away)


async def change(session: AsyncSession, **changes: Any) -> None:  # noqa: ANN401 -- columns
    """Write down what is agreed from now on."""
    await rows.add_once(session, Duty, {"id": _ONLY, "rota": []})
    query = update(Duty).where(col(Duty.id) == _ONLY).values(**changes)
    await session.exec(query.execution_options(synchronize_session=False))


async def expect(session: AsyncSession, told: str) -> None:
    """Note who is on duty by rules that are about to change, unless people were told since."""
    await rows.add_once(session, Duty, {"id": _ONLY, "rota": [], "told": told})


async def forget(session: AsyncSession, slack_id: str) -> None:
    """Let nothing that was agreed name this person."""
    named = or_(col(Handover.offered_by) == slack_id, col(Handover.offered_to) == slack_id)
    await session.exec(delete(Handover).where(named))
    found = await find(session)
    if found is None:
        return
    found.rota = [who for who in found.rota if who != slack_id]
    found.holder = None if found.holder == slack_id else found.holder
    found.told = None if found.told == slack_id else found.told
    session.add(found)


async def find_handover(session: AsyncSession, number: int) -> Handover | None:
    """Read an offer, if there is one of that number."""
    return (await session.exec(select(Handover).where(col(Handover.id) == number))).first()


async def find_open_handover(session: AsyncSession) -> Handover | None:
    """Find the offer that waits for a reply, if one does."""
    query = select(Handover).where(col(Handover.reply).is_(None))
    return (await session.exec(query.order_by(col(Handover.id).desc()).limit(1))).first()


async def settle_handover(session: AsyncSession, number: int, reply: Reply) -> None:
    """Write down the reply to an offer."""
    query = update(Handover).where(col(Handover.id) == number).values(reply=reply)
    await session.exec(query.execution_options(synchronize_session=False))


async def end_handovers(session: AsyncSession) -> None:
    """Let no offer wait for a reply any more."""
    query = update(Handover).where(col(Handover.reply).is_(None)).values(reply=Reply.OVER)
    await session.exec(query.execution_options(synchronize_session=False))
