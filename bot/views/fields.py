"""A modal's fields: how each is shown, and how what was filled in is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from bot.domain import markup
from bot.domain.severity import Severity
from bot.views import texts
from bot.views.blocks import Block, option, plain
from bot.views.origin import Origin
from bot.views.words import EXAMPLES, MEANINGS

LONGEST = 3000
MODAL_TITLE = 24
OPTIONS = 100
ACTION = "value"

View = dict[str, Any]


@dataclass(eq=False)
class FieldProblem(Exception):  # noqa: N818 - what stands at the field is no failure
    """A field of a modal holds what cannot be; `sentence` is plain text for the person."""

    block_id: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Typed:
    """A field for text: what is asked, and how much of it."""

    label: str
    placeholder: str = ""
    is_optional: bool = False
    is_long: bool = True
    initial: str = ""
    hint: str = ""
    most: int = LONGEST


def modal(verb: str, name: str, submit: str, origin: Origin, blocks: Sequence[Block]) -> View:
    """Make a modal; `name` and the task's key are its title, as far as both fit."""
    key = f"CRIT-{origin.task_id}" if origin.task_id else ""
    title = f"{name} {key}".strip()
    return {
        "type": "modal",
        "callback_id": verb,
        "title": plain(title if len(title) <= MODAL_TITLE else key or name, MODAL_TITLE),
        "submit": plain(submit, MODAL_TITLE),
        "close": plain("Cancel", MODAL_TITLE),
        "private_metadata": origin.pack(),
        "blocks": list(blocks),
    }


def block_id(label: str) -> str:
    """Name a field's block after its label."""
    if label == "What to tell the customer":
        return "for_customer"
    return label.lower().replace(" ", "_")


def field(label: str, element: Block, *, is_optional: bool = False, hint: str = "") -> Block:
    """Put an element into a field with its label."""
    shown = {
        "type": "input",
        "block_id": block_id(label),
        "label": plain(label, 100),
        "element": {**element, "action_id": ACTION},
        "optional": is_optional,
    }
    return shown | ({"hint": plain(hint, 300)} if hint else {})


def typed(what: Typed) -> Block:
    """Show a field for text."""
    element: Block = {
        "type": "plain_text_input",
        "multiline": what.is_long,
        "max_length": what.most,
    }
    if what.placeholder:
        element["placeholder"] = plain(what.placeholder, 150)
    if what.initial.strip():
        element["initial_value"] = texts.cut(what.initial.strip(), what.most)
    return field(what.label, element, is_optional=what.is_optional, hint=what.hint)


def select(options: Sequence[Block], initial: Block | None = None) -> Block:
    """Make a drop-down; above what Slack takes in one list, the options go into groups."""
    element: Block = {"type": "static_select"}
    if len(options) <= OPTIONS:
        element["options"] = list(options)
    else:
        groups = range(0, min(len(options), OPTIONS * OPTIONS), OPTIONS)
        element["option_groups"] = [
            {
                "label": plain(f"{first + 1} to {min(first + OPTIONS, len(options))}", 75),
                "options": list(options[first : first + OPTIONS]),
            }
            for first in groups
        ]
    return element | ({"initial_option": initial} if initial else {})


def severity(initial: Severity) -> Block:
    """Show the four severities, the worst first, each with an example."""
    options = {level: _severity_option(level) for level in sorted(Severity, reverse=True)}
    element = {
        "type": "radio_buttons",
        "options": list(options.values()),
        "initial_option": options[initial],
    }
    return field("Severity", element)


def _severity_option(level: Severity) -> Block:
    meaning = MEANINGS[level]
    shown = option(f"{level.value} · {meaning[0].upper()}{meaning[1:]}", str(level.value))
    return shown | {"description": plain(EXAMPLES[level], 75)}


def read_text(view: View, name: str) -> str | None:
    """Read what was typed; only white space counts as nothing."""
    written = _state(view, name).get("value")
    return (markup.printable(written).strip() or None) if isinstance(written, str) else None


def read_needed(view: View, name: str, sentence: str) -> str:
    """Read what has to be typed; raise FieldProblem with the sentence where nothing was."""
    written = read_text(view, name)
    if written is None:
        raise FieldProblem(name, sentence)
    return written


def read_option(view: View, name: str, sentence: str = "Choose one.") -> str:
    """Read the value that was chosen; raise FieldProblem with the sentence where none was."""
    chosen = find_option(view, name)
    if chosen is None:
        raise FieldProblem(name, sentence)
    return chosen


def find_option(view: View, name: str) -> str | None:
    """Read the value that was chosen, if any was."""
    chosen = _state(view, name).get("selected_option")
    return str(chosen["value"]) if isinstance(chosen, dict) else None


def read_person(view: View, name: str, sentence: str) -> str:
    """Read who was chosen (a Slack id); raise FieldProblem with the sentence where nobody was."""
    chosen = _state(view, name).get("selected_user")
    if not isinstance(chosen, str) or not chosen:
        raise FieldProblem(name, sentence)
    return chosen


def read_day(view: View, name: str) -> date | None:
    """Read the day that was chosen, if it is one."""
    try:
        return date.fromisoformat(_state(view, name).get("selected_date") or "")
    except ValueError:
        return None


def read_options(view: View, name: str) -> tuple[str, ...]:
    """Read the values that were chosen, in the order in which they were."""
    chosen = _state(view, name).get("selected_options")
    return tuple(str(one["value"]) for one in chosen) if isinstance(chosen, list) else ()


def read_severity(view: View) -> Severity:
    """Read the severity."""
    missing = "Say how bad it is."
    chosen = read_option(view, "severity", missing)
    if chosen not in map(str, Severity):
        raise FieldProblem(block_id="severity", sentence=missing)
    return Severity(int(chosen))


def read_instant(view: View, name: str) -> datetime | None:
    """Read the date and time, in UTC."""
    seconds = _state(view, name).get("selected_date_time")
    return datetime.fromtimestamp(seconds, UTC) if isinstance(seconds, int) else None


def read_files(view: View, name: str) -> list[dict[str, Any]]:
    """Read the files that were added."""
    files = _state(view, name).get("files")
    return [one for one in files if isinstance(one, dict)] if isinstance(files, list) else []


def _state(view: View, name: str) -> dict[str, Any]:
    values = view.get("state", {}).get("values", {})
    found = values.get(name, {}).get(ACTION)
    return found if isinstance(found, dict) else {}
