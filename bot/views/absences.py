"""Who is away, as they and those who do something for them meanwhile are told."""

from collections.abc import Sequence

from bot.domain.people import on_duty
from bot.domain.rules import Rules
from bot.views import buttons, texts
from bot.views.blocks import Block, actions, button, section, sections
from bot.views.duty import nobody_there, waiting_row
from bot.views.scene import Message, Reader
from storage.absences import AbsenceRow
from storage.tasks import Task

SHOWN = 20
"""Tasks in one message; Slack takes 50 blocks."""


def gone(
    absence: AbsenceRow, raised: Sequence[Task], reader: Reader, duty: Rules | None
) -> Message:
    """Answer who goes away; by the rules `duty` somebody else is on duty, if they were."""
    until = _until(absence, reader)
    lines = [f"*You are away{until}.* `/critical back` ends it."]
    if duty is not None and on_duty(duty) in duty.away:
        lines.append(f"{nobody_there(duty, reader)} Ask somebody to be there.")
    elif duty is not None:
        lines.append(f"{texts.name(on_duty(duty), reader)} is on duty meanwhile.")
    lines += _followed(absence, raised, reader)
    label = "Name somebody else…" if absence.stand_in else "Name who follows…"
    shown = [button(label, "name_stand_in", "away")] if raised else []
    return Message(_plain(lines), [*sections(lines), *actions(shown)])


def back(duty_of: str, reader: Reader, slack_id: str) -> Message:
    """Answer who has come back; `duty_of` is on duty now."""
    duty = "You are" if duty_of == slack_id else f"{texts.name(duty_of, reader)} is"
    lines = [f"*You are back.* {duty} on duty."]
    return Message(_plain(lines), sections(lines))


def away(absence: AbsenceRow, assigned: Sequence[Task], reader: Reader) -> Message:
    """Tell the administrator what somebody has to fix who is away."""
    who = texts.name(absence.slack_id, reader)
    if absence.ended_at is not None:
        lines = [f"{who} was away and is back."]
        return Message(_plain(lines), sections(lines))
    head = f"*{who} is away{_until(absence, reader)}*"
    if not assigned:
        lines = [f"{head}. Nothing of theirs is left to fix."]
        return Message(_plain(lines), sections(lines))
    said = f"{head} and has {_tasks(len(assigned))} to fix."
    more = [f"… and {len(assigned) - SHOWN} more."] if len(assigned) > SHOWN else []
    rows = [waiting_row(task, reader) for task in assigned[:SHOWN]]
    every = button("Reassign all to…", "reassign_all", absence.slack_id)
    return Message(
        _plain([said, *(row.replace("\n", ", ") for row in rows[:3])]),
        [section(said), *map(_item, assigned, rows), *sections(more), *actions([every])],
    )


def stand_in(absence: AbsenceRow, raised: Sequence[Task], reader: Reader) -> Message:
    """Tell who follows somebody's tasks meanwhile; at least one is open."""
    who = texts.name(absence.slack_id, reader)
    keys = texts.listed([f"{texts.key(task)} · {texts.title(task, 80)}" for task in raised[:SHOWN]])
    lines = [
        f"*{who} is away{_until(absence, reader)}, and you follow their tasks meanwhile:* {keys}.",
        f"I tell you what I would tell {who}. You can answer, confirm and reopen for them.",
    ]
    return Message(_plain(lines), sections(lines))


def relieved(absence: AbsenceRow, reader: Reader) -> Message:
    """Tell who followed somebody's tasks that it is over."""
    who = texts.name(absence.slack_id, reader)
    is_back = absence.ended_at is not None
    why = f"{who} is back" if is_back else f"{who} has named somebody else"
    lines = [f"*{why}:* you follow their tasks no longer, unless you did before. Thank you."]
    return Message(_plain(lines), sections(lines))


def _item(task: Task, row: str) -> Block:
    shown = buttons.reassign(task)
    return section(texts.clip(row, 900)) | ({"accessory": shown} if shown else {})


def _followed(absence: AbsenceRow, raised: Sequence[Task], reader: Reader) -> list[str]:
    if not raised:
        return []
    if absence.stand_in is not None:
        return [f"{texts.name(absence.stand_in, reader)} follows your {_tasks(len(raised))}."]
    return [f"You have {_tasks(len(raised))} open: name who follows them, so that somebody hears."]


def _until(absence: AbsenceRow, reader: Reader) -> str:
    return f" until {texts.date(absence.until_at, reader)}" if absence.until_at else ""


def _tasks(number: int) -> str:
    return f"{number} task{'s' if number > 1 else ''}"


def _plain(lines: Sequence[str]) -> str:
    return texts.clip(texts.as_notification(" ".join(lines).replace("*", "")), 1000)
