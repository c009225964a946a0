"""Blocks and views that Slack would refuse, and those that it takes."""

from typing import Any

import pytest

from bot.simulator.blocks import message_problems, view_problems
from tests.slack_schemas import (
    CLICKED,
    IMAGE,
    Thing,
    block,
    changed,
    element,
    holding,
    home,
    modal,
    mrkdwn,
    options,
    plain,
)  # fmt: skip

NOT_LOUD = "is 'loud', not one of "
DIVIDER: Thing = {"type": "divider"}
ALERT: Thing = {"type": "alert", "text": plain(), "level": "info"}

# Where in a block, how much is allowed there.
BLOCK_LENGTHS = [
    ("section", "text.text", 3000), ("section", "fields.1.text", 2000),
    ("section", "block_id", 255), ("section", "accessory.alt_text", 2000),
    ("section", "accessory.image_url", 3000), ("header", "text.text", 150),
    ("context", "elements.0.text", 3000), ("context", "elements.1.text", 3000),
    ("input", "label.text", 2000), ("input", "hint.text", 2000), ("image", "alt_text", 2000),
    ("image", "title.text", 2000), ("image", "slack_file.id", 255), ("markdown", "text", 12_000),
    ("rich_text", "block_id", 255), ("rich_text", "elements.0.elements.0.text", 12_000),
    ("rich_text", "elements.0.elements.1.url", 3000), ("table", "block_id", 255),
    ("card", "block_id", 255),
]  # fmt: skip
ELEMENT_LENGTHS = [
    ("button", "action_id", 255), ("button", "text.text", 75), ("button", "value", 2000),
    ("button", "url", 3000), ("button", "accessibility_label", 75),
    ("button", "confirm.title.text", 100), ("button", "confirm.text.text", 300),
    ("button", "confirm.confirm.text", 30), ("button", "confirm.deny.text", 30),
    ("overflow", "options.0.text.text", 75), ("overflow", "options.1.value", 150),
    ("overflow", "options.1.description.text", 75), ("external_select", "placeholder.text", 150),
    ("external_select", "initial_option.text.text", 75),
    ("multi_static_select", "option_groups.0.label.text", 75),
    ("checkboxes", "options.9.text.text", 75), ("checkboxes", "options.9.description.text", 75),
    ("plain_text_input", "initial_value", 3000), ("plain_text_input", "placeholder.text", 150),
]  # fmt: skip
VIEW_LENGTHS = [
    ("title.text", 24), ("submit.text", 24), ("close.text", 24), ("private_metadata", 3000),
    ("callback_id", 255), ("external_id", 255),
]  # fmt: skip
BLOCK_COUNTS: list[tuple[str, str, Any, int, int]] = [
    ("section", "fields", plain(), 1, 10),
    ("context", "elements", plain(), 1, 10),
    ("actions", "elements", {"type": "button", "text": plain()}, 1, 25),
    ("table", "rows", [{"type": "raw_text", "text": "cell"}], 1, 100),
    ("table", "rows.0", {"type": "raw_text", "text": "cell"}, 1, 20),
    ("table", "column_settings", {"is_wrapped": True}, 0, 20),
]
OPTION_COUNTS = [
    ("overflow", 2, 5), ("radio_buttons", 1, 10), ("checkboxes", 1, 10), ("static_select", 1, 100),
]  # fmt: skip

# The block, a value put somewhere into it, and what is said.
BROKEN_BLOCKS: list[tuple[str, str, Any, str]] = [
    ("divider", "colour", "red", ": unknown key colour"),
    ("divider", "type", "ruler", ": type ruler is not allowed here"),
    ("header", "text", None, ": text is missing"),
    ("header", "text", mrkdwn(), ".text: type mrkdwn is not allowed here"),
    ("header", "text", "Title", ".text: is not an object with a type"),
    ("header", "text.text", "", ".text.text: is empty"),
    ("header", "text.text", 5, ".text.text: is not a string"),
    ("header", "text.verbatim", True, ".text: unknown key verbatim"),
    ("header", "text.emoji", "yes", ".text.emoji: is not true or false"),
    ("header", "block_id", "", ".block_id: is empty"),
    ("section", "text.emoji", True, ".text: unknown key emoji"),
    ("section", "text.text", None, ".text: text is missing"),
    ("section", "fields.0.text", "", ".fields[0].text: is empty"),
    ("section", "fields", plain(), ".fields: is not a list"),
    ("section", "accessory.alt_text", None, ".accessory: alt_text is missing"),
    ("section", "accessory.image_url", None, ".accessory: needs exactly one of image_url"),
    ("section", "accessory", element("plain_text_input"), ".accessory: type plain_text_input is"),
    ("section", "accessory", {"type": "knob"}, ".accessory: type knob is not allowed here"),
    ("context", "elements.0", element("button"), ".elements[0]: type button is not allowed here"),
    ("context", "elements.0", "text", ".elements[0]: is not an object with a type"),
    ("actions", "elements.0", IMAGE, ".elements[0]: type image is not allowed here"),
    ("actions", "elements.1.action_id", "a", ".elements[1].action_id: a stands twice in the block"),
    ("input", "label", mrkdwn(), ".label: type mrkdwn is not allowed here"),
    ("input", "hint", mrkdwn(), ".hint: type mrkdwn is not allowed here"),
    ("input", "label", None, ": label is missing"),
    ("input", "element", None, ": element is missing"),
    ("input", "element", element("button"), ".element: type button is not allowed here"),
    ("image", "alt_text", None, ": alt_text is missing"),
    (
        "image",
        "image_url",
        "https://example.com",
        ": needs exactly one of image_url and slack_file",
    ),
    ("image", "slack_file.url", "https://example.com", ".slack_file: needs exactly one of id and"),
    ("image", "title", mrkdwn(), ".title: type mrkdwn is not allowed here"),
    ("image", "slack_file", {"url": 5}, ".slack_file.url: is not a string"),
    ("image", "image_url", 5, ".image_url: is not a string"),
    ("section", "accessory.slack_file", 5, ".accessory.slack_file: is not an object"),
    ("rich_text", "elements.0", plain(), ".elements[0]: type plain_text is not allowed here"),
    ("rich_text", "elements", [], ".elements: 0 items"),
    ("rich_text", "elements.0.elements.0.text", "", ".elements[0].elements[0].text: is empty"),
    ("rich_text", "elements.0.elements.0.style.big", True, ".style: unknown key big"),
    ("rich_text", "elements.0.elements.1.url", None, ".elements[0].elements[1]: url is missing"),
    ("rich_text", "elements.0.elements.2.user_id", None, ".elements[2]: user_id is missing"),
    ("rich_text", "elements.0.elements.8.range", "all", ".range: is 'all', not one of here"),
    ("rich_text", "elements.0.elements.9.value", "red", ".value: is not of the form #A1B2C3"),
    ("rich_text", "elements.1.style", "starred", ".elements[1].style: is 'starred', not one of"),
    ("rich_text", "elements.1.indent", 9, ".elements[1].indent: is 9, not between 0 and 8"),
    ("rich_text", "elements.1.elements.0.type", "text", ".elements[0]: type text is not allowed"),
    ("rich_text", "elements.2.border", 2, ".elements[2].border: is 2, not between 0 and 1"),
    ("table", "rows.0.0.type", "mrkdwn", ".rows[0][0]: type mrkdwn is not allowed here"),
    ("table", "column_settings.0.align", "top", ".column_settings[0].align: is 'top', not one of"),
    ("card", "title", None, ": slack_sdk refuses it: At least one of"),
    ("card", "type", "data_table", ": slack_sdk does not know the block"),
    ("card", "type", "carousel", ": slack_sdk refuses it: "),
]
BROKEN_ELEMENTS: list[tuple[str, str, Any, str]] = [
    ("button", "text", mrkdwn(), ".text: type mrkdwn is not allowed here"),
    ("button", "style", "loud", f".style: {NOT_LOUD}primary, danger"),
    ("button", "confirm.style", "loud", f".confirm.style: {NOT_LOUD}primary, danger"),
    ("button", "confirm.title", mrkdwn(), ".confirm.title: type mrkdwn is not allowed here"),
    ("button", "confirm.deny", None, ".confirm: deny is missing"),
    ("button", "action_id", "", ".action_id: is empty"),
    ("button", "placeholder", plain(), ": unknown key placeholder"),
    ("overflow", "options.0.text", mrkdwn(), ".options[0].text: type mrkdwn is not allowed here"),
    ("overflow", "options.0.value", None, ".options[0]: value is missing"),
    ("static_select", "options.0.text", mrkdwn(), ".options[0].text: type mrkdwn is not allowed"),
    ("static_select", "options.0.url", "https://e.com", ".options[0]: unknown key url"),
    ("static_select", "options", None, ": needs exactly one of options and option_groups"),
    ("static_select", "initial_option.value", "v9", ".initial_option: is none of the options"),
    ("static_select", "initial_option.text.emoji", False, ".initial_option: is none of the"),
    ("static_select", "placeholder", mrkdwn(), ".placeholder: type mrkdwn is not allowed here"),
    ("static_select", "placeholder.text", "", ".placeholder.text: is empty"),
    ("static_select", "focus_on_load", 1, ".focus_on_load: is not true or false"),
    ("multi_static_select", "options", options(2), ": needs exactly one of options and"),
    ("multi_static_select", "option_groups.0.options", [], ".option_groups[0].options: 0 items"),
    ("multi_static_select", "option_groups.0.options", options(101), ".options: 101 items"),
    ("multi_static_select", "option_groups.0.options.0.text", mrkdwn(), "[0].text: type mrkdwn is"),
    ("multi_static_select", "option_groups", [], ".option_groups: 0 items, not between 1 and 100"),
    ("multi_static_select", "initial_options.1.value", "v9", ".initial_options[1]: is none of the"),
    ("multi_static_select", "max_selected_items", 0, ".max_selected_items: is 0, not between"),
    ("multi_users_select", "initial_users", ["U"] * 101, ".initial_users: 101 items, not"),
    ("conversations_select", "filter.include.0", "all", ".filter.include[0]: is 'all', not one of"),
    ("radio_buttons", "initial_option.value", "v9", ".initial_option: is none of the options"),
    ("checkboxes", "initial_options.0.value", "v9", ".initial_options[0]: is none of the options"),
    ("datepicker", "initial_date", "24.11.2026", ".initial_date: is not of the form YYYY-MM-DD"),
    ("timepicker", "initial_time", "6 pm", ".initial_time: is not of the form HH:mm"),
    ("datetimepicker", "initial_date_time", 999_999_999, ".initial_date_time: is 999999999, not"),
    ("datetimepicker", "initial_date_time", 10**10, ".initial_date_time: is 10000000000, not"),
    ("datetimepicker", "initial_date_time", "1700000000", ".initial_date_time: is not a whole"),
    ("plain_text_input", "max_length", 3001, ".max_length: is 3001, not between 1 and 3000"),
    ("plain_text_input", "min_length", 3001, ".min_length: is 3001, not between 0 and 3000"),
    ("plain_text_input", "max_length", 2999, ": min_length is above max_length"),
    ("plain_text_input", "dispatch_action_config.trigger_actions_on.0", "x", "[0]: is 'x', not"),
    ("number_input", "is_decimal_allowed", None, ": is_decimal_allowed is missing"),
    ("number_input", "min_value", "11", ": min_value is above max_value"),
    ("number_input", "max_value", "many", ".max_value: is not of the form -12.5"),
    ("file_input", "max_files", 11, ".max_files: is 11, not between 1 and 10"),
]
BROKEN_VIEWS: list[tuple[Thing, str]] = [
    (changed(modal(DIVIDER), "title", None), "view: title is missing"),
    (changed(modal(DIVIDER), "title", mrkdwn()), "view.title: type mrkdwn is not allowed here"),
    (changed(modal(DIVIDER), "title.text", ""), "view.title.text: is empty"),
    (changed(modal(DIVIDER), "submit", mrkdwn()), "view.submit: type mrkdwn is not allowed here"),
    (changed(modal(DIVIDER), "colour", "red"), "view: unknown key colour"),
    (changed(modal(DIVIDER), "blocks", None), "view: blocks is missing"),
    (changed(modal(DIVIDER), "notify_on_close", 1), "view.notify_on_close: is not true or false"),
    (changed(modal(DIVIDER), "clear_on_close", 1), "view.clear_on_close: is not true or false"),
    (modal(), "view: slack_sdk refuses it: views must contain between 1 and 100 blocks"),
    (modal(*[DIVIDER] * 101), "view.blocks: 101 blocks, at most 100"),
    (home(*[DIVIDER] * 101), "view.blocks: 101 blocks, at most 100"),
    (changed(modal(block("input")), "submit", None), "view: submit is missing, though there are"),
    (modal(block("divider"), block("header")), "view.blocks: block_id block stands 2 times"),
    (modal(*[holding("users_select")] * 2), "view: 2 elements have focus_on_load, at most 1"),
    ({**home(DIVIDER), "submit": plain("Send")}, "view: unknown key submit"),
    ({**home(DIVIDER), "submit": plain("Send")}, "view: slack_sdk refuses it: home view cannot"),
    ({**home(DIVIDER), "type": "popup"}, "view: type popup is not allowed here"),
    (modal({**ALERT, "level": "loud"}), f"view.blocks[0].level: {NOT_LOUD}default, info"),
    (home(ALERT), "view.blocks[0]: alert is not allowed in a home"),
    (modal(block("table")), "view.blocks[0]: table is not allowed in a modal"),
    (home(block("markdown")), "view.blocks[0]: markdown is not allowed in a home"),
    (modal({"type": "carousel"}), "view.blocks[0]: carousel is not allowed in a modal"),
    (home(holding("file_input")), "view.blocks[0].element: file_input is not allowed in a home"),
    (home(holding("datetimepicker")), "view.blocks[0].element: datetimepicker is not allowed in a"),
    (
        modal({**holding("file_input"), "dispatch_action": True}),
        "view.blocks[0]: dispatch_action does not go with a file_input",
    ),
]
BROKEN_MESSAGES: list[tuple[list[Thing], str]] = [
    ([DIVIDER] * 51, "blocks: 51 blocks, at most 50"),
    ([ALERT], "blocks[0]: alert is not allowed in a message"),
    ([DIVIDER, block("table"), {**block("table"), "block_id": "b"}], "blocks: 2 tables, at most 1"),
    ([{"type": "markdown", "text": "x" * 6001}] * 2, "blocks: 12002 characters of markdown"),
    ([{"type": "section", "text": plain("x" * 2601)}] * 5, "blocks: 13005 characters of text"),
    ([{"type": "section", "fields": [plain("x" * 1301)] * 10}], "blocks: 13010 characters of text"),
    ([block("divider"), DIVIDER, block("header")], "blocks: block_id block stands 2 times"),
    ([holding("file_input")], "blocks[0].element: file_input is not allowed in a message"),
    ([holding("number_input")], "blocks[0].element: number_input is not allowed in a message"),
    ([holding("email_text_input")], "blocks[0].element: email_text_input is not allowed in a"),
    ([holding("url_text_input")], "blocks[0].element: url_text_input is not allowed in a message"),
    ([holding("rich_text_input")], "blocks[0].element: rich_text_input is not allowed in a"),
    ([{"type": "section"}], "blocks[0]: needs text or fields"),
    (
        [changed(holding("channels_select"), "element.response_url_enabled", value=True)],
        "blocks[0].element: response_url_enabled is allowed in an input of a modal only",
    ),
]


def said(problems: list[str], expected: str) -> bool:
    return any(expected in problem for problem in problems)


def place(path: str) -> str:
    """Write `fields.1.text` as `.fields[1].text`."""
    return "".join(f"[{key}]" if key.isdecimal() else f".{key}" for key in path.split("."))


def element_problems(kind: str, changed_element: Thing) -> list[str]:
    around = holding(kind)
    path = "elements.0" if kind in CLICKED else "element"
    return view_problems(modal(changed(around, path, changed_element)))


def inside(kind: str) -> str:
    return "view.blocks[0].elements[0]" if kind in CLICKED else "view.blocks[0].element"


@pytest.mark.parametrize(("kind", "path", "most"), BLOCK_LENGTHS)
def test_a_text_of_a_block_is_too_long(kind: str, path: str, most: int) -> None:
    assert message_problems([changed(block(kind), path, "x" * most)]) == []
    problems = message_problems([DIVIDER, changed(block(kind), path, "x" * (most + 1))])
    assert f"blocks[1]{place(path)}: {most + 1} characters, at most {most}" in problems


@pytest.mark.parametrize(("kind", "path", "most"), ELEMENT_LENGTHS)
def test_a_text_of_an_element_is_too_long(kind: str, path: str, most: int) -> None:
    assert element_problems(kind, changed(element(kind), path, "x" * most)) == []
    problems = element_problems(kind, changed(element(kind), path, "x" * (most + 1)))
    assert f"{inside(kind)}{place(path)}: {most + 1} characters, at most {most}" in problems


@pytest.mark.parametrize(("path", "most"), VIEW_LENGTHS)
def test_a_text_of_a_view_is_too_long(path: str, most: int) -> None:
    assert view_problems(changed(modal(DIVIDER), path, "x" * most)) == []
    problems = view_problems(changed(modal(DIVIDER), path, "x" * (most + 1)))
    assert f"view{place(path)}: {most + 1} characters, at most {most}" in problems


@pytest.mark.parametrize(("kind", "path", "item", "least", "most"), BLOCK_COUNTS)
def test_a_block_holds_so_many(kind: str, path: str, item: Any, least: int, most: int) -> None:  # noqa: ANN401 (an item is any JSON)
    assert message_problems([changed(block(kind), path, [item] * most)]) == []
    for count in {least - 1, most + 1} - {-1}:
        problems = message_problems([changed(block(kind), path, [item] * count)])
        assert f"blocks[0]{place(path)}: {count} items, not between {least} and {most}" in problems


@pytest.mark.parametrize(("kind", "least", "most"), OPTION_COUNTS)
def test_an_element_offers_so_many(kind: str, least: int, most: int) -> None:
    bare = {key: v for key, v in element(kind).items() if not key.startswith("initial_option")}
    assert element_problems(kind, {**bare, "options": options(most)}) == []
    for count in (least - 1, most + 1):
        problems = element_problems(kind, {**bare, "options": options(count)})
        expected = f"{inside(kind)}.options: {count} items, not between {least} and {most}"
        assert expected in problems


@pytest.mark.parametrize(("kind", "path", "value", "expected"), BROKEN_BLOCKS)
def test_a_broken_block_is_refused(kind: str, path: str, value: object, expected: str) -> None:
    problems = message_problems([DIVIDER, changed(block(kind), path, value)])
    assert said(problems, expected)
    assert all(problem.startswith("blocks[1]") for problem in problems)


@pytest.mark.parametrize(("kind", "path", "value", "expected"), BROKEN_ELEMENTS)
def test_a_broken_element_is_refused(kind: str, path: str, value: object, expected: str) -> None:
    problems = element_problems(kind, changed(element(kind), path, value))
    assert said(problems, expected)
    assert said(problems, inside(kind))


@pytest.mark.parametrize(("view", "expected"), BROKEN_VIEWS)
def test_a_broken_view_is_refused(view: Thing, expected: str) -> None:
    assert said(view_problems(view), expected)


@pytest.mark.parametrize(("blocks", "expected"), BROKEN_MESSAGES)
def test_a_broken_message_is_refused(blocks: list[Thing], expected: str) -> None:
    assert said(message_problems(blocks), expected)
