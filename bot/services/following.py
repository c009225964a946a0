"""Following tasks of others, and saying that they affect one's own customers too."""

from collections.abc import Sequence

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain import following as domain
from bot.domain.customers import Customer
from bot.domain.errors import AffectedAlready, Empty, Overtaken
from bot.domain.following import Part
from bot.domain.lifecycle import OPEN
from bot.domain.notices import Happening
from bot.domain.people import Role
from bot.domain.permissions import Deed, check
from bot.services import naming, notices, proposals, refusing, threads
from bot.services.desk import Desk, Request, Work
from storage import absences, affected, customers, followers, tasks
from storage.affected import Affected
from storage.tasks import Task

_DEVELOPMENT = frozenset({Role.ADMINISTRATOR, Role.DEVELOPER})


async def follow(desk: Desk, request: Request, number: int) -> tuple[Task, Part]:
    """Let somebody hear of every step. Raises AtTask around NoLongerFits; NoSuchTask."""
    async with desk.work(request) as work:
        task = await tasks.get(work.session, number, is_held=True)
        async with refusing.about(work, task, Happening.FOLLOWED):
            check(Deed.FOLLOW, task.status, work.roles(task))
            return task, await _begin(work, task)


async def unfollow(desk: Desk, request: Request, number: int) -> tuple[Task, Part]:
    """Let somebody hear no more of it as a follower. Raises NoSuchTask."""
    async with desk.work(request) as work:
        task = await tasks.get(work.session, number, is_held=True)
        return task, await _end(work, task)


async def react(
    desk: Desk, request: Request, channel: str, ts: str, *, is_added: bool
) -> tuple[Task, Part] | None:
    """Take a reaction to a task's message or card as following it; None where it means nothing.

    Only a reaction of support: who develops or administers says by it that they are looking.
    """
    async with desk.work(request) as work:
        number = await threads.find(work, channel, ts)
        if number is None:
            return None
        task = await tasks.get(work.session, number, is_held=True)
        if work.roles(task) & _DEVELOPMENT or (is_added and task.status not in OPEN):
            return None
        part = await (_begin if is_added else _end)(work, task)
        return (task, part) if part in {Part.FOLLOWS_NOW, Part.FOLLOWS_NO_MORE} else None


async def me_too(
    desk: Desk, request: Request, number: int, customer: str | None, ticket: str | None
) -> tuple[Task, domain.Named]:
    """Add another customer, spelt as they are known, or ticket; who adds it follows the task.

    Raises AtTask around NoLongerFits, AffectedAlready, Empty, SeveralCustomers; NoSuchTask.
    """
    async with desk.work(request) as work:
        task = await tasks.get(work.session, number, is_held=True)
        async with refusing.about(work, task, Happening.AFFECTED):
            check(Deed.ME_TOO, task.status, work.roles(task))
            new = (await naming.spelt(work, customer) if customer else None, ticket)
            if not any(new):
                raise Empty
            known = [(one.customer, one.ticket) for one in await _affected(work, task)]
            if domain.is_known(task.customer, known, new):
                raise AffectedAlready
            await _add(work, task, new)
            others = domain.others(task.customer, [*known, new])
            if not await tasks.move(work.session, task, others_affected=others):
                raise Overtaken(Deed.ME_TOO)
            if task.reporter != work.actor:
                await _begin_for_oneself(work, task)
            facts = {"customer": new[0], "ticket": ticket, "others": others}
            await notices.record(work, task, Happening.AFFECTED, facts)
            await proposals.consider(work, task)
            return task, new


async def find_others(
    session: AsyncSession, number: int
) -> tuple[Sequence[Affected], Sequence[Customer]]:
    """List who else waits for a task, and those of them who are known by name."""
    rows = await affected.list_of(session, number)
    known = await customers.find_all(session, [one.customer or "" for one in rows])
    return rows, [*known.values()]


async def _begin(work: Work, task: Task) -> Part:
    if task.reporter == work.actor:
        return Part.RAISED_IT
    if not await _begin_for_oneself(work, task):
        return Part.FOLLOWS_ALREADY
    await notices.record(work, task, Happening.FOLLOWED)
    return Part.FOLLOWS_NOW


async def _begin_for_oneself(work: Work, task: Task) -> bool:
    """Say whether the actor did not follow yet, or only for somebody who is away."""
    if await followers.begin(work.session, task.number, work.actor):
        return True
    return await absences.keep_following(work.session, task.number, work.actor)


async def _end(work: Work, task: Task) -> Part:
    # Who begins again after this follows for themselves.
    await absences.keep_following(work.session, task.number, work.actor)
    if not await followers.end(work.session, task.number, work.actor):
        return Part.RAISED_IT if task.reporter == work.actor else Part.FOLLOWED_NOT
    await notices.record(work, task, Happening.UNFOLLOWED)
    return Part.FOLLOWS_NO_MORE


async def _affected(work: Work, task: Task) -> list[Affected]:
    return [*await affected.list_of(work.session, task.number)]


async def _add(work: Work, task: Task, new: domain.Named) -> None:
    customer, ticket = new
    work.session.add(
        Affected(
            task_id=task.number,
            added_at=work.now,
            added_by=work.actor,
            customer=customer,
            ticket=ticket,
        )
    )
