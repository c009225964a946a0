"""What Slack takes as a block, and which blocks stand on which surface."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.simulator.blocks_checks import (
    Check,
    Shape,
    anything,
    at_least_one,
    by_type,
    exactly_one,
    flag,
    many,
    one_of,
    plain,
    string,
    text,
    then,
)
from bot.simulator.blocks_elements import ACCESSORIES, ACTIONS, ID, IMAGE, INPUTS, SLACK_FILE, URL
from bot.simulator.blocks_rich import RICH_TEXT, TABLE

SURFACES = ("message", "modal", "home")
ONLY_ON: dict[str, tuple[str, ...]] = {
    "alert": ("modal",),
    "carousel": ("message", "home"),
    **dict.fromkeys(
        ("call", "container", "context_actions", "file", "markdown", "plan", "table", "task_card"),
        ("message",),
    ),
}
ELEMENTS_ONLY_ON: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("email_text_input", "file_input", "number_input", "url_text_input"), ("modal",)
    ),
    "rich_text_input": ("modal", "home"),
    "datetimepicker": ("message", "modal"),
}


def _its_id(block: object, at: str) -> Iterator[str]:
    if isinstance(block, dict) and "block_id" in block:
        yield from ID(block["block_id"], f"{at}.block_id")


def _action_ids_differ(block: dict[str, Any], at: str) -> Iterator[str]:
    seen: set[str] = set()
    for place, element in elements_of(block, at):
        action_id = element.get("action_id")
        if action_id in seen:
            yield f"{place}.action_id: {action_id} stands twice in the block"
        if action_id is not None:
            seen.add(action_id)


def _no_dispatch_of_files(block: dict[str, Any], at: str) -> Iterator[str]:
    if block.get("dispatch_action") and block["element"]["type"] == "file_input":
        yield f"{at}: dispatch_action does not go with a file_input"


def _block(required: Mapping[str, Check], **optional: Check) -> Shape:
    return Shape({"type": anything, **required}, {"block_id": ID, **optional})


CONTEXT = by_type(
    {
        "plain_text": plain(3000),
        "mrkdwn": text(3000),
        "image": IMAGE,
    }
)
# Kinds that the bot does not send: slack_sdk's own check and the surface must do.
UNSENT = (
    "call", "card", "carousel", "container", "context_actions", "file", "plan", "task_card", "video",
)  # fmt: skip
KINDS: dict[str, Check] = {
    **dict.fromkeys(UNSENT, _its_id),
    "divider": _block({}),
    "header": _block({"text": plain(150)}),
    "section": then(
        _block(
            {},
            text=text(3000),
            fields=many(text(2000), 1, 10),
            accessory=by_type(ACCESSORIES),
            expand=flag,
        ),
        at_least_one("text", "fields"),
    ),
    "context": _block({"elements": many(CONTEXT, 1, 10)}),
    "actions": then(
        _block({"elements": many(by_type(ACTIONS), 1, 25)}),
        _action_ids_differ,
    ),
    "input": then(
        _block(
            {"label": plain(2000), "element": by_type(INPUTS)},
            hint=plain(2000),
            optional=flag,
            dispatch_action=flag,
        ),
        _no_dispatch_of_files,
    ),
    "image": then(
        _block({"alt_text": string(2000)}, image_url=URL, slack_file=SLACK_FILE, title=plain(2000)),
        exactly_one("image_url", "slack_file"),
    ),
    "markdown": _block({"text": string(12_000)}),
    "rich_text": RICH_TEXT,
    "table": TABLE,
    "alert": _block(
        {"text": text(3000)}, level=one_of("default", "info", "warning", "error", "success")
    ),
}


def elements_of(block: dict[str, Any], at: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the elements of a block, each with its place."""
    for key in ("accessory", "element"):
        if isinstance(block.get(key), dict):
            yield f"{at}.{key}", block[key]
    elements = block.get("elements")
    for index, element in enumerate(elements if isinstance(elements, list) else []):
        if isinstance(element, dict):
            yield f"{at}.elements[{index}]", element


def surface_problems(block: dict[str, Any], surface: str, at: str) -> Iterator[str]:
    """Yield what may not stand on this surface: message, modal or home."""
    kind = str(block.get("type"))
    if surface not in ONLY_ON.get(kind, SURFACES):
        yield f"{at}: {kind} is not allowed in a {surface}"
    for place, element in elements_of(block, at):
        name = str(element.get("type"))
        if surface not in ELEMENTS_ONLY_ON.get(name, SURFACES):
            yield f"{place}: {name} is not allowed in a {surface}"
        if element.get("response_url_enabled") and (surface, kind) != ("modal", "input"):
            yield f"{place}: response_url_enabled is allowed in an input of a modal only"
