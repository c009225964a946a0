"""A deadline that comes near, and one that has passed: who is told of it, and how often."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.domain import clocks, deadlines
from bot.domain.deadlines import ENDS_A_WISH
from bot.domain.errors import Overtaken
from bot.domain.lifecycle import UNFINISHED, Status
from bot.domain.notices import Audience, Happening
from bot.domain.people import on_duty
from bot.domain.permissions import Deed
from bot.domain.questions import ASKS
from bot.domain.timers import Again, Reason
from bot.services import notices
from bot.services.desk import Work
from storage import history, promises, tasks, timers
from storage.history import Entry
from storage.tasks import Task
from storage.timers import Alarm, Timer


def alarms(work: Work, task: Task) -> tuple[Alarm, ...]:
    """Say when to look at a task's dates, if somebody is told of them now.

    Which goes first of what is due at once: a deadline that passes asks for the update, too.
    """
    rule = work.rule_of(task)
    near = clocks.near(work.now, task.deadline_at, rule, work.hours)
    dates = {
        Reason.DEADLINE: task.deadline_at,
        Reason.NEAR: near,
        Reason.UPDATE: task.next_update_at,
    }
    return tuple(Alarm(why, at, task.number) for why, at in dates.items() if at is not None)


async def arm(work: Work, task: Task) -> None:
    """Have a task's dates looked at: where one comes earlier, or all of it begins anew."""
    await timers.arm(work.session, *alarms(work, task))


async def arm_near(work: Work, task: Task, before: datetime) -> None:
    """Have the deadline looked at anew that an answer moved, unless it was told as near before."""
    entries = await history.list_of(work.session, task.number)
    told = (one for one in entries if one.happening is Happening.DEADLINE_NEAR)
    if before.isoformat() not in {one.facts.get("deadline") for one in told}:
        near = [one for one in alarms(work, task) if one.reason is Reason.NEAR]
        await timers.arm(work.session, *near)


def standing(work: Work, timer: Timer, task: Task) -> Again | None:
    """Say when to look again at a date whose clock stands; None where it goes."""
    if task.waiting_since is None:
        return None
    rule = work.rule_of(task)
    due_at = task.next_update_at if timer.reason is Reason.UPDATE else task.deadline_at
    at = clocks.earliest(due_at, task.waiting_since, work.now, rule, work.hours)
    return Again(at, timer.step)


async def look_near(work: Work, timer: Timer, task: Task) -> Again | None:
    """Tell the assignee that their deadline is near, or who can give it away while they are away."""
    if task.status not in UNFINISHED:
        return None
    # First of all: a date that seems gone while the clock stands is still to come.
    if again := standing(work, timer, task):
        return again
    near = await _near_at(work, task)
    if near is not None and near > work.now:
        return Again(near, timer.step)
    if near is not None and task.assignee is not None:
        is_away = task.assignee in work.rules.away
        what = Happening.ASSIGNEE_AWAY if is_away else Happening.DEADLINE_NEAR
        await notices.record(work, task, what, facts_of(work, task))
    return None


async def _near_at(work: Work, task: Task) -> datetime | None:
    """Say when the deadline is near, if it still comes and was not promised just before."""
    if task.deadline_at <= work.now:
        return None
    promise = await promises.find_last(work.session, task.number)
    promised_at = promise.made_at if promise is not None else task.raised_at
    rule = work.rule_of(task)
    return clocks.near(promised_at, task.deadline_at, rule, work.hours)


async def look_past(work: Work, timer: Timer, task: Task) -> Again | None:
    """Tell everybody once that the deadline has passed, then daily."""
    if task.status not in UNFINISHED:
        return None
    if again := standing(work, timer, task):
        return again
    if task.deadline_at > work.now:
        return Again(task.deadline_at, 0)
    rule = work.rule_of(task)
    if timer.step > 0:
        await notices.record(work, task, Happening.OVERDUE, facts_of(work, task))
    elif not await is_told(work, task):
        await _tell_all(work, task)
    due_at = clocks.next_reminder(task.deadline_at, work.now, rule, work.hours)
    return Again(due_at, timer.step + 1)


def is_update_late(task: Task, now: datetime) -> bool:
    """Say whether the reporter should have heard something by now, on a clock that goes."""
    return task.status in UNFINISHED and task.waiting_since is None and task.next_update_at <= now


def is_late(task: Task, now: datetime) -> bool:
    """Say whether a task is past its deadline, on a clock that goes."""
    return task.status in UNFINISHED and task.waiting_since is None and task.deadline_at <= now


async def is_told(work: Work, task: Task) -> bool:
    """Say whether everybody has heard that this deadline has passed."""
    entries = await history.list_of(work.session, task.number)
    deadline = task.deadline_at.isoformat()
    return any(
        one.happening is Happening.DEADLINE_PASSED and one.facts.get("deadline") == deadline
        for one in entries
    )


async def _tell_all(work: Work, task: Task) -> None:
    rule = work.rule_of(task)
    # The reporter hears of it, and the assignee is asked how it is going: so the update is made.
    next_update_at = deadlines.next_update(work.now, rule, work.hours)
    if not await tasks.move(work.session, task, next_update_at=next_update_at):
        raise Overtaken(Deed.MOVE_DEADLINE)
    entries = await history.list_of(work.session, task.number)
    reopened = (one for one in entries if one.happening is Happening.REOPENED)
    came_back = any(one.at >= task.deadline_at for one in reopened)
    facts = facts_of(work, task) | {"came_back": came_back}
    await notices.record(work, task, Happening.DEADLINE_PASSED, facts)


def facts_of(work: Work, task: Task) -> dict[str, Any]:
    """Keep which deadline a notice is about, whose it was and how it stood.

    It is pointless once the deadline is gone, and what it tells of people stays true.
    """
    facts = {
        "deadline": task.deadline_at.isoformat(),
        "assignee": task.assignee,
        "status": str(task.status),
        "administrator": on_duty(work.about(task).rules),
    }
    if task.assignee is not None and task.assignee in work.rules.away:
        until = work.rules.away[task.assignee]
        facts["away_until"] = until.isoformat() if until else ""
    return facts


def is_over(task: Task, entry: Entry, later: Sequence[Entry], audience: Audience | None) -> bool:
    """Say whether a reminder is pointless by now: its reason is gone, or a newer one says it.

    `later` is what happened since; `audience` the part in which somebody hears of it.
    """
    since = {one.happening for one in later}
    if entry.happening is Happening.CONFIRMATION_DUE:
        return task.status is not Status.FIXED
    if entry.happening not in _SAID_ANEW:
        is_over_now = entry.happening is Happening.CAUSE_ASKED and bool(since & _ENDS_THE_ASKING)
        is_asked = audience is Audience.ASKED
        return is_over_now or (is_asked and any(_is_asked_anew(entry, one) for one in later))
    if task.status not in UNFINISHED or since & _SAID_ANEW[entry.happening]:
        return True
    if entry.happening is Happening.DEADLINE_PASSED and audience in _DECIDE:
        return _has_moved(task, entry)
    return task.is_waiting or _has_moved(task, entry)


def _is_asked_anew(entry: Entry, one: Entry) -> bool:
    """Say whether a reminder puts a question anew: it says all that was said before."""
    same = entry.happening in ASKS and all(
        one.facts.get(key) == entry.facts.get(key) for key in ("question", "asked_to")
    )
    return same and one.happening in _PUTS_ANEW


_ENDS_THE_ASKING = frozenset({Happening.CAUSE_SAID, Happening.CAUSE_ASKED, Happening.REOPENED})
_PUTS_ANEW = frozenset({Happening.QUESTION_REMINDED, Happening.QUESTION_UNANSWERED})


def _has_moved(task: Task, entry: Entry) -> bool:
    """Say whether the date that a reminder is about has moved: the update's or the deadline."""
    due_at = entry.facts.get("due")
    if due_at is not None:
        return bool(due_at != task.next_update_at.isoformat())
    return bool(entry.facts.get("deadline") != task.deadline_at.isoformat())


_ASKS = frozenset(
    {
        Happening.UPDATE_DUE,
        Happening.UPDATE_MISSED,
        Happening.ASSIGNEE_AWAY,
        Happening.TIME_STILL_ASKED,
    }
)
_SAID_ANEW: Mapping[Happening, frozenset[Happening]] = {
    **dict.fromkeys(_ASKS, _ASKS | {Happening.DEADLINE_PASSED}),
    Happening.TIME_STILL_ASKED: _ASKS | ENDS_A_WISH,
    Happening.UPDATE_LATE: frozenset({Happening.DEADLINE_PASSED}),
    Happening.DEADLINE_NEAR: frozenset({Happening.DEADLINE_PASSED}),
    Happening.DEADLINE_PASSED: frozenset({Happening.OVERDUE}),
    Happening.OVERDUE: frozenset({Happening.OVERDUE}),
}
"""What says anew what a reminder said, or puts an end to it."""

_DECIDE = frozenset({Audience.ASSIGNEE, Audience.ADMINISTRATOR})
"""Who can give a date that holds, also while the clocks stand."""
