"""What comes next: timers, deadlines and updates, read from their rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.domain import escalation
from bot.domain.lifecycle import UNFINISHED, Status
from bot.domain.timers import Reason
from bot.domain.upcoming import Event, Upcoming
from bot.services.board import known
from bot.services.desk import Desk, Work
from storage import board, tasks, timers
from storage.people import Person
from storage.tasks import Task
from storage.timers import Timer

LOOKED_AT = 200
"""Open tasks, the worst first: further down there is nobody who waits for minutes."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """What comes next, soonest first, and who the people in it are."""

    upcoming: Sequence[Upcoming]
    people: Mapping[str, Person]


async def list_next(desk: Desk, most: int) -> Prospect:
    """List what comes next; what is overdue is among it. Raises NotSetUp without rules."""
    async with desk.look("") as work:
        numbers = await board.list_open(work.session, LOOKED_AT)
        running = await timers.list_next(work.session, most)
        timed = {timer.task_id for timer in running if timer.task_id is not None}
        found = await tasks.get_all(work.session, {*numbers, *timed})
        coming = [
            *_calls(work, running, found),
            *(one for task in found.values() for one in _promised(work, task)),
        ]
        soonest = sorted(coming, key=lambda one: (one.at, one.task, one.event))[:most]
        people = await known(work, {who for one in soonest for who in one.who})
        return Prospect(soonest, people)


def _calls(work: Work, running: Sequence[Timer], found: Mapping[int, Task]) -> Iterator[Upcoming]:
    """Say whom the chain calls, where the timer's reason still holds."""
    for timer in running:
        if timer.task_id is None or timer.reason is not Reason.ACCEPTANCE:
            continue
        task = found[timer.task_id]
        left = escalation.still_to_call(work.rules, task.called, timer.step)
        if task.status is Status.NEW and left:
            yield Upcoming(timer.due_at, Event.CALL, task.number, left[0])


def _promised(work: Work, task: Task) -> Iterator[Upcoming]:
    """Name what is promised; both clocks stand while the reporter is asked."""
    if task.status in UNFINISHED and not task.is_waiting:
        if task.deadline_at > work.now:
            yield Upcoming(task.deadline_at, Event.DEADLINE, task.number)
        if task.next_update_at > work.now:
            yield Upcoming(task.next_update_at, Event.UPDATE, task.number, (task.reporter,))
