"""What a control point comes to: a digest for who raised or follows, a summary in the channel."""

from collections.abc import Iterable, Iterator, Sequence

from bot.domain.control_points import Settled
from bot.domain.lifecycle import UNFINISHED
from bot.views import board, texts
from bot.views.blocks import section, sections
from bot.views.scene import Message, Reader
from bot.views.words import MARKS, state
from storage.sheets import Line, Sheet

MOST = 40
"""Tasks in one message; the rest is counted."""

NAMED = 20

ROOM = 12_000
"""Characters of all of them."""


def digest(sheet: Sheet, reader: Reader) -> Message:
    """Tell somebody of their tasks: how each stands, its date, whether that changed."""
    count = "your task" if sheet.total == 1 else f"your {sheet.total} tasks"
    head = f"*Control point:* how {count} stand{'s' if sheet.total == 1 else ''} now."
    gist = "; ".join(f"{line.task.key} {_date(sheet, line, reader)}" for line in sheet.lines[:5])
    rows = list(_fitting(_row(sheet, line, reader) for line in sheet.lines[:MOST]))
    text = texts.as_notification(f"Control point: {gist}.")
    blocks = [section(one) for one in (head, *rows)]
    return Message(texts.clip(text, 600), [*blocks, *_more(sheet.total - len(rows))])


def summary(sheet: Sheet, reader: Reader) -> Message:
    """Tell the channel what came of a round."""
    head = f"Control point: {_counts(sheet)}"
    moved = [one for one in sheet.lines if one.item.settled is Settled.MOVED]
    silent = [one for one in sheet.lines if one.item.settled is Settled.UNCONFIRMED]
    paragraphs = [
        f"*Control point:* {_counts(sheet)}",
        _listed("Moved", moved, reader),
        _listed("Not confirmed in time", silent, reader),
    ]
    return Message(texts.as_notification(head), sections([one for one in paragraphs if one]))


def _fitting(rows: Iterable[str]) -> Iterator[str]:
    """Give as many as one message takes."""
    left = ROOM
    for row in rows:
        left -= len(row)
        if left < 0:
            return
        yield row


def _row(sheet: Sheet, line: Line, reader: Reader) -> str:
    task = line.task
    who = texts.name(task.assignee, reader) if task.assignee else "nobody yet"
    head = f"{MARKS[task.severity]} *{texts.key(task)}* · {texts.title(task, 160)}"
    how = f"{state(task)} · {who} · {_date(sheet, line, reader)}"
    return texts.clip("\n".join([head, how, *_why(line)]), 1500)


def _date(sheet: Sheet, line: Line, reader: Reader) -> str:
    """Say the date, and what the round made of it."""
    by = f"by {texts.date(line.task.deadline_at, reader)}"
    if line.task.status not in UNFINISHED:
        return state(line.task).lower()
    confirmed = "confirmed" if line.item.settled is Settled.HOLDS else "not confirmed"
    if board.is_overdue(line.task, sheet.now):
        return f"overdue since {by.removeprefix('by ')}"
    if line.task.is_waiting:
        return f"{by} and as long as its clock stands for an answer, {confirmed}"
    if line.item.settled is Settled.MOVED:
        was = texts.date(line.item.deadline_at, reader)
        return f"changed from {was} to {texts.date(line.task.deadline_at, reader)}"
    return f"{by}, {confirmed}"


def _why(line: Line) -> list[str]:
    """Say why a date was moved, and what the customer can be told."""
    if line.item.settled is not Settled.MOVED or line.entry is None:
        return []
    reason, customer = (line.entry.facts.get(one) for one in ("reason", "for_customer"))
    why = [f"Because: {texts.quoted(reason, 500)}"] if reason else []
    return why + ([f"_For the customer:_ {texts.quoted(customer, 500)}"] if customer else [])


def _counts(sheet: Sheet) -> str:
    count = "1 open task" if sheet.total == 1 else f"{sheet.total} open tasks"
    late = sum(_is_late(sheet, line) for line in sheet.lines)
    counts = {**sheet.counts, Settled.HOLDS: sheet.counts.get(Settled.HOLDS, 0) - late}
    known = [(counts.get(one, 0), words) for one, words in _WORDS]
    known.append((late, "overdue meanwhile"))
    parts = [f"{number} {words}" for number, words in known if number]
    return f"{count}: {', '.join(parts)}."


def _is_late(sheet: Sheet, line: Line) -> bool:
    """Whether a date was confirmed and has passed all the same."""
    is_confirmed = line.item.settled is Settled.HOLDS
    return is_confirmed and board.is_overdue(line.task, sheet.now)


_WORDS = (
    (Settled.HOLDS, "confirmed"),
    (Settled.MOVED, "moved"),
    (Settled.OVER, "done meanwhile"),
    (Settled.UNCONFIRMED, "not confirmed"),
)


def _listed(label: str, lines: Sequence[Line], reader: Reader) -> str:
    if not lines:
        return ""
    parts = [f"{texts.key(one.task)} ({_named(one, reader)})" for one in lines[:NAMED]]
    more = f" and {len(lines) - NAMED} more" if len(lines) > NAMED else ""
    return f"{label}: {', '.join(parts)}{more}."


def _named(line: Line, reader: Reader) -> str:
    if line.item.settled is Settled.MOVED:
        return f"now {texts.date(line.task.deadline_at, reader)}"
    return texts.name(line.task.assignee, reader) if line.task.assignee else "nobody has it"


def _more(left: int) -> list[dict[str, object]]:
    return [section(f"And {left} more: `/critical mine` shows them.")] if left > 0 else []
