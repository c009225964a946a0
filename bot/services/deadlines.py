"""Deadlines are promises: setting, moving, asking for more time; the clocks that stand."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain import deadlines as domain
from bot.domain.deadlines import Choice
from bot.domain.errors import Empty, NoLongerFits, NothingChanged
from bot.domain.notices import HAPPENINGS, Happening
from bot.domain.permissions import Deed, check
from bot.services import notices, refusing
from bot.services.desk import Desk, Request, Work
from storage import history
from storage import tasks as storage
from storage.history import Entry
from storage.promises import Promise
from storage.tasks import Task


@dataclass(frozen=True, slots=True)
class Wish:
    """A deadline as it is chosen in a form; `exactly` goes with the choice of that name."""

    choice: Choice
    exactly: datetime | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A new deadline, why, and what support can tell the customer."""

    wish: Wish
    reason: str
    for_customer: str | None = None


def resolve(work: Work, task: Task, wish: Wish) -> datetime:
    """Say which instant a wish means. Raises PastDeadline, MissingDeadline."""
    rule = work.rules.severities[task.severity]
    return domain.resolve(wish.choice, wish.exactly, work.now, task.raised_at, rule, work.hours)


def promise(
    work: Work, task: Task, to_at: datetime, *, is_promised: bool, reason: str | None = None
) -> dict[str, Any]:
    """Keep a new version of the promise; return the columns that change with it."""
    work.session.add(
        Promise(
            task_id=task.number,
            made_at=work.now,
            made_by=work.actor or None,
            from_at=task.deadline_at,
            to_at=to_at,
            reason=reason,
        )
    )
    changes: dict[str, Any] = {"deadline_at": to_at, "deadline_is_promised": is_promised}
    if task.waiting_since is not None:
        # The new date was given in full view of the waiting so far.
        changes["waiting_since"] = work.now
    return changes


def resumed(work: Work, task: Task) -> dict[str, Any]:
    """Let both clocks go on: return the columns, moved by just the time that they stood."""
    if task.waiting_since is None:
        return {}
    rule = work.rules.severities[task.severity]
    moved = {
        name: domain.moved_by_waiting(instant, task.waiting_since, work.now, rule, work.hours)
        for name, instant in (
            ("deadline_at", task.deadline_at),
            ("next_update_at", task.next_update_at),
        )
    }
    return {"waiting_since": None, **moved}


async def move(desk: Desk, request: Request, number: int, new: Move) -> Task:
    """Move a deadline, with a reason. Raises AtTask, PastDeadline, Empty."""
    async with desk.work(request) as work:
        task = await storage.get(work.session, number)
        async with refusing.about(work, task, Happening.DEADLINE_MOVED):
            check(Deed.MOVE_DEADLINE, task.status, work.roles(task))
            to_at = resolve(work, task, new.wish)
            return await _move(work, task, to_at, new)


async def ask_for_time(desk: Desk, request: Request, number: int, new: Move) -> Task:
    """Ask the administrator on duty for a later deadline; nothing moves until they agree."""
    async with desk.work(request) as work:
        task = await storage.get(work.session, number)
        async with refusing.about(work, task, Happening.TIME_ASKED):
            check(Deed.ASK_FOR_TIME, task.status, work.roles(task))
            _require(new.reason)
            to_at = resolve(work, task, new.wish)
            facts = _facts(task.deadline_at, to_at, new.reason)
            await notices.record(work, task, Happening.TIME_ASKED, facts)
            return task


async def agree(desk: Desk, request: Request, number: int, entry_id: int) -> Task:
    """Give the time that was asked for, with the reason of who asked."""
    async with desk.work(request) as work:
        task = await storage.get(work.session, number)
        async with refusing.about(work, task, Happening.DEADLINE_MOVED):
            check(Deed.MOVE_DEADLINE, task.status, work.roles(task))
            wish = await _wish(work, task, entry_id, Deed.MOVE_DEADLINE)
            to_at = datetime.fromisoformat(wish.facts["to"])
            exact = Wish(Choice.EXACTLY, to_at)
            new = Move(exact, wish.facts["reason"])
            return await _move(work, task, resolve(work, task, exact), new, wish.actor)


async def keep(desk: Desk, request: Request, number: int, entry_id: int) -> Task:
    """Leave the deadline where it is; who asked for more time hears of it."""
    async with desk.work(request) as work:
        task = await storage.get(work.session, number)
        async with refusing.about(work, task, Happening.DEADLINE_KEPT):
            check(Deed.KEEP_DEADLINE, task.status, work.roles(task))
            wish = await _wish(work, task, entry_id, Deed.KEEP_DEADLINE)
            facts = {
                "at": task.deadline_at.isoformat(),
                "wished": wish.facts["to"],
                "asked_by": wish.actor,
            }
            await notices.record(work, task, Happening.DEADLINE_KEPT, facts)
            return task


async def _move(
    work: Work, task: Task, to_at: datetime, new: Move, asked_by: str | None = None
) -> Task:
    _require(new.reason)
    from_at = task.deadline_at
    if to_at == from_at:
        raise NothingChanged(Deed.MOVE_DEADLINE)
    promised = new.wish.choice is not Choice.BY_SEVERITY
    changes = promise(work, task, to_at, is_promised=promised, reason=new.reason)
    if not await storage.move(work.session, task, **changes):
        raise NoLongerFits(Deed.MOVE_DEADLINE, task.status)
    facts = _facts(from_at, to_at, new.reason)
    facts |= {"for_customer": new.for_customer, "asked_by": asked_by}
    await notices.record(work, task, Happening.DEADLINE_MOVED, facts)
    return task


async def _wish(work: Work, task: Task, entry_id: int, deed: Deed) -> Entry:
    """Find the wish for more time, if nothing has answered it yet."""
    answers = {Happening.TIME_ASKED, Happening.DEADLINE_MOVED, Happening.DEADLINE_KEPT}
    newest = [
        entry
        for entry in await history.list_of(work.session, task.number)
        if entry.happening in answers | {HAPPENINGS[Deed.SET_SEVERITY]}
    ][-1:]
    if not newest or newest[0].id != entry_id:
        raise NoLongerFits(deed, task.status)
    return newest[0]


def _facts(from_at: datetime, to_at: datetime, reason: str) -> dict[str, Any]:
    return {"from": from_at.isoformat(), "to": to_at.isoformat(), "reason": reason.strip()}


def _require(text: str | None) -> None:
    if not (text or "").strip():
        raise Empty
