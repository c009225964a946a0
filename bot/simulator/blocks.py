"""Would Slack take these blocks? What slack_sdk checks, and what it misses."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.simulator.blocks_checks import Check, Shape, anything, by_type, flag, plain, string
from bot.simulator.blocks_kinds import KINDS, elements_of, surface_problems

BLOCKS_IN_A_MESSAGE = 50
BLOCKS_IN_A_VIEW = 100
TEXT_IN_A_MESSAGE = 13_000
MARKDOWN_IN_A_MESSAGE = 12_000
REFUSALS = (SlackObjectFormationError, AttributeError, KeyError, TypeError, ValueError)

_VIEW_KEYS: dict[str, Check] = {
    "private_metadata": string(3000, least=0),
    "callback_id": string(255, least=0),
    "external_id": string(255, least=0),
}
_MODAL_KEYS: dict[str, Check] = {
    "submit": plain(24),
    "close": plain(24),
    "clear_on_close": flag,
    "notify_on_close": flag,
}
VIEW = by_type(
    {
        "home": Shape({"type": anything, "blocks": anything}, _VIEW_KEYS),
        "modal": Shape(
            {"type": anything, "blocks": anything, "title": plain(24)},
            {**_VIEW_KEYS, **_MODAL_KEYS},
        ),
    }
)


def message_problems(blocks: list[dict[str, Any]]) -> list[str]:
    """Say why Slack would refuse the blocks of a message; an empty list if it would not."""
    return [
        *_block_list_problems(blocks, "message", "blocks"),
        *_count_problems(blocks, BLOCKS_IN_A_MESSAGE, "blocks"),
        *_sum_problems(blocks),
    ]


def view_problems(view: dict[str, Any]) -> list[str]:
    """Say why Slack would refuse a modal or a home view; an empty list if it would not."""
    given = view.get("blocks")
    blocks = given if isinstance(given, list) else []
    return [
        *VIEW(view, "view"),
        *_sdk_view_problems(view, len(blocks)),
        *_block_list_problems(blocks, str(view.get("type")), "view.blocks"),
        *_count_problems(blocks, BLOCKS_IN_A_VIEW, "view.blocks"),
        *_form_problems(view, blocks),
    ]


def _block_list_problems(blocks: list[Any], surface: str, at: str) -> Iterator[str]:
    known = by_type(KINDS)
    for index, block in enumerate(blocks):
        place = f"{at}[{index}]"
        yield from known(block, place)
        if isinstance(block, dict):
            yield from _sdk_block_problems(block, place)
            yield from surface_problems(block, surface, place)
    yield from _repeated_ids([b for b in blocks if isinstance(b, dict)], at)


def _sdk_block_problems(block: dict[str, Any], at: str) -> Iterator[str]:
    try:
        parsed = Block.parse(block)
        if parsed is None:
            yield f"{at}: slack_sdk does not know the block"
        else:
            parsed.to_dict()
    except REFUSALS as error:
        yield f"{at}: slack_sdk refuses it: {error}"


def _sdk_view_problems(view: dict[str, Any], size: int) -> Iterator[str]:
    # The blocks are checked one by one, so that each complaint has its place.
    stand_ins = [{"type": "divider"}] * size
    try:
        View(**{**view, "blocks": stand_ins}).to_dict()
    except REFUSALS as error:
        yield f"view: slack_sdk refuses it: {error}"


def _repeated_ids(blocks: list[dict[str, Any]], at: str) -> Iterator[str]:
    counted = Counter(str(block["block_id"]) for block in blocks if "block_id" in block)
    for block_id, times in counted.items():
        if times > 1:
            yield f"{at}: block_id {block_id} stands {times} times"


def _count_problems(blocks: list[Any], most: int, at: str) -> Iterator[str]:
    if len(blocks) > most:
        yield f"{at}: {len(blocks)} blocks, at most {most}"


def _sum_problems(blocks: list[dict[str, Any]]) -> Iterator[str]:
    written = sum(_text_length(block) for block in blocks)
    if written > TEXT_IN_A_MESSAGE:
        yield f"blocks: {written} characters of text, at most {TEXT_IN_A_MESSAGE}"
    markdown = sum(_text_length(block) for block in _of_type(blocks, "markdown"))
    if markdown > MARKDOWN_IN_A_MESSAGE:
        yield f"blocks: {markdown} characters of markdown, at most {MARKDOWN_IN_A_MESSAGE}"
    tables = len(_of_type(blocks, "table"))
    if tables > 1:
        yield f"blocks: {tables} tables, at most 1"


def _form_problems(view: dict[str, Any], blocks: list[Any]) -> Iterator[str]:
    if view.get("type") == "modal" and _of_type(blocks, "input") and "submit" not in view:
        yield "view: submit is missing, though there are inputs"
    known = [block for block in blocks if isinstance(block, dict)]
    focused = [at for block in known for at, e in elements_of(block, "") if e.get("focus_on_load")]
    if len(focused) > 1:
        yield f"view: {len(focused)} elements have focus_on_load, at most 1"


def _of_type(blocks: list[Any], kind: str) -> list[dict[str, Any]]:
    return [block for block in blocks if isinstance(block, dict) and block.get("type") == kind]


def _text_length(part: object) -> int:
    """Count the characters under every `text` key, however deep."""
    if isinstance(part, list):
        return sum(_text_length(item) for item in part)
    if not isinstance(part, dict):
        return 0
    own = part.get("text")
    return (len(own) if isinstance(own, str) else 0) + sum(map(_text_length, part.values()))
