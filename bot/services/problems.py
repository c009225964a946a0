"""Which problems come back, how often, what they cost, and what would prevent them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain import causes as domain
from bot.domain.causes import Occurrence, Problem
from bot.domain.customers import folded
from bot.domain.lifecycle import Status
from bot.domain.people import FORGOTTEN
from bot.domain.rules import Rules
from bot.services import board
from bot.services.desk import Desk, Work
from storage import affected, causes, tasks
from storage.causes import Cause, Finding, Link
from storage.people import Person
from storage.tasks import Task

MOST = 500
"""Tasks that are looked at of each kind, the newest; further back nobody looks for what to do."""

SAID_FOR = timedelta(days=180)
"""How long a cause is shown whose problem did not come back."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some findings of a longer list; pages count from 1."""

    findings: Sequence[Finding]
    number: int
    last: int
    problems: int
    owed: int
    """How many causes were asked for and not said."""
    people: Mapping[str, Person]
    rules: Rules


async def look(desk: Desk, slack_id: str, number: int, size: int) -> Page:
    """List what comes back, then what was said of single tasks, then what nobody has said yet."""
    async with desk.look(slack_id) as work:
        problems = await _problems(work.session)
        said = await causes.list_said(work.session, work.now - SAID_FOR, MOST)
        owed = await causes.list_owed(work.session, MOST)
        shown_there = {number for one in problems for number in one.numbers}
        alone = [one.task_id for one in said if one.task_id not in shown_there]
        singly = [(one,) for one in (*alone, *(one.task_id for one in owed))]
        wanted = [*(one.numbers for one in problems), *singly]
        last = max(1, -(-len(wanted) // size))
        number = min(max(1, number), last)
        findings = await _findings(work, wanted[(number - 1) * size : number * size])
        people = await board.known(work, {work.actor, *_named(findings)})
        return Page(findings, number, last, len(problems), len(owed), people, work.rules)


async def members(session: AsyncSession, number: int) -> frozenset[int]:
    """Name the tasks that are one problem with this one, itself among them."""
    links = await _links(session, [number])
    return next((one for one in domain.groups(links) if number in one), frozenset({number}))


async def _problems(session: AsyncSession) -> Sequence[Problem]:
    """List the problems of more than one task, what came most often first, then the newest."""
    newest = await causes.list_newest_links(session, MOST)
    links = await _links(session, {number for link in newest for number in link})
    groups = domain.groups(links)
    known = await tasks.get_all(session, {number for group in groups for number in group})
    rest = [[known[number] for number in group if _counts(known[number])] for group in groups]
    found = [_problem(group) for group in rest if len(group) > 1]
    return sorted(found, key=lambda one: (one.times, len(one.numbers), one.newest), reverse=True)


async def _links(session: AsyncSession, numbers: Collection[int]) -> Sequence[Link]:
    """Follow what belongs together from these tasks on, until no further task does."""
    known, new, found = set(numbers), set(numbers), list[Link]()
    while new and len(known) < 2 * MOST:
        links = await causes.list_links_of(session, new)
        found += links
        new = {number for link in links for number in link} - known
        known |= new
    return found


def _counts(task: Task) -> bool:
    """Say whether a task is one: what was withdrawn never was."""
    return task.status is not Status.WITHDRAWN


async def _findings(work: Work, groups: Sequence[Collection[int]]) -> Sequence[Finding]:
    numbers = {number for group in groups for number in group}
    if not numbers:
        return ()
    known = await tasks.get_all(work.session, numbers)
    said = {one.task_id: one for one in await causes.list_of(work.session, numbers)}
    others: defaultdict[int, list[str]] = defaultdict(list)
    for one in await affected.list_of_all(work.session, numbers):
        others[one.task_id].append(one.customer or "")
    return [_finding([known[number] for number in group], said, others) for group in groups]


def _finding(
    group: Sequence[Task], said: Mapping[int, Cause], others: Mapping[int, Sequence[str]]
) -> Finding:
    newest = sorted(group, key=lambda task: task.number, reverse=True)
    causes_ = [said[task.number] for task in newest if task.number in said]
    # What was said last counts; where nothing was, whom the newest question is for.
    causes_ = sorted(causes_, key=lambda one: one.said_at or _EVER, reverse=True)
    named = [
        name for task in newest for name in (task.customer or "", *others.get(task.number, ()))
    ]
    customers = {folded(name): name for name in reversed(named) if name.strip()}
    cause = causes_[0] if causes_ else None
    return Finding(_problem(newest), newest, cause, [*customers.values()][::-1])


def _problem(group: Sequence[Task]) -> Problem:
    return domain.problem(
        Occurrence(task.number, task.raised_at, task.fixed_at, task.status is Status.MERGED)
        for task in group
    )


def _named(findings: Sequence[Finding]) -> set[str | None]:
    said = [one.cause for one in findings if one.cause is not None]
    return {who for one in said for who in (one.said_by, one.asked_to)} - {FORGOTTEN}


_EVER = datetime.min.replace(tzinfo=UTC)
