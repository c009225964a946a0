"""Two tasks, one problem: who waited for the one goes on waiting for the other."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain import following
from bot.domain.addresses import Kind, ticket
from bot.domain.errors import CannotMerge
from bot.domain.following import Named
from bot.domain.notices import Happening
from bot.services import notices, proposals
from bot.services.desk import Work
from storage import affected, followers, tasks
from storage.affected import Affected
from storage.tasks import Task


async def take_in(work: Work, task: Task, other: Task) -> None:
    """Let a task take in another with its people and its customers.

    Raises CannotMerge for one that is closed, or that somebody changed meanwhile.
    """
    if other.number == task.number or not other.is_open:
        raise CannotMerge(other.number)
    mine = await followers.list_of(work.session, task.number)
    joining = [slack_id for slack_id in (task.reporter, *mine) if slack_id != other.reporter]
    others = await _bring_customers(work, task, other)
    if not await tasks.move(work.session, other, others_affected=others):
        raise CannotMerge(other.number)
    taken_in = {"other": task.number, "other_title": task.title, "reporter": task.reporter}
    await notices.record(work, other, Happening.TOOK_IN, taken_in)
    await followers.add(work.session, other.number, joining)
    await proposals.consider(work, other, joined=task)


async def _bring_customers(work: Work, task: Task, other: Task) -> int:
    """Note whom the task affected as affected by the other; say whom that affects besides."""
    known: list[Named] = [
        (one.customer, one.ticket) for one in await affected.list_of(work.session, other.number)
    ]
    theirs = await affected.list_of(work.session, task.number)
    brought: list[tuple[str | None, str | None, datetime, str]]
    brought = [(task.customer, one, work.now, task.reporter) for one in _tickets(work, task)]
    brought += [(one.customer, one.ticket, one.added_at, one.added_by) for one in theirs]
    for customer, one, added_at, added_by in brought:
        new = (customer, one)
        if not any(new) or following.is_known(other.customer, known, new):
            continue
        known.append(new)
        work.session.add(
            Affected(
                task_id=other.number,
                added_at=added_at,
                added_by=added_by,
                customer=customer,
                ticket=one,
            )
        )
    return following.others(other.customer, known)


def _tickets(work: Work, task: Task) -> Sequence[str | None]:
    """Name the customer's own tickets that the task was raised with; None where there is none."""
    patterns = work.rules.addresses
    read = [(link, ticket(link, patterns)) for link in task.links]
    own = [link for link, found in read if found is not None and found.kind is Kind.TICKET]
    return own or [None]
