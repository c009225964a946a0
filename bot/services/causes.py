"""Why something broke, and what would keep it from coming back: asked of who fixed it, and said."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.domain.causes import is_asked
from bot.domain.durations import Duration
from bot.domain.errors import Empty, Overtaken
from bot.domain.lifecycle import Status
from bot.domain.notices import Happening
from bot.domain.people import FORGOTTEN
from bot.domain.permissions import Deed, check
from bot.domain.timers import Again, Reason
from bot.domain.working_hours import ClockKind, after
from bot.services import notices, problems, refusing
from bot.services.desk import Desk, Request, Work
from storage import causes as storage
from storage import people, tasks, timers
from storage.causes import Cause, Kind, Outcome
from storage.history import Entry
from storage.tasks import Task
from storage.timers import Alarm, Timer

REMINDED_AFTER = Duration(1, "d")
"""Of working time; then who was asked is reminded, once."""


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says of a cause: where it lies, what would prevent it, what became of that."""

    kind: Kind
    cause: str
    prevention: str = ""
    link: str | None = None
    outcome: Outcome = Outcome.PROPOSED


@dataclass(frozen=True, slots=True)
class Offer:
    """What the form is opened with; `stands` is how it was known then."""

    task: Task
    cause: Cause | None

    @property
    def stands(self) -> str:
        """Say in one word what was known of the cause, which changes when somebody says more."""
        return _stands(self.cause)


async def ask(work: Work, task: Task) -> None:
    """Ask who fixed what is closed now for its cause, where that is asked and nobody said it."""
    if task.fixed_at is None or not await _is_there(work, task.assignee):
        return
    known = await storage.find(work.session, task.number)
    if known is not None and known.is_said:
        return
    facts: dict[str, Any] = {"assignee": task.assignee}
    if not is_asked(task.severity, 1):
        alike = len(await problems.members(work.session, task.number))
        if not is_asked(task.severity, alike):
            return
        facts |= {"alike": alike}
    cause = known or Cause(task_id=task.number)
    cause.asked_at, cause.asked_to = work.now, task.assignee
    work.session.add(cause)
    due_at = after(work.now, REMINDED_AFTER, ClockKind.WORKING, work.hours)
    await timers.arm(work.session, Alarm(Reason.CAUSE, due_at, task.number))
    await notices.record(work, task, Happening.CAUSE_ASKED, facts)


async def look(work: Work, timer: Timer, task: Task) -> Again | None:
    """Remind who was asked, once, if they have said nothing and it is still theirs to say."""
    cause = await storage.find(work.session, task.number)
    is_owed = cause is not None and not cause.is_said and cause.asked_to == task.assignee
    if not is_owed or task.status is not Status.CLOSED:
        return None
    if not await _is_there(work, task.assignee):
        return None
    if task.assignee in work.rules.away:
        again_at = after(work.now, REMINDED_AFTER, ClockKind.WORKING, work.hours)
        return Again(again_at, timer.step)
    facts = {"assignee": task.assignee, "is_again": True}
    await notices.record(work, task, Happening.CAUSE_ASKED, facts)
    return None


async def offer(desk: Desk, slack_id: str, number: int) -> Offer:
    """Read what the form begins with. Raises AtTask around NotAllowed, NoLongerFits; NoSuchTask."""
    async with desk.look(slack_id) as work:
        task = await tasks.get(work.session, number)
        async with refusing.about(work, task, Happening.CAUSE_SAID):
            check(Deed.SAY_CAUSE, task.status, work.roles(task))
        return Offer(task, await storage.find(work.session, number))


def find_said(entries: Sequence[Entry]) -> Entry | None:
    """Find what was said of the cause last, in the task's history."""
    said = (one for one in reversed(entries) if one.happening is Happening.CAUSE_SAID)
    return next(said, None)


async def say(
    desk: Desk, request: Request, number: int, said: Said, stands: str | None = None
) -> Task:
    """Keep what somebody says of a cause; what is said again as it stands changes nothing.

    `stands` is what was known when the form was opened: who said something meanwhile is not
    overruled unseen. Raises AtTask around NotAllowed, NoLongerFits, Empty, Overtaken; NoSuchTask.
    """
    async with desk.work(request) as work:
        task = await tasks.get(work.session, number, is_held=True)
        async with refusing.about(work, task, Happening.CAUSE_SAID):
            check(Deed.SAY_CAUSE, task.status, work.roles(task))
            known = await storage.find(work.session, number)
            if stands not in {None, _stands(known)}:
                raise Overtaken(Deed.SAY_CAUSE)
            words = _words(said)
            cause = known or Cause(task_id=number)
            if known is None or {name: getattr(known, name) for name in words} != words:
                await _write(work, task, cause, words)
            return task


def _words(said: Said) -> dict[str, Any]:
    if not said.cause.strip():
        raise Empty
    return {
        "kind": said.kind,
        "cause": said.cause.strip(),
        "prevention": said.prevention.strip(),
        "link": (said.link or "").strip() or None,
        "outcome": said.outcome,
    }


async def _write(work: Work, task: Task, cause: Cause, words: dict[str, Any]) -> None:
    if not cause.is_said or cause.outcome is not words["outcome"]:
        cause.outcome_at = work.now
    is_again = cause.is_said
    for name, value in words.items():
        setattr(cause, name, value)
    cause.said_at, cause.said_by = work.now, work.actor
    work.session.add(cause)
    await timers.disarm(work.session, f"{Reason.CAUSE}:{task.number}")
    facts = words | {"kind": str(words["kind"]), "outcome": str(words["outcome"])}
    await notices.record(work, task, Happening.CAUSE_SAID, facts | {"is_again": is_again})


async def _is_there(work: Work, slack_id: str | None) -> bool:
    """Say whether there is somebody to be asked, who has not left."""
    if slack_id in {None, FORGOTTEN}:
        return False
    person = await people.find(work.session, slack_id or "")
    return person is None or not person.has_left


def _stands(cause: Cause | None) -> str:
    return cause.said_at.isoformat() if cause is not None and cause.said_at is not None else ""
