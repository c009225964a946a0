"""Messages and forms as lines of a terminal: what Slack lays out in columns stands in one line."""

import re
from collections.abc import Iterator

from bot.simulator.elements import SELECTED, elements, options
from bot.simulator.messages import Message
from bot.simulator.modal import Modal
from bot.simulator.rendering import Reader
from bot.simulator.shapes import Json

SIGNS = {"eyes": "👀", "hammer_and_wrench": "🛠", "white_check_mark": "✅", "no_entry_sign": "🚫"}

_DISTANCE = re.compile(r" ?\((?:in [^)]*|[^)]* ago|just now)\)")


def message(shown: Message, reader: Reader) -> list[str]:
    """Write a message as its reader sees it."""
    if not any(block.get("fields") for block in shown.blocks):
        return reader.message(shown).splitlines()
    return [line for block in shown.blocks for line in _block(block, reader)]


def form(modal: Modal, reader: Reader) -> Iterator[str]:
    """Write a form, with everything that can be chosen in it."""
    for block in modal.view.blocks:
        inputs = [one for one in elements([block]) if one.kind in SELECTED]
        if not inputs:
            yield from _block(block, reader)
        for one in inputs:
            yield one.label + (" (optional)" if one.is_optional else "")
            yield from (f"  ○ {reader.text(option['text'])}" for option in options(one.json))
    # A form that only leads to others has nothing to send.
    yield f"[{reader.text(modal.view.json.get('submit', modal.view.json['close']))}]"


def reaction(name: str) -> str:
    """Write a reaction."""
    return f"carries {SIGNS.get(name, f':{name}:')} now"


def lasting(line: str) -> str:
    """Leave out what reads otherwise every minute: how far away a time is."""
    return _DISTANCE.sub("", line)


def _block(block: Json, reader: Reader) -> list[str]:
    fields = [reader.text(one).replace("\n", ": ", 1) for one in block.get("fields") or ()]
    rest = reader.blocks([{name: part for name, part in block.items() if name != "fields"}])
    return rest.splitlines() + ([" · ".join(fields)] if fields else [])
