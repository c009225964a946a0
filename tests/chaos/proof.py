"""What people did, held against what became of it: everything once, in order, and to the end."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import col, select

from bot.domain.lifecycle import Status
from bot.domain.notices import ROUTES, Circle, Happening, Kind, recipients
from bot.simulator.messages import Message
from storage.history import Entry
from storage.outbox import Outcome, Row
from storage.questions import Question
from storage.tasks import Source, Task
from tests.chaos.crew import Case
from tests.chaos.town import CRITICAL, Town

LIFE = [
    Happening.RAISED,
    Happening.ACCEPTED,
    Happening.ASSIGNED,
    Happening.STARTED,
    Happening.QUESTION_ASKED,
    Happening.QUESTION_ANSWERED,
    Happening.FIXED,
    Happening.CLOSED,
    # Severity 4: who fixed it is asked for the cause.
    Happening.CAUSE_ASKED,
]
Life = Sequence[Happening] | Mapping[str, Sequence[Happening]]
"""What each task went through, or some by their titles; the others were only raised."""

EXPECTED_PROBLEMS = (
    "was not acknowledged",
    "expired_trigger_id",
    "late acknowledgement",
    # Slack's clock runs ahead here, and who was frozen answers late.
    "response_url: used_url",
)


@dataclass(frozen=True, slots=True)
class Books:
    """What the database says."""

    tasks: Sequence[Task]
    history: Sequence[Entry]
    questions: Sequence[Question]
    rows: Sequence[Row]


async def prove(town: Town, cases: Sequence[Case], life: Life = LIFE) -> None:
    """Hold everything against everything, once nothing is under way any more."""
    await town.settled()
    books = await _read(town)
    _every_action_took_effect_once(books, cases, life)
    _every_notice_was_seen_once(town, books)
    _every_conversation_is_in_order(town, books)
    _every_card_shows_the_end(town, books)
    problems = [one for one in town.slack.problems if not any(e in one for e in EXPECTED_PROBLEMS)]
    assert problems == [], problems


async def _read(town: Town) -> Books:
    async with town.database.read() as session:
        return Books(
            (await session.exec(select(Task).order_by(col(Task.id)))).all(),
            (await session.exec(select(Entry).order_by(col(Entry.id)))).all(),
            (await session.exec(select(Question))).all(),
            (await session.exec(select(Row).order_by(col(Row.id)))).all(),
        )


def _every_action_took_effect_once(books: Books, cases: Sequence[Case], life: Life) -> None:
    assert Counter(task.title for task in books.tasks) == Counter(case.title for case in cases)
    for task in books.tasks:
        lived = [entry.happening for entry in books.history if entry.task_id == task.number]
        due = life.get(task.title, [Happening.RAISED]) if isinstance(life, Mapping) else life
        assert lived == list(due), task.title


def _every_notice_was_seen_once(town: Town, books: Books) -> None:
    due = list(_due(books))
    rows = {row.dedupe_key: row for row in books.rows}
    seen = Counter(outbox_id(one) for one in posted(town) if outbox_id(one) is not None)
    expected = Counter({_told_by(rows[key]) for key in due})
    hints = Counter(row.number for row in books.rows if row.kind is Kind.HINT)
    assert seen == expected + hints
    ends = {Outcome.SENT, Outcome.MERGED}
    assert {key for key in due if rows[key].outcome not in ends} == set()
    for who in (town.sam, town.kim, town.ada, town.ivan):
        texts = Counter(one.text for one in who.dms if one.bot_id and outbox_id(one) is not None)
        assert {text: times for text, times in texts.items() if times > 1} == {}
        direct = [key for key in due if key.startswith("direct:") and key.endswith(who.id)]
        answers = [r for r in books.rows if r.kind is Kind.HINT and r.recipient == who.id]
        messages = {_told_by(rows[key]) for key in direct}
        assert texts.total() == len(messages) + len(answers), who.display_name


def _told_by(row: Row) -> int:
    """Name the row whose message told of this one."""
    return row.told_with or row.number


def _every_conversation_is_in_order(town: Town, books: Books) -> None:
    """Follow each task through each conversation: causes of different tasks have no order."""
    rows = {row.number: row for row in books.rows}
    told: dict[tuple[str, int | None], list[int]] = defaultdict(list)
    for message in sorted(posted(town), key=lambda one: float(one.ts)):
        row = rows.get(outbox_id(message) or 0)
        if row is not None:
            told[message.channel, row.task_id].append(row.entry_id or 0)
    assert {place: told[place] for place in told if told[place] != sorted(told[place])} == {}


def _every_card_shows_the_end(town: Town, books: Books) -> None:
    for task in books.tasks:
        assert task.card_ts is not None
        card = town.slack.message(CRITICAL, task.card_ts)
        text = town.slack.rendered(card, town.ada)
        assert _WORDS[task.status] in text, text
        marked = task.origin_ts if task.source is Source.MESSAGE else task.card_ts
        signs = town.slack.reactions(CRITICAL, marked or "")
        assert signs == _SIGNS[task.status], task.key


_WORDS = {Status.NEW: "New", Status.IN_PROGRESS: "In progress", Status.CLOSED: "Closed"}
_SIGNS = {
    Status.NEW: [],
    Status.IN_PROGRESS: ["hammer_and_wrench"],
    Status.CLOSED: ["white_check_mark"],
}


def _due(books: Books) -> Iterable[str]:
    """Name every message that the routing table wants for what has happened."""
    tasks = {task.number: task for task in books.tasks}
    asked = {question.task_id: question for question in books.questions}
    assignee: dict[int, str | None] = {}
    for entry in books.history:
        if entry.happening is Happening.RAISED:
            yield f"{Kind.CARD}:{entry.task_id}"
        if ROUTES[entry.happening].in_thread:
            yield f"{Kind.THREAD}:{entry.id}"
        assignee[entry.task_id] = entry.facts.get("assignee") or assignee.get(entry.task_id)
        question = asked.get(entry.task_id)
        circle = Circle(
            actor=entry.actor,
            reporter=tasks[entry.task_id].reporter,
            followers=(),
            administrator="U0ADA",
            assignee=assignee[entry.task_id],
            asked=question.asked_to if question else None,
            asker=question.asked_by if question else None,
            called=tuple(entry.facts.get("called", ())),
        )
        for slack_id in recipients(entry.happening, circle):
            yield f"{Kind.DIRECT}:{entry.id}:{slack_id}"


def posted(town: Town) -> list[Message]:
    """List everything that the bot has said where people read it."""
    seen = [one for one in town.slack.workspace.channel(CRITICAL).messages if one.bot_id]
    for who in (town.sam, town.kim, town.ada, town.ivan):
        seen += [one for one in who.dms if one.bot_id]
    return seen


def outbox_id(message: Message) -> int | None:
    """Read which outbox row a message says that it is."""
    found = ((message.metadata or {}).get("event_payload") or {}).get("outbox_id")
    return None if found is None else int(found)
