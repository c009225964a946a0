"""Looking: what is open, what is mine, and who has room."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from bot import logs
from bot.domain.deadlines import Offer
from bot.domain.errors import HasLeft
from bot.domain.lifecycle import Action, advance
from bot.domain.notices import HAPPENINGS
from bot.domain.people import stand_for
from bot.domain.permissions import Deed, check
from bot.domain.rules import Rules
from bot.domain.ties import Closeness, Tie, closeness, ties
from bot.services import deadlines, likeness, refusing, rights
from bot.services import tasks as raised
from bot.services.desk import Desk, Work
from storage import board as lists
from storage import people
from storage import tasks as storage
from storage.people import Person
from storage.tasks import ROOM, Size, Task

COUNTED = 100
"""Tasks; further nobody counts who only looks, for what is there can be 20,000 as well."""

FARTHEST = 10_000
"""The last page that can be asked for."""

OFFERED = 1000
"""Open tasks that a form offers to choose from."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some tasks of a longer list; pages count from 1."""

    tasks: Sequence[Task]
    total: int
    number: int
    people: Mapping[str, Person]
    now: datetime
    rules: Rules
    is_more: bool
    """Whether there are more than `total`: a long list is not counted to its end."""


@dataclass(frozen=True, slots=True)
class Load:
    """What a developer carries: open tasks, the next deadline, and the room that is left."""

    slack_id: str
    open_tasks: int
    next_due: datetime | None
    room: int
    is_away: bool = False
    away_until: datetime | None = None
    ties: tuple[Tie, ...] = ()
    """What ties them to the task that somebody is looked for."""

    @property
    def rank(self) -> tuple[bool, Closeness, int, int]:
        """Say how early it is offered: who is there and near, with room, then most room first."""
        has_room = self.room > 0 and not self.is_away
        near = closeness(self.ties) if has_room else Closeness.NONE
        return self.is_away, near, -self.room, self.open_tasks


@dataclass(frozen=True, slots=True)
class Choices:
    """What a form about one task offers."""

    task: Task
    rules: Rules
    loads: Sequence[Load]
    offers: Sequence[Offer]
    others: Sequence[Task]
    people: Mapping[str, Person]
    now: datetime


async def mine(desk: Desk, slack_id: str, number: int, size: int) -> Page:
    """List what the person raised, follows or has to fix; `number` counts pages of `size`."""
    async with desk.look(slack_id) as work:
        return await _page(work, partial(lists.list_mine, work.session, slack_id), number, size)


async def board(desk: Desk, slack_id: str, number: int, size: int) -> Page:
    """List every open task, the worst first, VIPs first among equals; `number` counts pages of `size`."""
    async with desk.look(slack_id) as work:
        return await _page(work, partial(_open, work), number, size)


async def task(desk: Desk, number: int) -> Task:
    """Read a task alone. Raises NoSuchTask."""
    async with desk.database.read() as session:
        return await storage.get(session, number)


async def offer(desk: Desk, slack_id: str, number: int, doing: Action | Deed) -> Choices:
    """Read what a form needs, if the person may do this to the task now.

    Raises AtTask with the refusal otherwise: a form that cannot be sent is not opened.
    """
    async with desk.look(slack_id) as work:
        task = await storage.get(work.session, number)
        logs.note_task(task.key)
        async with refusing.about(work, task, HAPPENINGS[doing]):
            if isinstance(doing, Action):
                advance(task.status, doing, await rights.towards(work, task, doing))
            else:
                check(doing, task.status, work.roles(task))
        loads = await list_loads(work, task) if doing is Action.ASSIGN else ()
        if doing is Action.ASSIGN and not loads:
            raise HasLeft(work.rules.developers[0].user)
        rules = work.about(task).rules
        others = likeness.likely_first(work, task, await _others(work, task, doing))
        named = {*stand_for(task.reporter, rules), task.assignee}
        named |= {load.slack_id for load in loads}
        return Choices(
            task,
            rules,
            loads,
            await deadlines.offers(work, task),
            others,
            await known(work, named),
            work.now,
        )


async def known(work: Work, slack_ids: set[str | None]) -> Mapping[str, Person]:
    """Read what is known of these people, by their ids."""
    wanted = {slack_id for slack_id in slack_ids if slack_id}
    return {who.slack_id: who for who in await people.list_known(work.session, wanted)}


async def list_loads(work: Work, task: Task | None = None) -> Sequence[Load]:
    """Say what each developer who has not left carries: most room first, who is away last.

    For a task, who is near to it goes first while they have room (`bot/domain/ties.py`).
    """
    capacities = {developer.user: developer.capacity for developer in work.rules.developers}
    rows = await people.list_known(work.session, capacities)
    gone = {person.slack_id for person in rows if person.has_left}
    carried: dict[str, list[Task]] = {slack_id: [] for slack_id in capacities}
    for one in await lists.list_assigned(work.session, list(capacities)):
        carried[one.assignee or ""].append(one)
    found = [
        replace(
            _load(work, slack_id, capacity, carried[slack_id]), ties=_ties(work, task, slack_id)
        )
        for slack_id, capacity in capacities.items()
        if slack_id not in gone
    ]
    return sorted(found, key=lambda load: load.rank)


def _ties(work: Work, task: Task | None, slack_id: str) -> tuple[Tie, ...]:
    if task is None:
        return ()
    application, wished = work.rules.application(task.application), task.wished_assignee
    return ties(slack_id, application, task.component, work.rules.developers, wished)


def _load(work: Work, slack_id: str, capacity: int, tasks: Sequence[Task]) -> Load:
    taken = sum(ROOM[task.size or Size.MEDIUM] for task in tasks)
    next_due = min((task.deadline_at for task in tasks), default=None)
    away = work.rules.away
    room = max(0, capacity - taken)
    return Load(slack_id, len(tasks), next_due, room, slack_id in away, away.get(slack_id))


async def _page(
    work: Work, list_: Callable[[int], Awaitable[Sequence[int]]], number: int, size: int
) -> Page:
    """Read one page of a list of task numbers, and count no further than needed."""
    number = min(max(1, number), FARTHEST)
    counted = max(COUNTED, number * size)
    found = await list_(counted + 1)
    is_more, total = len(found) > counted, min(len(found), counted)
    number = min(number, max(1, -(-total // size)))
    tasks = await _in_order(work, found[(number - 1) * size : number * size])
    named: set[str | None] = {work.actor}
    for task in tasks:
        named |= {task.reporter, task.assignee}
    people = await known(work, named)
    return Page(tasks, total, number, people, work.now, work.rules, is_more)


async def _others(work: Work, task: Task, doing: Action | Deed) -> Sequence[Task]:
    """List what the task can be merged into, where that is what is wanted."""
    if doing is not Action.MERGE:
        return ()
    found = await _in_order(work, await _open(work, OFFERED))
    return [other for other in found if other.number != task.number]


async def _open(work: Work, most: int) -> Sequence[int]:
    zone = ZoneInfo(work.rules.time_zone)
    return await lists.list_open(work.session, most, work.now, zone)


async def _in_order(work: Work, numbers: Sequence[int]) -> Sequence[Task]:
    tasks = await storage.get_all(work.session, numbers)
    return [tasks[number] for number in numbers]


async def find_by_origin(desk: Desk, channel: str, ts: str) -> int | None:
    """Name the task that was raised from this message, if there is one."""
    async with desk.database.read() as session:
        return await raised.find_by_origin(session, channel, ts)


async def rules(desk: Desk, slack_id: str) -> Rules:
    """Read the rules in force. Raises NotSetUp."""
    async with desk.look(slack_id) as work:
        return work.rules
