"""What whoever runs the bot watches: is it ready, and how much waits."""

import asyncio
from dataclasses import dataclass

from typing_extensions import override

from bot.metrics import Figures
from bot.services import outbox
from bot.services.desk import Desk
from bot.sockets import Sockets
from storage import migrate

ANSWER_WITHIN = 2
"""Seconds for the database, when somebody asks whether the bot is ready."""


@dataclass(frozen=True, slots=True)
class State:
    """How the bot stands: what keeps it from its work, and what else is worth knowing."""

    problems: tuple[str, ...]
    remarks: tuple[str, ...]

    @property
    def is_ready(self) -> bool:
        """Whether requests may come."""
        return not self.problems

    @override
    def __str__(self) -> str:
        """Tell it, a line each."""
        return "\n".join((*self.problems, *self.remarks)) or "ready"


class Watch:
    """Looks at a running bot from outside."""

    def __init__(self, desk: Desk, figures: Figures, sockets: Sockets | None) -> None:
        self._desk = desk
        self._figures = figures
        self._sockets = sockets

    async def state(self) -> State:
        """Ask the database, its migrations, the lines to Slack and the oldest notice."""
        problems = [await self._database(), await self._lines()]
        remarks = [] if problems[0] else [await self._oldest()]
        return State(
            tuple(one for one in problems if one),
            tuple(one for one in remarks if one) or ("ready",),
        )

    async def measure(self) -> None:
        """Bring those figures up to date that are not counted as things happen."""
        if self._sockets is not None:
            self._figures.sockets.set(await self._sockets.count())
            self._figures.slacks_sockets.set(self._sockets.slacks_count)
        backlog = await outbox.measure(self._desk)
        self._figures.outbox_rows.set(backlog.rows)
        self._figures.outbox_age.set(backlog.age.total_seconds())

    async def _database(self) -> str | None:
        try:
            async with asyncio.timeout(ANSWER_WITHIN):
                if not await migrate.is_current(self._desk.database):
                    return "the database is not up to date: python -m bot migrate"
        except Exception as error:  # noqa: BLE001 -- whatever it is, the database does not answer
            return f"the database does not answer: {type(error).__name__}"
        return None

    async def _lines(self) -> str | None:
        if self._sockets is None or await self._sockets.count():
            return None
        return "no line to Slack stands"

    async def _oldest(self) -> str | None:
        backlog = await outbox.measure(self._desk)
        if not backlog.rows:
            return None
        seconds = int(backlog.age.total_seconds())
        return f"ready; {backlog.rows} notices wait, the oldest for {seconds} s"
