"""Why somebody looks at a thing at a certain time. A timer whose reason is gone does nothing."""

from enum import StrEnum


class Reason(StrEnum):
    """What is looked at when the time has come (DESIGN §3.8)."""

    ACCEPTANCE = "acceptance"
    """Whether anybody has accepted a task by now."""
