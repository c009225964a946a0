"""What comes next of its own accord: read from the timers, where their reasons still hold."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain import escalation
from bot.domain.lifecycle import UNFINISHED, Status
from bot.domain.people import on_duty
from bot.domain.timers import Reason
from bot.domain.upcoming import Event, Upcoming
from bot.services import updates
from bot.services.board import known
from bot.services.desk import Desk, Work
from storage import tasks, timers
from storage.people import Person
from storage.tasks import Task
from storage.timers import Timer

LOOKED_AT = 200
"""Timers, the soonest first: some of them are of no use any more."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """What comes next, soonest first, and who the people in it are."""

    upcoming: Sequence[Upcoming]
    people: Mapping[str, Person]


async def list_next(desk: Desk, most: int) -> Prospect:
    """List what comes next; what is overdue is among it. Raises NotSetUp without rules."""
    async with desk.look("") as work:
        running = await timers.list_next(work.session, max(most, LOOKED_AT))
        timed = {timer.task_id for timer in running if timer.task_id is not None}
        found = await tasks.get_all(work.session, timed)
        coming = [
            told
            for timer in running
            if timer.task_id is not None and timer.reason in _COMING
            if (told := _COMING[timer.reason](work, timer, found[timer.task_id])) is not None
        ]
        soonest = sorted(coming, key=lambda one: (one.at, one.task, one.event))[:most]
        people = await known(work, {who for one in soonest for who in one.who})
        return Prospect(soonest, people)


def _call(work: Work, timer: Timer, task: Task) -> Upcoming | None:
    """Say whom the chain calls."""
    left = escalation.still_to_call(work.rules, task.called, timer.step)
    if task.status is not Status.NEW or not left:
        return None
    return Upcoming(timer.due_at, Event.CALL, task.number, left[0])


def _update(work: Work, timer: Timer, task: Task) -> Upcoming | None:
    """Say who is asked how it is going; the clocks stand while the reporter is asked."""
    if task.status not in UNFINISHED or task.is_waiting:
        return None
    who = task.assignee or updates.keeper(work, task)
    return Upcoming(max(timer.due_at, task.next_update_at), Event.UPDATE, task.number, (who,))


def _near(_work: Work, timer: Timer, task: Task) -> Upcoming | None:
    if task.status not in UNFINISHED or task.is_waiting or task.assignee is None:
        return None
    return Upcoming(timer.due_at, Event.NEAR, task.number, (task.assignee,))


def _deadline(work: Work, timer: Timer, task: Task) -> Upcoming | None:
    if task.status not in UNFINISHED or task.is_waiting:
        return None
    if timer.step > 0 and task.deadline_at <= work.now:
        told = (task.assignee or on_duty(work.rules),)
        return Upcoming(timer.due_at, Event.OVERDUE, task.number, told)
    return Upcoming(task.deadline_at, Event.DEADLINE, task.number)


def _confirmation(_work: Work, timer: Timer, task: Task) -> Upcoming | None:
    """Say when the reporter is reminded of what is fixed, or when it closes."""
    if task.status is not Status.FIXED:
        return None
    if timer.step > 0:
        return Upcoming(timer.due_at, Event.CLOSING, task.number)
    return Upcoming(timer.due_at, Event.CONFIRMATION, task.number, (task.reporter,))


_COMING: Mapping[Reason, Callable[[Work, Timer, Task], Upcoming | None]] = {
    Reason.ACCEPTANCE: _call,
    Reason.UPDATE: _update,
    Reason.NEAR: _near,
    Reason.DEADLINE: _deadline,
    Reason.CONFIRMATION: _confirmation,
}
