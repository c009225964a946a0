"""The database: one door for readers, one for writers, the same on SQLite and PostgreSQL."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from time import perf_counter

from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import postgres, sqlite
from storage.postgres import Sessions
from storage.together import Together

Observe = Callable[[str, float], None]
"""Told of each transaction: whether it was a read or a write, and its seconds."""


class Database:
    """Hands out sessions. A writer's session commits when its block ends without an error."""

    def __init__(self, url: str, observe: Observe = lambda _kind, _seconds: None) -> None:
        self.url = url
        self._observe = observe
        self.is_sqlite = make_url(url).get_backend_name() == "sqlite"
        kind = sqlite if self.is_sqlite else postgres
        self.engine: AsyncEngine = kind.build_engine(url)
        self._sessions = Together(self.engine) if self.is_sqlite else Sessions(self.engine)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        """Open one transaction that commits at the end and is rolled back by any error."""
        with self._timed("write"):
            async with self._sessions.write() as session:
                yield session

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """Open a session that only looks: nothing is kept."""
        with self._timed("read"):
            async with self._sessions.read() as session:
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
        await self._sessions.close()
        await self.engine.dispose()


def sqlite_file(url: str) -> Path | None:
    """Name the file behind a SQLite address, or None where there is none."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or parsed.database in {None, "", ":memory:"}:
        return None
    return Path(str(parsed.database))
