"""The database: one door for readers, one for writers, the same on SQLite and PostgreSQL."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from time import perf_counter

from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import sqlite
from storage.together import Together

Observe = Callable[[str, float], None]
"""Told of each transaction: whether it was a read or a write, and its seconds."""


IDLE_FOR_MS = "5000"
"""A replica that is frozen in the middle of a transaction must not hold up the others."""


class Database:
    """Hands out sessions. A writer's session commits when its block ends without an error."""

    def __init__(self, url: str, observe: Observe = lambda _kind, _seconds: None) -> None:
        self.url = url
        self._observe = observe
        self.is_sqlite = make_url(url).get_backend_name() == "sqlite"
        self.engine: AsyncEngine = sqlite.build_engine(url) if self.is_sqlite else _postgres(url)
        self._together = Together(self.engine) if self.is_sqlite else None

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        """Open one transaction that commits at the end and is rolled back by any error."""
        with self._timed("write"):
            if self._together is not None:
                async with self._together.write() as session:
                    yield session
                return
            async with (
                AsyncSession(self.engine, expire_on_commit=False) as session,
                session.begin(),
            ):
                yield session

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """Open a session that only looks: one snapshot, nothing is kept."""
        with self._timed("read"):
            async with AsyncSession(self.engine, expire_on_commit=False) as session:
                yield session

    @contextmanager
    def _timed(self, kind: str) -> Iterator[None]:
        began = perf_counter()
        try:
            yield
        finally:
            self._observe(kind, perf_counter() - began)

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()


def sqlite_file(url: str) -> Path | None:
    """Name the file behind a SQLite address, or None where there is none."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or parsed.database in {None, "", ":memory:"}:
        return None
    return Path(str(parsed.database))


def _postgres(url: str) -> AsyncEngine:
    return create_async_engine(
        url,
        pool_size=10,
        max_overflow=10,
        pool_pre_ping=True,
        connect_args={"server_settings": {"idle_in_transaction_session_timeout": IDLE_FOR_MS}},
        # The parameters are people's words, and errors end in logs.
        hide_parameters=True,
    )
