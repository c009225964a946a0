"""PostgreSQL through asyncpg, with as few journeys to the server as can be.

SQLAlchemy begins no transactions here (AUTOCOMMIT): a session that only looks needs none, and a
writer's is begun and ended by its driver.
"""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import asyncpg
from sqlalchemy import Dialect, event, exc
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession
from typing_extensions import override

from storage import driver
from storage.driver import Driver, Values

CONNECTIONS = 20

IDLE_FOR_MS = "5000"
"""A replica that is frozen in the middle of a transaction must not hold up the others."""

_ERRORS: Sequence[tuple[type[Exception], type[exc.DBAPIError]]] = (
    (asyncpg.IntegrityConstraintViolationError, exc.IntegrityError),
    (asyncpg.DataError, exc.DataError),
    (asyncpg.SyntaxOrAccessError, exc.ProgrammingError),
    (asyncpg.InterfaceError, exc.InterfaceError),
    (asyncpg.PostgresError, exc.OperationalError),
)


class RolledBack(Exception):  # noqa: N818 -- it says what was found
    """A transaction was to be kept of which a statement had failed unheard."""


class PostgresDriver(Driver):
    """asyncpg's connection."""

    def __init__(self, dialect: Dialect, connection: Any) -> None:  # noqa: ANN401 -- asyncpg's own
        self.dialect = dialect
        self._connection = connection

    @override
    async def fetch(self, sql: str, values: Values = ()) -> Sequence[Values]:
        with _translated(sql):
            rows: Sequence[Values] = await self._connection.fetch(sql, *values)
            return rows

    @override
    async def run_each(self, sql: str, rows: Sequence[Values]) -> None:
        with _translated(sql):
            await self._connection.executemany(sql, rows)

    async def run(self, sql: str) -> str:
        """Run a statement that has no values and returns nothing; say what the server did."""
        with _translated(sql):
            return str(await self._connection.execute(sql))

    async def commit(self) -> None:
        """End the transaction; raise if the server rolls it back because a statement had failed."""
        if await self.run("COMMIT") != "COMMIT":
            raise RolledBack

    @property
    def is_in_transaction(self) -> bool:
        """Whether there is something to roll back, and a server to tell."""
        return bool(self._connection.is_in_transaction()) and not self._connection.is_closed()


class Sessions:
    """Hands out sessions, side by side; the server keeps them apart."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        """Open one transaction that commits at the end and is rolled back by any error."""
        async with (
            self._engine.connect() as connection,
            _transaction(connection) as ours,
            AsyncSession(connection, expire_on_commit=False) as session,
        ):
            driver.lend(session, ours)
            yield session
            if session.in_transaction():
                await session.commit()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """Open a session that only looks."""
        async with (
            self._engine.connect() as connection,
            AsyncSession(connection, expire_on_commit=False) as session,
        ):
            driver.lend(session, await _driver_of(connection))
            yield session


@asynccontextmanager
async def _transaction(connection: AsyncConnection) -> AsyncIterator[PostgresDriver]:
    ours = await _driver_of(connection)
    try:
        await ours.run("BEGIN")
        yield ours
        await ours.commit()
    except BaseException:
        try:
            if ours.is_in_transaction:
                await ours.run("ROLLBACK")
        except BaseException:
            # Nobody may be given a connection in the middle of somebody else's transaction.
            await connection.invalidate()
            raise
        raise


async def _driver_of(connection: AsyncConnection) -> PostgresDriver:
    raw = await connection.get_raw_connection()
    return PostgresDriver(connection.dialect, raw.driver_connection)


def build_engine(url: str) -> AsyncEngine:
    """Make the engine."""
    engine = create_async_engine(
        url,
        pool_size=CONNECTIONS,
        max_overflow=0,
        connect_args={"server_settings": {"idle_in_transaction_session_timeout": IDLE_FOR_MS}},
        # The parameters are people's words, and errors end in logs.
        hide_parameters=True,
    )
    event.listen(engine.sync_engine, "checkout", _look)
    return engine


def _look(connection: Any, _record: object, _proxy: object) -> None:  # noqa: ANN401 -- DBAPI objects
    """Have a connection replaced that the server has closed; asking the server would take time."""
    if connection.driver_connection.is_closed():
        raise exc.DisconnectionError


@contextmanager
def _translated(sql: str) -> Iterator[None]:
    try:
        yield
    except (asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        kind = next(kind for ours, kind in _ERRORS if isinstance(error, ours))
        # What the server says in detail quotes the row.
        told = type(error)(error.args[0])
        raise kind(sql, None, told, hide_parameters=True) from None
