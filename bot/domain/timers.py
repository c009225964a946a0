"""Why somebody looks at a thing at a certain time. A timer whose reason is gone does nothing."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Reason(StrEnum):
    """What is looked at when the time has come (DESIGN §3.8)."""

    ACCEPTANCE = "acceptance"
    """Whether anybody has accepted a task by now."""
    DUTY = "duty"
    """Whether somebody else is on duty by now."""
    ABSENCE = "absence"
    """Whether somebody who was away is back by now."""
    CONTROL_POINT = "control_point"
    """A round of all open tasks begins: each week, or because somebody asked for it now."""
    CONTROL_POINT_REMINDER = "control_point_reminder"
    """Who is silent in a round is reminded, once."""
    CONTROL_POINT_END = "control_point_end"
    """A round is closed: everything is settled, or the time is over."""
    DEADLINE = "deadline"
    """Whether the deadline has passed; then daily, for as long as it stays so."""
    NEAR = "near"
    """Whether the deadline comes near."""
    UPDATE = "update"
    """Whether the reporter has heard something by now."""
    CONFIRMATION = "confirmation"
    """Whether the reporter has looked at what is fixed."""
    QUESTION = "question"
    """Whether somebody who was asked has answered by now, or wanted to be asked again."""
    CAUSE = "cause"
    """Whether who fixed a task has said by now what its cause was."""
    TOPICS = "topics"
    """Whether the reporter has told by now what the report still misses."""


@dataclass(frozen=True, slots=True)
class Again:
    """When to look once more, and at which step; a step counts how often a look led to something."""

    at: datetime
    step: int
