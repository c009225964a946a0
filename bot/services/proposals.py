"""Proposing a higher severity where many are affected, once for each severity."""

from collections.abc import Sequence

from bot.domain.errors import Overtaken
from bot.domain.lifecycle import UNFINISHED
from bot.domain.notices import Happening
from bot.domain.permissions import Deed, check
from bot.domain.severity import Severity
from bot.services import notices, refusing
from bot.services.desk import Desk, Request, Work
from storage import history, tasks
from storage.history import Entry
from storage.tasks import Task


async def consider(work: Work, task: Task) -> None:
    """Propose the worst severity for which enough customers are affected, if it is worse."""
    counted = 1 + task.others_affected
    limits = work.about(task).rules.proposals
    worst = max((one for one, count in limits.items() if counted >= count), default=None)
    if worst is None or worst <= task.severity or task.status not in UNFINISHED:
        return
    entries = await history.list_of(work.session, task.number)
    proposed = [one for one in entries if one.happening is Happening.SEVERITY_PROPOSED]
    if any(one.facts.get("to") == int(worst) for one in proposed):
        return
    facts = {"from": int(task.severity), "to": int(worst), "counted": counted}
    await notices.record(work, task, Happening.SEVERITY_PROPOSED, facts)


async def leave(desk: Desk, request: Request, number: int, proposed: Severity) -> None:
    """Leave the severity as it is, although another one was proposed.

    Raises AtTask around NotAllowed, NoLongerFits, Overtaken; NoSuchTask.
    """
    async with desk.work(request) as work:
        task = await tasks.get(work.session, number, is_held=True)
        async with refusing.about(work, task, Happening.SEVERITY_LEFT):
            check(Deed.LEAVE_SEVERITY, task.status, work.roles(task))
            if task.severity >= proposed or await _is_left(work, task, proposed):
                raise Overtaken(Deed.LEAVE_SEVERITY)
            facts = {"severity": int(task.severity), "proposed": int(proposed)}
            await notices.record(work, task, Happening.SEVERITY_LEFT, facts)


def is_over(task: Task, entry: Entry, later: Sequence[Entry]) -> bool:
    """Say whether a proposal is answered, or pointless: it is that bad by now, or over."""
    to = int(entry.facts["to"])
    is_left = any(
        one.happening is Happening.SEVERITY_LEFT and one.facts.get("proposed") == to
        for one in later
    )
    return is_left or task.status not in UNFINISHED or task.severity >= to


async def _is_left(work: Work, task: Task, proposed: Severity) -> bool:
    entries = await history.list_of(work.session, task.number)
    left = [one for one in entries if one.happening is Happening.SEVERITY_LEFT]
    return any(one.facts.get("proposed") == int(proposed) for one in left)
