"""Who is on duty, and what those are told whom it concerns."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.domain.duty import Outlook
from bot.domain.escalation import chain
from bot.domain.rules import Rules
from bot.views import buttons, texts
from bot.views.blocks import Block, actions, button, section, sections
from bot.views.scene import Message, Reader
from bot.views.words import MARKS
from storage.duty import Handover, Reply
from storage.tasks import Task

DISTANT = 4
"""Weeks of the rota that are shown."""


def duty(known: Outlook, offer: Handover | None, reader: Reader, slack_id: str) -> Message:
    """Show who is on duty, until when, the backups, who is away, and the rota."""
    lines = [*_standing(known, reader)]
    if offer is not None:
        lines.append(f"{texts.name(offer.offered_to, reader)} has been asked to take over.")
    shown = _buttons(known, slack_id) if slack_id in known.rules.administrators else []
    text = texts.as_notification(" ".join(lines).replace("*", ""))
    return Message(text, [*sections(lines), *actions(shown)])


def on_duty(known: Outlook, waiting: Sequence[Task], reader: Reader) -> Message:
    """Tell who has come on duty, with what waits to be accepted."""
    until = f" until {texts.date(known.until, reader)}" if known.until else ""
    head = f"*You are on duty{until}.*"
    if known.on_duty in known.rules.away:
        head = f"{nobody_there(known.rules, reader)} You are first of all as soon as you are back."
    return _with_waiting(head, waiting, reader)


def off_duty(known: Outlook, reader: Reader) -> Message:
    """Tell who was on duty that somebody else is."""
    who = texts.name(known.on_duty, reader)
    return _note(
        f"*{who} is on duty now*, you are not any more. `/critical duty` shows how it goes on."
    )


def offered(known: Outlook, waiting: Sequence[Task], offer: Handover, reader: Reader) -> Message:
    """Ask whether somebody takes over, or say what became of it."""
    by = texts.name(offer.offered_by, reader)
    asked = f"*{by} asks you to take over duty.* New tasks come to you first then."
    if offer.reply is Reply.TAKEN and known.on_duty == offer.offered_to:
        return _with_waiting(f"*You took over duty from {by}.*", waiting, reader)
    if offer.reply is Reply.REFUSED:
        return _note(f"{by} asked you to take over duty. You said no, and {by} knows.")
    if offer.reply is not None or known.on_duty != offer.offered_by:
        return _note(f"{by} asked you to take over duty. That is over: {_now(known, reader)}.")
    value = str(offer.id)
    shown = [
        button("Yes, I take it", "take_duty", value, "primary"),
        button("No", "refuse_duty", value),
    ]
    return Message(texts.as_notification(asked.replace("*", "")), [section(asked), *actions(shown)])


def refused(offer: Handover, reader: Reader) -> Message:
    """Tell who offered that it was refused."""
    who = texts.name(offer.offered_to, reader)
    return _note(
        f"*{who} cannot take over duty.* You stay on duty; `/critical duty` asks somebody else."
    )


def _with_waiting(head: str, waiting: Sequence[Task], reader: Reader) -> Message:
    if not waiting:
        return _note(f"{head} No task waits to be accepted.")
    said = f"{head} {_count(len(waiting), 'task')} to accept:"
    rows = [waiting_row(task, reader) for task in waiting]
    first = texts.as_notification(f"{said} {rows[0]}".replace("*", "").replace("\n", ", "))
    return Message(texts.clip(first, 1000), [section(said), *_acceptable(waiting, rows)])


def _acceptable(waiting: Sequence[Task], rows: Sequence[str]) -> Iterator[Block]:
    for task, row in zip(waiting, rows, strict=True):
        yield section(texts.clip(row, 900))
        yield from actions(buttons.fitting(task, (buttons.ACCEPT, buttons.ASSIGN)))


def waiting_row(task: Task, reader: Reader) -> str:
    """Show a task in two lines: what, by when, and who raised it."""
    by = texts.date(task.deadline_at, reader)
    raised = texts.name(task.reporter, reader)
    head = f"{MARKS[task.severity]} *{texts.key(task)}* · {texts.title(task, 160)}"
    return f"{head}\nSeverity {task.severity.value} · by {by} · raised by {raised}"


def nobody_there(rules: Rules, reader: Reader) -> str:
    """Say that every administrator is away, and who is called meanwhile."""
    there = [who for who in chain(rules)[0] if who not in rules.away]
    if not there:
        return (
            "*Nobody is on duty: every administrator and manager is away.* Nobody looks at new "
            "tasks until somebody is back."
        )
    are = "are" if len(there) > 1 else "is"
    return (
        f"*Nobody is on duty: every administrator is away.* {texts.names(there, reader)} {are} "
        "called at once for a new task, and can accept it but not assign it."
    )


def _standing(known: Outlook, reader: Reader) -> Iterator[str]:
    until = f" until {texts.date(known.until, reader)}" if known.until else ""
    then = f", then {texts.name(known.then, reader)}" if known.then else ""
    if known.on_duty in known.rules.away:
        yield nobody_there(known.rules, reader)
    else:
        yield f"*{texts.name(known.on_duty, reader)} is on duty{until}*{then}."
    away = known.rules.away
    backups = [who for who in known.rules.administrators[1:] if who not in away]
    yield (
        f"Backups, in this order: {texts.names(backups, reader)}."
        if backups
        else "No backup is there."
    )
    if away:
        gone = [f"{texts.name(who, reader)}{_until(at, reader)}" for who, at in away.items()]
        yield f"Away: {', '.join(gone)}."
    if known.weeks:
        weeks = [
            f"{texts.name(week.who, reader)} from {texts.date(week.begins_at, reader)}"
            for week in known.weeks[:DISTANT]
        ]
        yield f"Rota, a week each: {', '.join(weeks)}."


def _buttons(known: Outlook, slack_id: str) -> list[Block]:
    others = [one for one in known.rules.administrators if one not in {slack_id, *known.rules.away}]
    shown = []
    if known.on_duty != slack_id:
        shown.append(button("I take over", "take_over", "duty", "primary"))
    elif others:
        shown.append(button("Hand over to…", "hand_over", "duty"))
    return [*shown, button("Rota…", "rota", "duty")]


def _now(known: Outlook, reader: Reader) -> str:
    return f"{texts.name(known.on_duty, reader)} is on duty now"


def _until(at: datetime | None, reader: Reader) -> str:
    return f" until {texts.date(at, reader)}" if at is not None else ""


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' if number > 1 else ''}"


def _note(text: str) -> Message:
    return Message(texts.as_notification(text.replace("*", "")), [section(text)])
