"""Proposing a higher severity: where many are affected, once for each severity, or a worse joins."""

from collections.abc import Sequence
from typing import Any

from bot.domain.customers import Importance, folded
from bot.domain.errors import Overtaken
from bot.domain.lifecycle import UNFINISHED
from bot.domain.notices import Happening
from bot.domain.permissions import Deed, check
from bot.domain.severity import Severity
from bot.services import deadlines, notices, refusing
from bot.services.desk import Desk, Request, Work
from storage import affected, customers, history, tasks
from storage.history import Entry
from storage.tasks import Task


async def consider(work: Work, task: Task, joined: Task | None = None) -> None:
    """Propose the worst severity for which enough customers are affected, if it is worse.

    Or that of the task that joined, where it came as worse. Where it brings the first VIP, a
    severity more: who decides hears of that at once, whatever the count.
    """
    worst = _by_count(work, task)
    brings = joined if joined is not None and _is_news(joined, task) else None
    if brings is not None:
        more = next((one for one in Severity if one > task.severity), task.severity)
        worst = max(worst, brings.severity, more if brings.is_vip else task.severity)
    if worst <= task.severity or task.status not in UNFINISHED:
        return
    if brings is None and await _was_proposed(work, task, worst):
        return
    facts = await _facts(work, task, worst) | (_brought(brings) if brings is not None else {})
    await notices.record(work, task, Happening.SEVERITY_PROPOSED, facts)


def _by_count(work: Work, task: Task) -> Severity:
    counted, limits = 1 + task.others_affected, work.about(task).rules.proposals
    reached = [one for one, count in limits.items() if counted >= count]
    return max([task.severity, *reached])


def _is_news(joined: Task, task: Task) -> bool:
    return joined.severity > task.severity or (joined.is_vip and not task.is_vip)


async def _was_proposed(work: Work, task: Task, severity: Severity) -> bool:
    entries = await history.list_of(work.session, task.number)
    proposed = [one for one in entries if one.happening is Happening.SEVERITY_PROPOSED]
    return any(one.facts.get("to") == int(severity) for one in proposed)


async def _facts(work: Work, task: Task, worst: Severity) -> dict[str, Any]:
    """Keep what the proposal says: from what to what, the dates of both, and who waits."""
    rows = await affected.list_of(work.session, task.number)
    names = {
        folded(name): name for name in (task.customer, *(one.customer for one in rows)) if name
    }
    known = await customers.find_all(work.session, names.values())
    vips = [one for one in known if known[one].importance is Importance.VIP]
    by = task.deadline_at
    if not task.deadline_is_promised:
        by = await deadlines.by_severity(work, task, worst)
    return {
        "from": int(task.severity),
        "to": int(worst),
        "counted": 1 + task.others_affected,
        "customers": list(names.values()),
        "vips": [names[one] for one in vips],
        "deadline": task.deadline_at.isoformat(),
        "deadline_then": by.isoformat(),
    }


def _brought(joined: Task) -> dict[str, Any]:
    return {
        "other": joined.number,
        "other_title": joined.title,
        "severity": int(joined.severity),
        "customer": joined.customer,
        "is_vip": joined.is_vip,
        "how_many": joined.how_many,
    }


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
    """Say whether it was left since it was proposed last."""
    named = {Happening.SEVERITY_LEFT: "proposed", Happening.SEVERITY_PROPOSED: "to"}
    entries = await history.list_of(work.session, task.number)
    about = [
        one
        for one in entries
        if one.happening in named and one.facts.get(named[one.happening]) == int(proposed)
    ]
    return bool(about) and about[-1].happening is Happening.SEVERITY_LEFT
