"""What is taken: whole samples, Slack's own views, and what the published types say of them."""

import json
from collections.abc import Iterator

import pytest

from bot.simulator.blocks import message_problems, view_problems
from tests.slack_schemas import (
    BLOCKS,
    ELEMENTS,
    SAMPLES,
    Thing,
    block,
    changed,
    holding,
    home,
    modal,
    mrkdwn,
    needs_shared,
    plain,
    schema_problems,
)  # fmt: skip

DIVIDER: Thing = {"type": "divider"}
ALERT: Thing = {"type": "alert", "text": plain(), "level": "info"}
NAMES = ["view_home_001", "view_modal_001", "view_modal_006", "view_modal_007"]


def sample(name: str) -> Thing:
    view: Thing = json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    return view


@pytest.mark.parametrize("kind", BLOCKS)
def test_a_block_with_all_its_keys_is_taken(kind: str) -> None:
    assert message_problems([DIVIDER, block(kind)]) == []


@pytest.mark.parametrize("kind", ELEMENTS)
def test_an_element_with_all_its_keys_is_taken(kind: str) -> None:
    assert view_problems(modal(holding(kind))) == []


def test_what_a_surface_allows_is_taken() -> None:
    assert message_problems([DIVIDER] * 50) == []
    assert message_problems([]) == []
    assert view_problems(modal(*[DIVIDER] * 99, ALERT)) == []
    assert view_problems(home(*[DIVIDER] * 99, block("input"))) == []
    enabled = changed(holding("channels_select"), "element.response_url_enabled", value=True)
    assert view_problems(modal(enabled)) == []
    assert view_problems(changed(modal(DIVIDER), "submit", None)) == []
    mixed = changed(holding("checkboxes"), "element.options.9.text", mrkdwn())
    assert view_problems(modal(mixed)) == []
    linked = changed(holding("overflow"), "elements.0.options.0.url", "https://example.com")
    assert view_problems(modal(linked)) == []
    text = [{"type": "section", "text": plain("x" * 2600)}] * 5
    assert message_problems(text) == []


def places(part: object, path: str = "") -> Iterator[str]:
    """Yield the path of every value, but of those that may be anything."""
    items = enumerate(part) if isinstance(part, list) else ()
    for key, value in part.items() if isinstance(part, dict) else items:
        if key not in {"workflow", "value"} or isinstance(value, str):
            here = f"{path}.{key}".lstrip(".")
            yield here
            yield from places(value, here)


@pytest.mark.parametrize("kind", [kind for kind in BLOCKS if kind != "card"])
def test_a_fraction_is_right_nowhere_in_a_block(kind: str) -> None:
    for path in places(block(kind)):
        assert message_problems([changed(block(kind), path, 0.5)]), path


@pytest.mark.parametrize("kind", ELEMENTS)
def test_a_fraction_is_right_nowhere_in_an_element(kind: str) -> None:
    for path in places(holding(kind)):
        assert view_problems(modal(changed(holding(kind), path, 0.5))), path


def test_a_fraction_is_right_nowhere_in_an_alert() -> None:
    for path in places(ALERT):
        assert view_problems(modal(changed(ALERT, path, 0.5))), path


@needs_shared
@pytest.mark.parametrize("name", NAMES)
def test_a_real_view_is_taken(name: str) -> None:
    assert view_problems(sample(name)) == []


@needs_shared
@pytest.mark.parametrize("name", NAMES[1:])
def test_the_schema_takes_the_real_modals(name: str) -> None:
    assert schema_problems(sample(name)) == []


@needs_shared
def test_the_schema_wrongly_refuses_mrkdwn_descriptions_of_checkboxes() -> None:
    """Slack takes them; the published types know only plain_text there."""
    view = sample("view_home_001")
    places = [problem.split(":")[0] for problem in schema_problems(view)]
    assert places == ["$.blocks[4]", "$.blocks[13]"]
    for path in ("4.elements.1", "13.accessory"):
        for number in range(3):
            target = f"blocks.{path}.options.{number}.description"
            view = changed(view, target, {"type": "plain_text", "text": "plain"})
    assert schema_problems(view) == []


@needs_shared
@pytest.mark.parametrize("kind", BLOCKS)
def test_the_schema_takes_our_samples_of_blocks(kind: str) -> None:
    assert schema_problems([block(kind)]) == []


@needs_shared
@pytest.mark.parametrize("kind", ELEMENTS)
def test_the_schema_takes_our_samples_of_elements(kind: str) -> None:
    assert schema_problems(modal(holding(kind))) == []


@needs_shared
def test_both_refuse_what_no_type_knows() -> None:
    for broken in ({"type": "ruler"}, {"type": "divider", "colour": "red"}):
        assert schema_problems([broken])
        assert message_problems([broken])
        assert schema_problems(home(broken))
        assert view_problems(home(broken))
