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

    @property
    def is_idle(self) -> bool:
        """Whether the connection stands, and in no transaction."""

    def hang_up(self) -> None:
        """Let go of the server at once, without a word that it would have to hear."""

    async def fetch(self, sql: str, values: Values = ()) -> Sequence[Values]:
        """Run a statement, and give the rows that it returns."""

    async def add(self, sql: str, values: Values) -> Sequence[Values]:
        """Run an INSERT that reads nothing, and give what it returns."""

    async def put(self, sql: str, rows: Sequence[Values]) -> None:
        """Run an INSERT that reads and returns nothing once for each row, before the next look."""


def lend(session: AsyncSession, driver: Driver) -> None:
    """Tell a session which driver its transaction is held by."""
    session.info[_KEY] = driver


async def behind(session: AsyncSession) -> Driver:
    """Give the driver of a session's transaction, with everything written that waits in the ORM."""
    orm = session.sync_session  # asked at every statement: without the way through the proxy
    if orm.in_transaction() and (orm.new or orm.dirty or orm.deleted):
        await session.flush()
    driver: Driver = session.info[_KEY]
    return driver
