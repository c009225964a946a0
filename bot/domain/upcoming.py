"""What comes next of its own accord: for who asks what a moved clock would bring."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Event(StrEnum):
    """What happens to a task when the time has come."""

    CALL = "call"
    """Nobody has accepted it: the next of the escalation chain is called."""
    UPDATE = "update"
    """The reporter must hear something."""
    DEADLINE = "deadline"
    """It is promised to be fixed."""


@dataclass(frozen=True, slots=True)
class Upcoming:
    """One thing that comes next: when, for which task, and who is called or has to hear of it."""

    at: datetime
    event: Event
    task: int
    who: tuple[str, ...] = ()
