"""What a person can press: buttons, and the options of menus."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.simulator.choices import normal
from bot.simulator.elements import SELECTED, Element, elements, options
from bot.simulator.messages import Message
from bot.simulator.shapes import Json
from bot.simulator.views import View
from bot.simulator.workspace import Workspace

MENUS = frozenset({"overflow", "static_select", "radio_buttons"})
EMOJI = re.compile(r":[\w+-]+:\s*")


@dataclass(frozen=True, slots=True)
class Control:
    """One thing to press, and where it is."""

    holder: Message | View
    element: Element
    text: str
    selected: Json | None = None
    """What is chosen with it, as the action and the state show it."""


def controls(holder: Message | View) -> Iterator[Control]:
    """Everything to press in a message or view, in the order of reading."""
    for element in elements(holder.blocks):
        if element.kind in {"button", "workflow_button"}:
            yield Control(holder, element, element.label)
        elif element.kind in MENUS and not element.is_input:
            for option in options(element.json):
                chosen = {"selected_option": option}
                yield Control(holder, element, str(option["text"]["text"]), chosen)


def visible_to(workspace: Workspace, user: str) -> list[Message | View]:
    """The open modal, then messages from the newest on, then App Home."""
    channels = [c for c in workspace.channels.values() if user in c.members]
    messages = [m for c in channels for m in c.messages if not m.is_deleted]
    messages += workspace.ephemerals_for(user)
    messages.sort(key=lambda message: float(message.ts), reverse=True)
    views = [workspace.views.top(user), workspace.views.homes.get(user)]
    modal, home = ([view] if view is not None else [] for view in views)
    return [*modal, *messages, *home]


def find(label: str, holders: list[Message | View], *, only_menus: bool = False) -> Control | None:
    """The first control of this label; emoji and case are overlooked if nothing is equal."""
    found = [c for h in holders for c in controls(h) if c.selected is not None or not only_menus]
    equal = next((c for c in found if c.text == label), None)
    return equal or next((c for c in found if _bare(c.text) == _bare(label)), None)


def find_select(label: str, holders: list[Message | View]) -> tuple[Message | View, Element]:
    """The first select, outside of forms, whose placeholder or section reads so."""
    found = [(h, e) for h in holders for e in elements(h.blocks) if e.kind in SELECTED]
    found = [(holder, element) for holder, element in found if not element.is_input]
    for holder, element in found:
        if normal(element.label) == normal(label):
            return holder, element
    message = f"there is no select {label!r}; there are {[e.label for _, e in found]}"
    raise AssertionError(message)


def _bare(text: str) -> str:
    return EMOJI.sub("", text).strip().casefold()
