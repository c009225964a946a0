"""Clearing away what is old, in small steps between which everybody else comes to their turn."""

from bot.services import retention
from bot.services.desk import Desk
from storage.retention import Mark

STEPS = 20
"""Of each kind in one tick; the next tick goes on."""


class Housekeeping:
    """Goes round through what is kept for a time, and remembers how far it has come."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._mark: Mark | None = None

    async def tidy(self) -> int:
        """Remove what is old, up to a limit; say how many rows."""
        removed = 0
        for _ in range(STEPS):
            found = await retention.sweep_requests(self._desk)
            removed += found
            if found < retention.AT_ONCE:
                break
        for _ in range(STEPS):
            step = await retention.sweep_outbox(self._desk, self._mark)
            self._mark = step.mark
            removed += step.removed
            if step.mark is None:
                break
        return removed
