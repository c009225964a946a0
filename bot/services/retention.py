"""How long is kept what only the machinery needs; the team's rules say it (`retention`).

Tasks, their history, promises, questions and messages are never removed.
"""

from dataclasses import dataclass

from bot.domain.rules import Retention
from bot.services.desk import Desk
from storage import retention as storage
from storage.retention import Mark

AT_ONCE = 200
"""Rows of one transaction: few enough that nobody waits for it."""


@dataclass(frozen=True, slots=True)
class Round:
    """How far a round through the delivered rows has come: removed by this step, and where it is.

    Without a mark the round is over.
    """

    removed: int
    mark: Mark | None


async def sweep_requests(desk: Desk) -> int:
    """Remove some keys of requests that Slack will not bring again; say how many."""
    before = desk.clock.now() - (await _kept(desk)).requests_for
    async with desk.database.write() as session:
        return await storage.delete_requests(session, before, AT_ONCE)


async def sweep_outbox(desk: Desk, after: Mark | None) -> Round:
    """Remove some delivered rows, from a mark on; rows that are still needed are passed by."""
    before = desk.clock.now() - (await _kept(desk)).outbox_for
    async with desk.database.write() as session:
        marks = await storage.list_settled(session, before, after, AT_ONCE)
        removed = await storage.delete_delivered(session, marks, before)
    return Round(removed, marks[-1] if len(marks) == AT_ONCE else None)


async def _kept(desk: Desk) -> Retention:
    async with desk.database.read() as session:
        rules = await desk.rulebook.read(session, desk.clock.now())
    return rules.retention if rules is not None else Retention()
