"""What time it is. Everything that needs to know asks a Clock, so that a test can move it."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time, in UTC."""

    def now(self) -> datetime:
        """Say what time it is, aware and in UTC."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Say what time it is."""
        return datetime.now(UTC)  # noqa: TID251 -- this is the one place that asks the machine


class FrozenClock:
    """A clock that stands until it is moved."""

    def __init__(self, now: datetime) -> None:
        self._now = now.astimezone(UTC)

    def now(self) -> datetime:
        """Say what time it is."""
        return self._now

    def advance(self, span: timedelta) -> None:
        """Move forward by this much."""
        self._now += span

    def move_to(self, instant: datetime) -> None:
        """Move to this instant."""
        self._now = instant.astimezone(UTC)
