"""The same again: what looks like a task, and what its reporter says of that."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.domain import alike as domain
from bot.domain.alike import MOST_OFFERED, WITHIN
from bot.domain.errors import CannotMerge, NothingChanged, Overtaken
from bot.domain.lifecycle import Status
from bot.domain.notices import Happening
from bot.domain.permissions import PERMISSIONS, Deed, check
from bot.services import likeness, moves, notices, refusing
from bot.services.desk import Desk, Request, Work
from storage import alike as search
from storage import causes, resemblances, tasks
from storage.resemblances import Verdict
from storage.tasks import Task

CANDIDATES = 50
"""So many tasks with the same words are looked at."""


async def find(desk: Desk, number: int) -> Sequence[Task]:
    """List older tasks that may tell of the same, the likeliest first: open, or closed lately.

    None once somebody has said which it is, or works on it. Raises NoSuchTask.
    """
    async with desk.look("") as work:
        task = await tasks.get(work.session, number)
        if task.status not in PERMISSIONS[Deed.SAY_SAME].statuses or task.same_as is not None:
            return ()
        return await _find(work, task)


async def it_is_this(desk: Desk, request: Request, number: int, other: int) -> tuple[Task, Task]:
    """Let a task go on as the other one; or, where that is closed, as the same come back.

    Raises AtTask around NotAllowed, NoLongerFits, NothingChanged, CannotMerge; NoSuchTask.
    """
    async with desk.work(request) as work:
        task = await tasks.get(work.session, number, is_held=True)
        same = await tasks.get(work.session, other)
        doing = Happening.MERGED if same.is_open else Happening.CAME_BACK
        async with refusing.about(work, task, doing):
            check(Deed.SAY_SAME, task.status, work.roles(task))
            if same.number == task.number or not (same.is_open or _may_come_back(same, work.now)):
                raise CannotMerge(other)
            await resemblances.say(
                work.session, task.number, same.number, Verdict.SAME, work.now, work.actor
            )
            if same.is_open:
                await moves.go_into(work, task, same)
            else:
                await _come_back(work, task, same)
        return task, await tasks.get(work.session, other)


async def not_this(desk: Desk, request: Request, number: int, other: int) -> None:
    """Remember that two tasks are not the same: neither is offered for the other again.

    Raises AtTask around NotAllowed, NoLongerFits; NoSuchTask.
    """
    async with desk.work(request) as work:
        task = await tasks.get(work.session, number, is_held=True)
        unlike = await tasks.get(work.session, other)
        async with refusing.about(work, task, Happening.OTHER_SAID):
            check(Deed.SAY_OTHER, task.status, work.roles(task))
            if unlike.number == task.number:
                raise NothingChanged(Deed.SAY_OTHER)
        is_new = await resemblances.say(
            work.session, task.number, unlike.number, Verdict.OTHER, work.now, work.actor
        )
        if is_new:
            facts = {"other": unlike.number, "other_title": unlike.title}
            await notices.record(work, task, Happening.OTHER_SAID, facts)
        elif work.clicked is not None:
            await notices.redraw(work, *work.clicked)


async def set_workaround(desk: Desk, request: Request, number: int, text: str) -> Task:
    """Say what helps until it is fixed; nothing takes it away.

    Raises AtTask around NotAllowed, NoLongerFits, NothingChanged; NoSuchTask.
    """
    async with desk.work(request) as work:
        task = await tasks.get(work.session, number, is_held=True)
        async with refusing.about(work, task, Happening.WORKAROUND_SET):
            check(Deed.SET_WORKAROUND, task.status, work.roles(task))
            before, said = task.workaround, text.strip() or None
            if said == before:
                raise NothingChanged(Deed.SET_WORKAROUND)
            if not await tasks.move(work.session, task, workaround=said):
                raise Overtaken(Deed.SET_WORKAROUND)
            facts = {"text": said, "before": before}
            await notices.record(work, task, Happening.WORKAROUND_SET, facts)
            return task


async def _find(work: Work, task: Task) -> Sequence[Task]:
    said = likeness.said(work, task)
    words, since = domain.words_to_find(said), work.now - WITHIN
    numbers = await search.find(work.session, words, since, CANDIDATES)
    # What is called by other words in each report is still at the same place.
    beside = await search.list_beside(work.session, task, CANDIDATES)
    known = await resemblances.known_with(work.session, task.number)
    unsaid = [one for one in dict.fromkeys([*numbers, *beside]) if one not in known]
    wanted = [one for one in unsaid if one < task.number]
    found = await tasks.get_all(work.session, wanted) if wanted else {}
    candidates = [found[one] for one in wanted if _is_offered(found[one], work.now)]
    places = domain.ranked(said, [likeness.said(work, one) for one in candidates])
    return [candidates[place] for place in places[:MOST_OFFERED]]


def _is_offered(task: Task, now: datetime) -> bool:
    return task.is_open or _may_come_back(task, now)


def _may_come_back(task: Task, now: datetime) -> bool:
    return (
        task.status is Status.CLOSED
        and task.fixed_at is not None
        and task.ended_at is not None
        and task.ended_at > now - WITHIN
    )


async def _come_back(work: Work, task: Task, before: Task) -> None:
    """Keep the task live, with what is known of the time before."""
    if task.same_as is not None:
        raise NothingChanged(Deed.SAY_SAME)
    if not await tasks.move(work.session, task, same_as=before.number):
        raise Overtaken(Deed.SAY_SAME)
    cause = await causes.find(work.session, before.number)
    facts: dict[str, Any] = {
        "other": before.number,
        "other_title": before.title,
        "ended_at": before.ended_at.isoformat() if before.ended_at else None,
        "for_customer": before.for_customer,
        "cause": cause.cause if cause is not None else None,
        "assignee": before.assignee,
    }
    await notices.record(work, task, Happening.CAME_BACK, facts)
