"""Slack's limits, kept by all replicas together: whose turn it is, and what has to wait."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.notices import Kind
from bot.domain.pace import Pace, next_turn
from storage import leases, paces
from storage.outbox import Row
from storage.paces import Held

POST, UPDATE = "chat.postMessage", "chat.update"
EVERYWHERE = "*"
MANY = 3
"""So many places held back at once mean that the workspace's own limit was reached."""

_METHODS: Mapping[Kind, str] = {
    Kind.REFRESH: UPDATE,
    Kind.REACTION: "reactions.add",
    Kind.HOME: "views.publish",
}


async def admit(
    session: AsyncSession, pace: Pace, rows: Sequence[Row], now: datetime
) -> Sequence[Row]:
    """Let those of the claimed rows go whose turn it is; the others get theirs, untried."""
    scopes = {_scope(method_of(row), row.place) for row in rows}
    scopes |= {_scope(method_of(row), EVERYWHERE) for row in rows}
    known = {held.scope: held for held in await paces.list_of(session, scopes)}
    admitted: list[Row] = []
    planned: dict[str, Held] = {}
    for row in rows:
        due_at = _turn(row, pace, known, planned, now)
        if due_at <= now:
            admitted.append(row)
        else:
            await leases.postpone(session, row, due_at)
    await paces.save(session, list(planned.values()))
    return admitted


async def hold(
    session: AsyncSession, row: Row, method: str, until: datetime, now: datetime
) -> None:
    """Hold a method back where the row goes; everywhere, once many places are held back."""
    if method != method_of(row):
        return
    await paces.hold(
        session, Held(scope=_scope(method, row.place), method=method, held_until=until)
    )
    if await paces.count_held(session, method, now) >= MANY:
        everywhere = Held(scope=_scope(method, EVERYWHERE), method=method, held_until=until)
        await paces.hold(session, everywhere)


def method_of(row: Row) -> str:
    """Name the method that a row will most likely call."""
    if row.kind is Kind.CARD:
        return UPDATE if row.ts else POST
    return _METHODS.get(row.kind, POST)


def _turn(
    row: Row, pace: Pace, known: Mapping[str, Held], planned: dict[str, Held], now: datetime
) -> datetime:
    """Say when the row may go, and plan it in if that is now."""
    method = method_of(row)
    here, everywhere = _scope(method, row.place), _scope(method, EVERYWHERE)
    held = [known[scope].held_until for scope in (here, everywhere) if scope in known]
    until = max((instant for instant in held if instant is not None), default=now)
    if until > now or method != POST:
        return until
    place = planned.get(here) or known.get(here) or Held(scope=here, method=method)
    turn = next_turn(pace, place.schedule, now)
    if turn.at <= now:
        planned[here] = Held(scope=here, method=method, schedule=turn.schedule)
    return turn.at


def _scope(method: str, place: str) -> str:
    return f"{method}:{place}"
