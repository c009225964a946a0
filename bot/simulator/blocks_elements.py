"""What Slack takes as an interactive element, and which elements stand in which block."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.simulator.blocks_checks import (
    Check,
    Shape,
    anything,
    exactly_one,
    flag,
    in_order,
    many,
    matching,
    one_of,
    plain,
    string,
    text,
    then,
    whole,
)
from bot.simulator.blocks_rich import RICH_TEXT

ID = string(255)
URL = string(3000)
SLACK_ID = string(255)
STYLE = one_of("primary", "danger")
NUMBER = matching(r"-?\d+(\.\d+)?", "-12.5")
TRIGGERS = one_of("on_enter_pressed", "on_character_entered")
SHOWN = one_of("im", "mpim", "private", "public")

# The reference asks for all four, though the published types give defaults.
CONFIRM = Shape(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": STYLE},
)
DISPATCH = Shape({}, {"trigger_actions_on": many(TRIGGERS, 1, 2)})
FILTER = Shape(
    {},
    {
        "include": many(SHOWN, 1, 4),
        "exclude_external_shared_channels": flag,
        "exclude_bot_users": flag,
    },
)
SLACK_FILE = then(Shape({}, {"id": SLACK_ID, "url": URL}), exactly_one("id", "url"))


def _option(shown: Check, **more: Check) -> Shape:
    """Return the rules of an option; only an overflow menu's options may have a url."""
    return Shape(
        {"text": shown, "value": string(150, least=0)},
        {"description": text(75) if shown is RICH_LABEL else plain(75), **more},
    )


LABEL = plain(75)
RICH_LABEL = text(75)
OPTION = _option(LABEL)
RICH_OPTION = _option(RICH_LABEL)
GROUP = Shape({"label": LABEL, "options": many(OPTION, 1, 100)})


def _offered(value: dict[str, Any]) -> list[Any]:
    groups = value.get("option_groups", [])
    return [*value.get("options", []), *(o for group in groups for o in group["options"])]


def _initial_is_offered(value: dict[str, Any], at: str) -> Iterator[str]:
    # What is offered was checked, so that equal options need no check of their own.
    offered = _offered(value)
    if "initial_option" in value and value["initial_option"] not in offered:
        yield f"{at}.initial_option: is none of the options"
    for index, option in enumerate(value.get("initial_options", [])):
        if option not in offered:
            yield f"{at}.initial_options[{index}]: is none of the options"


def _element(required: Mapping[str, Check], optional: Mapping[str, Check]) -> Shape:
    return Shape({"type": anything, **required}, {"action_id": ID, **optional})


def _input(required: Mapping[str, Check], **optional: Check) -> Shape:
    """Return the rules of an element with a placeholder."""
    return _element(required, {"placeholder": plain(150), "focus_on_load": flag, **optional})


def _typed(**optional: Check) -> Shape:
    """Return the rules of an element in which people type."""
    return _input({}, dispatch_action_config=DISPATCH, **optional)


def _select(**optional: Check) -> Shape:
    return _input({}, confirm=CONFIRM, **optional)


def _multi(**optional: Check) -> Shape:
    return _select(max_selected_items=whole(1, 100), **optional)


def _static(shape: Shape) -> Check:
    return then(shape, exactly_one("options", "option_groups"), _initial_is_offered)


def _choice(option: Check, **optional: Check) -> Check:
    """Return the rules of radio buttons and checkboxes."""
    shape = _element(
        {"options": many(option, 1, 10)}, {"confirm": CONFIRM, "focus_on_load": flag, **optional}
    )
    return then(shape, _initial_is_offered)


def _ids(least: int = 1) -> Check:
    return many(SLACK_ID, least, 100)


_OFFERED: dict[str, Check] = {
    "options": many(OPTION, 1, 100),
    "option_groups": many(GROUP, 1, 100),
}
_CONVERSATIONS: dict[str, Check] = {"default_to_current_conversation": flag, "filter": FILTER}

IMAGE = then(
    Shape(
        {"type": anything, "alt_text": string(2000)}, {"image_url": URL, "slack_file": SLACK_FILE}
    ),
    exactly_one("image_url", "slack_file"),
)
OVERFLOW = _element({"options": many(_option(LABEL, url=URL), 2, 5)}, {"confirm": CONFIRM})

_BUTTONS: dict[str, Check] = {
    "button": _element(
        {"text": plain(75)},
        {
            "url": URL,
            "value": string(2000, least=0),
            "style": STYLE,
            "confirm": CONFIRM,
            "accessibility_label": string(75),
        },
    ),
    "workflow_button": _element(
        {"text": plain(75), "workflow": anything},
        {"style": STYLE, "confirm": CONFIRM, "accessibility_label": string(75)},
    ),
    "overflow": OVERFLOW,
}
_SELECTS: dict[str, Check] = {
    "static_select": _static(_select(initial_option=anything, **_OFFERED)),
    "external_select": _select(initial_option=OPTION, min_query_length=whole(0, 3000)),
    "users_select": _select(initial_user=SLACK_ID),
    "conversations_select": _select(
        initial_conversation=SLACK_ID, response_url_enabled=flag, **_CONVERSATIONS
    ),
    "channels_select": _select(initial_channel=SLACK_ID, response_url_enabled=flag),
    "multi_static_select": _static(_multi(initial_options=many(anything, 1, 100), **_OFFERED)),
    "multi_external_select": _multi(
        initial_options=many(OPTION, 1, 100), min_query_length=whole(0, 3000)
    ),
    "multi_users_select": _multi(initial_users=_ids()),
    "multi_conversations_select": _multi(initial_conversations=_ids(), **_CONVERSATIONS),
    "multi_channels_select": _multi(initial_channels=_ids()),
}
_CHOICES: dict[str, Check] = {
    "radio_buttons": _choice(RICH_OPTION, initial_option=anything),
    "checkboxes": _choice(RICH_OPTION, initial_options=many(anything, 1, 10)),
    "datepicker": _select(initial_date=matching(r"\d{4}-\d\d-\d\d", "YYYY-MM-DD")),
    "timepicker": _select(initial_time=matching(r"\d\d:\d\d", "HH:mm"), timezone=string(100)),
}
_DATETIME: dict[str, Check] = {
    "datetimepicker": _element(
        {},
        {
            "initial_date_time": whole(1_000_000_000, 9_999_999_999),
            "confirm": CONFIRM,
            "focus_on_load": flag,
        },
    ),
}
_RICH_INPUT: dict[str, Check] = {"rich_text_input": _typed(initial_value=RICH_TEXT)}
_TYPED: dict[str, Check] = {
    "plain_text_input": then(
        _typed(
            multiline=flag,
            initial_value=string(3000, least=0),
            min_length=whole(0, 3000),
            max_length=whole(1, 3000),
        ),
        in_order("min_length", "max_length"),
    ),
    "email_text_input": _typed(initial_value=string(3000, least=0)),
    "url_text_input": _typed(initial_value=string(3000, least=0)),
    "number_input": then(
        _input(
            {"is_decimal_allowed": flag},
            dispatch_action_config=DISPATCH,
            initial_value=NUMBER,
            min_value=NUMBER,
            max_value=NUMBER,
        ),
        in_order("min_value", "max_value"),
    ),
    "file_input": _element({}, {"filetypes": many(string(50), 1, 100), "max_files": whole(1, 10)}),
}

ACCESSORIES: dict[str, Check] = {**_BUTTONS, **_SELECTS, **_CHOICES, "image": IMAGE}
ACTIONS: dict[str, Check] = {**_BUTTONS, **_SELECTS, **_CHOICES, **_DATETIME, **_RICH_INPUT}
INPUTS: dict[str, Check] = {**_SELECTS, **_CHOICES, **_DATETIME, **_RICH_INPUT, **_TYPED}
