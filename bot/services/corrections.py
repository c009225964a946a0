"""Putting right what was understood of a report: one fact at a time, by who knows better."""

from datetime import datetime
from typing import Any

from bot.domain import facts
from bot.domain.errors import (
    NothingChanged,
    Overtaken,
    PastDeadline,
    StillToCome,
    UnknownPlace,
)
from bot.domain.facts import Broken, Fact, Value, Wish
from bot.domain.lifecycle import Status
from bot.domain.notices import Happening
from bot.domain.permissions import Deed, check
from bot.domain.rules import Rules
from bot.services import acceptance, naming, notices, refusing
from bot.services.desk import Desk, Request, Work
from storage import tasks as storage
from storage.tasks import Task


async def offer(desk: Desk, slack_id: str, number: int) -> tuple[Task, Rules]:
    """Read what a form needs, if the person may put something right now. Raises AtTask."""
    async with desk.look(slack_id) as work:
        task = await storage.get(work.session, number)
        async with refusing.about(work, task, Happening.CORRECTED):
            check(Deed.CORRECT, task.status, work.roles(task))
        return task, work.about(task).rules


async def correct(
    desk: Desk, request: Request, number: int, fact: Fact, value: Value, seen: str | None = None
) -> Task:
    """Put one fact right; None says that it is not known.

    `seen` is what the form showed (`facts.mark`): who put it right meanwhile is not overwritten.
    Raises AtTask around NotAllowed, NoLongerFits, NothingChanged, Overtaken, SeveralCustomers,
    StillToCome, PastDeadline, UnknownPlace; NoSuchTask.
    """
    async with desk.work(request) as work:
        task = await storage.get(work.session, number)
        async with refusing.about(work, task, Happening.CORRECTED):
            check(Deed.CORRECT, task.status, work.roles(task))
            if seen not in {None, facts.mark(facts.of(task, fact))}:
                raise Overtaken(Deed.CORRECT)
            await put_right(work, task, fact, value)
            return task


async def put_right(work: Work, task: Task, fact: Fact, value: Value) -> None:
    """Put one fact right within a transaction, by who may.

    Raises NothingChanged, Overtaken, SeveralCustomers, StillToCome, PastDeadline, UnknownPlace.
    """
    before = facts.of(task, fact)
    value = await _checked(work, task, fact, value)
    changes = facts.columns(fact, value)
    if all(getattr(task, name) == new for name, new in changes.items()):
        raise NothingChanged(Deed.CORRECT)
    told = facts.told(fact, before, value)
    await follow(work, task, changes, Happening.CORRECTED, told)


async def follow(
    work: Work, task: Task, changes: dict[str, Any], happening: Happening, told: dict[str, Any]
) -> None:
    """Change what is known of a task, with all that follows where another application is broken.

    Whoever looks at its new tasks is called. The dates stay, for they were told to people: what
    that application promises holds for what is dated from now on. Raises Overtaken.
    """
    rules = work.about(task).rules
    if not await storage.move(work.session, task, **changes):
        raise Overtaken(Deed.CORRECT)
    is_handed_over = task.status is Status.NEW and work.about(task).rules is not rules
    told |= {acceptance.HANDED_OVER: True} if is_handed_over else {}
    await notices.record(work, task, happening, told)
    if is_handed_over:
        await acceptance.hand_over(work, task, rules)


async def _checked(work: Work, task: Task, fact: Fact, value: Value) -> Value:
    """Refuse what cannot be, and spell a customer as they are known."""
    match value:
        case str() if fact is Fact.CUSTOMER:
            return await naming.spelt(work, value)
        case Broken(application, component):
            known = work.rules.application(application)
            if known is None or (component and known.component(component) is None):
                raise UnknownPlace
        case datetime() if value > work.now:
            raise StillToCome
        case Wish(_, datetime() as at) if at <= work.now and at != task.wished_at:
            raise PastDeadline(at, work.now)
    return value
