"""Write down what happened, and what must be sent because of it, in the transaction of the cause."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot import logs
from bot.domain.notices import ROUTES, Audience, Circle, Happening, Kind, recipients
from bot.domain.people import FORGOTTEN, on_duty
from bot.services import control_point_items, stale
from bot.services.desk import Work
from storage import followers, outbox, people
from storage.history import Entry
from storage.outbox import Draft, Row
from storage.questions import Question
from storage.rows import add
from storage.tasks import Task


async def record(
    work: Work,
    task: Task,
    happening: Happening,
    facts: dict[str, Any] | None = None,
    *,
    question: Question | None = None,
    former: str | None = None,
) -> Entry:
    """Keep the history entry and put every notice of the routing table into the outbox.

    `facts` holds what was said and what changed, instants as ISO strings in UTC, and in `called`
    whom the chain calls; `former` is the developer who had the task before. `work.actor` is who
    did it (DESIGN §3.3, §5).
    """
    entry = Entry(
        task_id=task.number,
        at=work.now,
        actor=work.actor or None,
        happening=happening,
        facts=facts or {},
    )
    await add(work.session, entry)
    logs.note_task(task.key)
    rows = [*_shown(work, task)] if ROUTES[happening].on_card else []
    if ROUTES[happening].in_thread:
        line = row_of(work.now, Kind.THREAD, f"thread:{entry.id}", task)
        line.entry_id, line.question_id = entry.id, question.number if question else None
        rows.append(line)
    anew = await _refreshed(work, *work.clicked) if work.clicked is not None else []
    anew += [shown_anew(sent, work.now) for sent in await stale.find(work, task, entry)]
    rows += {row.dedupe_key: row for row in anew}.values()
    called = tuple(entry.facts.get("called", ()))
    circle = replace(await _circle(work, task, happening, question, former), called=called)
    await people.note(work.session, _everybody(circle))
    told = recipients(happening, circle, entry.facts)
    if task.control_point_id is not None:
        told = await control_point_items.spare(work, task, entry, told)
    for slack_id, audience in told.items():
        row = _direct(work, entry, slack_id, audience)
        row.question_id = question.number if question else None
        rows.append(row)
    await outbox.put(work.session, rows)
    if task.control_point_id is not None:
        await control_point_items.note(work, task, entry, former)
    return entry


async def tell(work: Work, entry: Entry, slack_id: str, audience: Audience) -> None:
    """Have one person told of what has happened, unless they were told then."""
    await people.note(work.session, [slack_id])
    await outbox.put(work.session, [_direct(work, entry, slack_id, audience)])


def _direct(work: Work, entry: Entry, slack_id: str, audience: Audience) -> Draft:
    row = _row(work.now, Kind.DIRECT, f"direct:{entry.id}:{slack_id}", f"dm:{slack_id}")
    row.task_id, row.entry_id, row.needs_card = entry.task_id, entry.id, True
    row.recipient, row.audience = slack_id, audience
    return row


def _shown(work: Work, task: Task) -> Iterable[Draft]:
    """Have the card and its reaction brought up to date; a burst leaves one of each to send."""
    for kind in (Kind.CARD, Kind.REACTION):
        yield row_of(work.now, kind, f"{kind}:{task.number}", task)


async def show(work: Work, task: Task) -> None:
    """Have the card brought up to date where nothing else is told."""
    await outbox.put(work.session, [*_shown(work, task)])


async def redraw(work: Work, channel: str, ts: str) -> None:
    """Have a DM shown anew, with the buttons that still fit."""
    if rows := await _refreshed(work, channel, ts):
        await outbox.put(work.session, rows)


async def redraw_cards(work: Work, tasks: Iterable[Task]) -> None:
    """Have the cards of these tasks brought up to date."""
    rows = [row_of(work.now, Kind.CARD, f"{Kind.CARD}:{task.number}", task) for task in tasks]
    if rows:
        await outbox.put(work.session, rows)


async def describe(work: Work, task: Task) -> None:
    """Have the whole description put into the thread, for a card that shows a part of it."""
    row = row_of(work.now, Kind.DESCRIPTION, f"description:{task.number}", task)
    await outbox.put(work.session, [row])


async def hint(work: Work, channel: str, ts: str, *, question: Question | None = None) -> None:
    """Have somebody told how to reach the people, who wrote to the bot outside a question.

    Or that it was taken for the answer to `question`.
    """
    row = _row(work.now, Kind.HINT, f"hint:{channel}:{ts}", f"dm:{work.actor}")
    row.recipient = work.actor
    if question is not None:
        row.task_id, row.question_id = question.task_id, question.number
    await people.note(work.session, [work.actor])
    await outbox.put(work.session, [row])


async def note(work: Work, recipient: str, subject: str, key: str) -> None:
    """Have somebody told of what is about no single task.

    `subject` is a word that `bot/workers/notes.py` knows, and perhaps a number: "word:12"; `key`
    makes one such notice of those with the same subject and recipient. Nobody is told of what
    they did themselves.
    """
    if recipient in {work.actor, FORGOTTEN}:
        return
    row = _row(work.now, Kind.NOTE, _note_key(subject, recipient, key), f"dm:{recipient}")
    row.recipient, row.subject = recipient, subject
    await people.note(work.session, [recipient])
    await outbox.put(work.session, [row])


async def redraw_notes(work: Work, subject: str, recipients: Iterable[str], key: str = "") -> None:
    """Have what these people were told of it shown as it stands now."""
    keys = [_note_key(subject, one, key) for one in recipients]
    for channel, ts in await outbox.list_messages(work.session, keys):
        await redraw(work, channel, ts)


def _note_key(subject: str, recipient: str, key: str) -> str:
    return f"note:{subject}:{recipient}:{key}"


async def open_home(work: Work) -> None:
    """Have the actor's Home tab drawn."""
    row = _row(work.now, Kind.HOME, f"home:{work.actor}", f"home:{work.actor}")
    row.recipient = work.actor
    await people.note(work.session, [work.actor])
    await outbox.put(work.session, [row])


def row_of(now: datetime, kind: Kind, key: str, task: Task) -> Draft:
    """Make a row that goes to where the task is talked about, once its card is there."""
    # What is posted in a channel keeps the order of its causes; a reaction is not read in turn.
    lane = f"{kind}:{task.number}" if kind is Kind.REACTION else task.channel
    row = _row(now, kind, key, lane)
    row.task_id, row.needs_card, row.place = task.number, kind is not Kind.CARD, task.channel
    return row


def _row(now: datetime, kind: Kind, key: str, conversation: str) -> Draft:
    return Draft(
        dedupe_key=key,
        kind=kind,
        conversation=conversation,
        place=conversation,
        created_at=now,
        due_at=now,
    )


async def _refreshed(work: Work, channel: str, ts: str) -> list[Draft]:
    """Have the DM in which somebody clicked shown anew, with the buttons that still fit."""
    sent = await outbox.find_sent(work.session, channel, ts)
    if sent is None or sent.kind not in {Kind.DIRECT, Kind.NOTE}:
        return []
    return [shown_anew(sent, work.now)]


def shown_anew(sent: Row, now: datetime) -> Draft:
    """Make the row that has a message shown as it stands now, however often that is wished."""
    row = _row(now, Kind.REFRESH, f"refresh:{sent.id}", sent.conversation)
    row.task_id, row.entry_id, row.question_id = sent.task_id, sent.entry_id, sent.question_id
    row.recipient, row.audience, row.refreshes = sent.recipient, sent.audience, sent.id
    row.subject = sent.subject
    return row


async def _circle(
    work: Work, task: Task, happening: Happening, question: Question | None, former: str | None
) -> Circle:
    is_new = happening is Happening.RAISED  # nobody can follow yet what was not there
    return Circle(
        actor=work.actor,
        reporter=task.reporter,
        stand_in=work.rules.stand_ins.get(task.reporter),
        followers=() if is_new else await followers.list_of(work.session, task.number),
        administrator=on_duty(work.about(task).rules),
        assignee=task.assignee,
        former_assignee=former,
        asked=question.asked_to if question else None,
        asker=question.asked_by if question else None,
    )


def _everybody(circle: Circle) -> Iterable[str]:
    named = (
        circle.stand_in,
        circle.actor,
        circle.assignee,
        circle.former_assignee,
        circle.asked,
        circle.asker,
    )
    known = (circle.reporter, circle.administrator, *circle.followers)
    return (slack_id for slack_id in (*known, *named, *circle.called) if slack_id)
