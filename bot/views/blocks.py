"""Block Kit's blocks and elements, as this project uses them."""

from collections.abc import Sequence
from typing import Any

from bot.views import texts
from bot.views.scene import Blocks

SECTION = 2900
LABEL = 75

Block = dict[str, Any]


KEPT = "kept:"
"""Begins the id of a block that stays with its neighbours where several notices become one."""


def mrkdwn(text: str, limit: int = SECTION) -> Block:
    """Make a text object in which Slack finds no links and no pings of its own."""
    return {"type": "mrkdwn", "text": texts.clip(text, limit), "verbatim": True}


def plain(text: str, limit: int) -> Block:
    """Make a text object without markup."""
    return {"type": "plain_text", "text": texts.cut(text, limit), "emoji": False}


def section(text: str) -> Block:
    """Make a paragraph."""
    return {"type": "section", "text": mrkdwn(text)}


def sections(paragraphs: Sequence[str]) -> Blocks:
    """Make as few sections of the paragraphs as their lengths allow."""
    packed: list[str] = []
    for paragraph in filter(None, paragraphs):
        if packed and len(packed[-1]) + 1 + len(paragraph) <= SECTION:
            packed[-1] = f"{packed[-1]}\n{paragraph}"
        else:
            packed.append(paragraph)
    return [section(text) for text in packed]


def fields(pairs: Sequence[tuple[str, str]]) -> Block:
    """Make two columns of facts, a line each: a phone shows them below each other."""
    return {
        "type": "section",
        "fields": [mrkdwn(f"*{label}:* {value}", 1900) for label, value in pairs[:10]],
    }


def context(*lines: str) -> Block:
    """Make a small line."""
    return {"type": "context", "elements": [mrkdwn(line) for line in lines[:10]]}


def actions(elements: Sequence[Block]) -> Blocks:
    """Make a row of buttons, if there are any."""
    return [{"type": "actions", "elements": list(elements)}] if elements else []


def button(label: str, action_id: str, value: str, style: str | None = None) -> Block:
    """Make a button."""
    shown = {"type": "button", "text": plain(label, LABEL), "action_id": action_id, "value": value}
    return shown | ({"style": style} if style else {})


def kept(shown: Sequence[Block], name: str) -> Blocks:
    """Let blocks stay together wherever their message becomes one with others."""
    return [block | {"block_id": f"{KEPT}{name}:{n}"} for n, block in enumerate(shown)]


def overflow(options: Sequence[Block]) -> Block:
    """Make the menu behind the three dots."""
    return {"type": "overflow", "action_id": "more", "options": list(options)}


def option(label: str, value: str, about: str = "") -> Block:
    """Make one choice of a menu, a select or radio buttons; `about` stands below it, smaller."""
    shown: Block = {"text": plain(label, LABEL), "value": value}
    return {**shown, "description": plain(about, LABEL)} if about else shown
