"""Changing the severity, and the default deadline that goes with it."""

from typing import Any

from bot.domain import deadlines as clocks
from bot.domain.errors import NothingChanged, Overtaken
from bot.domain.lifecycle import Status
from bot.domain.notices import Happening
from bot.domain.permissions import Deed, check
from bot.domain.severity import Severity
from bot.services import acceptance, deadlines, notices, refusing, reminders, unanswered
from bot.services.desk import Desk, Request, Work
from storage import tasks as storage
from storage.tasks import Task


async def set_severity(
    desk: Desk, request: Request, number: int, severity: Severity, reason: str = ""
) -> Task:
    """Change how bad it is. Only if nobody promised another date, the default deadline follows.

    Raises AtTask around NotAllowed, NoLongerFits, NothingChanged; NoSuchTask.
    """
    async with desk.work(request) as work:
        task = await storage.get(work.session, number)
        async with refusing.about(work, task, Happening.SEVERITY_CHANGED):
            check(Deed.SET_SEVERITY, task.status, work.roles(task))
            if severity is task.severity:
                raise NothingChanged(Deed.SET_SEVERITY)
            before = task.model_copy()
            changes = await _changes(work, task, severity, reason)
            if not await storage.move(work.session, task, **changes):
                raise Overtaken(Deed.SET_SEVERITY)
            if task.status is Status.NEW:
                await acceptance.arm(work, task)
            await reminders.arm(work, task)
            if severity > before.severity:
                await unanswered.hasten(work, task)
            facts = _facts(before, task, reason)
            await notices.record(work, task, Happening.SEVERITY_CHANGED, facts)
            if task.status is Status.NEW and severity is Severity.STOPPED:
                await acceptance.call_at_once(work, task)
            return task


async def _changes(work: Work, task: Task, severity: Severity, reason: str) -> dict[str, Any]:
    rule, why = work.about(task).rules.severities[severity], reason.strip() or None
    if task.deadline_is_promised:
        # Time waited so far counts on the clock of the severity that it was waited under.
        changes = deadlines.resumed(work, task)
    else:
        to_at = await deadlines.by_severity(work, task, severity)
        changes = deadlines.promise(work, task, to_at, is_promised=False, reason=why)
    if task.waiting_since is not None:
        changes["waiting_since"] = work.now
    changes["next_update_at"] = clocks.next_update(work.now, rule, work.hours)
    return changes | {"severity": severity}


def _facts(before: Task, after: Task, reason: str) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "from": int(before.severity),
        "to": int(after.severity),
        "reason": reason.strip() or None,
    }
    if before.deadline_at != after.deadline_at:
        facts["deadline_from"] = before.deadline_at.isoformat()
        facts["deadline_to"] = after.deadline_at.isoformat()
    return facts
