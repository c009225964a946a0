"""SQLite through aiosqlite, with a thread only for what may wait for the disk or for a lock.

Every call that goes to aiosqlite's thread and back costs more than the statement it carries:
about 50 of them made up most of an intake transaction. Statements inside a transaction touch a few
pages through an index and are done at once; BEGIN IMMEDIATE may wait for another process and
COMMIT waits for the disk, so these two keep the thread.
"""

import sqlite3
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import aiosqlite
from sqlalchemy import Dialect, event, exc
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool
from typing_extensions import override

from storage.driver import Driver, Values
from storage.lines import Line

BUSY_TIMEOUT_MS = 1500
"""Under the 2.5 s after which a handler is given up (DESIGN §3.1)."""

READERS, WRITERS = 8, 2
"""The second writer is for who comes while a group commits that everybody left."""

_ENDS = frozenset({"Connection.commit", "Connection.rollback"})
_WAITS = "BEGIN IMMEDIATE"


class Connection(aiosqlite.Connection):
    """A connection that does at once what does not wait."""

    is_writing = False

    @override
    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        name, begins = fn.__qualname__, bool(args) and args[0] == _WAITS
        self.is_writing |= begins
        # A reader has nothing to wait for; a writer's rollback queues behind what does.
        waits = begins or name == "Connection.close" or (self.is_writing and name in _ENDS)
        if waits or not self._running or self._connection is None:
            result = await super()._execute(fn, *args, **kwargs)  # type: ignore[no-untyped-call]
            self.is_writing &= name not in _ENDS
            return result
        return fn(*args, **kwargs)


class SqliteDriver(Driver):
    """SQLite's own connection; what runs here waits for nothing."""

    def __init__(self, dialect: Dialect, connection: sqlite3.Connection) -> None:
        self.dialect = dialect
        self._connection = connection

    @property
    @override
    def is_idle(self) -> bool:
        return not self._connection.in_transaction

    @override
    def hang_up(self) -> None:
        """There is no server; whoever closes the connection undoes what it was doing."""

    @override
    async def fetch(self, sql: str, values: Values = ()) -> Sequence[Values]:
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise _translated(sql, error) from error

    @override
    async def add(self, sql: str, values: Values) -> Sequence[Values]:
        return await self.fetch(sql, values)

    @override
    async def put(self, sql: str, rows: Sequence[Values]) -> None:
        try:
            self._connection.executemany(sql, rows)
        except sqlite3.Error as error:
            raise _translated(sql, error) from error


async def dial(engine: AsyncEngine) -> Line[SqliteDriver]:
    """Open a connection."""
    connection = await engine.connect()
    driver: Any = (await connection.get_raw_connection()).driver_connection
    ours = SqliteDriver(connection.dialect, driver._conn)  # noqa: SLF001 -- a class of ours
    return Line.of(connection, ours)


def build_engine(url: str) -> AsyncEngine:
    """Make the engine; each connection is prepared so that what is acknowledged is on disk."""
    file = str(make_url(url).database)
    connect = partial(sqlite3.connect, file, check_same_thread=False, cached_statements=256)

    async def create() -> aiosqlite.Connection:
        connection = Connection(connect, iter_chunk_size=64)
        connection._thread.daemon = True  # noqa: SLF001 -- as SQLAlchemy does with its own
        return await connection

    engine = create_async_engine(
        url,
        async_creator=create,
        poolclass=AsyncAdaptedQueuePool,
        # The others are for who does not use our lines, such as migrations.
        pool_size=READERS + WRITERS,
        max_overflow=4,
        # The parameters are people's words, and errors end in logs.
        hide_parameters=True,
    )
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 -- DBAPI objects
    # The driver's own transactions lose updates in silence; ours say BEGIN themselves.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA journal_mode = WAL")
    # What was acknowledged must survive a power cut.
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin(connection: Any) -> None:  # noqa: ANN401 -- the event's own type
    if connection.connection.driver_connection.in_transaction:
        return
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql(_WAITS if writes else "BEGIN")


def _translated(sql: str, error: sqlite3.Error) -> exc.DBAPIError:
    """Make of the driver's error what SQLAlchemy's own way would raise."""
    kind = getattr(exc, type(error).__name__, exc.DatabaseError)
    return kind(sql, None, error, hide_parameters=True)
