"""What comes next of its own accord: for who asks what a moved clock would bring."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Event(StrEnum):
    """What happens to a task, or to people, when the time has come."""

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
    REMINDER = "reminder"
    """Who was asked something has not answered: they are reminded, and at last others hear of it."""
    ASKED_AGAIN = "asked_again"
    """Until then a customer was waited for: whoever asks them is asked once more."""
    ROUND = "round"
    """A control point begins."""
    ROUND_REMINDER = "round_reminder"
    """Who is silent in a control point is reminded."""
    ROUND_END = "round_end"
    """A control point is closed."""
    DUTY = "duty"
    """Somebody else comes on duty."""
    BACK = "back"
    """Somebody who was away is back."""
    QUIET_END = "quiet_end"
    """Somebody's quiet hours end: they get what waited."""


@dataclass(frozen=True, slots=True)
class Upcoming:
    """One thing that comes next: when, for which task, and who is called or has to hear of it.

    There is no task where it is about people or about all tasks.
    """

    at: datetime
    event: Event
    task: int | None
    who: tuple[str, ...] = ()
