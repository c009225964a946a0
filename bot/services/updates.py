"""The next update is due: who works on a task is asked, and what they say goes to the reporter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain import clocks, escalation
from bot.domain import deadlines as dates
from bot.domain.errors import DeadlineHasPassed, Empty, NothingChanged, Overtaken
from bot.domain.lifecycle import UNFINISHED, Status
from bot.domain.notices import Happening
from bot.domain.people import on_duty
from bot.domain.permissions import Deed, check
from bot.domain.timers import Again
from bot.domain.working_hours import ONE_DAY
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


TOLD_AT_MOST = 2
"""Times that the administrator is told; then the end of the chain is, once, and it is asked daily."""


@dataclass(frozen=True, slots=True)
class Asking:
    """How it is asked in one case: as what, as what once the administrator hears of it, and when."""

    what: Happening
    louder: Happening
    alone: int
    """Times before the administrator hears of it."""
    patience: int
    """Times before the reporter hears that what was promised does not come."""

    @property
    def asks(self) -> frozenset[Happening]:
        """What it is known by in the history."""
        return frozenset({self.what, self.louder})


_OF_SILENCE = Asking(Happening.UPDATE_DUE, Happening.UPDATE_MISSED, ASKED_AT_MOST, ASKED_AT_MOST)
_OF_AWAY = Asking(Happening.ASSIGNEE_AWAY, Happening.ASSIGNEE_AWAY, 0, 0)
_OF_WISHES = Asking(Happening.TIME_STILL_ASKED, Happening.TIME_STILL_ASKED, 0, 1)


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
    rule = work.rule_of(task)
    entries = await history.list_of(work.session, task.number)
    facts = reminders.facts_of(work, task) | {"due": task.next_update_at.isoformat()}
    wish = _find_open_wish(entries)
    if wish is not None:
        # The assignee has said how it is; it is the administrator who has not answered.
        facts |= {"wish": wish.id, "to": wish.facts["to"], "asked_by": wish.actor}
        asking = _OF_WISHES
    else:
        asking = _OF_AWAY if "away_until" in facts else _OF_SILENCE
    asked = _list_asked(entries, facts, asking.asks)
    times = facts["times"] = len(asked) + 1
    told = times - asking.alone
    next_update = dates.next_update(work.now, rule, work.hours)
    if told > TOLD_AT_MOST and work.now < (morning := _morning_after(work, asked[-1].at)):
        # Looked at all the same: an answer meanwhile brings an update that is due before then.
        return Again(min(next_update, morning), timer.step)
    if told <= TOLD_AT_MOST + 1 or not reminders.is_late(task, work.now):
        # Who is late is reminded daily by the deadline's own look, which asks the same.
        await _record(work, task, asking, facts)
    if times > asking.patience or task.status is Status.NEW:
        await _admit(work, task, facts, entries)
    half = clocks.half_of(rule.update_every, work.now, rule, work.hours)
    return Again(half if told < 1 else next_update, timer.step + 1)


async def _record(work: Work, task: Task, asking: Asking, facts: dict[str, Any]) -> None:
    told = facts["times"] - asking.alone
    called = [keeper(work, task)] if task.assignee is None else []
    if told == TOLD_AT_MOST + 1:
        called += [
            one for one in escalation.last_to_call(work.about(task).rules) if one not in called
        ]
    if called:
        facts["called"] = called
    is_told = 1 <= told <= TOLD_AT_MOST + 1
    await notices.record(work, task, asking.louder if is_told else asking.what, facts)


def _morning_after(work: Work, at: datetime) -> datetime:
    """Say when the next working day begins: a silence is asked about for ever, but once a day."""
    tomorrow = work.hours.local_date(at) + ONE_DAY
    return work.hours.opens_at(work.hours.next_working_day(tomorrow))


async def _admit(work: Work, task: Task, facts: dict[str, Any], entries: Sequence[Entry]) -> None:
    """Tell the reporter, once for each silence, that what was promised for now does not come."""
    told = (one.facts.get("due") for one in entries if one.happening is Happening.UPDATE_LATE)
    if facts["due"] in told:
        return
    if task.status is Status.NEW:
        facts = facts | {
            "called": list(dict.fromkeys((on_duty(work.about(task).rules), *task.called)))
        }
    await notices.record(work, task, Happening.UPDATE_LATE, facts)


def _list_asked(
    entries: Sequence[Entry], facts: dict[str, Any], asks: frozenset[Happening]
) -> Sequence[Entry]:
    """List how it was asked so about the same update of whose task it is, the oldest first."""
    same = {"due": facts["due"], "assignee": facts["assignee"]}
    return [one for one in entries if one.happening in asks and same.items() <= one.facts.items()]


def keeper(work: Work, task: Task) -> str:
    """Name the administrator who keeps a task that nobody has yet."""
    rules = work.about(task).rules
    has_accepted = task.accepted_by is not None and task.accepted_by in rules.administrators
    return str(task.accepted_by) if has_accepted else on_duty(rules)


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
        rule = work.rule_of(task)
        changes["next_update_at"] = dates.next_update(work.now, rule, work.hours)
    if not await storage.move(work.session, task, **changes):
        raise Overtaken(deed)
    told: dict[str, Any] = reminders.facts_of(work, task) | (facts or {})
    if not task.is_waiting:
        told["next_update"] = task.next_update_at.isoformat()
    await notices.record(work, task, said, told)
