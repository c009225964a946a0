"""Back to support: a task that nobody can start on is the reporter's until they have answered.

It is a question under another name: it stops both clocks, is reminded of, passed on, taken back
and answered as one.
"""

from bot.domain.errors import HasLeft, NothingChanged
from bot.domain.notices import Happening
from bot.domain.people import FORGOTTEN
from bot.domain.permissions import Deed, check
from bot.services import questions, refusing
from bot.services.desk import Desk, Request, Work
from storage import questions as storage
from storage import tasks
from storage.questions import Question
from storage.tasks import Task


async def send_back(desk: Desk, request: Request, number: int, reason: str) -> Question:
    """Let the reporter owe what the reason says, before development goes on.

    Raises AtTask around NotAllowed, NoLongerFits, NothingChanged, Empty, AsksOneself, HasLeft;
    NoSuchTask.
    """
    async with desk.work(request) as work:
        task = await tasks.get(work.session, number, is_held=True)
        async with refusing.about(work, task, Happening.RETURNED):
            check(Deed.RETURN, task.status, work.roles(task))
            if task.returned_because is not None:
                raise NothingChanged(Deed.RETURN)
            if task.reporter == FORGOTTEN:
                raise HasLeft(FORGOTTEN)
            owed = questions.needed(reason)
            changes = {"returned_because": owed}
            what = Happening.RETURNED
            return await questions.put(work, task, owed, task.reporter, what, changes)


async def find_owed(work: Work, task: Task) -> Question | None:
    """Find what the task was sent back for, unless whoever asked it looks."""
    if task.returned_because is None:
        return None
    asked = await storage.list_open(work.session, task.number)
    owed = next((one for one in asked if one.text == task.returned_because), None)
    return owed if owed is not None and work.actor != owed.asked_by else None


async def settle_by_telling(work: Work, task: Task, words: str) -> bool:
    """Take words of the rest of a report for the answer to what it was sent back for."""
    owed = await find_owed(work, task)
    if owed is not None:
        await questions.add_answer(work, task, owed, words)
    return owed is not None
