"""The forms for the rest of a report, and for what a task is sent back to support with."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.template import Standing, Topic
from bot.views import fields
from bot.views.blocks import Block, option, plain
from bot.views.fields import FieldProblem, Typed, View
from bot.views.origin import Origin
from bot.views.task_form import MOST_FILES, kept_file
from bot.views.texts import one_line
from bot.views.topics import LABELS, TITLE, label

OWN, CHECKS, OWED = "own:", "checklist_", "owed"
WORDS: Mapping[str, Topic] = {
    "since_words": Topic.SINCE,
    "screenshots_words": Topic.SCREENSHOTS,
}
"""Fields for who can answer by words only."""

LONGEST_ID = 240
LONGEST_VALUE = 150
AT_ONCE = 10
"""Checkboxes in one field."""


@dataclass(frozen=True, slots=True)
class RestFields:
    """What was filled in: words by topic, since when, files as "name" and "url", what is done."""

    told: Mapping[str, str]
    since_at: datetime | None
    files: tuple[dict[str, str], ...]
    checked: tuple[str, ...]
    answer: str | None = None
    """What is said to what the task was sent back for."""


_ASKED: Mapping[str, Typed] = {
    Topic.CUSTOMER: Typed("Customer", "Acme, or their id", is_long=False, most=150),
    Topic.HOW_MANY: Typed("How many", "All of them, 3 of their users, …", is_long=False, most=150),
    Topic.STEPS: Typed("Steps", "1. Open the cart 2. Choose a card 3. Pay"),
    Topic.EXPECTED: Typed("Expected and seen", "The order should go through; a white page comes"),
    Topic.ADDRESS: Typed("Address", "https://shop.example/pay", is_long=False, most=2000),
    Topic.WORKAROUND: Typed("Workaround tried", "Another browser, a private window: the same"),
}


def rest_form(origin: Origin, standing: Standing, owed: str | None = None) -> View:
    """Ask for what is missing and for nothing else; all of it may stay empty.

    What the task was sent back for comes first: it waits for nothing else.
    """
    blocks = [_owed(owed)] if owed else []
    blocks += [block for topic in standing.missing for block in _fields(topic)]
    ids: dict[str, Block] = {str(block["block_id"]): block for block in blocks}
    shown = [*ids.values(), *_checks(standing.unchecked)]
    return fields.modal("tell", "The rest of", "Send", origin, shown)


def _owed(question: str) -> Block:
    hint = "It was sent back to you with this. Your answer lets both clocks go on."
    asked = {"label": plain(one_line(question, 2000), 2000), "block_id": OWED}
    return _typed(Typed("Answer", hint=hint)) | asked


def _fields(topic: str) -> Iterator[Block]:
    if topic == Topic.SINCE:
        picker: Block = {"type": "datetimepicker"}
        yield fields.field("Since when", picker, is_optional=True) | {"block_id": topic}
        said = Typed("Or in words", "Since the release this morning", is_long=False, most=150)
        yield _typed(said) | {"block_id": "since_words"}
    elif topic == Topic.SCREENSHOTS:
        files = {"type": "file_input", "max_files": MOST_FILES}
        hint = "Others get the name and a link; what everybody is to see, add in the thread."
        yield fields.field("Screenshots", files, is_optional=True, hint=hint) | {"block_id": topic}
        none = Typed("Or why there are none", "None: nothing is shown", is_long=False, most=150)
        yield _typed(none) | {"block_id": "screenshots_words"}
    elif topic in _ASKED:
        yield _typed(_ASKED[topic]) | {"block_id": topic}
    else:
        own = {"label": plain(label(topic), 2000), "block_id": f"{OWN}{topic[:LONGEST_ID]}"}
        yield _typed(Typed(label(topic))) | own


def _typed(what: Typed) -> Block:
    return fields.typed(what) | {"optional": True}


def _checks(items: Sequence[str]) -> Iterator[Block]:
    for first in range(0, len(items), AT_ONCE):
        part = items[first : first + AT_ONCE]
        options = [option(item, item[:LONGEST_VALUE]) for item in part]
        title = TITLE.rstrip(":") if first == 0 else "And"
        boxes: Block = {"type": "checkboxes", "options": options}
        shown = fields.field(title, boxes, is_optional=True)
        yield shown | {"block_id": f"{CHECKS}{first}"}


def read_rest(view: View) -> RestFields:
    """Read the form. Raises FieldProblem where nothing was filled in."""
    names = list(view.get("state", {}).get("values", {}))
    told: dict[str, str] = {}
    for name in names:
        topic = WORDS.get(name) or name.removeprefix(OWN)
        is_asked = name in LABELS or name in WORDS or name.startswith(OWN)
        words = fields.read_text(view, name) if is_asked else None
        if words is not None:
            told[topic] = words
    checks = [name for name in names if name.startswith(CHECKS)]
    checked = tuple(item for name in checks for item in fields.read_options(view, name))
    files = tuple(kept_file(one) for one in fields.read_files(view, Topic.SCREENSHOTS))
    answer = fields.read_text(view, OWED) if OWED in names else None
    said = RestFields(told, fields.read_instant(view, Topic.SINCE), files, checked, answer)
    if not (told or said.since_at or files or checked or answer) and names:
        sentence = "Fill in one of these; the rest can wait."
        raise FieldProblem(names[0], sentence)
    return said


def return_form(origin: Origin) -> View:
    """Ask why the task goes back to support."""
    hint = "The reporter reads it. It stays theirs until they answer, and both clocks stand."
    why = Typed("Reason", "Which customer is it, and how does it look to them?", hint=hint)
    return fields.modal("return", "Back to support", "Send back", origin, [fields.typed(why)])


def read_return(view: View) -> str:
    """Read the form. Raises FieldProblem without a reason."""
    return fields.read_needed(view, "reason", "Say what support owes before it can go on.")
