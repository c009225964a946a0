"""PostgreSQL through asyncpg, with as few journeys to the server as can be.

SQLAlchemy begins no transactions here (AUTOCOMMIT): a session that only looks needs none, and a
writer's is begun and ended by its driver.
"""

import re
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from functools import lru_cache, partial
from typing import Any

import asyncpg
from sqlalchemy import Dialect, event, exc
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession
from typing_extensions import override

from storage.driver import Driver, Values
from storage.lines import Line, Lines

CONNECTIONS = 10
"""More do not make one process faster, and every replica has its own."""

IDLE_FOR_MS = "5000"
"""A replica that is frozen in the middle of a transaction must not hold up the others."""

_KEY = "driver"
_NUMBER = re.compile(r"\$(\d+)")
_ERRORS: Sequence[tuple[type[Exception], type[exc.DBAPIError]]] = (
    (asyncpg.IntegrityConstraintViolationError, exc.IntegrityError),
    (asyncpg.DataError, exc.DataError),
    (asyncpg.SyntaxOrAccessError, exc.ProgrammingError),
    (asyncpg.InterfaceError, exc.InterfaceError),
    (asyncpg.PostgresConnectionError, exc.OperationalError),
    (asyncpg.TransactionRollbackError, exc.OperationalError),
    (asyncpg.InsufficientResourcesError, exc.OperationalError),
    (asyncpg.OperatorInterventionError, exc.OperationalError),
    (asyncpg.PostgresError, exc.DatabaseError),
)


class RolledBack(Exception):  # noqa: N818 -- it says what was found
    """A transaction was to be kept of which a statement had failed unheard."""


class PostgresDriver(Driver):
    """asyncpg's connection."""

    def __init__(self, dialect: Dialect, connection: Any) -> None:  # noqa: ANN401 -- asyncpg's own
        self.dialect = dialect
        self._connection = connection
        self._kept: dict[str, Values] = {}

    @property
    @override
    def is_idle(self) -> bool:
        return not (self._connection.is_closed() or self._connection.is_in_transaction())

    @override
    def hang_up(self) -> None:
        self._connection.terminate()

    @override
    async def fetch(self, sql: str, values: Values = ()) -> Sequence[Values]:
        await self.catch_up()
        with _translated(sql):
            rows: Sequence[Values] = await self._connection.fetch(sql, *values)
            return rows

    @override
    async def add(self, sql: str, values: Values) -> Sequence[Values]:
        if _table(sql) in map(_table, self._kept):
            await self.catch_up()
        self._kept[sql] = values
        return await self.catch_up()

    @override
    async def put(self, sql: str, rows: Sequence[Values]) -> None:
        for values in rows:
            # The parts of one statement run in any order: rows of one table keep theirs.
            if _table(sql) in map(_table, self._kept):
                await self.catch_up()
            self._kept[sql] = values

    async def catch_up(self) -> Sequence[Values]:
        """Send what was kept to be sent together, and give what the last of it returns."""
        kept, self._kept = self._kept, {}
        if not kept:
            return ()
        sql = _joined(tuple(kept))
        with _translated(sql):
            values = (value for one in kept.values() for value in one)
            rows: Sequence[Values] = await self._connection.fetch(sql, *values)
            return rows

    async def run(self, sql: str) -> str:
        """Run a statement that has no values and returns nothing; say what the server did."""
        with _translated(sql):
            return str(await self._connection.execute(sql))

    async def commit(self) -> None:
        """End the transaction; raise if the server rolls it back because a statement had failed."""
        await self.catch_up()
        if await self.run("COMMIT") != "COMMIT":
            raise RolledBack

    async def roll_back(self) -> None:
        """Undo what was done, as far as there is a server to tell."""
        self._kept = {}
        if self._connection.is_in_transaction() and not self._connection.is_closed():
            await self.run("ROLLBACK")


class Sessions:
    """Hands out sessions, side by side; the server keeps them apart."""

    def __init__(self, engine: AsyncEngine) -> None:
        plain = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._lines = Lines(partial(_dial, plain), CONNECTIONS)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        """Open one transaction that commits at the end and is rolled back by any error."""
        async with self._lines.one() as line:
            try:
                await line.driver.run("BEGIN")
                yield line.session
                if line.session.in_transaction():
                    await line.session.commit()
                await line.driver.commit()
            except Exception:
                await line.driver.roll_back()
                raise

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """Open a session that only looks."""
        async with self._lines.one() as line:
            yield line.session

    async def close(self) -> None:
        """Close every connection that nobody uses."""
        await self._lines.close()


async def _dial(engine: AsyncEngine) -> Line[PostgresDriver]:
    connection = await engine.connect()
    raw = await connection.get_raw_connection()
    ours = PostgresDriver(connection.dialect, raw.driver_connection)
    raw.info[_KEY] = ours
    return Line.of(connection, ours)


def build_engine(url: str) -> AsyncEngine:
    """Make the engine."""
    engine = create_async_engine(
        url,
        pool_size=CONNECTIONS,
        # For who does not use our lines: migrations, and whoever asks how the database stands.
        max_overflow=5,
        connect_args={"server_settings": {"idle_in_transaction_session_timeout": IDLE_FOR_MS}},
        # The parameters are people's words, and errors end in logs.
        hide_parameters=True,
    )
    event.listen(engine.sync_engine, "checkout", _look)
    event.listen(engine.sync_engine, "before_cursor_execute", _catch_up)
    return engine


@lru_cache(maxsize=256)
def _table(sql: str) -> str:
    """Name the table of an INSERT."""
    return sql.partition(" (")[0]


@lru_cache(maxsize=256)
def _joined(statements: Sequence[str]) -> str:
    """Make one statement of several INSERTs; it returns what the last of them does."""
    parts, given = list[str](), 0
    for sql in statements:
        begins = given

        def moved(number: re.Match[str], begins: int = begins) -> str:
            return f"${int(number[1]) + begins}"

        parts.append(_NUMBER.sub(moved, sql))
        given += max((int(number) for number in _NUMBER.findall(sql)), default=0)
    before = ", ".join(f"kept_{i} AS ({sql})" for i, sql in enumerate(parts[:-1]))
    return f"WITH {before} {parts[-1]}" if before else parts[-1]


def _catch_up(connection: Any, *_: object) -> None:  # noqa: ANN401 -- the event's own type
    """Send what was kept before SQLAlchemy sends anything itself."""
    ours: PostgresDriver | None = connection.info.get(_KEY)
    if ours is not None:
        connection.connection.dbapi_connection.run_async(lambda _driver: ours.catch_up())


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
