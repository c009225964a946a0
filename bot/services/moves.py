"""Moving a task along its life (DESIGN §4): one transaction for each action."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain import deadlines as clocks
from bot.domain.deadlines import Choice
from bot.domain.errors import (
    Empty,
    HasLeft,
    NoDeveloper,
    NoLongerFits,
    NothingChanged,
    Overtaken,
)
from bot.domain.lifecycle import UNFINISHED, Action, Status, advance
from bot.domain.notices import HAPPENINGS, TO_ASSIGN, Happening
from bot.domain.people import on_duty
from bot.services import (
    acceptance,
    causes,
    confirmation,
    deadlines,
    merging,
    notices,
    refusing,
    reminders,
    rights,
    topics_asking,
    unanswered,
)
from bot.services.deadlines import Wish
from bot.services.desk import Desk, Request, Work
from storage import history, people, questions
from storage import tasks as storage
from storage.questions import Question
from storage.tasks import Size, Task

Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Details:
    """What came with an action: only what that action asks for is filled in.

    `stands` is how the task stood when the form was opened: who moved it meanwhile is not
    overruled unseen.
    """

    developer: str = ""
    size: Size = Size.MEDIUM
    deadline: Wish | None = None
    note: str = ""
    reason: str = ""
    for_customer: str = ""
    other: int = 0
    stands: str | None = None


NO_DETAILS = Details()


@dataclass(frozen=True, slots=True)
class Step:
    """What an action changes in the row, and what the history keeps of it."""

    changes: dict[str, Any]
    facts: Facts
    question: Question | None = None


async def perform(
    desk: Desk, request: Request, number: int, action: Action, details: Details = NO_DETAILS
) -> Task:
    """Move a task: check, compare-and-set, history, notices, in one transaction.

    Raises AtTask around what was refused, with what happened to the task last; AlreadyDone when
    the same person did the same a moment ago; NoSuchTask.
    """
    async with desk.work(request) as work:
        task = await storage.get(work.session, number, is_held=True)
        return await move(work, task, action, details)


async def move(work: Work, task: Task, action: Action, details: Details = NO_DETAILS) -> Task:
    """Move a task that is held, as part of a transaction. Raises as `perform` does."""
    async with refusing.about(work, task, HAPPENINGS[action]):
        status = advance(task.status, action, await rights.towards(work, task, action))
        if details.stands not in {None, task.stands}:
            raise Overtaken(action)
        await _carry_out(work, task, action, status, details)
        return task


async def go_into(work: Work, task: Task, other: Task) -> None:
    """Merge a task whose reporter says that it is the other one: who may is asked before.

    Raises CannotMerge, Overtaken.
    """
    await _carry_out(work, task, Action.MERGE, Status.MERGED, Details(other=other.number))


async def _carry_out(
    work: Work, task: Task, action: Action, status: Status, details: Details
) -> None:
    step = await _STEPS[action](work, task, details)
    former, changes = task.assignee, {"status": status} | step.changes
    changes = await _clocks(work, task, changes) | changes
    if not await storage.move(work.session, task, **changes):
        raise Overtaken(action)
    await _arm(work, task, action)
    facts = step.facts | _standing(task)
    former = former if former != task.assignee else None
    about = step.question
    await notices.record(work, task, HAPPENINGS[action], facts, former=former, question=about)
    if action is Action.CONFIRM:
        await causes.ask(work, task)


async def _clocks(work: Work, task: Task, changes: dict[str, Any]) -> dict[str, Any]:
    """Say how the clocks go on: telling the reporter something starts the next update anew.

    While a question is open both clocks stand, whatever happens.
    """
    rule = work.rule_of(task)
    told = {"next_update_at": clocks.next_update(work.now, rule, work.hours)}
    is_unfinished = changes["status"] in UNFINISHED
    if task.waiting_since is not None and not is_unfinished:
        return deadlines.resumed(work, task) | told
    if is_unfinished and task.status not in UNFINISHED:
        waits = await unanswered.arm_anew(work, task)
        return told | {"waiting_since": work.now if waits else None}
    return {} if task.waiting_since is not None else told


async def _arm(work: Work, task: Task, action: Action) -> None:
    """Have looked at what an action begins anew; what it moves later is found in its time."""
    if action in _DATED:
        await reminders.arm(work, task)
    if action in _BEGUN_ANEW:
        await topics_asking.arm(work, task)
    if action is Action.FIX:
        await confirmation.arm(work, task)
    if action is Action.REOPEN and task.status is Status.NEW:
        await acceptance.arm(work, task)


_DATED = frozenset({Action.ASSIGN, Action.TAKE, Action.REOPEN, Action.REVIVE})
"""What gives the dates to somebody, or gives them back."""

_BEGUN_ANEW = frozenset({Action.REOPEN, Action.REVIVE})


def _standing(task: Task) -> Facts:
    """Keep how it stood then: a notice that is sent late says the same as one sent at once."""
    facts: Facts = {"deadline": task.deadline_at.isoformat(), "severity": int(task.severity)}
    if not task.is_waiting:
        facts["next_update"] = task.next_update_at.isoformat()
    return facts


async def _accept(work: Work, task: Task, _details: Details) -> Step:
    # A manager looks at it and cannot assign it: who can has to hear of it.
    rules = work.about(task).rules
    is_called = work.actor not in rules.administrators
    return Step({"accepted_by": work.actor}, {TO_ASSIGN: on_duty(rules)} if is_called else {})


async def _assign(work: Work, task: Task, details: Details) -> Step:
    await _require_developer(work, details.developer)
    wish = details.deadline or Wish(Choice.BY_SEVERITY)
    to_at = await deadlines.resolve(work, task, wish)
    facts: Facts = {
        "assignee": details.developer,
        "former": task.assignee,
        "size": str(details.size),
        "deadline_to": to_at.isoformat(),
        "note": details.note.strip() or None,
    }
    if to_at != task.deadline_at:
        facts["deadline_from"] = task.deadline_at.isoformat()
    is_promised = wish.choice is not Choice.BY_SEVERITY
    given = {"assignee": details.developer, "size": details.size}
    is_same = given == {"assignee": task.assignee, "size": task.size} and to_at == task.deadline_at
    if is_same and task.status is Status.ASSIGNED and not facts["note"]:
        raise NothingChanged(Action.ASSIGN)
    changes = deadlines.promise(work, task, to_at, is_promised=is_promised)
    return Step(changes | given, facts)


async def _require_developer(work: Work, slack_id: str) -> None:
    if slack_id not in {developer.user for developer in work.rules.developers}:
        raise NoDeveloper(slack_id)
    person = await people.find(work.session, slack_id)
    if person is not None and person.has_left:
        raise HasLeft(slack_id)


async def _take(work: Work, task: Task, _details: Details) -> Step:
    size = task.size or Size.MEDIUM
    facts: Facts = {
        "assignee": work.actor,
        "size": str(size),
        "deadline_to": task.deadline_at.isoformat(),
    }
    return Step({"assignee": work.actor, "size": size}, facts)


async def _start(_work: Work, _task: Task, _details: Details) -> Step:
    return Step({}, {})


async def _fix(work: Work, task: Task, details: Details) -> Step:
    for_customer = _needed(details.for_customer)
    closes_at = confirmation.closes_at(work, task)
    changes = {"fixed_at": work.now, "for_customer": for_customer, "closes_at": closes_at}
    times = await _times(work, task, Happening.FIXED)
    facts = {"for_customer": for_customer, "times": times, "closes_at": closes_at.isoformat()}
    return Step(changes, facts)


async def _confirm(work: Work, task: Task, _details: Details) -> Step:
    took = (task.fixed_at or work.now) - task.raised_at
    return Step({"ended_at": work.now}, {"took_seconds": int(took.total_seconds())})


async def _reopen(work: Work, task: Task, details: Details) -> Step:
    facts: Facts = {"reason": _needed(details.reason), "assignee": task.assignee}
    facts |= {"times": await _times(work, task, Happening.REOPENED)}
    emptied = ("fixed_at", "closes_at", "ended_at", "ended_because", "for_customer")
    changes: dict[str, Any] = dict.fromkeys(emptied)
    if task.assignee is None:
        # It was given up before anybody had it: nobody has it again.
        changes |= {"status": Status.NEW, "accepted_by": None, "called": []}
    return Step(changes, facts)


async def _decline(work: Work, _task: Task, details: Details) -> Step:
    reason, for_customer = _needed(details.reason), details.for_customer.strip() or None
    changes = {"ended_at": work.now, "ended_because": reason, "for_customer": for_customer}
    return Step(changes, {"reason": reason, "for_customer": for_customer})


async def _merge(work: Work, task: Task, details: Details) -> Step:
    other = await storage.get(work.session, details.other)
    await merging.take_in(work, task, other)
    changes = {"ended_at": work.now, "merged_into": other.number}
    return Step(changes, {"into": other.number, "into_title": other.title})


async def _give_up(work: Work, task: Task, details: Details) -> Step:
    asked = await questions.list_open(work.session, task.number)
    if not asked:
        raise NoLongerFits(Action.GIVE_UP, task.status)
    reason, took = _needed(details.reason), work.now - task.raised_at
    facts = {"reason": reason, "took_seconds": int(took.total_seconds())}
    return Step({"ended_at": work.now, "ended_because": reason}, facts, asked[-1])


async def _withdraw(work: Work, _task: Task, _details: Details) -> Step:
    return Step({"ended_at": work.now}, {})


async def _revive(work: Work, task: Task, details: Details) -> Step:
    reason = _needed(details.reason)
    to_at = await deadlines.by_severity(work, task)
    changes = deadlines.promise(work, task, to_at, is_promised=False, reason=reason)
    await acceptance.arm(work, task)
    emptied = ("ended_at", "ended_because", "assignee", "accepted_by", "for_customer", "size")
    return Step(changes | dict.fromkeys(emptied) | {"called": []}, {"reason": reason})


async def _times(work: Work, task: Task, happening: Happening) -> int:
    """Count how often this happens, the present time included."""
    entries = await history.list_of(work.session, task.number)
    return 1 + sum(entry.happening is happening for entry in entries)


def _needed(text: str) -> str:
    if not text.strip():
        raise Empty
    return text.strip()


_STEPS: Mapping[Action, Callable[[Work, Task, Details], Awaitable[Step]]] = {
    Action.ACCEPT: _accept,
    Action.ASSIGN: _assign,
    Action.TAKE: _take,
    Action.START: _start,
    Action.FIX: _fix,
    Action.CONFIRM: _confirm,
    Action.REOPEN: _reopen,
    Action.DECLINE: _decline,
    Action.MERGE: _merge,
    Action.WITHDRAW: _withdraw,
    Action.REVIVE: _revive,
    Action.GIVE_UP: _give_up,
}
