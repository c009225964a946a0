"""A clock that runs with the machine's, ahead of it or behind, and is moved forward by hand."""

from datetime import datetime, timedelta

from bot.clock import Clock, SystemClock


class RunningClock:
    """Runs by itself and is never put back; two that are equally far ahead show the same time."""

    def __init__(self, ahead: timedelta, machine: Clock | None = None) -> None:
        self._machine = machine or SystemClock()
        self._ahead = ahead
        self._last = self._machine.now() + ahead

    @property
    def ahead(self) -> timedelta:
        """How far it is ahead of the machine's clock."""
        return self._ahead

    def now(self) -> datetime:
        """Say what time it is."""
        # The machine's clock may be set back; this one waits for it then.
        self._last = max(self._last, self._machine.now() + self._ahead)
        return self._last

    def move_to(self, instant: datetime) -> None:
        """Move forward to this instant, if it has not come yet."""
        if instant > self.now():
            self.keep(instant - self._machine.now())

    def keep(self, ahead: timedelta) -> None:
        """Be this far ahead of the machine's clock from now on."""
        self._ahead = ahead
