"""Whether the reporter has looked at what is fixed: reminded once, then it closes by itself."""

from datetime import datetime

from bot.domain import clocks
from bot.domain.errors import Overtaken
from bot.domain.lifecycle import TRANSITIONS, Action, Status
from bot.domain.notices import Happening
from bot.domain.timers import Again, Reason
from bot.services import causes, notices
from bot.services.desk import Work
from storage import tasks, timers
from storage.tasks import Task
from storage.timers import Alarm, Timer


def closes_at(work: Work, task: Task) -> datetime:
    """Say when a task that is fixed now closes by itself."""
    return clocks.closes_at(work.now, work.rule_of(task), work.hours)


async def arm(work: Work, task: Task) -> None:
    """Have the reporter reminded when half of their time is over."""
    rule = work.rule_of(task)
    due_at = clocks.half_of(rule.confirm_within, work.now, rule, work.hours)
    await timers.arm(work.session, Alarm(Reason.CONFIRMATION, due_at, task.number))


async def look(work: Work, timer: Timer, task: Task) -> Again | None:
    """Remind the reporter, then close what they said nothing about."""
    if task.status is not Status.FIXED:
        return None
    if task.closes_at is None:
        # Fixed before anybody could be told when it closes: their time begins with the reminder.
        await _move(work, task, closes_at=closes_at(work, task))
    closing = task.closes_at or work.now
    if closing <= work.now:
        await _close(work, task)
        return None
    if timer.step == 0:
        facts = {"closes_at": closing.isoformat()}
        await notices.record(work, task, Happening.CONFIRMATION_DUE, facts)
    return Again(closing, timer.step + 1)


async def _close(work: Work, task: Task) -> None:
    target = TRANSITIONS[task.status, Action.CONFIRM].target
    await _move(work, task, status=target, ended_at=work.now)
    took = (task.fixed_at or work.now) - task.raised_at
    await notices.record(work, task, Happening.CLOSED, {"took_seconds": int(took.total_seconds())})
    await causes.ask(work, task)


async def _move(work: Work, task: Task, **changes: object) -> None:
    if not await tasks.move(work.session, task, **changes):
        raise Overtaken(Action.CONFIRM)
