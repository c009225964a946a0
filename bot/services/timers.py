"""What is looked at when its time has come: check the reason again, act, go on or end.

A look and what follows from it are one transaction, so a timer fires once: a second replica skips
the row while it is held, and finds it moved on or gone afterwards (DESIGN §3.8).
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.timers import Again, Reason
from bot.services import (
    absences,
    acceptance,
    causes,
    confirmation,
    control_points,
    reminders,
    topics_asking,
    turns,
    unanswered,
    updates,
)
from bot.services.desk import Desk, Request, Work
from storage import tasks
from storage import timers as storage
from storage.tasks import Task
from storage.timers import Timer

AT_ONCE = 100
"""Timers in one transaction."""

SET_BACK_FOR = timedelta(minutes=1)
LONGEST_SET_BACK = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Look:
    """One timer that was looked at: why, and how long after its time."""

    reason: Reason
    late_by: timedelta


Looker = Callable[[Work, Timer, Task], Awaitable[Again | None]]
"""Acts if the reason still holds; says when to look again, or None when it is over."""

_OF_TASKS: Mapping[Reason, Looker] = {
    Reason.ACCEPTANCE: acceptance.look,
    Reason.DEADLINE: reminders.look_past,
    Reason.NEAR: reminders.look_near,
    Reason.UPDATE: updates.look,
    Reason.CONFIRMATION: confirmation.look,
    Reason.QUESTION: unanswered.look,
    Reason.TOPICS: topics_asking.look,
    Reason.CAUSE: causes.look,
}

_OF_OTHERS: Mapping[Reason, Callable[[Work, Timer], Awaitable[Again | None]]] = {
    Reason.DUTY: turns.look,
    Reason.ABSENCE: absences.look,
    Reason.CONTROL_POINT: control_points.look_to_begin,
    Reason.CONTROL_POINT_REMINDER: control_points.look_to_remind,
    Reason.CONTROL_POINT_END: control_points.look_to_end,
}
"""What is about no task: the row of the timer alone is held meanwhile."""


async def look(desk: Desk, number: int | None = None) -> Sequence[Look]:
    """Look at up to 100 timers that are due, or at one of them. Raises NotSetUp without rules."""
    async with desk.work(Request("")) as work:
        due = await storage.take_due(work.session, work.now, AT_ONCE, number)
        # A task that somebody moves at this moment is looked at in the next round.
        wanted = {timer.task_id for timer in due if timer.task_id is not None}
        held = await tasks.hold(work.session, wanted)
        looked = [timer for timer in due if timer.task_id is None or timer.task_id in held]
        await _look_at(work, looked, held)
        return [Look(timer.reason, work.now - timer.due_at) for timer in looked]


async def _look_at(work: Work, looked: Sequence[Timer], held: Mapping[int, Task]) -> None:
    onward, over = list[tuple[Timer, Again]](), list[Timer]()
    for timer in looked:
        again = await _look(work, timer, held)
        if again is None:
            over.append(timer)
        elif timer.task_id is None:
            # Such a look may have timers begin anew that were looked at: what comes last counts.
            await storage.go_on(work.session, timer, again)
        else:
            onward.append((timer, again))
    await storage.go_on_all(work.session, onward)
    await storage.end(work.session, over)


async def _look(work: Work, timer: Timer, held: Mapping[int, Task]) -> Again | None:
    if timer.task_id is None:
        return await _OF_OTHERS[timer.reason](work, timer)
    return await _OF_TASKS[timer.reason](work, timer, held[timer.task_id])


async def list_due(desk: Desk) -> Sequence[int]:
    """Name timers that are due, for who looks at them one by one."""
    async with desk.database.read() as session:
        return await storage.list_due(session, desk.clock.now(), AT_ONCE)


async def find_next_due(desk: Desk) -> datetime | None:
    """Say when the next timer is due, if any runs; for who moves the clock by hand."""
    async with desk.database.read() as session:
        soonest = await storage.list_next(session, 1)
        return soonest[0].due_at if soonest else None


async def set_back(desk: Desk, number: int) -> None:
    """Put a timer off that could not be looked at, longer each time, and never give it up."""
    async with desk.database.write() as session:
        now = desk.clock.now()
        for timer in await storage.take_due(session, now, 1, number):
            strikes = timer.strikes + 1
            wait = min(SET_BACK_FOR * 2 ** (strikes - 1), LONGEST_SET_BACK)
            await storage.set_back(session, number, now + wait, strikes)
