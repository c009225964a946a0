"""Databases for one round each: migrated once, with the team's rules in force, then copied."""

import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.clock import SystemClock
from bot.domain import rules_reading
from bot.services import registry
from storage import migrate
from storage.engine import Database
from tests import postgres
from tests.bench.payloads import ADMINISTRATOR, CRITICAL

RULES = {
    "critical_channel": CRITICAL,
    "time_zone": "Europe/Berlin",
    "working_hours": {"from": "09:00", "to": "18:00", "holidays": "DE"},
    "administrators": [ADMINISTRATOR, "U0BEN"],
    "managers": ["U0MIRA"],
    "developers": [{"user": "U0IVAN", "capacity": 5}, {"user": "U0DANA", "capacity": 3}],
}

DURABLE = ("fsync = on", "full_page_writes = on", "synchronous_commit = on", "autovacuum = on")
"""The tests' server forgives itself everything; what is measured here must be on disk."""


@contextmanager
def folder() -> Iterator[Path]:
    """Lend a folder."""
    with tempfile.TemporaryDirectory(prefix="cavalry-bench-") as name:
        yield Path(name)


def sqlite_url(file: Path) -> str:
    """Address a SQLite file as the bot's settings do."""
    return f"sqlite+aiosqlite:///{file}"


class SqliteFiles:
    """SQLite files in one folder."""

    def __init__(self, where: Path) -> None:
        self.template = where / "template.db"
        self._where = where
        self._made = 0

    async def prepare(self) -> None:
        """Make what every file is a copy of."""
        await set_up(sqlite_url(self.template))

    async def empty(self) -> str:
        """Address a database with nothing in it."""
        self._made += 1
        return sqlite_url(self._where / f"{self._made}.db")

    async def ready(self) -> str:
        """Address a database that the bot can begin with."""
        url = await self.empty()
        shutil.copy(self.template, url.partition(":///")[2])
        return url


class PostgresDatabases:
    """Databases of a PostgreSQL server of our own."""

    def __init__(self, server: postgres.Server) -> None:
        self._server = server
        self._template = ""

    async def prepare(self) -> None:
        """Make what every database is a copy of."""
        admin = create_async_engine(self._server.url("postgres"), isolation_level="AUTOCOMMIT")
        async with admin.connect() as connection:
            for setting in DURABLE:
                await connection.execute(text(f"ALTER SYSTEM SET {setting}"))
            await connection.execute(text("SELECT pg_reload_conf()"))
        await admin.dispose()
        self._template = await self._server.create()
        await set_up(self._server.url(self._template))

    async def empty(self) -> str:
        """Address a database with nothing in it."""
        return self._server.url(await self._server.create())

    async def ready(self) -> str:
        """Address a database that the bot can begin with."""
        return self._server.url(await self._server.create(self._template))


Databases = SqliteFiles | PostgresDatabases


@asynccontextmanager
async def on_sqlite() -> AsyncIterator[SqliteFiles]:
    """Lend SQLite files."""
    with folder() as where:
        files = SqliteFiles(where)
        await files.prepare()
        yield files


@asynccontextmanager
async def on_postgres() -> AsyncIterator[PostgresDatabases]:
    """Lend a PostgreSQL server; it may use every core."""
    binaries = postgres.find_binaries()
    if binaries is None:
        raise RuntimeError(postgres.HOW_TO_INSTALL)
    server = postgres.Server(binaries)
    server.start()
    try:
        databases = PostgresDatabases(server)
        await databases.prepare()
        yield databases
    finally:
        server.stop()


async def set_up(url: str) -> None:
    """Migrate a database and put the rules in force."""
    database = Database(url)
    await migrate.upgrade(database)
    await registry.apply(database, SystemClock(), rules_reading.read(RULES))
    await database.close()


async def count(url: str, query: str) -> int:
    """Ask a database for a number."""
    engine = create_async_engine(url)
    async with engine.connect() as connection:
        number = (await connection.execute(text(query))).scalar_one()
    await engine.dispose()
    return int(number)
