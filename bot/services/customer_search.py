"""Looking customers up: how many there are, and who is meant by part of a name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain import customer_search as domain
from bot.domain.customers import Customer, folded
from bot.domain.name_keys import keys_of_name
from bot.services import board
from bot.services.desk import Desk
from storage import board as lists
from storage import customers as storage
from storage import tasks
from storage.customers import Candidate
from storage.people import Person
from storage.tasks import Task

SHOWN = 15
"""Customers in a list, and open tasks of one."""

LONGEST = 200
"""Characters of a name; who types more means no customer."""


@dataclass(frozen=True, slots=True)
class Overview:
    """How many customers there are, and how many open tasks are of those that are special."""

    customers: int
    open_of_vips: int
    open_with_custom_code: int


@dataclass(frozen=True, slots=True)
class Hits:
    """Who was found: the one who is meant with their open tasks, or all who may be."""

    typed: str
    customer: Customer | None
    tasks: Sequence[Task]
    is_more: bool
    """Whether more tasks of theirs are open."""
    others: Sequence[Customer]
    """Who may be meant where it is not one, the nearest first."""
    total: int
    """How many that are; there may be more than `others`."""
    is_guess: bool
    """Whether the others are only something like what was typed."""
    people: Mapping[str, Person]
    now: datetime


async def overview(desk: Desk, slack_id: str) -> Overview:
    """Count customers, and the open tasks of VIPs and of those with custom code."""
    async with desk.look(slack_id) as work:
        vips, with_code = await lists.count_marked(work.session)
        return Overview(await storage.count(work.session), vips, with_code)


async def find(desk: Desk, slack_id: str, typed: str) -> Hits:
    """Find whom somebody means by what they typed, slips forgiven."""
    async with desk.look(slack_id) as work:
        matches, known = await _matches(work.session, typed[:LONGEST])
        meant = domain.choose(matches)
        shown = [known[one.index].name for one in (meant or matches)[:SHOWN]]
        found = await storage.find_all(work.session, shown)
        rows = [found[folded(name)] for name in shown if folded(name) in found]
        is_one = len(meant) == 1 and len(rows) == 1
        open_ = await _open_tasks(work.session, rows[0].name) if is_one else ()
        named = {slack_id, *(who for task in open_ for who in (task.reporter, task.assignee))}
        named |= set(rows[0].custom_code.known_by if is_one and rows[0].custom_code else ())
        return Hits(
            typed,
            rows[0] if is_one else None,
            open_[:SHOWN],
            len(open_) > SHOWN,
            () if is_one else rows,
            len(meant or matches),
            not meant,
            await board.known(work, named),
            work.now,
        )


async def _matches(
    session: AsyncSession, typed: str
) -> tuple[Sequence[domain.Match], Sequence[Candidate]]:
    """Rank who shares keys with what was typed, and who is called just that."""
    known = list(await storage.search(session, keys_of_name(typed)))
    named = {folded(one.name) for one in known}
    if (very := await storage.find(session, typed)) is not None and folded(very.name) not in named:
        known.append(Candidate(0, very.name, very.synonyms))
    return domain.rank(typed, [(one.name, *one.synonyms) for one in known]), known


async def _open_tasks(session: AsyncSession, name: str) -> Sequence[Task]:
    numbers = await lists.list_of_customer(session, name, SHOWN + 1)
    found = await tasks.get_all(session, numbers) if numbers else {}
    return [found[number] for number in numbers]
