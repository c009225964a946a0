"""What is found in the channel itself, because no event told of it, passes the door like an event."""

from collections.abc import Mapping
from typing import Any

from handlers import errors, shapes
from handlers.context import read_event
from handlers.door import Door
from handlers.messages import on_message


async def take(door: Door, channel: str, message: Mapping[str, Any]) -> None:
    """Take a message as if its event had come; that may come all the same, and changes nothing."""
    event = {**message, "type": "message", "channel": channel, "channel_type": "channel"}
    visit = read_event(shapes.checked({"event": event}))
    await errors.answer(door, on_message, visit, _nobody_waits)


async def _nobody_waits(**_answer: object) -> None:
    """Take an answer that is for nobody: no request has come."""
