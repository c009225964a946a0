"""What becomes of outbox rows: each result is one transaction that a late holder cannot write."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.notices import Kind
from bot.domain.people import on_duty
from bot.domain.questions import MAY_ANSWER
from bot.services import gathering, notices, pacing
from bot.services.desk import Desk
from storage import gathering as together
from storage import leases, questions, tasks
from storage import outbox as storage
from storage.leases import Lease, Setback
from storage.outbox import Outcome, Row

LEASE_FOR = timedelta(seconds=30)
CALL_FOR = timedelta(seconds=6)
"""What one call to Slack may take; several must fit into a lease."""


class Standing(StrEnum):
    """How a claimed row stands."""

    OURS = "ours"
    OUTDATED = "outdated"
    """Ours, but its task is not any more what the text was made from."""
    TAKEN_OVER = "taken_over"


@dataclass(frozen=True, slots=True)
class Sent:
    """Where a row's message stands, and what delivery learned about the task on the way."""

    channel: str | None = None
    ts: str | None = None
    task: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Claimed:
    """How many rows were due, and those of them whose turn it is; the others were postponed."""

    due: int = 0
    rows: Sequence[Row] = ()


@dataclass(frozen=True, slots=True)
class Backlog:
    """What is not sent yet: how many rows, and how long the oldest waits."""

    rows: int
    age: timedelta


async def measure(desk: Desk) -> Backlog:
    """Say how much waits to be sent."""
    async with desk.database.read() as session:
        rows, oldest = await storage.measure(session)
    return Backlog(rows, timedelta(0) if oldest is None else desk.clock.now() - oldest)


async def take_over(desk: Desk) -> None:
    """Take up what a bot that died had in hand; only for who is known to be alone (SQLite)."""
    async with desk.database.write() as session:
        await leases.end_all(session)


async def claim(desk: Desk, owner: str, limit: int) -> Claimed:
    """Take up to `limit` due rows, the first of each conversation, for 30 s (DESIGN §3.9)."""
    async with desk.database.write() as session:
        lease = Lease(owner, desk.clock.now(), LEASE_FOR)
        rows = await leases.claim_due(session, lease, limit)
        if not rows:
            return Claimed()
        going = await gathering.gather(session, desk, rows, lease.now)
        return Claimed(len(rows), await pacing.admit(session, desk.pace, going, lease.now))


async def look(desk: Desk, asked: Sequence[tuple[Row, int | None]]) -> Sequence[Standing]:
    """Say how claimed rows stand, each rendered from this version of its task, if it has one.

    Asked right before anything is said: a row must be ours for as long as a call may take.
    """
    async with desk.database.read() as session:
        until = desk.clock.now() + CALL_FOR
        held = await leases.list_held(session, [row for row, _ in asked], until)
    return [_standing(held, row, version) for row, version in asked]


def _standing(held: Mapping[int, int | None], row: Row, version: int | None) -> Standing:
    if row.number not in held:
        return Standing.TAKEN_OVER
    is_same = version is None or version == held[row.number]
    return Standing.OURS if is_same else Standing.OUTDATED


async def sent(desk: Desk, results: Sequence[tuple[Row, Sent]]) -> Sequence[bool]:
    """Mark rows as sent; False for one that was not ours any more, of which nothing is written."""
    async with desk.database.write() as session:
        now = desk.clock.now()
        # Tasks before rows, as those who act do: nobody waits for who waits for them.
        await tasks.lock(session, {row.task_id for row, result in results if result.task})
        ended = [(row, _marks(desk, row, result, now)) for row, result in results]
        ours = await leases.settle(session, ended)
        for row, result in results:
            if row.number in ours:
                await _note(session, row, result)
    return [row.number in ours for row, _ in results]


def _marks(desk: Desk, row: Row, result: Sent, now: datetime) -> Mapping[str, Any]:
    marks: dict[str, Any] = {"outcome": Outcome.SENT, "settled_at": now, "error": None}
    if result.ts:
        marks |= {"channel": result.channel, "ts": result.ts}
    if row.kind in {Kind.CARD, Kind.CONTROL_POINT}:
        # Posted once, in its turn; from now on it is kept up to date beside what is said.
        marks["quiet_until"] = now + desk.pace.card_every if row.ts else None
        marks["conversation"] = row.dedupe_key
    return marks


async def _note(session: AsyncSession, row: Row, result: Sent) -> None:
    """Write down what delivery learned on the way about the task, or where a question stands."""
    if row.task_id is not None and result.task:
        await tasks.note(session, row.task_id, **result.task)
    if row.kind is not Kind.DIRECT or row.question_id is None or row.audience not in MAY_ANSWER:
        return
    if result.channel and result.ts:
        where = (result.channel, result.ts, row.recipient or "")
        await questions.note_message(session, row.question_id, *where)


async def told_with(desk: Desk, row: Row) -> Sequence[Row]:
    """List what the row's message tells, the oldest first; usually the row alone."""
    async with desk.database.read() as session:
        return await together.list_told_with(session, row)


async def release_joined(desk: Desk, shown: Row, error: str) -> None:
    """Let news go by itself that was to be written into a message which is gone."""
    async with desk.database.write() as session:
        await together.release_joined(session, shown, error, desk.clock.now())
    desk.bell.set()


async def dropped(desk: Desk, row: Row, why: str) -> None:
    """End a row that has become pointless."""
    async with desk.database.write() as session:
        await _end(session, row, Outcome.DROPPED, desk.clock.now(), why)


async def _end(session: AsyncSession, row: Row, outcome: Outcome, now: datetime, why: str) -> bool:
    ended = {"outcome": outcome, "settled_at": now, "error": why}
    return (await leases.settle(session, [(row, ended)])).get(row.number, False)


async def untried(desk: Desk, rows: Sequence[Row]) -> Sequence[None]:
    """Leave rows for which nothing was said to who runs next."""
    async with desk.database.write() as session:
        # In one order everywhere, so that nobody waits for who waits for them.
        for row in sorted(rows, key=lambda row: row.number):
            await leases.postpone(session, row, row.due_at)
    return [None for _ in rows]


async def put_back(desk: Desk, row: Row, setback: Setback, limited: str | None = None) -> bool:
    """Try a row again later; False when it was not ours any more.

    `limited` is the method whose limit Slack says was reached.
    """
    async with desk.database.write() as session:
        # Rows before paces, as whoever claims does: nobody waits for who waits for them.
        is_ours = await leases.put_back(session, row, setback)
        if limited is not None:
            await pacing.hold(session, row, limited, setback.due_at, desk.clock.now())
        return is_ours


async def give_back(desk: Desk, holder: str, after: timedelta) -> None:
    """Leave what a holder that stops still has in hand to others, once its last calls are over."""
    async with desk.database.write() as session:
        await leases.give_back(session, holder, desk.clock.now() + after)


async def unreachable(desk: Desk, row: Row, error: str) -> None:
    """Fall back for a DM that cannot be delivered: a mention in the thread, a word on the card."""
    async with desk.database.write() as session:
        now = desk.clock.now()
        await tasks.lock(session, {row.task_id})
        if not await _end(session, row, Outcome.UNREACHED, now, error) or row.task_id is None:
            return
        await together.release(session, row, now)
        task = await tasks.get(session, row.task_id)
        if row.recipient and row.recipient not in task.unreached:
            await tasks.note(session, task.number, unreached=[*task.unreached, row.recipient])
        mention = notices.row_of(now, Kind.UNREACHED, f"unreached:{row.id}", task)
        mention.recipient, mention.entry_id = row.recipient, row.entry_id
        mention.audience, mention.question_id = row.audience, row.question_id
        card = notices.row_of(now, Kind.CARD, f"card:{task.number}", task)
        await storage.put(session, [mention, card])
    desk.bell.set()


async def failed(desk: Desk, row: Row, error: str) -> None:
    """Give a row up for good, and tell the administrator on duty once."""
    async with desk.database.write() as session:
        now = desk.clock.now()
        # Tasks before rows, as those who act do.
        await tasks.lock(session, {row.task_id})
        if row.kind is Kind.CARD:
            await storage.hold(session, col(Row.task_id) == row.task_id)
        if not await _end(session, row, Outcome.FAILED, now, error):
            return
        await together.release(session, row, now)
        if row.kind is Kind.CARD and row.task_id is not None:
            await storage.open_gate(session, row.task_id)
        rules = await desk.rulebook.read(session, now)
        if rules is None or row.task_id is None or row.kind is Kind.FAILURE:
            return
        task = await tasks.get(session, row.task_id)
        notice = notices.row_of(now, Kind.FAILURE, f"failure:{task.number}:{error}", task)
        notice.recipient, notice.refreshes = on_duty(rules.of(task.application)), row.id
        notice.conversation = notice.place = f"dm:{notice.recipient}"
        notice.needs_card = False
        await storage.put(session, [notice])
    desk.bell.set()
