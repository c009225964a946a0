"""The faults in force, in words for the person who ordered them."""

from datetime import datetime, timedelta

from bot.simulator.faults import Fault
from bot.simulator.shapes import Json

LABELS = {
    "rate_limited": "Calls are refused as too many",
    "server_error": "Calls meet a server error",
    "timeout_before": "Calls are lost on their way",
    "timeout_after": "Answers are lost after the effect",
    "error": "Calls meet an error",
    "away": "The workspace is away",
}
MINUTE = timedelta(minutes=1)


def shown(fault: Fault, now: datetime) -> Json:
    """One fault as the page lists it."""
    left = _left(fault, now)
    return {"id": fault_id(fault), "kind": fault.kind, "label": label(fault), "left": left}


def fault_id(fault: Fault) -> str:
    """The page's name for a fault."""
    return f"fault-{fault.number}"


def label(fault: Fault) -> str:
    """What goes wrong."""
    return LABELS[fault.kind]


def _left(fault: Fault, now: datetime) -> str:
    if fault.times is not None:
        return _count(fault.times, "more call")
    if fault.until is not None:
        return _count(-((now - fault.until) // MINUTE), "more minute")
    return "until it is ended"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
