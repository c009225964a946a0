"""The driver behind a session, for statements that run at every request.

SQLAlchemy's own way to the driver takes thirty times as long as SQLite does for such a statement.
Both ways lead into the same transaction.
"""

from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy import Dialect
from sqlmodel.ext.asyncio.session import AsyncSession

Values = Sequence[Any]
_KEY = "driver"


class Driver(Protocol):
    """What every driver can do; its errors are SQLAlchemy's, without what was to be written."""

    dialect: Dialect

    async def fetch(self, sql: str, values: Values = ()) -> Sequence[Values]:
        """Run a statement, and give the rows that it returns."""

    async def run_each(self, sql: str, rows: Sequence[Values]) -> None:
        """Run a statement once for each of the rows."""


def lend(session: AsyncSession, driver: Driver) -> None:
    """Tell a session which driver its transaction is held by."""
    session.info[_KEY] = driver


async def behind(session: AsyncSession) -> Driver:
    """Give the driver of a session's transaction, with everything written that waits in the ORM."""
    if session.in_transaction() and (session.new or session.dirty or session.deleted):
        await session.flush()
    driver: Driver = session.info[_KEY]
    return driver
