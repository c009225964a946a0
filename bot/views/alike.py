"""The same again: tasks that may tell of the same, and what helps until it is fixed."""

from dataclasses import dataclass

from bot.domain.permissions import Deed
from bot.views import fields, texts
from bot.views.blocks import Block, actions, button, kept, section
from bot.views.fields import Typed, View
from bot.views.origin import Origin
from bot.views.scene import Message, Reader, Scene
from bot.views.words import state
from storage.tasks import Task

LONGEST = 600
"""Characters of a workaround, where it is told beside other things."""


@dataclass(frozen=True, slots=True)
class WorkaroundFields:
    """What helps until it is fixed; nothing takes it away."""

    text: str


def offers(scene: Scene) -> list[Block]:
    """Show each task that may be the same, with what its reporter can say of that."""
    if not scene.alike:
        return []
    return [section(_WHICH), *(part for one in scene.alike for part in _offer(scene, one))]


def offered_in_words(scene: Scene) -> str:
    """Say in plain words, for a notification, what it may be the same as."""
    if not scene.alike:
        return ""
    lines = [texts.as_notification(_line(one, scene.reader)) for one in scene.alike]
    return texts.clip(f"It may be the same as {' · '.join(lines)}", 500)


def answer(scene: Scene) -> Message:
    """Offer who raised a task by a command what may be the same."""
    head = f"{texts.key(scene.task)} · {texts.title(scene.task)}"
    said = f"{texts.as_notification(head)}. {offered_in_words(scene)}"
    return Message(said, [section(f"*{head}*"), *offers(scene)])


def said_same(task: Task, other: Task) -> Message:
    """Say what became of a task whose reporter says that it is another one."""
    if other.is_open:
        more = "You hear of every step there."
        what = f"{texts.key(task)} goes on as {_named(other)}. {more}"
    else:
        what = (
            f"{texts.key(task)} stays as it is: {_named(other)} has come back. "
            "Who looks at it is told what had fixed it."
        )
    paragraphs = [what, until_fixed(other)]
    said = "\n".join(part for part in paragraphs if part)
    return Message(texts.as_notification(said), [section(said)])


def until_fixed(task: Task) -> str:
    """Say what helps until a task is fixed, with a sentence that support can pass on."""
    return until(task.workaround or "") if task.is_open else ""


def until(workaround: str) -> str:
    """Say what helps, for support and for their customer."""
    if not workaround:
        return ""
    helps = texts.words(workaround, LONGEST)
    return f"*Until it is fixed:* {helps}\n_For the customer:_ “Until it is fixed: {helps}”"


def came_back(scene: Scene) -> str:
    """Say which task has come back as this one, and what had fixed it."""
    before = scene.same_as
    if before is None:
        return ""
    since = f", closed {_ago(before, scene.reader)}" if before.ended_at else ""
    fixed = (
        f" What had fixed it: {texts.quoted(before.for_customer, 300)}"
        if before.for_customer
        else ""
    )
    return f"🔁 The same as {_named(before)}{since}.{fixed}"


def went_into(scene: Scene) -> str:
    """Say, under the first message about a task, where it goes on and what helps until then."""
    other = scene.merged_into
    if other is None or scene.task.merged_into != other.number:
        return ""
    return "\n".join(filter(None, (f"It goes on as {_named(other)}.", until_fixed(other))))


def workaround_form(origin: Origin, task: Task) -> View:
    """Ask what helps until it is fixed."""
    hint = "The reporter and all who follow it are told, with a sentence for the customer. Empty takes it away."
    asked = Typed(
        "Workaround",
        "Pay by invoice, or reload the page",
        is_optional=True,
        initial=task.workaround or "",
        hint=hint,
    )
    return fields.modal(Deed.SET_WORKAROUND, "Workaround", "Save", origin, [fields.typed(asked)])


def read_workaround(view: View) -> WorkaroundFields:
    """Read the form."""
    return WorkaroundFields(fields.read_text(view, "workaround") or "")


def _offer(scene: Scene, other: Task) -> list[Block]:
    value = f"{scene.task.number}:{other.number}"
    shown = [
        button("It is this one", Deed.SAY_SAME.value, value),
        button("Not this", Deed.SAY_OTHER.value, value),
    ]
    lines = [f"{_line(other, scene.reader)}", until_fixed(other)]
    what = section("\n".join(filter(None, lines)))
    return kept([what, *actions(shown)], value)


def _line(other: Task, reader: Reader) -> str:
    if other.is_open:
        since = f"since {texts.date(other.since_at or other.raised_at, reader)}"
    else:
        since = _ago(other, reader)
    return f"*{texts.key(other)}* · {texts.title(other, 120)} · {state(other)}, {since}"


def _ago(other: Task, reader: Reader) -> str:
    return texts.date(other.ended_at, reader, ago=True) if other.ended_at else ""


def _named(task: Task) -> str:
    return f"{texts.key(task)} · {texts.title(task, 120)}"


_WHICH = "*Is it one of these?* Then it is solved there, once for all who wait for it."
