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

    def since(self, before: "Counts") -> "Counts":
        """Say what was added to each since then."""
        return Counts(*(now - then for now, then in zip(self, before, strict=True)))


NOTHING = Counts()
RAISED = Counts(tasks=1, history=1, timers=1, promises=1)
WRITTEN = RAISED._replace(messages=1)
PART = Counts(history=1)
WRITTEN_PART = PART._replace(messages=1)
KEPT = Counts(messages=1)
"""A task, one from a message, a change of one, by a further message, a message that is no task."""

_NUMBERS = ", ".join(f"(SELECT count(*) FROM {name})" for name in Counts._fields)  # noqa: S608
_COUNTS = text(f"SELECT {_NUMBERS}")


async def counted(database: Database) -> Counts:
    """Count all of them in one look."""
    async with database.engine.connect() as connection:
        return Counts(*(await connection.execute(_COUNTS)).one())


def is_allowed(change: Counts, most: Mapping[Counts, int]) -> bool:
    """Say whether this may happen: each state that may come is there with the most it may say."""
    said, state = change.outbox, change._replace(outbox=0)
    return state in most and 0 <= said <= most[state]
