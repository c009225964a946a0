"""Slack's limits, kept by all replicas together: whose turn it is, and what has to wait."""

from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.notices import Kind
from bot.domain.pace import Pace, next_turn
from bot.domain.quiet import TO_ONE
from storage import leases, paces, people
from storage.outbox import Row
from storage.paces import Held

POST, UPDATE, OPEN = "chat.postMessage", "chat.update", "conversations.open"
LOOK_BACK = ("conversations.history", "conversations.replies")
LINK, TAKE_OFF = "chat.getPermalink", "reactions.remove"
EVERYWHERE = "*"
MANY = 3
"""So many places held back at once mean that the workspace's own limit was reached."""

_METHODS: Mapping[Kind, str] = {
    Kind.REFRESH: UPDATE,
    Kind.REACTION: "reactions.add",
    Kind.HOME: "views.publish",
}
_BESIDES = frozenset({OPEN, *LOOK_BACK, LINK, TAKE_OFF})
"""What some rows call besides; Slack limits each of these for all places together."""


async def admit(
    session: AsyncSession, pace: Pace, rows: Sequence[Row], now: datetime
) -> Sequence[Row]:
    """Let those of the claimed rows go whose turn it is; the others get theirs, untried."""
    scopes = {scope for row in rows for scope in _scopes(row)}
    known = {held.scope: held for held in await paces.list_of(session, scopes)}
    written_to = await _written_to(session, rows) if _scope(OPEN, EVERYWHERE) in known else set()
    admitted: list[Row] = []
    planned: dict[str, Held] = {}
    for row in rows:
        due_at = _turn(row, pace, known, planned, written_to, now)
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
    place = EVERYWHERE if method in _BESIDES else row.place
    await paces.list_of(session, {_scope(method, place), _scope(method, EVERYWHERE)})
    await paces.hold(session, Held(scope=_scope(method, place), method=method, held_until=until))
    if await paces.count_held(session, method, now) >= MANY:
        everywhere = Held(scope=_scope(method, EVERYWHERE), method=method, held_until=until)
        await paces.hold(session, everywhere)


def method_of(row: Row) -> str:
    """Name the method that a row will most likely call."""
    if row.kind in {Kind.CARD, Kind.CONTROL_POINT}:
        return UPDATE if row.ts else POST
    return _METHODS.get(row.kind, POST)


async def _written_to(session: AsyncSession, rows: Sequence[Row]) -> Set[str]:
    """Name those of the recipients whose conversation with the bot is known."""
    known = await people.list_known(session, {row.recipient for row in rows if row.recipient})
    return {person.slack_id for person in known if person.dm_channel}


def _turn(
    row: Row,
    pace: Pace,
    known: Mapping[str, Held],
    planned: dict[str, Held],
    written_to: Set[str],
    now: datetime,
) -> datetime:
    """Say when the row may go, and plan it in if that is now."""
    method = method_of(row)
    here = _scope(method, row.place)
    held = [known[scope].held_until for scope in _scopes(row, written_to) if scope in known]
    until = max((instant for instant in held if instant is not None), default=now)
    if until > now or method != POST:
        return until
    place = planned.get(here) or known.get(here) or Held(scope=here, method=method)
    turn = next_turn(pace, place.schedule, now)
    if turn.at <= now:
        planned[here] = Held(scope=here, method=method, schedule=turn.schedule)
    return turn.at


def _scopes(row: Row, written_to: Set[str] = frozenset()) -> Iterator[str]:
    """Name what may hold a row back."""
    yield _scope(method_of(row), row.place)
    for method in (method_of(row), *_besides(row, written_to)):
        yield _scope(method, EVERYWHERE)


def _besides(row: Row, written_to: Set[str]) -> Iterator[str]:
    """Name what else a row has to call, as far as it tells."""
    if row.kind in TO_ONE and row.recipient not in written_to:
        yield OPEN
    if method_of(row) == POST and row.may_have_been_sent:
        yield from LOOK_BACK
    if row.kind is Kind.CARD and not row.ts:
        yield LINK
    if row.kind is Kind.REACTION:
        yield TAKE_OFF


def _scope(method: str, place: str) -> str:
    return f"{method}:{place}"
