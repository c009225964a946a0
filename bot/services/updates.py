"""The next update is due: who works on a task is asked, and what they say goes to the reporter."""

from collections.abc import Sequence
from typing import Any

from bot.domain import clocks
from bot.domain import deadlines as dates
from bot.domain.errors import DeadlineHasPassed, Empty, NothingChanged, Overtaken
from bot.domain.lifecycle import UNFINISHED, Status
from bot.domain.notices import Happening
from bot.domain.people import on_duty
from bot.domain.permissions import Deed, check
from bot.domain.timers import Again
from bot.services import deadlines, notices, refusing, reminders
from bot.services.desk import Desk, Request, Work
from bot.services.messages import Written, with_files
from storage import history
from storage import tasks as storage
from storage.history import Entry
from storage.tasks import Task
from storage.timers import Timer

ASKED_AT_MOST = 2
"""Times that the assignee alone is asked; from then on the administrator hears of the silence."""


async def look(work: Work, timer: Timer, task: Task) -> Again | None:
    """Ask how it is going if the reporter has heard nothing; say when to look again.

    Asked again after half of the time between two updates, then to the administrator, too.
    """
    if task.status not in UNFINISHED:
        return None
    if again := reminders.standing(work, timer, task):
        return again
    if task.next_update_at > work.now:
        return Again(task.next_update_at, timer.step)
    if task.deadline_at <= work.now and not await reminders.is_told(work, task):
        # The deadline's own look asks the same, and comes in this moment.
        return Again(work.now + clocks.SHORTEST_WAIT, timer.step)
    return await _ask(work, timer, task)


async def _ask(work: Work, timer: Timer, task: Task) -> Again:
    rule = work.rules.severities[task.severity]
    entries = await history.list_of(work.session, task.number)
    next_update = dates.next_update(work.now, rule, work.hours)
    facts = reminders.facts_of(work, task) | {"due": task.next_update_at.isoformat()}
    if wish := _find_open_wish(entries):
        # The assignee has said how it is; it is the administrator who has not answered.
        facts |= {"wish": wish.id, "to": wish.facts["to"], "asked_by": wish.actor}
        what, is_first = Happening.TIME_STILL_ASKED, not _count(entries, facts, _OF_WISHES)
        at = next_update
    elif "away_until" in facts:
        facts["times"] = _count(entries, facts, _OF_AWAY) + 1
        what, is_first, at = Happening.ASSIGNEE_AWAY, False, next_update
    else:
        facts["times"] = _count(entries, facts, _OF_SILENCE) + 1
        is_first = facts["times"] <= ASKED_AT_MOST
        what = Happening.UPDATE_DUE if is_first else Happening.UPDATE_MISSED
        half = clocks.half_of(rule.update_every, work.now, rule, work.hours)
        at = half if is_first else next_update
    if task.assignee is None:
        facts["called"] = [keeper(work, task)]
    await notices.record(work, task, what, facts)
    if not is_first or task.status is Status.NEW:
        await _admit(work, task, facts, entries)
    return Again(at, timer.step + 1)


async def _admit(work: Work, task: Task, facts: dict[str, Any], entries: Sequence[Entry]) -> None:
    """Tell the reporter, once for each silence, that what was promised for now does not come."""
    told = (one.facts.get("due") for one in entries if one.happening is Happening.UPDATE_LATE)
    if facts["due"] in told:
        return
    if task.status is Status.NEW:
        facts = facts | {"called": list(dict.fromkeys((on_duty(work.rules), *task.called)))}
    await notices.record(work, task, Happening.UPDATE_LATE, facts)


def _count(entries: Sequence[Entry], facts: dict[str, Any], asks: frozenset[Happening]) -> int:
    """Count how often whose task it is was asked so about the same update."""
    same = {"due": facts["due"], "assignee": facts["assignee"]}
    return sum(one.happening in asks and same.items() <= one.facts.items() for one in entries)


_OF_SILENCE = frozenset({Happening.UPDATE_DUE, Happening.UPDATE_MISSED})
_OF_AWAY = frozenset({Happening.ASSIGNEE_AWAY})
_OF_WISHES = frozenset({Happening.TIME_STILL_ASKED})


def keeper(work: Work, task: Task) -> str:
    """Name the administrator who keeps a task that nobody has yet."""
    has_accepted = task.accepted_by is not None and task.accepted_by in work.rules.administrators
    return str(task.accepted_by) if has_accepted else on_duty(work.rules)


def _find_open_wish(entries: Sequence[Entry]) -> Entry | None:
    """Find the wish for more time that nobody has answered: who asked for it has said how it is."""
    wishes = [one for one in entries if one.happening is Happening.TIME_ASKED]
    is_open = wishes and deadlines.find_answer(entries, wishes[-1].id) is None
    return wishes[-1] if is_open else None


async def on_track(desk: Desk, request: Request, number: int) -> Task:
    """Say that the deadline holds; said once more, nobody is told again.

    Raises AtTask, also around DeadlineHasPassed and NothingChanged; AlreadyDone, NoSuchTask.
    """
    async with desk.work(request) as work:
        task = await storage.get(work.session, number, is_held=True)
        async with refusing.about(work, task, Happening.ON_TRACK):
            check(Deed.SAY_ON_TRACK, task.status, work.roles(task))
            if task.deadline_at <= work.now and not task.is_waiting:
                raise DeadlineHasPassed(task.deadline_at)
            if _is_said(work, task, await history.list_of(work.session, task.number)):
                raise NothingChanged(Deed.SAY_ON_TRACK)
            await _say(work, task, Happening.ON_TRACK, Deed.SAY_ON_TRACK)
            return task


def _is_said(work: Work, task: Task, entries: Sequence[Entry]) -> bool:
    """Say whether the actor has said so since they were asked, or anything else was said."""
    words = [one for one in entries if one.happening in _WORDS]
    last = words[-1] if words else None
    return (
        last is not None
        and last.happening is Happening.ON_TRACK
        and last.actor == work.actor
        and last.facts.get("deadline") == task.deadline_at.isoformat()
    )


_WORDS = frozenset(
    {
        Happening.UPDATE_DUE,
        Happening.UPDATE_MISSED,
        Happening.DEADLINE_NEAR,
        Happening.ON_TRACK,
        Happening.BLOCKED,
        Happening.SAID,
        Happening.TIME_ASKED,
        Happening.DEADLINE_KEPT,
        Happening.QUESTION_ANSWERED,
        Happening.SEVERITY_CHANGED,
        Happening.REOPENED,
        Happening.ASSIGNED,
    }
)
"""After any of these it is news that a task is on track, but for the same words."""


async def block(desk: Desk, request: Request, number: int, reason: str) -> Task:
    """Say what blocks the task. Raises AtTask, also around Empty; NoSuchTask."""
    async with desk.work(request) as work:
        task = await storage.get(work.session, number, is_held=True)
        async with refusing.about(work, task, Happening.BLOCKED):
            check(Deed.SAY_BLOCKED, task.status, work.roles(task))
            if not reason.strip():
                raise Empty
            facts = {"reason": reason.strip()}
            await _say(work, task, Happening.BLOCKED, Deed.SAY_BLOCKED, facts)
            return task


def find_word(entries: Sequence[Entry]) -> Entry | None:
    """Find what who works on a task has said of it last, since it was given to them."""
    told = [one for one in entries if one.happening in _SAID | _BEGINS]
    return told[-1] if told and told[-1].happening in _SAID else None


_SAID = frozenset({Happening.ON_TRACK, Happening.BLOCKED, Happening.SAID})
_BEGINS = frozenset(
    {Happening.ASSIGNED, Happening.TAKEN, Happening.FIXED, Happening.REOPENED, Happening.REVIVED}
)


async def hear(work: Work, task: Task, written: Written) -> bool:
    """Take what the assignee writes or shows in the task's thread as an update."""
    is_theirs = work.actor == task.assignee and task.status in {Status.ASSIGNED, Status.IN_PROGRESS}
    said = with_files(written.text, written.files).strip()
    if not is_theirs or not said:
        return False
    await _say(work, task, Happening.SAID, Deed.SAY_ON_TRACK, {"text": said})
    return True


async def _say(
    work: Work, task: Task, said: Happening, deed: Deed, facts: dict[str, Any] | None = None
) -> None:
    """Tell those who wait; the time to the next update begins anew, unless the clocks stand."""
    changes: dict[str, Any] = {}
    if not task.is_waiting:
        rule = work.rules.severities[task.severity]
        changes["next_update_at"] = dates.next_update(work.now, rule, work.hours)
    if not await storage.move(work.session, task, **changes):
        raise Overtaken(deed)
    told: dict[str, Any] = reminders.facts_of(work, task) | (facts or {})
    if not task.is_waiting:
        told["next_update"] = task.next_update_at.isoformat()
    await notices.record(work, task, said, told)
