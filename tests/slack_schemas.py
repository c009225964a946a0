"""A sample of every block and element, and the schema made from Slack's published types."""

import json
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

Thing = dict[str, Any]

SHARED = Path(__file__).parents[2] / "shared" / "slack"
SCHEMA = SHARED / "schemas" / "blockkit.from-slack-types-3.2.0.schema.json"
SAMPLES = SHARED / "samples" / "python-slack-sdk"
DEFINITIONS = {"home": "HomeView", "modal": "ModalView"}

needs_shared = pytest.mark.skipif(
    not SCHEMA.exists(), reason="Slack's schema and samples lie outside of the repository"
)


def schema_problems(given: list[Thing] | Thing) -> list[str]:
    """Say what the schema finds wrong in the blocks of a message or in a view."""
    if isinstance(given, list):
        return _problems("MessageBlocks", {"blocks": given})
    return _problems(DEFINITIONS[given["type"]], given)


def _problems(definition: str, given: Thing) -> list[str]:
    return [
        f"{error.json_path}: {error.message}" for error in _validator(definition).iter_errors(given)
    ]


@cache
def _validator(definition: str) -> jsonschema.Draft7Validator:
    definitions = json.loads(SCHEMA.read_text(encoding="utf-8"))["definitions"]
    # Only the blocks that are known: AnyBlock would take any object with a type.
    definitions["AnyBlock"] = definitions["KnownBlock"]
    return jsonschema.Draft7Validator(
        {"definitions": definitions, "$ref": f"#/definitions/{definition}"}
    )


def plain(text: str = "Plain") -> Thing:
    return {"type": "plain_text", "text": text, "emoji": True}


def mrkdwn(text: str = "*Bold*") -> Thing:
    return {"type": "mrkdwn", "text": text, "verbatim": False}


def options(count: int, description: Thing | None = None) -> list[Thing]:
    return [
        {"text": plain(f"No. {n}"), "value": f"v{n}", "description": description or plain()}
        for n in range(count)
    ]


CONFIRM = {
    "title": plain(), "text": mrkdwn(), "confirm": plain("Yes"), "deny": plain("No"),
    "style": "danger",
}  # fmt: skip
BUTTON = {"text": plain(), "style": "primary", "accessibility_label": "Says more"}
SELECT = {"placeholder": plain(), "focus_on_load": True, "confirm": CONFIRM}
MULTI = {**SELECT, "max_selected_items": 2}
TYPED = {
    "placeholder": plain(), "focus_on_load": True,
    "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed", "on_character_entered"]},
}  # fmt: skip
FILTER = {
    "include": ["im", "public"], "exclude_bot_users": True,
    "exclude_external_shared_channels": True,
}  # fmt: skip
GROUPS = [{"label": plain("Group"), "options": options(2)}]
RICH: Thing = {
    "type": "rich_text",
    "block_id": "rich",
    "elements": [
        {
            "type": "rich_text_section",
            "elements": [
                {"type": "text", "text": "Hello", "style": {"bold": True, "italic": False}},
                {"type": "link", "url": "https://example.com", "text": "there", "unsafe": False},
                {"type": "user", "user_id": "U1"},
                {"type": "usergroup", "usergroup_id": "S1"},
                {"type": "channel", "channel_id": "C1"},
                {"type": "team", "team_id": "T1"},
                {"type": "emoji", "name": "wave", "unicode": "1f44b", "url": "https://example.com"},
                {"type": "date", "timestamp": 1_700_000_000, "format": "{date}", "fallback": "-", "url": "https://example.com"},
                {"type": "broadcast", "range": "here"},
                {"type": "color", "value": "#A1B2C3"},
            ],
        },
        {
            "type": "rich_text_list", "style": "bullet", "indent": 8, "border": 1,
            "elements": [{"type": "rich_text_section", "elements": []}],
        },
        {"type": "rich_text_quote", "elements": [], "border": 1},
        {"type": "rich_text_preformatted", "elements": [], "border": 0},
    ],
}  # fmt: skip
IMAGE = {"type": "image", "alt_text": "A dog", "image_url": "https://example.com/dog.png"}

ELEMENTS: dict[str, Thing] = {
    "button": {**BUTTON, "url": "https://example.com", "value": "v", "confirm": CONFIRM},
    "workflow_button": {
        **BUTTON, "confirm": CONFIRM,
        "workflow": {"trigger": {"url": "https://slack.com/shortcuts/1"}},
    },
    "overflow": {"options": [{**option, "url": "https://example.com"} for option in options(2)], "confirm": CONFIRM},
    "static_select": {**SELECT, "options": options(2), "initial_option": options(2)[1]},
    "external_select": {**SELECT, "initial_option": options(1)[0], "min_query_length": 3},
    "users_select": {**SELECT, "initial_user": "U1"},
    "conversations_select": {
        **SELECT, "initial_conversation": "C1", "response_url_enabled": True, "default_to_current_conversation": True,
        "filter": FILTER,
    },
    "channels_select": {**SELECT, "initial_channel": "C1", "response_url_enabled": True},
    "multi_static_select": {
        **MULTI, "option_groups": GROUPS, "initial_options": options(2),
    },
    "multi_external_select": {**MULTI, "initial_options": options(1), "min_query_length": 3},
    "multi_users_select": {**MULTI, "initial_users": ["U1"]},
    "multi_conversations_select": {
        **MULTI, "initial_conversations": ["C1"], "default_to_current_conversation": True,
        "filter": FILTER,
    },
    "multi_channels_select": {**MULTI, "initial_channels": ["C1"]},
    "radio_buttons": {
        "options": options(10), "initial_option": options(2)[1], "confirm": CONFIRM,
        "focus_on_load": True,
    },
    "checkboxes": {
        "options": options(10), "initial_options": options(2), "confirm": CONFIRM,
        "focus_on_load": True,
    },
    "datepicker": {**SELECT, "initial_date": "2026-11-24"},
    "timepicker": {**SELECT, "initial_time": "18:00", "timezone": "Europe/Berlin"},
    "datetimepicker": {
        "initial_date_time": 1_700_000_000, "confirm": CONFIRM, "focus_on_load": True,
    },
    "rich_text_input": {**TYPED, "initial_value": RICH},
    "plain_text_input": {
        **TYPED, "multiline": True, "initial_value": "", "min_length": 3000, "max_length": 3000,
    },
    "email_text_input": {**TYPED, "initial_value": "ada@example.com"},
    "url_text_input": {**TYPED, "initial_value": "https://example.com"},
    "number_input": {
        **TYPED, "is_decimal_allowed": True, "initial_value": "2.5", "min_value": "-1",
        "max_value": "10",
    },
    "file_input": {"filetypes": ["png"], "max_files": 10},
}  # fmt: skip
CLICKED = ("button", "workflow_button", "overflow")
BLOCKS: dict[str, Thing] = {
    "divider": {},
    "header": {"text": plain()},
    "section": {"text": mrkdwn(), "fields": [plain(), mrkdwn()], "accessory": IMAGE, "expand": True},
    "context": {"elements": [plain(), mrkdwn(), IMAGE]},
    "actions": {
        "elements": [
            {"type": "button", **ELEMENTS["button"], "action_id": "a"},
            {"type": "button", **ELEMENTS["button"], "action_id": "b"},
            {"type": "button", **ELEMENTS["button"]},
        ],
    },
    "input": {
        "label": plain(), "hint": plain(), "optional": True, "dispatch_action": True,
        "element": {"type": "plain_text_input", "action_id": "a"},
    },
    "image": {"alt_text": "A dog", "slack_file": {"id": "F1"}, "title": plain()},
    "markdown": {"text": "# Title"},
    "rich_text": RICH,
    "table": {
        "rows": [[{"type": "raw_text", "text": "One"}, {"type": "raw_number", "value": 1, "text": "1"}, {**RICH, "block_id": "cell"}]],
        "column_settings": [{"align": "right", "is_wrapped": True}],
    },
    "card": {"title": mrkdwn()},
}  # fmt: skip


def element(kind: str) -> Thing:
    return deepcopy({"type": kind, "action_id": "act", **ELEMENTS[kind]})


def block(kind: str) -> Thing:
    return deepcopy({"type": kind, "block_id": "block", **BLOCKS[kind]})


def holding(kind: str) -> Thing:
    """Return a block around the element."""
    if kind in CLICKED:
        return {"type": "actions", "elements": [element(kind)]}
    return {"type": "input", "label": plain(), "element": element(kind)}


def modal(*blocks: Thing) -> Thing:
    return {
        "type": "modal", "title": plain("Title"), "submit": plain("Send"), "close": plain("Not"),
        "private_metadata": "", "callback_id": "id", "external_id": "outside",
        "clear_on_close": True, "notify_on_close": True, "blocks": list(blocks),
    }  # fmt: skip


def home(*blocks: Thing) -> Thing:
    return {"type": "home", "private_metadata": "", "callback_id": "id", "blocks": list(blocks)}


def changed(thing: Thing, path: str, value: object) -> Thing:
    """Return the thing with the value at a place such as `fields.0.text`; None takes it away."""
    *parents, last = path.split(".")
    result: Thing = deepcopy(thing)
    target: Any = result
    for key in parents:
        target = target[int(key)] if isinstance(target, list) else target[key]
    if value is None:
        del target[last]
    else:
        target[int(last) if isinstance(target, list) else last] = value
    return result
