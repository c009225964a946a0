"""The migrations make exactly the tables that the code defines."""

import asyncio
import logging
import stat
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from storage import alike, followers, migrate
from storage.engine import Database, sqlite_file
from storage.tables import METADATA, MODULES
from tests.conftest import sqlite_url

SQLITE_INDEXES = text("SELECT name, sql FROM sqlite_master WHERE type = 'index' ORDER BY name")
POSTGRES_INDEXES = text(
    "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
    " AND tablename <> 'alembic_version' ORDER BY indexname"
)

BROKEN = """
PRAGMA foreign_keys = OFF;
CREATE TABLE one (id INTEGER PRIMARY KEY);
CREATE TABLE two (one INTEGER REFERENCES one);
INSERT INTO two VALUES (1);
"""


@pytest.fixture
async def empty(empty_database_url: str) -> AsyncIterator[Database]:
    database = Database(empty_database_url)
    yield database
    await database.close()


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(
        connection,
        opts={"compare_type": True, "compare_server_default": True, "include_object": is_of_tables},
    )
    return list(compare_metadata(context, METADATA))


def is_of_tables(_object: object, name: str | None, *_: object) -> bool:
    """Say whether something is a table's; the search has what no table of ours describes."""
    return not (name or "").startswith("task_words") and name not in alike.OWN


async def indexes(database: Database) -> dict[str, str]:
    query = SQLITE_INDEXES if database.is_sqlite else POSTGRES_INDEXES
    async with database.engine.connect() as connection:
        rows = (await connection.execute(query)).all()
    found = {row[0]: " ".join(row[1].replace('"', "").split()) for row in rows if row[1]}
    return {name: sql for name, sql in found.items() if name not in alike.OWN}


async def test_a_migrated_database_has_what_the_code_defines(database: Database) -> None:
    async with database.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_every_index_is_migrated_as_it_is_defined(empty: Database) -> None:
    async with empty.engine.begin() as connection:
        await connection.run_sync(METADATA.create_all)
    defined = await indexes(empty)
    async with empty.engine.begin() as connection:
        await connection.run_sync(METADATA.drop_all)
    await migrate.upgrade(empty)
    assert await indexes(empty) == defined
    named = {index.name for table in METADATA.tables.values() for index in table.indexes}
    assert named <= set(defined)


def test_every_module_with_a_table_is_known() -> None:
    folder = Path(migrate.__file__).parent
    with_tables = {file.stem for file in folder.glob("*.py") if "table=True" in file.read_text()}
    assert {module.__name__.removeprefix("storage.") for module in MODULES} == with_tables


def test_the_newest_migration_is_alembics_head() -> None:
    assert ScriptDirectory(str(migrate.MIGRATIONS)).get_heads() == [migrate.head()]


async def test_an_empty_database_is_brought_up_to_date(empty: Database) -> None:
    assert not await migrate.is_current(empty)
    await migrate.upgrade(empty)
    assert await migrate.is_current(empty)
    await migrate.upgrade(empty)
    assert await migrate.is_current(empty)


async def test_two_processes_may_upgrade_at_once(empty: Database) -> None:
    other = Database(empty.url)
    await asyncio.gather(migrate.upgrade(empty), migrate.upgrade(other))
    await other.close()
    assert await migrate.is_current(empty)


async def test_a_migration_that_breaks_references_is_rolled_back(tmp_path: Path) -> None:
    database = Database(sqlite_url(tmp_path / "broken.db"))
    async with database.engine.connect() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        assert driver is not None
        await driver.executescript(BROKEN)
        await connection.invalidate()
    with pytest.raises(migrate.BrokenReferences):
        await migrate.upgrade(database)
    assert not await migrate.is_current(database)
    await database.close()


async def test_asking_creates_no_file(empty: Database) -> None:
    await migrate.is_current(empty)
    file = sqlite_file(empty.url)
    assert file is None or not file.exists()


async def test_only_the_owner_can_read_the_file(tmp_path: Path) -> None:
    database = Database(sqlite_url(tmp_path / "private.db"))
    await migrate.upgrade(database)
    modes = modes_in(tmp_path)
    await database.close()
    assert "private.db" in modes
    assert set(modes.values()) == {0o600}


def modes_in(folder: Path) -> dict[str, int]:
    return {file.name: stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()}


async def test_references_are_checked_after_a_migration(empty: Database) -> None:
    await migrate.upgrade(empty)
    with pytest.raises(IntegrityError):
        await follow_nothing(empty)


async def follow_nothing(database: Database) -> None:
    async with database.write() as session:
        await followers.add(session, 1, ["U0SAM"])


async def test_the_logs_are_left_as_they_were(empty: Database) -> None:
    root = logging.getLogger()
    before = (root.level, root.handlers[:], logging.getLogger("storage").disabled)
    await migrate.upgrade(empty)
    assert (root.level, root.handlers, logging.getLogger("storage").disabled) == before
