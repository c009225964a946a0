"""The answer to who asks how it stands: state, date, next update, for their eyes alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.lifecycle import UNFINISHED
from bot.views import buttons, texts
from bot.views.blocks import actions, context, section
from bot.views.scene import Message, Scene
from bot.views.standing import assignee, now
from bot.views.words import MARKS
from storage.questions import Question

TITLE = 80
MOST_QUESTIONS = 3
EVERY_STEP = "I tell you about every step, you need not ask."
NOTHING = (
    "Nothing that you raised or follow is open. `/critical board` shows everything that is. "
    "If something is broken, write what, and I raise it."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One task that somebody asked about, and whether they are told of its steps as it is."""

    scene: Scene
    is_told: bool


def answer(asked: Sequence[Asked], at: datetime) -> Message:
    """Say how these tasks stand; who is told of nothing is offered to follow."""
    if not asked:
        return Message(NOTHING, [section(NOTHING)])
    blocks, lines = [], []
    for one in asked:
        told = _told(one.scene, at)
        lines.append(f"{one.scene.task.key}: {told}")
        head = f"{MARKS[one.scene.task.severity]} *{texts.key(one.scene.task)}* · "
        blocks.append(section(f"{head}{texts.title(one.scene.task, TITLE)}\n{told}"))
        for question in _theirs(one.scene):
            asker = texts.name(question.asked_by, one.scene.reader)
            blocks.append(section(f"{asker} asks you: {texts.quoted(question.text, 600)}"))
            blocks += actions(buttons.of_question(question.number, is_open=True)[:1])
        if not one.is_told:
            blocks += actions(buttons.fitting(one.scene.task, [buttons.FOLLOW]))
    if all(one.is_told and one.scene.task.is_open for one in asked):
        blocks.append(context(EVERY_STEP))
    return Message(texts.clip(texts.as_notification(" ".join(lines)), 1200), blocks)


def _theirs(scene: Scene) -> list[Question]:
    """List what the reader is asked: it is they who are waited for."""
    reader = scene.reader.slack_id
    return [one for one in scene.open_questions if one.asked_to == reader][:MOST_QUESTIONS]


def _told(scene: Scene, at: datetime) -> str:
    task = scene.task
    if task.status not in UNFINISHED:
        return now(scene)
    clocks = [_deadline(scene, at), *([] if task.is_waiting else [_update(scene, at)])]
    return " ".join([now(scene), *clocks])


def _deadline(scene: Scene, at: datetime) -> str:
    task = scene.task
    by = texts.date(task.deadline_at, scene.reader)
    if task.is_waiting:
        return f"The deadline was {by}; it moves on by as long as the answer takes."
    if task.deadline_at < at:
        return f"It was to be fixed by {by}, and is late."
    how = "" if task.deadline_is_promised else ", by its severity"
    return f"The deadline is {by}{how}."


def _update(scene: Scene, at: datetime) -> str:
    task = scene.task
    by = texts.date(task.next_update_at, scene.reader)
    if task.next_update_at >= at:
        return f"The next update comes by {by}."
    who = f", and {assignee(scene)} has been asked for it" if task.assignee else ""
    return f"The next update was due {by}{who}."
