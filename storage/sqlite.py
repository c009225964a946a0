"""SQLite through aiosqlite, with a thread only for what may wait for the disk or for a lock.

Every call that goes to aiosqlite's thread and back costs more than the statement it carries:
about 50 of them made up most of an intake transaction. Statements inside a transaction touch a few
pages through an index and are done at once; BEGIN IMMEDIATE may wait for another process and
COMMIT waits for the disk, so these two keep the thread.
"""

import sqlite3
from collections.abc import Callable
from functools import partial
from typing import Any

import aiosqlite
from sqlalchemy import event
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool
from typing_extensions import override

BUSY_TIMEOUT_MS = 1500
"""Under the 2.5 s after which a handler is given up (DESIGN §3.1)."""

_SLOW = frozenset({"Connection.commit", "Connection.rollback", "Connection.close"})
_WAITS = "BEGIN IMMEDIATE"


class Connection(aiosqlite.Connection):
    """A connection that does at once what does not wait."""

    @override
    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        waits = fn.__qualname__ in _SLOW or (args and args[0] == _WAITS)
        if waits or not self._running or self._connection is None:
            return await super()._execute(fn, *args, **kwargs)  # type: ignore[no-untyped-call]
        return fn(*args, **kwargs)


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
        pool_size=4,
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
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql(_WAITS if writes else "BEGIN")
