"""What is in the database, table by table: what a request changed is told by the difference."""

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import text

from storage.engine import Database


class Counts(NamedTuple):
    """How many rows each table has that people's requests could change."""

    tasks: int = 0
    history: int = 0
    outbox: int = 0
    rules: int = 0
    questions: int = 0
    timers: int = 0
    followers: int = 0
    promises: int = 0
    messages: int = 0
    question_messages: int = 0
    affected: int = 0
    chases: int = 0
    absences: int = 0
    stand_ins: int = 0
    duty: int = 0
    handovers: int = 0
    control_points: int = 0
    quiet: int = 0
    resemblances: int = 0
    causes: int = 0

    def since(self, before: "Counts") -> "Counts":
        """Say what was added to each since then."""
        return Counts(*(now - then for now, then in zip(self, before, strict=True)))


NOTHING = Counts()
RAISED = Counts(tasks=1, history=1, timers=5, promises=1)
WRITTEN = RAISED._replace(messages=1)
PART = Counts(history=1)
WRITTEN_PART = PART._replace(messages=1)
KEPT = Counts(messages=1)
"""A task, one from a message, a change of one, by a further message, a message that is no task."""

FOLLOWED = Counts(history=1, followers=1)
LEFT = Counts(history=1, followers=-1)
ADDED = FOLLOWED._replace(affected=1)
ADDED_MORE = Counts(history=1, affected=1)
"""Somebody follows, or no longer; names one more customer, and follows from then on or already."""

CHASED = Counts(chases=1)
AWAY = Counts(absences=1, timers=1)
AWAY_AT_LAST = AWAY._replace(duty=1)
AWAY_OPEN = Counts(absences=1)
AWAY_OPEN_AT_LAST = AWAY_OPEN._replace(duty=1)
BACK = Counts(timers=-1)
AWAY_UNTIL = Counts(timers=1)
WISHED = Counts(quiet=1)
"""Somebody asks how it stands, is away or back, says when they want to hear nothing, or of what.

A timer waits for who says until when, perhaps only later. The first who is away has it written down who is on duty.
"""

# Who cannot be reached is told of by the delivery, at its own time, and not by the request.
_PARTS = {"outbox": "outbox WHERE kind <> 'unreached'"}
_TABLES = [_PARTS.get(name, name) for name in Counts._fields]
_COUNTS = text("SELECT " + ", ".join(f"(SELECT count(*) FROM {table})" for table in _TABLES))  # noqa: S608


async def counted(database: Database) -> Counts:
    """Count all of them in one look."""
    async with database.engine.connect() as connection:
        return Counts(*(await connection.execute(_COUNTS)).one())


def is_allowed(change: Counts, most: Mapping[Counts, int]) -> bool:
    """Say whether this may happen: each state that may come is there with the most it may say."""
    said, state = change.outbox, change._replace(outbox=0)
    return state in most and 0 <= said <= most[state]
