"""The workspace's clock as a screen shows it: told once, it ticks on by itself."""

import time
from datetime import datetime, timedelta

from bot.simulator.clock import Clock

SLACK = timedelta(seconds=1)
TOLD_EVERY = timedelta(minutes=1)


class Ticking:
    """An instant of the clock, and how far the clock has gone away from it since."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._told = clock.now()
        self._told_at = time.monotonic()

    def instant(self) -> datetime:
        """What to tell the screen: the same until a minute has passed or the clock was moved."""
        if self.jump() is not None or self._passed() >= TOLD_EVERY:
            self.tell()
        return self._told

    def jump(self) -> timedelta | None:
        """How far the clock was moved, or stood still, against what has passed; None if it ran."""
        away = self._clock.now() - self._told - self._passed()
        return away if abs(away) > SLACK else None

    def tell(self) -> None:
        """From now on it ticks from the present instant."""
        self._told = self._clock.now()
        self._told_at = time.monotonic()

    def _passed(self) -> timedelta:
        return timedelta(seconds=time.monotonic() - self._told_at)
