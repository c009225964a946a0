"""The database: one door for readers, one for writers, the same on SQLite and PostgreSQL."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import sqlite
from storage.together import Together


class Database:
    """Hands out sessions. A writer's session commits when its block ends without an error."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.is_sqlite = make_url(url).get_backend_name() == "sqlite"
        self.engine: AsyncEngine = sqlite.build_engine(url) if self.is_sqlite else _postgres(url)
        self._together = Together(self.engine) if self.is_sqlite else None

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        """Open one transaction that commits at the end and is rolled back by any error."""
        if self._together is not None:
            async with self._together.write() as session:
                yield session
            return
        async with AsyncSession(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """Open a session that only looks: one snapshot, nothing is kept."""
        async with AsyncSession(self.engine, expire_on_commit=False) as session:
            yield session

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
        # The parameters are people's words, and errors end in logs.
        hide_parameters=True,
    )
