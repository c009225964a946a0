"""Somebody who was asked stays silent: they are reminded, then others hear of it."""

from datetime import datetime

from bot.domain import questions as domain
from bot.domain.errors import HasLeft
from bot.domain.lifecycle import UNFINISHED
from bot.domain.notices import Happening
from bot.domain.timers import Again, Reason
from bot.domain.working_hours import WorkingHours
from bot.services import notices, people
from bot.services.desk import Work
from storage import history, questions, timers
from storage.questions import Question
from storage.tasks import Task
from storage.timers import Alarm, Timer


async def arm(work: Work, task: Task, question: Question) -> None:
    """Let the asked's time run in which they may be silent. Raises HasLeft."""
    hours = await people.hours_of(work, question.asked_to)
    due_at = question.waits_until or _steps(task, question, hours)[0]
    if question.waits_until is None and not await people.is_read(work, question.asked_to):
        # Their zone is read as they are asked: it may be working time there before it is here.
        due_at = domain.soonest(question.silent_since, task.severity, hours)
    await timers.arm(work.session, _alarm(question, due_at))


async def arm_anew(work: Work, task: Task) -> bool:
    """Let the time of every open question begin again as a finished task goes on; say if any is."""
    asked = await questions.list_open(work.session, task.number)
    for question in asked:
        question.asked_again_at = question.waits_until or work.now
        work.session.add(question)
        hours = await _hours(work, question)
        due_at = question.waits_until or _steps(task, question, hours)[0]
        await timers.arm(work.session, _alarm(question, due_at))
    return bool(asked)


async def hasten(work: Work, task: Task) -> None:
    """Look at every open question again, for a worse severity has less patience."""
    asked = await questions.list_open(work.session, task.number)
    waiting = [one for one in asked if one.waits_until is None]
    await timers.arm(work.session, *(_alarm(one, work.now) for one in waiting))


async def disarm(work: Work, question: Question) -> None:
    """Remind nobody of a question any more."""
    await timers.disarm(work.session, _alarm(question, work.now).key)


async def look(work: Work, timer: Timer, task: Task) -> Again | None:
    """Remind whoever is asked of a question that is open still; at the end, tell others of it."""
    question = await questions.glance(work.session, int(timer.subject))
    if question is None or question.answered_at is not None or task.status not in UNFINISHED:
        return None
    hours = await _hours(work, question)
    if question.waits_until is not None:
        return await _ask_again(work, task, question, hours)
    return await _look_at_silence(work, timer, task, question, hours)


async def _look_at_silence(
    work: Work, timer: Timer, task: Task, question: Question, hours: WorkingHours
) -> Again:
    there = domain.at_work(work.now, hours)
    if there > work.now:
        return Again(there, timer.step)
    steps = _steps(task, question, hours)
    due = sum(at <= work.now for at in steps)
    if timer.step < domain.LAST and due <= timer.step:
        return Again(steps[timer.step], timer.step)  # the patience has grown meanwhile
    is_last = due == domain.LAST and timer.step < domain.LAST
    what = Happening.QUESTION_UNANSWERED if is_last else Happening.QUESTION_REMINDED
    await _remind(work, task, question, what)
    if due < domain.LAST:
        return Again(steps[due], due)
    return Again(domain.next_day(work.now, hours), domain.LAST)


async def _ask_again(
    work: Work, task: Task, question: Question, hours: WorkingHours
) -> Again | None:
    """Ask once more when the day has come until which the customer was waited for."""
    if question.waits_until is not None and question.waits_until > work.now:
        return Again(question.waits_until, 0)
    question = await questions.get(work.session, question.number)
    question.waits_until, question.asked_again_at = None, work.now
    work.session.add(question)
    await work.session.flush()
    await _remind(work, task, question, Happening.QUESTION_REMINDED, is_again=True)
    await notices.show(work, task)
    return Again(_steps(task, question, hours)[0], 0)


async def _remind(
    work: Work, task: Task, question: Question, what: Happening, *, is_again: bool = False
) -> None:
    waited = work.now - question.asked_at
    facts = {
        "question": question.text,
        "asked_to": question.asked_to,
        "waited_seconds": int(waited.total_seconds()),
        "is_again": is_again,
    }
    if what is Happening.QUESTION_UNANSWERED:
        facts["reminded"] = await _times_reminded(work, task, question)
    await notices.record(work, task, what, facts, question=question)


async def _times_reminded(work: Work, task: Task, question: Question) -> int:
    """Count the reminders in this silence: a worse severity skips those that are overdue by it."""
    asked = {"question": question.text, "asked_to": question.asked_to}
    entries = await history.list_of(work.session, task.number)
    return sum(
        one.happening is Happening.QUESTION_REMINDED
        and one.at >= question.silent_since
        and asked.items() <= one.facts.items()
        for one in entries
    )


async def _hours(work: Work, question: Question) -> WorkingHours:
    try:
        return await people.hours_of(work, question.asked_to)
    except HasLeft:
        return work.hours


def _steps(task: Task, question: Question, hours: WorkingHours) -> tuple[datetime, ...]:
    return tuple(domain.reminders(question.silent_since, task.severity, hours))


def _alarm(question: Question, due_at: datetime) -> Alarm:
    return Alarm(Reason.QUESTION, due_at, question.task_id, str(question.number))
