"""Changing the severity, and the default deadline that goes with it."""

from typing import Any

from bot.domain import deadlines as clocks
from bot.domain.errors import NoLongerFits, NothingChanged
from bot.domain.notices import Happening
from bot.domain.permissions import Deed, check
from bot.domain.severity import Severity
from bot.services import deadlines, notices, refusing
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
            changes = _changes(work, task, severity, reason)
            if not await storage.move(work.session, task, **changes):
                raise NoLongerFits(Deed.SET_SEVERITY, task.status)
            facts = _facts(before, task, reason)
            await notices.record(work, task, Happening.SEVERITY_CHANGED, facts)
            return task


def _changes(work: Work, task: Task, severity: Severity, reason: str) -> dict[str, Any]:
    rule = work.rules.severities[severity]
    # Time waited so far counts on the clock of the severity that it was waited under.
    changes: dict[str, Any] = deadlines.resumed(work, task)
    if task.waiting_since is not None:
        changes["waiting_since"] = work.now
    changes["severity"] = severity
    changes["next_update_at"] = clocks.next_update(work.now, rule, work.hours)
    if not task.deadline_is_promised:
        to_at = clocks.default_deadline(task.raised_at, work.now, rule, work.hours)
        why = reason.strip() or None
        changes |= deadlines.promise(work, task, to_at, is_promised=False, reason=why)
    return changes


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
