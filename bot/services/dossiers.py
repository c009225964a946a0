"""What is known of tasks: for the texts about them, and for who asks for all of it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from bot import logs
from bot.domain import returns
from bot.domain.customers import Customer, folded
from bot.domain.deadlines import Standstill
from bot.domain.escalation import Call
from bot.domain.notices import Happening
from bot.domain.people import FORGOTTEN
from bot.domain.returns import Returns
from bot.domain.rules import Rules
from bot.services import acceptance, board, standstill
from bot.services.desk import Desk, Work
from storage import affected, customers, history, messages, promises, questions, tasks
from storage.affected import Affected
from storage.history import Entry
from storage.people import Person
from storage.promises import Promise
from storage.questions import Question
from storage.tasks import Task

Told = TypeVar("Told", Entry, Question)


@dataclass(frozen=True, slots=True)
class Facts:
    """What texts about one task are made from, and what is known of those whom they name."""

    task: Task
    history: Sequence[Entry]
    questions: Sequence[Question]
    merged_into: Task | None
    same_as: Task | None
    rules: Rules
    people: Mapping[str, Person]
    strangers: frozenset[str]
    """Those of them whom Slack was never asked about."""
    stands_since: datetime | None
    """Since when both clocks stand for an answer, if they do."""
    next_call: Call | None
    """Whom the chain calls next, if nobody accepts."""
    customer: Customer | None
    """Whom the task is about, where they are known by that name."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that is known of one task."""

    facts: Facts
    promises: Sequence[Promise]
    affected: Sequence[Affected]
    standstill: Standstill | None
    returns: Returns | None


async def details(desk: Desk, slack_id: str, number: int) -> Dossier:
    """Read all that is known of a task. Raises NoSuchTask."""
    async with desk.look(slack_id) as work:
        (found,) = await _facts(work, [(number, slack_id)])
        logs.note_task(found.task.key)
        versions = await promises.list_of(work.session, number)
        others = await affected.list_of(work.session, number)
        stood = standstill.measure(work, found.task, found.questions, found.history)
        happened = [(one.happening, one.at) for one in found.history]
        back = returns.measure(happened, work.now)
        return Dossier(found, versions, others, stood, back)


async def facts(desk: Desk, wanted: Sequence[tuple[int, str | None]]) -> Sequence[Facts]:
    """Read what a text about a task for a reader is made from, for all of them at once.

    Raises NoSuchTask.
    """
    async with desk.look("") as work:
        return await _facts(work, wanted)


def find_answer(entries: Sequence[Entry], question: Question | None) -> Entry | None:
    """Find what ended a question, in its task's history."""
    ended_at = question.answered_at if question is not None else None
    ends = (one for one in entries if one.happening in _ENDS_A_QUESTION)
    return next((one for one in ends if ended_at is not None and one.at == ended_at), None)


_ENDS_A_QUESTION = frozenset({Happening.QUESTION_ANSWERED, Happening.QUESTION_TAKEN_BACK})


async def can_split(desk: Desk, task: Task, entry: Entry) -> bool:
    """Say whether the message that an entry tells of is still part of its task."""
    if entry.happening is not Happening.JOINED:
        return False
    async with desk.database.read() as session:
        message = await messages.find(session, entry.facts["channel"], entry.facts["ts"])
    return message is not None and message.task_id == task.number


async def _facts(work: Work, wanted: Sequence[tuple[int, str | None]]) -> Sequence[Facts]:
    found = await tasks.get_all(work.session, {number for number, _ in wanted})
    into = {one for task in found.values() for one in (task.merged_into, task.same_as) if one}
    merged = await tasks.get_all(work.session, into) if into else {}
    entries = _by_task(await history.list_of_all(work.session, found))
    asked = _by_task(await questions.list_of(work.session, *found))
    known = await customers.find_all(work.session, [one.customer or "" for one in found.values()])
    parts = [(found[number], entries[number], asked[number]) for number, _ in wanted]
    named = [
        _named(work.about(part[0]).rules, *part, reader)
        for part, (_, reader) in zip(parts, wanted, strict=True)
    ]
    about = [known.get(folded(part[0].customer or "")) for part in parts]
    named = [group | _known_by(one) for group, one in zip(named, about, strict=True)]
    people = await board.known(work, {one for group in named for one in group})
    return [
        Facts(
            *part,
            merged.get(part[0].merged_into or 0),
            merged.get(part[0].same_as or 0),
            work.about(part[0]).rules,
            {one: people[one] for one in group if one in people},
            frozenset(one for one in group if one not in people or people[one].read_at is None),
            standstill.since(part[0], part[2], part[1], work.now),
            acceptance.next_call(work, part[0], part[1]),
            customer,
        )
        for part, group, customer in zip(parts, named, about, strict=True)
    ]


def _known_by(customer: Customer | None) -> set[str]:
    code = customer.custom_code if customer is not None else None
    return set(code.known_by) if code is not None else set()


def _by_task(rows: Sequence[Told]) -> Mapping[int, Sequence[Told]]:
    of: dict[int, list[Told]] = defaultdict(list)
    for row in rows:
        of[row.task_id].append(row)
    return of


_PEOPLE = (
    *("assignee", "former", "asked_by", "asked_to", "reporter"),
    *("developer", "developer_before"),
)
"""Facts of the history that name somebody."""


def _named(
    rules: Rules,
    task: Task,
    entries: Sequence[Entry],
    asked: Sequence[Question],
    reader: str | None,
) -> set[str]:
    named = {reader, task.reporter, task.assignee, *rules.administrators, *task.unreached}
    named |= {*rules.managers, *rules.stand_ins.values(), task.wished_assignee}
    for entry in entries:
        named |= {entry.actor, *(entry.facts.get(key) for key in _PEOPLE)}
        named |= {*entry.facts.get("called", ())}
    for question in asked:
        named |= {question.asked_by, question.asked_to, question.answered_by}
        named |= {*question.asked_before}
    return {one for one in named if one} - {FORGOTTEN}
