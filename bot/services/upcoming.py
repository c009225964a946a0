"""What comes next of its own accord: read from the timers, where their reasons still hold."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain import escalation
from bot.domain.control_points import postponed_to
from bot.domain.duty import duty_ends
from bot.domain.lifecycle import UNFINISHED, Status
from bot.domain.people import on_duty
from bot.domain.timers import Reason
from bot.domain.upcoming import Event, Upcoming
from bot.services import control_points, turns, updates
from bot.services.board import known
from bot.services.desk import Desk, Work
from storage import absences, duty, gathering, questions, tasks, timers
from storage import control_points as rounds
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
        coming = [
            *await _of_tasks(work, [one for one in running if one.task_id is not None]),
            *await _of_questions(work, [one for one in running if one.reason is Reason.QUESTION]),
            *await _of_rounds(work, running),
            *await _of_people(work, running),
        ]
        soonest = sorted(coming, key=lambda one: (one.at, one.task or 0, one.event))[:most]
        people = await known(work, {who for one in soonest for who in one.who})
        return Prospect(soonest, people)


async def _of_tasks(work: Work, running: Sequence[Timer]) -> list[Upcoming]:
    found = await tasks.get_all(work.session, {one.task_id for one in running if one.task_id})
    told = [
        _COMING[timer.reason](work, timer, found[timer.task_id])
        for timer in running
        if timer.reason in _COMING and timer.task_id is not None
    ]
    return [one for one in told if one is not None]


async def _of_questions(work: Work, running: Sequence[Timer]) -> list[Upcoming]:
    """Say who is reminded of a question that they have not answered."""
    coming = []
    for timer in running:
        question = await questions.find(work.session, int(timer.subject))
        if question is None or question.answered_at is not None:
            continue
        task = await tasks.get(work.session, question.task_id)
        if task.status in UNFINISHED:
            event = Event.ASKED_AGAIN if question.waits_until else Event.REMINDER
            who = (question.asked_to,)
            coming.append(Upcoming(timer.due_at, event, task.number, who))
    return coming


async def _of_rounds(work: Work, running: Sequence[Timer]) -> list[Upcoming]:
    """Say when a control point begins, reminds and ends; it begins only if there is a task."""
    coming = []
    for timer in running:
        if timer.reason in _OF_ROUND:
            point = await rounds.get(work.session, int(timer.subject))
            if point.ended_at is None:
                coming.append(Upcoming(timer.due_at, _OF_ROUND[timer.reason], None))
        elif timer.reason is Reason.CONTROL_POINT and await rounds.list_to_ask(work.session):
            coming.append(_round(work, timer))
    return coming


def _round(work: Work, timer: Timer) -> Upcoming:
    if timer.subject != control_points.WEEKLY:
        return Upcoming(timer.due_at, Event.ROUND, None, (timer.subject,))
    later = postponed_to(work.hours, work.rules.control_point, timer.due_at)
    return Upcoming(later or timer.due_at, Event.ROUND, None, (on_duty(work.rules),))


async def _of_people(work: Work, running: Sequence[Timer]) -> list[Upcoming]:
    """Say who comes on duty, who is back, and for whom it is quiet no more."""
    back = [
        Upcoming(timer.due_at, Event.BACK, None, (timer.subject,))
        for timer in running
        if timer.reason is Reason.ABSENCE and await absences.find(work.session, timer.subject)
    ]
    quiet = [
        Upcoming(ends_at, Event.QUIET_END, None, (slack_id,))
        for slack_id, ends_at in await gathering.list_ends(work.session, LOOKED_AT)
    ]
    written, plan = await turns.written(work), await duty.plan(work.session)
    ends = duty_ends(written, plan, work.now, work.hours)
    change = [] if ends is None else [Upcoming(ends[0], Event.DUTY, None, (ends[1],))]
    return [*back, *quiet, *change]


def _call(work: Work, timer: Timer, task: Task) -> Upcoming | None:
    """Say whom the chain calls."""
    left = escalation.still_to_call(work.about(task).rules, task.called, timer.step)
    if task.status is not Status.NEW or task.is_waiting or not left:
        return None
    return Upcoming(timer.due_at, Event.CALL, task.number, left[0])


def _update(work: Work, timer: Timer, task: Task) -> Upcoming | None:
    """Say who is asked how it is going; the clocks stand while the reporter is asked."""
    if task.status not in UNFINISHED or task.is_waiting:
        return None
    who = _there(work, task) or updates.keeper(work, task)
    return Upcoming(max(timer.due_at, task.next_update_at), Event.UPDATE, task.number, (who,))


def _near(work: Work, timer: Timer, task: Task) -> Upcoming | None:
    if task.status not in UNFINISHED or task.is_waiting or task.assignee is None:
        return None
    who = _there(work, task) or on_duty(work.about(task).rules)
    return Upcoming(timer.due_at, Event.NEAR, task.number, (who,))


def _there(work: Work, task: Task) -> str | None:
    """Name the assignee, unless they are away."""
    return None if task.assignee in work.rules.away else task.assignee


def _deadline(work: Work, timer: Timer, task: Task) -> Upcoming | None:
    if task.status not in UNFINISHED or task.is_waiting:
        return None
    if timer.step > 0 and task.deadline_at <= work.now:
        told = (task.assignee or on_duty(work.about(task).rules),)
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
_OF_ROUND: Mapping[Reason, Event] = {
    Reason.CONTROL_POINT_REMINDER: Event.ROUND_REMINDER,
    Reason.CONTROL_POINT_END: Event.ROUND_END,
}
