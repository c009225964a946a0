"""Who is on duty: shown, taken over, handed over, and planned week after week."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain import duty as domain
from bot.domain.duty import NotAnAdministrator, NotOnDuty, OfferIsOver, Outlook
from bot.domain.errors import OnlyAdministrators
from bot.domain.people import Role, on_duty
from bot.services import absences, board, notices, turns
from bot.services.desk import Desk, Request, Work
from storage import board as lists
from storage import duty as storage
from storage import rows
from storage import rules as rule_rows
from storage.duty import Handover, Reply
from storage.people import Person
from storage.tasks import Task


@dataclass(frozen=True, slots=True)
class Duty:
    """Who is on duty and how it goes on, what was offered to whom, and what waits for them.

    Tasks of applications whose own administrators are there wait for those.
    """

    outlook: Outlook
    offered: Handover | None
    waiting: Sequence[Task]
    people: Mapping[str, Person]


@dataclass(frozen=True, slots=True)
class Weeks:
    """The rota as it is, and who can be in it."""

    administrators: Sequence[str]
    people: tuple[str, ...]
    first_day: date


async def look(desk: Desk, slack_id: str) -> Duty:
    """Say who is on duty now, and how it goes on."""
    async with desk.look(slack_id) as work:
        return await read(work)


async def read(work: Work) -> Duty:
    """Say who is on duty, as this transaction sees it."""
    rules, plan = await turns.written(work), await storage.plan(work.session)
    outlook = domain.look_ahead(rules, plan, work.now, work.hours)
    offered = await storage.find_open_handover(work.session)
    offered = offered if offered and offered.offered_by == outlook.on_duty else None
    new = await lists.list_new(work.session, turns.LISTED)
    waiting = [one for one in new if on_duty(outlook.rules.of(one.application)) == outlook.on_duty]
    named = {*rules.administrators, *outlook.rules.away, *(task.reporter for task in waiting)}
    named |= {*rules.managers, *(week.who for week in outlook.weeks)}
    return Duty(outlook, offered, waiting, await board.known(work, {*named}))


async def take_over(desk: Desk, request: Request) -> Duty:
    """Put an administrator on duty who says so. Raises OnlyAdministrators."""
    async with desk.work(request) as work:
        _check(work)
        await _put_on_duty(work, work.actor)
        await storage.end_handovers(work.session)
        return await read(work)


async def offer(desk: Desk, request: Request, slack_id: str) -> Duty:
    """Ask another administrator to take over; until they reply nothing changes.

    Raises NotOnDuty, NotAnAdministrator for who is none or is away.
    """
    async with desk.work(request) as work:
        _check(work)
        if on_duty(work.rules) != work.actor:
            raise NotOnDuty(on_duty(work.rules))
        is_there = slack_id in work.rules.administrators and slack_id not in work.rules.away
        if not is_there or slack_id == work.actor:
            raise NotAnAdministrator(slack_id)
        await storage.end_handovers(work.session)
        offered = Handover(offered_by=work.actor, offered_to=slack_id, offered_at=work.now)
        await rows.add(work.session, offered)
        await notices.note(work, slack_id, f"offer:{offered.id}", "")
        return await read(work)


async def reply(desk: Desk, request: Request, number: int, *, is_yes: bool) -> None:
    """Take over what was offered, or refuse. Raises OfferIsOver."""
    async with desk.work(request) as work:
        await rule_rows.bump(work.session)
        offered = await storage.find_handover(work.session, number)
        if offered is None or not _is_open(work, offered):
            raise OfferIsOver(on_duty(work.rules))
        await storage.settle_handover(
            work.session, number, Reply.TAKEN if is_yes else Reply.REFUSED
        )
        if is_yes:
            await _put_on_duty(work, work.actor)
        else:
            await notices.note(work, offered.offered_by, f"refused:{number}", "")
        if work.clicked is not None:
            await notices.redraw(work, *work.clicked)


def _is_open(work: Work, offered: Handover) -> bool:
    is_meant = offered.offered_to == work.actor and work.actor in work.rules.administrators
    return is_meant and offered.reply is None and offered.offered_by == on_duty(work.rules)


async def offer_weeks(desk: Desk, slack_id: str) -> Weeks:
    """Read what the form of the rota shows. Raises OnlyAdministrators."""
    async with desk.look(slack_id) as work:
        _check(work)
        rota = (await storage.plan(work.session)).rota
        today = work.hours.local_date(work.now)
        people, first_day = (rota.people, rota.first_day) if rota else ((), today)
        administrators = (await turns.written(work)).administrators
        return Weeks(administrators, people, first_day)


async def plan_weeks(desk: Desk, request: Request, people: Sequence[str], first_day: date) -> Duty:
    """Let administrators take turns, a week each, from a day on; nobody named ends the rota.

    Raises OnlyAdministrators, NotAnAdministrator.
    """
    async with desk.work(request) as work:
        _check(work)
        for slack_id in people:
            if slack_id not in work.rules.administrators:
                raise NotAnAdministrator(slack_id)
        await rule_rows.bump(work.session)
        changes = {"rota": list(people), "first_day": first_day, "rota_at": work.now}
        await storage.change(work.session, **changes)
        await turns.settle(work)
        return await read(work)


async def find_offer(desk: Desk, number: int) -> Handover | None:
    """Read an offer, for who tells of it."""
    async with desk.database.read() as session:
        return await storage.find_handover(session, number)


async def _put_on_duty(work: Work, slack_id: str) -> None:
    """Agree on somebody; who takes over is not away any more."""
    await rule_rows.bump(work.session)
    await absences.end(work, slack_id)
    await storage.change(work.session, holder=slack_id, held_since=work.now)
    await turns.settle(work)


def _check(work: Work) -> None:
    if Role.ADMINISTRATOR not in work.roles():
        raise OnlyAdministrators(on_duty(work.rules))
