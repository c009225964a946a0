"""Nobody accepts a task in time: the escalation chain is called, step by step."""

from datetime import datetime, timedelta

from bot.domain import escalation, working_hours
from bot.domain.lifecycle import Status
from bot.domain.notices import Happening
from bot.domain.timers import Again, Reason
from bot.services import notices
from bot.services.desk import Work
from storage import tasks, timers
from storage.tasks import Task
from storage.timers import Alarm, Timer


def alarm(work: Work, task: Task) -> Alarm:
    """Say when somebody has to have accepted, if the time for it begins now."""
    return Alarm(Reason.ACCEPTANCE, _due(work, task), task.number)


async def arm(work: Work, task: Task) -> None:
    """Let the time run in which somebody has to accept; it runs anew if it ran before."""
    await timers.arm(work.session, alarm(work, task))


async def look(work: Work, timer: Timer, task: Task) -> Again | None:
    """Call the next of the chain while nobody has accepted; say when to call the one after."""
    left = escalation.still_to_call(work.rules, task.called, timer.step)
    if task.status is not Status.NEW or not left:
        return None
    called, step = left[0], timer.step + 1
    # Who is called now stands last, so that it can be told who was called since the time began.
    known = [one for one in task.called if one not in called]
    await tasks.note(work.session, task.number, called=[*known, *called])
    waited = work.now - task.raised_at
    facts = {"called": list(called), "step": timer.step, "waited_seconds": _seconds(waited)}
    await notices.record(work, task, Happening.NOT_ACCEPTED, facts)
    return Again(_due(work, task), step) if len(left) > 1 else None


def _due(work: Work, task: Task) -> datetime:
    rule = work.rules.severities[task.severity]
    return working_hours.after(work.now, rule.acknowledge_within, rule.clock, work.hours)


def _seconds(span: timedelta) -> int:
    return int(span.total_seconds())
