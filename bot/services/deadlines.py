"""Deadlines are promises: setting, moving, asking for more time; the clocks that stand."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.domain import deadlines as domain
from bot.domain.deadlines import ENDS_A_WISH, Choice, Offer
from bot.domain.errors import Empty, NothingChanged, Overtaken, WishIsOver
from bot.domain.notices import Happening
from bot.domain.people import on_duty
from bot.domain.permissions import Deed, check
from bot.domain.severity import Severity
from bot.services import notices, refusing, reminders, standstill
from bot.services.desk import Desk, Request, Work
from storage import history, questions
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


@dataclass(frozen=True, slots=True)
class Asking:
    """More time that somebody asked for, as it was asked."""

    by: str
    at: datetime
    reason: str
    for_customer: str


async def by_severity(work: Work, task: Task, severity: Severity | None = None) -> datetime:
    """Say by when the severity (the task's, unless given) promises a fix.

    What the task has waited for answers is added; where that has passed, the time runs from now.
    """
    rule = work.about(task).rules.severities[severity or task.severity]
    hours = work.hours
    deadline = domain.default_deadline(task.raised_at, task.raised_at, rule, hours)
    asked = await questions.list_of(work.session, task.number)
    entries = await history.list_of(work.session, task.number) if asked else ()
    for since, until in standstill.waits(asked, entries, work.now):
        deadline = domain.moved_by_waiting(deadline, since, until, rule, hours)
    if deadline > work.now:
        return deadline
    return domain.default_deadline(work.now, work.now, rule, hours)


async def offers(work: Work, task: Task) -> Sequence[Offer]:
    """List the deadlines that can be chosen for a task now, with the date each means."""
    rule, severity = work.rule_of(task), await by_severity(work, task)
    return [
        replace(one, at=severity) if one.choice is Choice.BY_SEVERITY else one
        for one in domain.choices(work.now, task.raised_at, rule, work.hours)
    ]


async def resolve(work: Work, task: Task, wish: Wish) -> datetime:
    """Say which instant a wish means. Raises PastDeadline, MissingDeadline."""
    if wish.choice is Choice.BY_SEVERITY:
        return await by_severity(work, task)
    rule = work.rule_of(task)
    return domain.resolve(wish.choice, wish.exactly, work.now, task.raised_at, rule, work.hours)


def promise(
    work: Work,
    task: Task,
    to_at: datetime,
    *,
    is_promised: bool,
    reason: str | None = None,
    is_moved: bool = False,
) -> dict[str, Any]:
    """Keep a new version of the promise; return the columns that change with it.

    It slips if it is later than what somebody promised before, or moved later on purpose.
    A date is given in full view of the waiting so far: of that, only the update still has to move.
    """
    changes = _moved(work, task) | {"deadline_at": to_at, "deadline_is_promised": is_promised}
    if task.waiting_since is not None:
        changes["waiting_since"] = work.now
    if to_at != task.deadline_at:
        is_broken = is_moved or (is_promised and task.deadline_is_promised)
        slips = is_broken and to_at > task.deadline_at
        _keep(work, task, to_at, made_by=work.actor or None, reason=reason, is_slip=slips)
    return changes


def resumed(work: Work, task: Task) -> dict[str, Any]:
    """Let both clocks go on: return the columns, moved by just the time that they stood.

    The moved deadline is kept as a version of the promise that nobody made.
    """
    changes = _moved(work, task)
    if changes and changes["deadline_at"] != task.deadline_at:
        _keep(work, task, changes["deadline_at"], made_by=None)
    return changes


def _moved(work: Work, task: Task) -> dict[str, Any]:
    if task.waiting_since is None:
        return {}
    rule = work.rule_of(task)
    moved = {
        name: domain.moved_by_waiting(instant, task.waiting_since, work.now, rule, work.hours)
        for name, instant in (
            ("deadline_at", task.deadline_at),
            ("next_update_at", task.next_update_at),
        )
    }
    return {"waiting_since": None, **moved}


def _keep(
    work: Work,
    task: Task,
    to_at: datetime,
    *,
    made_by: str | None,
    reason: str | None = None,
    is_slip: bool = False,
) -> None:
    version = Promise(
        task_id=task.number,
        made_at=work.now,
        made_by=made_by,
        from_at=task.deadline_at,
        to_at=to_at,
        reason=reason,
        is_slip=is_slip,
    )
    work.session.add(version)


async def move(desk: Desk, request: Request, number: int, new: Move) -> Task:
    """Move a deadline, with a reason. Raises AtTask, PastDeadline, Empty."""
    async with desk.work(request) as work:
        task = await storage.get(work.session, number)
        async with refusing.about(work, task, Happening.DEADLINE_MOVED):
            check(Deed.MOVE_DEADLINE, task.status, work.roles(task))
            to_at = await resolve(work, task, new.wish)
            return await _move(work, task, to_at, new)


async def ask_for_time(desk: Desk, request: Request, number: int, new: Move) -> Task:
    """Ask the administrator on duty for a later deadline; nothing moves until they agree.

    Who decides need not ask: then it moves at once.
    """
    async with desk.work(request) as work:
        task = await storage.get(work.session, number)
        async with refusing.about(work, task, Happening.TIME_ASKED):
            check(Deed.ASK_FOR_TIME, task.status, work.roles(task))
            _require(new.reason)
            to_at = await resolve(work, task, new.wish)
            if to_at <= task.deadline_at:
                raise NothingChanged(Deed.ASK_FOR_TIME)
            if work.actor == on_duty(work.about(task).rules):
                return await _move(work, task, to_at, new)
            facts = _facts(task.deadline_at, to_at, new.reason)
            facts |= {"for_customer": new.for_customer}
            await notices.record(work, task, Happening.TIME_ASKED, facts)
            return task


async def agree(desk: Desk, request: Request, number: int, entry_id: int) -> Task:
    """Give the time that was asked for, with the words of who asked."""
    async with desk.work(request) as work:
        task = await storage.get(work.session, number)
        async with refusing.about(work, task, Happening.DEADLINE_MOVED):
            check(Deed.MOVE_DEADLINE, task.status, work.roles(task))
            wish = await _wish(work, task, entry_id)
            exact = Wish(Choice.EXACTLY, datetime.fromisoformat(wish.facts["to"]))
            new = Move(exact, wish.facts["reason"], wish.facts.get("for_customer"))
            return await _move(work, task, await resolve(work, task, exact), new, wish.actor)


async def read_wish(desk: Desk, number: int, entry_id: int) -> Asking | None:
    """Read a wish for more time, for who gives another date; None where it is not open any more."""
    async with desk.look("") as work:
        task = await storage.get(work.session, number)
        try:
            wish = await _wish(work, task, entry_id)
        except WishIsOver:
            return None
        at = datetime.fromisoformat(wish.facts["to"])
        for_customer = wish.facts.get("for_customer") or ""
        return Asking(wish.actor or "", at, wish.facts["reason"], for_customer)


async def keep(desk: Desk, request: Request, number: int, entry_id: int) -> Task:
    """Leave the deadline where it is; who asked for more time hears of it."""
    async with desk.work(request) as work:
        task = await storage.get(work.session, number)
        async with refusing.about(work, task, Happening.DEADLINE_KEPT):
            check(Deed.KEEP_DEADLINE, task.status, work.roles(task))
            await keep_instead(work, task, await _wish(work, task, entry_id))
            return task


async def keep_instead(work: Work, task: Task, wish: Entry) -> None:
    """Answer a wish for more time with the deadline as it is; who asked hears of it."""
    facts = {
        "at": task.deadline_at.isoformat(),
        "wished": wish.facts["to"],
        "asked_by": wish.actor,
    }
    await notices.record(work, task, Happening.DEADLINE_KEPT, facts)


async def _move(
    work: Work, task: Task, to_at: datetime, new: Move, asked_by: str | None = None
) -> Task:
    _require(new.reason)
    from_at = task.deadline_at
    if to_at == from_at:
        raise NothingChanged(Deed.MOVE_DEADLINE)
    promised = new.wish.choice is not Choice.BY_SEVERITY
    because = new.reason.strip()
    changes = promise(work, task, to_at, is_promised=promised, reason=because, is_moved=True)
    if task.waiting_since is None:
        # The reporter hears of it now.
        rule = work.rule_of(task)
        changes["next_update_at"] = domain.next_update(work.now, rule, work.hours)
    if not await storage.move(work.session, task, **changes):
        raise Overtaken(Deed.MOVE_DEADLINE)
    await reminders.arm(work, task)
    facts = _facts(from_at, to_at, new.reason)
    facts |= {"for_customer": new.for_customer, "asked_by": asked_by}
    await notices.record(work, task, Happening.DEADLINE_MOVED, facts)
    return task


def find_wish(entries: Sequence[Entry]) -> Entry | None:
    """Find the wish for more time in a task's history that nothing has answered yet."""
    told = [one for one in entries if one.happening in ENDS_A_WISH]
    return told[-1] if told and told[-1].happening is Happening.TIME_ASKED else None


def find_answer(entries: Sequence[Entry], wish_id: int | None) -> Entry | None:
    """Find what answered a wish for more time, or took its place, in the history after it."""
    later = [one for one in entries if (one.id or 0) > (wish_id or 0)]
    return next((one for one in later if one.happening in ENDS_A_WISH), None)


async def _wish(work: Work, task: Task, entry_id: int) -> Entry:
    """Find the wish for more time, if nothing has answered it yet."""
    entries = await history.list_of(work.session, task.number)
    wish = next((one for one in entries if one.id == entry_id), None)
    if wish is None or wish.happening is not Happening.TIME_ASKED or find_answer(entries, entry_id):
        raise WishIsOver
    return wish


def _facts(from_at: datetime, to_at: datetime, reason: str) -> dict[str, Any]:
    return {"from": from_at.isoformat(), "to": to_at.isoformat(), "reason": reason.strip()}


def _require(text: str | None) -> None:
    if not (text or "").strip():
        raise Empty
