"""Looks at timers that are due, and lets none of them stop the others."""

from collections.abc import Sequence

import structlog
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.domain.errors import NotSetUp
from bot.metrics import Figures
from bot.services import timers
from bot.services.desk import Desk

_AWAY = (InterfaceError, OperationalError, PoolTimeoutError, OSError)
ROUNDS = 200
"""In one tick, so that a timer that is due again at once cannot keep it; each waits for its turn."""

log = structlog.get_logger()


class Timekeeper:
    """Goes through the timers that are due, many in one transaction while all goes well."""

    def __init__(self, desk: Desk, figures: Figures) -> None:
        self._desk = desk
        self._figures = figures

    async def tick(self) -> int:
        """Look at what is due, up to a limit; say how many timers."""
        looked = 0
        for _ in range(ROUNDS):
            await self._desk.calm.wait()
            found = await self._round()
            looked += found
            if found == 0:
                break
        return looked

    async def _round(self) -> int:
        try:
            return self._report(await timers.look(self._desk))
        except NotSetUp:
            return 0
        except _AWAY:
            raise  # the database is away: the next tick tries again
        except Exception as error:  # noqa: BLE001 -- the edge: one of them is at fault, not all
            log.warning("timers.one_by_one", error=type(error).__name__)
            return await self._one_by_one()

    async def _one_by_one(self) -> int:
        due = await timers.list_due(self._desk)
        for number in due:
            try:
                self._report(await timers.look(self._desk, number))
            except _AWAY:
                raise
            except Exception:
                # The edge: a worker never dies of one row.
                log.exception("timer.error", timer=number)
                await timers.set_back(self._desk, number)
        return len(due)

    def _report(self, looked: Sequence[timers.Look]) -> int:
        for one in looked:
            late_by = max(one.late_by.total_seconds(), 0)
            self._figures.timers_late.labels(str(one.reason)).observe(late_by)
        return len(looked)
