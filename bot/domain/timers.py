"""Why somebody looks at a thing at a certain time. A timer whose reason is gone does nothing."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Reason(StrEnum):
    """What is looked at when the time has come (DESIGN §3.8)."""

    ACCEPTANCE = "acceptance"
    """Whether anybody has accepted a task by now."""


@dataclass(frozen=True, slots=True)
class Again:
    """When to look once more, and at which step; a step counts how often a look led to something."""

    at: datetime
    step: int
