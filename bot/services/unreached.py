"""Who could not be told of what: for administrators, who can have it tried again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.errors import OnlyAdministrators
from bot.domain.notices import Kind
from bot.domain.people import Role, on_duty
from bot.domain.rules import Rules
from bot.services import board, notices
from bot.services.desk import Desk, Request, Work
from storage import outbox, tasks
from storage import unreached as storage
from storage.history import Entry
from storage.outbox import Row
from storage.people import Person
from storage.tasks import Task

LOOK_BACK = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Missed:
    """One notice that did not arrive: about which task, and what had happened."""

    row: Row
    task: Task
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class Page:
    """Some of what did not arrive in the last 30 days; pages count from 1."""

    missed: Sequence[Missed]
    total: int
    number: int
    people: Mapping[str, Person]
    rules: Rules


async def look(desk: Desk, slack_id: str, number: int, size: int) -> Page:
    """List what could not be delivered, the newest first. Raises OnlyAdministrators."""
    async with desk.look(slack_id) as work:
        _check(work)
        since = work.now - LOOK_BACK
        total = await storage.count_missed(work.session, since)
        number = min(max(number, 1), max(1, -(-total // size)))
        found = await storage.list_missed(work.session, since, size, (number - 1) * size)
        missed = [Missed(*one) for one in found]
        named = {who for one in missed for who in _people(one)}
        return Page(missed, total, number, await board.known(work, named), work.rules)


async def try_again(desk: Desk, request: Request, number: int) -> bool:
    """Put a row back that was given up; False if somebody did so before.

    The card stops saying that the person was not reached, unless something else did not reach
    them either; if this does not again, it says so again. Raises OnlyAdministrators.
    """
    async with desk.work(request) as work:
        _check(work)
        row = await storage.put_back(work.session, number, work.now) if tasks.fits(number) else None
        if row is None:
            return False
        if row.task_id is not None and row.recipient is not None:
            await _take_back(work, row.task_id, row.recipient)
        return True


def _check(work: Work) -> None:
    if Role.ADMINISTRATOR not in work.roles():
        raise OnlyAdministrators(on_duty(work.rules))


async def _take_back(work: Work, number: int, slack_id: str) -> None:
    """Let the card say no more that the person was not reached."""
    task = await tasks.get(work.session, number, is_held=True)
    if slack_id not in task.unreached:
        return
    if await storage.is_unreached(work.session, number, slack_id):
        return
    left = [one for one in task.unreached if one != slack_id]
    await tasks.note(work.session, number, unreached=left)
    card = notices.row_of(work.now, Kind.CARD, f"{Kind.CARD}:{number}", task)
    await outbox.put(work.session, [card])


def _people(one: Missed) -> tuple[str | None, ...]:
    facts = one.entry.facts if one.entry else {}
    told = (facts.get(key) for key in ("assignee", "former", "asked_by", "reporter"))
    actor = one.entry.actor if one.entry else None
    return (one.row.recipient, one.task.reporter, one.task.assignee, actor, *told)
