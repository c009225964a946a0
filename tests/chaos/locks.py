"""A lock that the test holds on a PostgreSQL table, to stop a bot between two of its steps."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import text

from storage.engine import Database
from tests.chaos.process import until

IDLE_AT_WILL = text("SET LOCAL idle_in_transaction_session_timeout = 0")
"""The bot's own connections must not hold up others; a test that waits does so on purpose."""

WAITING = text(
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE wait_event_type = 'Lock' AND datname = current_database()"
)


@asynccontextmanager
async def locked(database: Database, command: str) -> AsyncIterator[None]:
    """Hold what the command locks until the end of the block."""
    async with database.engine.connect() as connection:
        await connection.execute(IDLE_AT_WILL)
        await connection.exec_driver_sql(command)
        yield
        await connection.rollback()


async def somebody_waits(database: Database, least: int = 1) -> None:
    """Wait until so many others wait for a lock."""

    async def are_there() -> bool:
        async with database.engine.connect() as connection:
            return int((await connection.execute(WAITING)).scalar_one()) >= least

    await until(are_there, what="somebody who waits for the lock")
