"""All that somebody has to fix goes to somebody else, at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.deadlines import Choice
from bot.domain.errors import NoDeveloper, OnlyAdministrators
from bot.domain.lifecycle import Action
from bot.domain.people import Role, on_duty
from bot.services import board, moves, notices
from bot.services.board import Load
from bot.services.deadlines import Wish
from bot.services.desk import Desk, Request, Work
from bot.services.moves import Details
from storage import board as lists
from storage import tasks as storage
from storage.people import Person
from storage.tasks import Size, Task


@dataclass(frozen=True, slots=True)
class Choices:
    """Whose tasks these are, and who could have them."""

    former: str
    tasks: Sequence[Task]
    loads: Sequence[Load]
    people: dict[str, Person]


async def offer(desk: Desk, slack_id: str, former: str) -> Choices:
    """Read what the form needs. Raises OnlyAdministrators, and NoDeveloper if nobody else is one."""
    async with desk.look(slack_id) as work:
        _check(work)
        loads = [load for load in await board.list_loads(work) if load.slack_id != former]
        if not loads:
            raise NoDeveloper(former)
        tasks = await lists.list_assigned(work.session, [former])
        named = {former, *(load.slack_id for load in loads)}
        return Choices(former, tasks, loads, dict(await board.known(work, set(named))))


async def reassign(
    desk: Desk, request: Request, former: str, developer: str, note: str
) -> Sequence[Task]:
    """Give all that somebody has to fix to another developer; promised dates stay.

    Who was promised nothing, or nothing that is still to come, gets the date by severity. Raises OnlyAdministrators, NoDeveloper.
    """
    async with desk.work(request) as work:
        _check(work)
        if developer == former:
            raise NoDeveloper(developer)
        found = await lists.list_assigned(work.session, [former])
        for number in sorted(one.number for one in found):
            task = await storage.get(work.session, number, is_held=True)
            # Somebody may have done so a moment ago.
            if task.assignee == former:
                details = Details(developer, task.size or Size.MEDIUM, _date(work, task), note)
                await moves.move(work, task, Action.ASSIGN, details)
        if work.clicked is not None:
            await notices.redraw(work, *work.clicked)
        return found


def _date(work: Work, task: Task) -> Wish:
    if task.deadline_is_promised and task.deadline_at > work.now:
        return Wish(Choice.EXACTLY, task.deadline_at)
    return Wish(Choice.BY_SEVERITY)


def _check(work: Work) -> None:
    if Role.ADMINISTRATOR not in work.roles():
        raise OnlyAdministrators(on_duty(work.rules))
