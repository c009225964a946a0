"""The interactive parts of blocks: finding them, naming them, reading their values."""

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.simulator.shapes import Json

SELECTED: dict[str, str] = {
    "plain_text_input": "value",
    "rich_text_input": "rich_text_value",
    "number_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "static_select": "selected_option",
    "external_select": "selected_option",
    "radio_buttons": "selected_option",
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "checkboxes": "selected_options",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "multi_users_select": "selected_users",
    "multi_conversations_select": "selected_conversations",
    "multi_channels_select": "selected_channels",
    "file_input": "files",
}
"""Elements that hold a value, and the key under which `state.values` shows it."""

BUTTONS = frozenset({"button", "workflow_button", "overflow"})
DEFAULTS: dict[str, Json] = {
    "plain_text": {"emoji": True},
    "mrkdwn": {"verbatim": False},
    "input": {"optional": False, "dispatch_action": False},
}
"""What Slack writes into blocks that leave it out."""
PLURAL = frozenset({"selected_options", "selected_users", "selected_conversations", "files"})


@dataclass(frozen=True, slots=True)
class Element:
    """One interactive element with the block it stands in."""

    block: Json
    json: Json
    label: str
    is_input: bool = False

    @property
    def kind(self) -> str:
        """The element's `type`."""
        return str(self.json.get("type"))

    @property
    def block_id(self) -> str:
        """The `block_id` of its block."""
        return str(self.block.get("block_id"))

    @property
    def action_id(self) -> str:
        """The `action_id` of the element."""
        return str(self.json.get("action_id"))

    @property
    def is_optional(self) -> bool:
        """True for inputs that may stay empty."""
        return bool(self.block.get("optional"))

    @property
    def dispatches(self) -> bool:
        """True if filling it sends a click at once."""
        return not self.is_input or bool(self.block.get("dispatch_action"))


def elements(blocks: list[Json]) -> Iterator[Element]:
    """Every interactive element of these blocks, in the order of reading."""
    for block in blocks:
        for found, is_input in _parts(block):
            if found.get("type") in BUTTONS or found.get("type") in SELECTED:
                yield Element(block, found, _label(block, found), is_input)


def options(element: Json) -> list[Json]:
    """The options of a select, of groups too."""
    groups = element.get("option_groups") or ()
    return [*(element.get("options") or ()), *(o for g in groups for o in g.get("options") or ())]


def with_ids(blocks: list[Json], make: Callable[[], str]) -> list[Json]:
    """A copy of the blocks with the ids and defaults that Slack adds to them."""
    blocks = copy.deepcopy(blocks)
    _add_defaults(blocks)
    for block in blocks:
        block.setdefault("block_id", make())
        for found, _ in _parts(block):
            if found.get("type") in BUTTONS or found.get("type") in SELECTED:
                found.setdefault("action_id", make())
    return blocks


def state_values(blocks: list[Json], chosen: Json) -> Json:
    """`state.values`: what was chosen, else the initial values, else empty ones."""
    values: Json = {}
    for element in elements(blocks):
        if element.kind in SELECTED:
            mine = chosen.get(element.block_id, {}).get(element.action_id)
            is_its_own = mine is not None and mine["type"] == element.kind
            value = mine if is_its_own else initial_state(element)
            values.setdefault(element.block_id, {})[element.action_id] = value
    return values


def initial_state(element: Element) -> Json:
    """The state of an element that nobody has touched."""
    key = SELECTED[element.kind]
    empty: list[str] | None = [] if key in PLURAL else None
    suffix = key.removeprefix("selected_") if key.startswith("selected_") else "value"
    return {"type": element.kind, key: element.json.get(f"initial_{suffix}", empty)}


def is_empty(element: Element, state: Json) -> bool:
    """True if a required input with this state keeps the form from being submitted."""
    return state.get(SELECTED[element.kind]) in (None, "", [])


def _add_defaults(json: object) -> None:
    if isinstance(json, list):
        for item in json:
            _add_defaults(item)
    elif isinstance(json, dict):
        for key, value in DEFAULTS.get(str(json.get("type")), {}).items():
            json.setdefault(key, value)
        for value in json.values():
            _add_defaults(value)


def _parts(block: Json) -> Iterator[tuple[Json, bool]]:
    if isinstance(block.get("element"), dict):
        yield block["element"], True
    if isinstance(block.get("accessory"), dict):
        yield block["accessory"], False
    if block.get("type") in {"actions", "context_actions", "card"}:
        found = [*(block.get("elements") or ()), *(block.get("actions") or ())]
        yield from ((element, False) for element in found if isinstance(element, dict))


def _label(block: Json, element: Json) -> str:
    if block.get("type") == "input":
        return _text(block.get("label"))
    if element.get("type") in BUTTONS:
        return _text(element.get("text"))
    if block.get("type") == "section":
        return _text(block.get("text")).strip("*:")
    return _text(element.get("placeholder"))


def _text(composed: object) -> str:
    return str(composed.get("text", "")) if isinstance(composed, dict) else ""
