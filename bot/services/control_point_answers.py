"""What the administrator and the developers answer in a control point, one task at a time."""

from bot.domain import deadlines as domain
from bot.domain.errors import DeadlineHasPassed, NoControlPoint, NothingChanged, Overtaken
from bot.domain.notices import Happening
from bot.domain.permissions import Deed, check
from bot.services import control_point_items as items
from bot.services import deadlines, notices, refusing, reminders
from bot.services.desk import Desk, Request, Work
from storage import control_points as storage
from storage import history, tasks
from storage.control_points import Item
from storage.history import Entry
from storage.tasks import Task


async def confirm(desk: Desk, request: Request, number: int) -> Task:
    """Say as administrator that a date holds; a wish for more time is answered by it.

    Raises AtTask around NoControlPoint, NothingChanged.
    """
    async with desk.work(request) as work:
        task = await tasks.get(work.session, number, is_held=True)
        async with refusing.about(work, task, Happening.DEADLINE_CONFIRMED):
            check(Deed.CONFIRM_DEADLINE, task.status, work.roles(task))
            item = await _item(work, task)
            if item.settled is not None:
                raise NothingChanged(Deed.CONFIRM_DEADLINE)
            _refuse_late(work, task)
            wish = await _find_wish(work, task)
            if wish is not None:
                await deadlines.keep_instead(work, task, wish)
                return task
            await _promise_update(work, task)
            facts = {"at": task.deadline_at.isoformat()}
            await notices.record(work, task, Happening.DEADLINE_CONFIRMED, facts)
            return task


async def say_holds(desk: Desk, request: Request, number: int) -> Task:
    """Say as developer that a date holds, for the administrator to confirm.

    Raises AtTask around NoControlPoint, NothingChanged.
    """
    async with desk.work(request) as work:
        task = await tasks.get(work.session, number, is_held=True)
        async with refusing.about(work, task, Happening.HOLDS_SAID):
            check(Deed.SAY_HOLDS, task.status, work.roles(task))
            item = await _item(work, task)
            if item.said is not None or item.settled is not None:
                raise NothingChanged(Deed.SAY_HOLDS)
            _refuse_late(work, task)
            facts = {"at": task.deadline_at.isoformat()}
            await notices.record(work, task, Happening.HOLDS_SAID, facts)
            return task


async def ask(desk: Desk, request: Request, number: int) -> Task:
    """Ask the developer whether a date holds. Raises AtTask around NoControlPoint, NothingChanged."""
    async with desk.work(request) as work:
        task = await tasks.get(work.session, number, is_held=True)
        async with refusing.about(work, task, Happening.HOLDS_ASKED):
            check(Deed.ASK_HOLDS, task.status, work.roles(task))
            item = await _item(work, task)
            if item.asked_at is not None or item.settled is not None:
                raise NothingChanged(Deed.ASK_HOLDS)
            facts = {"at": task.deadline_at.isoformat(), "assignee": task.assignee}
            await notices.record(work, task, Happening.HOLDS_ASKED, facts)
            return task


async def turn(desk: Desk, request: Request, number: int, page: int) -> None:
    """Turn the page of the actor's message of a round, in its place."""
    async with desk.work(request) as work:
        if tasks.fits(number):
            await storage.turn(work.session, number, work.actor, max(page, 1))
            await items.show(work, number)


async def _item(work: Work, task: Task) -> Item:
    if task.control_point_id is None:
        raise NoControlPoint
    return await storage.get_item(work.session, task.control_point_id, task.number)


def _refuse_late(work: Work, task: Task) -> None:
    """A date that has passed cannot hold any more: it is moved, or the task is fixed."""
    if reminders.is_late(task, work.now):
        raise DeadlineHasPassed(task.deadline_at)


async def _find_wish(work: Work, task: Task) -> Entry | None:
    """Find the wish for more time that nobody has answered yet."""
    return deadlines.find_wish(await history.list_of(work.session, task.number))


async def _promise_update(work: Work, task: Task) -> None:
    """The reporter hears of it in the digest: the next update counts from now."""
    if task.waiting_since is not None:
        return
    rule = work.rule_of(task)
    due_at = domain.next_update(work.now, rule, work.hours)
    if not await tasks.move(work.session, task, next_update_at=due_at):
        raise Overtaken(Deed.CONFIRM_DEADLINE)
