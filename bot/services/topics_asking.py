"""What a report still misses is asked for again while somebody works on it, then others see it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain import template
from bot.domain.lifecycle import UNFINISHED, Status
from bot.domain.notices import Happening
from bot.domain.people import FORGOTTEN
from bot.domain.rules import Rules
from bot.domain.timers import Again, Reason
from bot.services import notices
from bot.services.desk import Work
from storage import history, timers
from storage.history import Entry
from storage.tasks import Task
from storage.timers import Alarm, Timer

ASKED_AFTER = (timedelta(minutes=30), timedelta(hours=2))
"""After raising, working time or not; the button in the first message asks at once."""

SHOWN_AFTER = timedelta(minutes=30)
"""After the last asking, in which nobody told the rest."""


def alarm(work: Work, task: Task) -> Alarm:
    """Say when to look first whether the rest was told."""
    return Alarm(Reason.TOPICS, work.now + ASKED_AFTER[0], task.number)


async def arm(work: Work, task: Task) -> None:
    """Have it looked at anew: the task goes on, or is of another application now."""
    await timers.arm(work.session, alarm(work, task))


async def look(work: Work, timer: Timer, task: Task) -> Again | None:
    """Ask the reporter for the rest, twice in all; then show the administrator what is missing.

    While a question is open, or nobody works on it yet, nobody is asked for anything else.
    """
    if task.status not in UNFINISHED or task.reporter == FORGOTTEN:
        return None
    later = task.raised_at + ASKED_AFTER[-1]
    standing = template.stand(task, work.about(task).rules)
    if not standing.missing:
        # It may turn out to be of another application, which asks for more.
        return Again(later, timer.step) if work.now < later else None
    if task.is_waiting or task.status is Status.NEW:
        return Again(work.now + ASKED_AFTER[0], timer.step)
    entries = await history.list_of(work.session, task.number)
    if any(one.happening is Happening.TELL_MISSING for one in entries):
        return None
    return await _ask(work, timer, task, standing.missing, _asked(entries))


async def _ask(
    work: Work, timer: Timer, task: Task, missing: Sequence[str], asked: Sequence[datetime]
) -> Again | None:
    due_at = _due(task, asked)
    if due_at > work.now:
        return Again(due_at, timer.step)
    facts = {"missing": list(missing), "times": len(asked) + 1}
    if len(asked) == len(ASKED_AFTER):
        await notices.record(work, task, Happening.TELL_MISSING, facts)
        return None
    await notices.record(work, task, Happening.TELL_ASKED, facts)
    return Again(_due(task, [*asked, work.now]), timer.step + 1)


def _asked(entries: Sequence[Entry]) -> Sequence[datetime]:
    return [one.at for one in entries if one.happening is Happening.TELL_ASKED]


def _due(task: Task, asked: Sequence[datetime]) -> datetime:
    """Say when it is the next one's turn; nobody is asked twice within a moment after a pause."""
    if not asked:
        return task.raised_at + ASKED_AFTER[0]
    if len(asked) < len(ASKED_AFTER):
        gap = ASKED_AFTER[len(asked)] - ASKED_AFTER[len(asked) - 1]
        return max(task.raised_at + ASKED_AFTER[len(asked)], asked[-1] + gap)
    return asked[-1] + SHOWN_AFTER


def is_over(task: Task, rules: Rules, entry: Entry, later: Sequence[Entry]) -> bool:
    """Say whether an asking is pointless by now: all is told, or it was asked anew."""
    if entry.happening not in _ASKS:
        return False
    is_asked_anew = any(one.happening in _ASKS for one in later)
    is_done = task.status not in UNFINISHED or not template.stand(task, rules).missing
    return is_done or (is_asked_anew and entry.happening is Happening.TELL_ASKED)


_ASKS = frozenset({Happening.TELL_ASKED, Happening.TELL_MISSING})
