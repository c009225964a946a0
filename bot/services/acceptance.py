"""Nobody accepts a task in time: the escalation chain is called, step by step."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.domain import escalation, working_hours
from bot.domain.escalation import Call
from bot.domain.lifecycle import Status
from bot.domain.notices import Happening
from bot.domain.people import on_duty
from bot.domain.rules import Rules
from bot.domain.timers import Again, Reason
from bot.services import notices
from bot.services.desk import Work
from storage import tasks, timers
from storage.history import Entry
from storage.tasks import Task
from storage.timers import Alarm, Timer

HANDED_OVER = "handed_over"
"""The fact that others look at a new task from then on."""


def alarm(work: Work, task: Task) -> Alarm:
    """Say when somebody has to have accepted, if the time for it begins now.

    Where every administrator is away, nobody is waited for.
    """
    is_there = on_duty(work.about(task).rules) not in work.rules.away
    due_at = _due(work, task, work.now) if is_there else work.now
    return Alarm(Reason.ACCEPTANCE, due_at, task.number)


async def arm(work: Work, task: Task) -> None:
    """Let the time run in which somebody has to accept; it runs anew if it ran before."""
    await timers.arm(work.session, alarm(work, task))


async def look(work: Work, timer: Timer, task: Task) -> Again | None:
    """Call the next of the chain while nobody has accepted; say when to call the one after."""
    left = escalation.still_to_call(work.about(task).rules, task.called, timer.step)
    if task.status is not Status.NEW or not left:
        return None
    if task.is_waiting:
        # Somebody has asked the reporter: the time runs anew from the answer on.
        return Again(_due(work, task, work.now), timer.step)
    called, step = left[0], timer.step + 1
    # Who is called now stands last, so that it can be told who was called since the time began.
    known = [one for one in task.called if one not in called]
    await tasks.note(work.session, task.number, called=[*known, *called])
    await _call(work, task, called, {"step": timer.step})
    return Again(_due(work, task, work.now), step) if len(left) > 1 else None


async def call_at_once(work: Work, task: Task) -> None:
    """Call the administrator on duty as for a new task: it has become as bad as can be."""
    administrator = on_duty(work.about(task).rules)
    if administrator != work.actor:
        await _call(work, task, (administrator,), {"severity": int(task.severity)})


async def hand_over(work: Work, task: Task, before: Rules) -> None:
    """Call whoever looks at a new task instead, now that it is another application's.

    The time in which somebody has to accept begins anew.
    """
    await arm(work, task)
    administrator = on_duty(work.about(task).rules)
    if administrator not in {work.actor, on_duty(before)}:
        facts = {"application": task.application, "severity": int(task.severity)}
        await _call(work, task, (administrator,), facts)


def next_call(work: Work, task: Task, entries: Sequence[Entry]) -> Call | None:
    """Say whom the chain calls next and when, if nobody accepts; `entries` are its history."""
    if task.status is not Status.NEW or task.is_waiting:
        return None
    began = max((n for n, one in enumerate(entries) if _begins(one)), default=0)
    calls = [one for one in entries[began:] if _is_step(one)]
    left = escalation.still_to_call(work.about(task).rules, task.called, len(calls))
    since = (calls or entries[began : began + 1])[-1:]
    if not left or not since:
        return None
    return Call(_due(work, task, since[0].at), left[0])


def _begins(entry: Entry) -> bool:
    is_more = bool(entry.facts.get("is_more"))
    return HANDED_OVER in entry.facts or (entry.happening in _BEGINS and not is_more)


def _is_step(entry: Entry) -> bool:
    return entry.happening is Happening.NOT_ACCEPTED and "step" in entry.facts


_BEGINS = frozenset(
    {
        Happening.RAISED,
        Happening.REVIVED,
        Happening.REOPENED,
        Happening.SEVERITY_CHANGED,
        Happening.QUESTION_ANSWERED,
    }
)
"""What lets the time begin in which somebody has to accept a new task."""


async def _call(work: Work, task: Task, called: escalation.Step, why: Mapping[str, object]) -> None:
    waited = work.now - task.raised_at
    facts = {"called": list(called), "waited_seconds": _seconds(waited), **why}
    if on_duty(work.about(task).rules) in work.rules.away:
        facts["all_away"] = True
    await notices.record(work, task, Happening.NOT_ACCEPTED, facts)


def _due(work: Work, task: Task, since: datetime) -> datetime:
    rule = work.rule_of(task)
    return working_hours.after(since, rule.acknowledge_within, rule.clock, work.hours)


def _seconds(span: timedelta) -> int:
    return int(span.total_seconds())
