"""What comes next of its own accord: for who asks what a moved clock would bring."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Event(StrEnum):
    """What happens to a task when the time has come."""

    CALL = "call"
    """Nobody has accepted it: the next of the escalation chain is called."""
    UPDATE = "update"
    """The reporter must hear something: who works on it is asked."""
    NEAR = "near"
    """The deadline comes near."""
    DEADLINE = "deadline"
    """It is promised to be fixed."""
    OVERDUE = "overdue"
    """It was promised for an earlier time: who can do something is reminded."""
    CONFIRMATION = "confirmation"
    """The reporter is reminded to look at what is fixed."""
    CLOSING = "closing"
    """What is fixed closes by itself."""


@dataclass(frozen=True, slots=True)
class Upcoming:
    """One thing that comes next: when, for which task, and who is called or has to hear of it."""

    at: datetime
    event: Event
    task: int
    who: tuple[str, ...] = ()
