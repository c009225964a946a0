"""The simulator's time: handed in, so that a test can move it."""

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Says what time it is, as an aware UTC instant."""

    def now(self) -> datetime:
        """The present instant."""
        ...


class SystemClock:
    """The time of this machine."""

    def now(self) -> datetime:
        """The present instant."""
        return datetime.now(UTC)  # noqa: TID251 - this is the clock that others ask
