"""The same again: tasks that may tell of the same, and what helps until it is fixed."""

from dataclasses import dataclass

from bot.domain.lifecycle import UNFINISHED
from bot.domain.permissions import Deed
from bot.views import fields, texts
from bot.views.blocks import Block, actions, button, kept, section
from bot.views.fields import Typed, View
from bot.views.origin import Origin
from bot.views.scene import Message, Reader, Scene
from bot.views.telling import LABEL
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
    is_open = frozenset(one.is_open for one in scene.alike)
    return [section(_WHICH[is_open]), *(part for one in scene.alike for part in _offer(scene, one))]


def offered_in_words(scene: Scene) -> str:
    """Say in plain words, for a notification, what it may be the same as."""
    if not scene.alike:
        return ""
    named = [texts.as_notification(_named(one)) for one in scene.alike]
    return texts.clip(f"It may be the same as {' · '.join(named)}", 500)


def said_same(scene: Scene) -> Message:
    """Say what became of a task whose reporter says that it is another one."""
    before, key = scene.same_as, texts.key(scene.task)
    said = f"*{key}:* {went_into(scene)}"
    if before is not None:
        said = (
            f"{key} stays as it is: {_named(before)} has come back. "
            "Who looks at it is told what had fixed it."
        )
    return Message(LABEL.sub(r"\1", texts.as_plain(said)), [section(said)])


def holds(scene: Scene) -> str:
    """Say what holds for who joined another task: it may be another date than they were told."""
    other, task = scene.merged_into, scene.task
    if other is None or other.status not in UNFINISHED:
        return ""
    by, update = texts.date(other.deadline_at, scene.reader), other.next_update_at
    what = f"severity {other.severity.value}, to be fixed by {by}"
    if other.is_waiting:
        what = f"severity {other.severity.value}; its clocks stand for an answer"
    parts = [f"What holds for you from now on is its date: {what}."]
    if not other.is_waiting:
        parts.append(f"You hear something by {texts.date(update, scene.reader)} at the latest.")
    if task.severity > other.severity:
        parts.append(
            f"Yours came as severity {task.severity.value}: the administrator on duty is told so "
            "and decides."
        )
    return " ".join(parts)


def until_fixed(task: Task) -> str:
    """Say what helps until a task is fixed; "" for nothing, and once it is."""
    return f"*Until it is fixed:* {_helps(task)}" if _helps(task) else ""


def for_customer(task: Task) -> str:
    """Say the same so that support can pass it on."""
    return f"_For the customer, until it is fixed:_ “{_helps(task)}”" if _helps(task) else ""


def _helps(task: Task) -> str:
    is_known = task.workaround and task.status in UNFINISHED
    return texts.words(task.workaround or "", LONGEST) if is_known else ""


def came_back(scene: Scene) -> str:
    """Say which task has come back as this one."""
    before = scene.same_as
    if before is None:
        return ""
    since = f", closed {_ago(before, scene.reader)}" if before.ended_at else ""
    return f"🔁 The same as {_named(before)}{since}."


def had_fixed(scene: Scene) -> str:
    """Say what had fixed what has come back; "" where nobody said so."""
    before = scene.same_as
    said = before.for_customer if before is not None else None
    return f"What had fixed it: {texts.quoted(said, 300)}" if said else ""


def went_into(scene: Scene) -> str:
    """Say, under the first message about a task, where it goes on and what helps until then."""
    other = scene.merged_into
    if other is None or scene.task.merged_into != other.number:
        return ""
    more = "You hear of every step there."
    said = (f"It goes on as {_named(other)}. {more}", holds(scene), for_customer(other))
    return "\n".join(filter(None, said))


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
    lines = [_line(other, scene.reader), for_customer(other)]
    what = section("\n".join(filter(None, lines)))
    return kept([what, *actions(shown)], value)


def _line(other: Task, reader: Reader) -> str:
    head = f"*{texts.key(other)} · {texts.title(other, 120)}*"
    return f"{head}\n{state(other)}{', ' if other.is_open else ' '}{_stands(other, reader)}"


def _stands(other: Task, reader: Reader) -> str:
    """Say how bad it is and by when it is to be fixed; of what is over, since when it is."""
    if not other.is_open:
        return _ago(other, reader)
    has_date = other.status in UNFINISHED and not other.is_waiting
    by = f", to be fixed by {texts.date(other.deadline_at, reader)}" if has_date else ""
    return f"severity {other.severity.value}{by}. Raised {texts.date(other.raised_at, reader)}"


def _ago(other: Task, reader: Reader) -> str:
    return texts.date(other.ended_at, reader, ago=True) if other.ended_at else ""


def _named(task: Task) -> str:
    return f"{texts.key(task)} · {texts.title(task, 120)}"


_JOINS = "*It is this one* lets yours go on there: its date holds, and you hear of every step."
_RETURNS = "yours stays as it is, and who looks at it is told what had fixed it."
_WHICH = {
    frozenset({True}): f"*Is it one of these?* {_JOINS}",
    frozenset({False}): f"*Has one of these come back?* Then {_RETURNS}",
    frozenset({True, False}): f"*Is it one of these?* {_JOINS} Of one that is closed {_RETURNS}",
}
"""By which of them are open."""
