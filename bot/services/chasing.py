"""Chasing: who has to ask how it stands is answered at once, and counted; the goal is 0."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot import logs
from bot.domain.lifecycle import UNFINISHED
from bot.services import threads
from bot.services.desk import Desk, Request, Work
from storage import board, followers, outbox, questions, rows, tasks
from storage.chases import Chase, Where
from storage.tasks import Task

MOST = 5
"""Tasks that one answer tells of."""

LOOKED_AT = 50
"""Tasks of one's own among which the open ones are found; those come first."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Where somebody asked, after which tasks by number, and under which message if any."""

    where: Where
    numbers: Sequence[int] = ()
    channel: str = ""
    thread_ts: str | None = None


@dataclass(frozen=True, slots=True)
class Meant:
    """A task that was meant, and whether who asks is told of its steps as it is."""

    number: int
    is_told: bool


async def ask(desk: Desk, request: Request, asked: Asked) -> Sequence[Meant] | None:
    """Count that somebody asked; say which tasks they meant.

    Those that they name, else the one whose thread it is, else the open ones that they wait for.
    None where it is the assignee, who in the task's thread asks others. Raises NoSuchTask.
    """
    if asked.where is Where.THREAD and await _is_assignees(desk, request.actor, asked):
        return None
    async with desk.work(request) as work:
        numbers = list(asked.numbers[:MOST]) or await _under(work, asked) or await _own(work)
        found = await tasks.get_all(work.session, numbers)
        meant = [await _meant(work, found[number]) for number in numbers]
        only = numbers[0] if len(numbers) == 1 else None
        if only is not None:
            logs.note_task(found[only].key)
        if not found or any(task.assignee != work.actor for task in found.values()):
            # Who fixes it looks it up; whoever else asks should have been told before.
            chase = Chase(chased_at=work.now, chased_by=work.actor, place=asked.where, task_id=only)
            await rows.put(work.session, chase)
        return meant


async def is_awaited(desk: Desk, slack_id: str, asked: Asked) -> bool:
    """Say whether what somebody writes there may be the answer that others wait for."""
    if asked.where not in {Where.DIRECT, Where.THREAD}:
        return False
    async with desk.look(slack_id) as work:
        theirs = await questions.list_open_to(work.session, slack_id, UNFINISHED)
        if asked.where is Where.DIRECT or not theirs:
            return bool(theirs)
        return (await _under(work, asked))[:1] in [[one.task_id] for one in theirs]


async def _is_assignees(desk: Desk, slack_id: str, asked: Asked) -> bool:
    async with desk.look(slack_id) as work:
        found = await tasks.get_all(work.session, await _under(work, asked))
        return any(task.assignee == slack_id for task in found.values())


async def _under(work: Work, asked: Asked) -> list[int]:
    """Find the task of the thread, or of the direct message, that it stands under."""
    if asked.thread_ts is None:
        return []
    if asked.where is Where.DIRECT:
        notice = await outbox.find_sent(work.session, asked.channel, asked.thread_ts)
        number = notice.task_id if notice else None
    else:
        number = await threads.find(work, asked.channel, asked.thread_ts)
    return [] if number is None else [number]


async def _own(work: Work) -> list[int]:
    """Find the open tasks that somebody waits for: those that they raised or follow."""
    mine = await board.list_mine(work.session, work.actor, LOOKED_AT)
    found = await tasks.get_all(work.session, mine)
    waited_for = [number for number in mine if _is_waited_for(work, found[number])]
    return waited_for[:MOST]


def _is_waited_for(work: Work, task: Task) -> bool:
    # Of what somebody fixes they ask nobody; the rest of their tasks they raised or follow.
    return task.is_open and (task.reporter == work.actor or task.assignee != work.actor)


async def _meant(work: Work, task: Task) -> Meant:
    is_told = work.actor in {task.reporter, task.assignee}
    if not is_told:
        is_told = work.actor in await followers.list_of(work.session, task.number)
    return Meant(task.number, is_told)
