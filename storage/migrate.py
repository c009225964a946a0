"""Bringing the database up to date, by Alembic's API: its command line takes seconds to start.

Whether it is up to date is asked at every start and by every look at `/readyz`: without Alembic.
"""

from functools import cache
from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.engine import Database, sqlite_file

MIGRATIONS = Path(__file__).with_name("migrations")

_LOCK = 0x0CA7A127
"""Any number that nothing else locks in this database."""


class BrokenReferences(Exception):  # noqa: N818 -- it says what was found
    """A migration on SQLite left rows that point at nothing; it was rolled back."""


@cache
def head() -> str:
    """Name the newest migration: the number that its file begins with."""
    newest = max(file.name for file in (MIGRATIONS / "versions").glob("*.py"))
    return newest.partition("_")[0]


async def is_current(database: Database) -> bool:
    """Say whether the database has every migration; a SQLite file is not created by asking."""
    if _is_missing(sqlite_file(database.url)):
        return False
    async with database.engine.connect() as connection:
        return await connection.run_sync(_revision) == head()


async def upgrade(database: Database) -> None:
    """Bring the database up to date: all or nothing, and only one process at a time."""
    if await is_current(database):
        return
    _create(sqlite_file(database.url))
    async with database.engine.execution_options(writes=True).connect() as connection:
        if database.is_sqlite:
            await _upgrade_sqlite(connection)
        else:
            await _upgrade_postgres(connection)


async def _upgrade_postgres(connection: AsyncConnection) -> None:
    async with connection.begin():
        await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        await connection.run_sync(_run)


async def _upgrade_sqlite(connection: AsyncConnection) -> None:
    """Copying a table drops the old one, so references rest meanwhile and are checked at the end."""
    driver = (await connection.get_raw_connection()).driver_connection
    await driver.execute_fetchall("PRAGMA foreign_keys = OFF")  # type: ignore[union-attr]
    try:
        async with connection.begin():
            await connection.run_sync(_run)
            broken = (await connection.exec_driver_sql("PRAGMA foreign_key_check")).all()
            if broken:
                raise BrokenReferences(broken)
    finally:
        # The next user of this connection must have its references checked.
        await connection.invalidate()


def _run(connection: Connection) -> None:
    # Nearly always there is nothing to do, and a start would wait for what it does not need.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    # A percent sign is the configuration's own sign for a substitution.
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _is_missing(file: Path | None) -> bool:
    return file is not None and not file.exists()


def _create(file: Path | None) -> None:
    """Create a SQLite file that only its owner reads; what stands beside it inherits that."""
    if file is not None:
        file.touch(mode=0o600)
