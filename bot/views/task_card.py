"""The card: the one message that shows a task as it stands, with all that can be done to it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta

from bot.domain.lifecycle import UNFINISHED, Status
from bot.views import affected, alike, applications, buttons, captured, customers, texts, topics
from bot.views.blocks import SECTION, actions, context, fields, sections
from bot.views.scene import Message, Scene
from bot.views.standing import assignee, clock, next_step, other_task, reporter, whereabouts
from bot.views.words import MARKS, SIZES, STATES, WAITING, severity, state
from storage.tasks import Source, Task

DESCRIPTION = 700
DESCRIPTION_LINES = 12
LISTED = 5
SHORTLY = 200
"""Characters, with their links, of what one line tells of another task or a way around it."""


def card(scene: Scene) -> Message:
    """Show the task: in full while somebody has something to do, folded once it is over."""
    task = scene.task
    body = _open(scene) if task.is_open else _folded(scene)
    row = [*buttons.fitting(task, buttons.CARD), *buttons.menu(task)]
    asked = scene.open_questions if task.is_waiting else ()
    second = [*buttons.fitting(task, buttons.OF_ANYBODY), *buttons.fitting(task, buttons.SAID)]
    # One name stands once in a row of buttons.
    ends = [block for one in buttons.take_back(asked) for block in actions([one])]
    return Message(_notification(scene), [*body, *actions(row), *actions(second), *ends])


def _notification(scene: Scene) -> str:
    task = scene.task
    word = (WAITING if task.is_waiting else STATES[task.status]).lower()
    head = f"{task.key} {word}, severity {task.severity.value}: {texts.title(task)}"
    return f"{head} ({reporter(scene)})"


def _open(scene: Scene) -> list[dict[str, object]]:
    task = scene.task
    is_said = task.status is Status.FIXED and task.for_customer
    customer = f"_For the customer:_ {texts.quoted(task.for_customer or '')}" if is_said else ""
    again = [alike.came_back(scene), alike.had_fixed(scene), alike.until_fixed(task)]
    known = [customers.in_a_line(scene), _attachments(scene), _others(scene)]
    said = [_description(task), *known, _told(scene), *map(_shortly, again), customer]
    paragraphs = [*_head(scene), *said]
    return [
        *sections(paragraphs[:2]),
        fields(list(_facts(scene))),
        *captured.did_you_mean(task),
        *sections(paragraphs[2:]),
        *_unreached(scene),
        context(next_step(scene)),
    ]


def _shortly(said: str) -> str:
    """Cut to what a card has room for; the details have all of it."""
    return texts.clip(" ".join(said.split()), SHORTLY)


def _folded(scene: Scene) -> list[dict[str, object]]:
    ending = _ENDINGS[scene.task.status](scene)
    return [*sections([*_head(scene), *filter(None, ending)]), *_unreached(scene)]


def _head(scene: Scene) -> list[str]:
    task = scene.task
    return [
        f"{MARKS[task.severity]} *{task.key} · {texts.title(task)}*",
        f"{severity(task.severity)} · *{state(task)}*",
    ]


def _facts(scene: Scene) -> Iterator[tuple[str, str]]:
    task = scene.task
    if task.customer and task.customer.strip():
        yield "Customer", customers.of_task(scene)
    yield "Reporter", reporter(scene)
    where, affected = captured.place(scene), captured.affected(scene)
    if where:
        yield "Where", where
    if task.assignee:
        yield "Assignee", assignee(scene) + whereabouts(scene)
    if affected:
        yield "Affected", affected
    if task.size is not None:
        yield "Size", SIZES[task.size]
    if task.status in UNFINISHED:
        by_severity = "" if task.deadline_is_promised else ", by severity"
        late = ", *passed*" if scene.is_late else ""
        yield "Deadline", clock(scene, task.deadline_at) + late + by_severity
        is_late = ", *late*" if scene.is_update_late else ""
        # A deadline that passes is news by itself.
        is_first = not scene.is_late and task.deadline_at < task.next_update_at
        update_at = task.deadline_at if is_first else task.next_update_at
        yield "Next update", clock(scene, update_at) + is_late
        if wish := captured.wish_in_short(scene):
            yield "Wish", wish


def _description(task: Task) -> str:
    typed = task.description.strip()
    if not typed or typed == task.title:
        return ""
    lines = [line for line in typed.splitlines() if line.strip()]
    fitting = texts.words("\n".join(lines[:DESCRIPTION_LINES]), DESCRIPTION)
    quote = "\n".join(f"> {line}" for line in fitting.splitlines())
    is_whole = len(lines) <= DESCRIPTION_LINES and not (
        fitting.endswith("…") and not typed.endswith("…")
    )
    place = "message" if task.source is Source.MESSAGE else "thread"
    return quote if is_whole else f"{quote}\n_(the rest is in the {place})_"


def _attachments(scene: Scene) -> str:
    task = scene.task
    files = [texts.link(one.get("url", ""), _label(one.get("name", ""))) for one in task.files]
    tickets = captured.tickets(task, scene.rules)
    known = {one.address for one in tickets}
    links = [texts.link(one, _label(_bare(one))) for one in task.links if one not in known]
    address = _elsewhere(task)
    origin = [texts.link(address, "the message")] if address else []
    rows = [
        ("📎", files, "files"),
        ("🎫", [captured.ticket(one) for one in tickets], "tickets"),
        ("🔗", links, "links"),
        ("Raised from", origin, ""),
    ]
    parts = [f"{mark} {_few(items, noun)}" for mark, items, noun in rows if items]
    shown = "  ".join(filter(None, (*parts, applications.runbooks(scene))))
    return shown if len(shown) <= SECTION else _counted(task)


def _others(scene: Scene) -> str:
    named = affected.named(scene)
    return f"👥 {named}" if named else ""


def _told(scene: Scene) -> str:
    """Say how far the report goes, as long as somebody may want the rest."""
    counted = topics.counted(scene)
    return f"📋 {counted}" if counted else ""


def _elsewhere(task: Task) -> str | None:
    """Find the message, where it is not right above the card."""
    return None if task.source is Source.MESSAGE else task.origin_link


def _few(items: list[str], noun: str) -> str:
    more = len(items) - LISTED
    return " · ".join(items[:LISTED]) + (f" and {more} more {noun}" if more > 0 else "")


def _counted(task: Task) -> str:
    return f"📎 {len(task.files)} files · 🔗 {len(task.links)} links"


def _label(typed: str) -> str:
    shown = texts.one_line(typed, 60) or "file"
    return texts.escape(shown.replace("://", ":\u2060//"))


def _bare(address: str) -> str:
    return address.partition("://")[2] or address


def _unreached(scene: Scene) -> list[dict[str, object]]:
    if not scene.task.unreached:
        return []
    names = texts.names(scene.task.unreached[:LISTED], scene.reader)
    verb = "are" if len(scene.task.unreached) > 1 else "is"
    where = f"by direct message and {verb} called in the thread."
    return [context(f"{names} could not be reached {where}")]


def _closed(scene: Scene) -> Iterator[str]:
    task = scene.task
    if task.fixed_at is None and task.ended_because:
        yield f"Closed without an answer: {texts.quoted(task.ended_because, 600)}"
        return
    ended = task.fixed_at or task.ended_at
    took = f" in {texts.span(ended - task.raised_at)}" if ended else ""
    yield f"Fixed by {assignee(scene)}{took}." if task.assignee else f"Fixed{took}."
    yield from _said(task)


def _declined(scene: Scene) -> Iterator[str]:
    yield next_step(scene)
    yield from _said(scene.task)


def _said(task: Task) -> Iterator[str]:
    if task.for_customer:
        yield f"_For the customer:_ {texts.quoted(task.for_customer, 600)}"


def _merged(scene: Scene) -> Iterator[str]:
    yield f"It goes on in {other_task(scene)}."
    yield f"{reporter(scene)} and whoever followed it follow that one now."


def _withdrawn(scene: Scene) -> Iterator[str]:
    took = scene.task.ended_at
    after = f" after {texts.span(max(took - scene.task.raised_at, timedelta()))}" if took else ""
    yield f"Withdrawn{after}: it is no task."


_ENDINGS: Mapping[Status, Callable[[Scene], Iterator[str]]] = {
    Status.CLOSED: _closed,
    Status.DECLINED: _declined,
    Status.MERGED: _merged,
    Status.WITHDRAWN: _withdrawn,
}
