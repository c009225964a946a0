"""A question has ended: the clocks go on with the last one, and support owes nothing any more."""

from typing import Any

from bot.domain import working_hours
from bot.domain.errors import Overtaken
from bot.domain.lifecycle import Status
from bot.domain.notices import MOVED, Happening
from bot.domain.permissions import Deed
from bot.services import acceptance, deadlines, notices, reminders
from bot.services.desk import Work
from storage import questions, tasks
from storage.questions import Question
from storage.tasks import Task


async def resume(work: Work, task: Task, question: Question) -> dict[str, Any]:
    """Let the clocks go on with the last open question; say what that did to the deadline."""
    waited = work.now - question.asked_at
    facts: dict[str, Any] = {"waited_seconds": int(waited.total_seconds())}
    await _settle(work, task, question, facts)
    if await questions.count_open(work.session, task.number) > 0 or not task.is_waiting:
        return facts
    before, since = task.deadline_at, task.waiting_since or work.now
    await _change(work, task, deadlines.resumed(work, task))
    if task.deadline_at != before:
        clock = work.rule_of(task).clock
        stood = working_hours.elapsed(since, work.now, clock, work.hours)
        facts["deadline_from"] = before.isoformat()
        facts[MOVED] = task.deadline_at.isoformat()
        facts["stood_seconds"] = int(stood.total_seconds())
        await reminders.arm_near(work, task, before)
    if task.status is Status.NEW:
        await acceptance.arm(work, task)
    return facts


async def _settle(work: Work, task: Task, question: Question, facts: dict[str, Any]) -> None:
    """End what the task was sent back for, if that is what the question asked."""
    if task.returned_because is not None and task.returned_because == question.text:
        await _change(work, task, {"returned_because": None})
        await notices.record(work, task, Happening.RETURN_SETTLED, dict(facts))


async def _change(work: Work, task: Task, changes: dict[str, Any]) -> None:
    if not await tasks.move(work.session, task, **changes):
        raise Overtaken(Deed.ANSWER)
