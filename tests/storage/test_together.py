"""Writers that commit together: each is on disk, or hears that it is not."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from storage.engine import Database
from tests.conftest import sqlite_url

SMALL, LARGE = 10, 5_000_000
ROOM = 50
"""Pages that the file may grow by."""


@pytest.fixture
def file(sqlite_template: Path, tmp_path: Path) -> Path:
    copied = tmp_path / "small.db"
    copied.write_bytes(sqlite_template.read_bytes())
    return copied


async def write(database: Database, key: str, length: int) -> None:
    values = {"key": key.ljust(length, "."), "at": "2026-11-24 09:00:00.000000"}
    async with database.write() as session:
        connection = await session.connection()
        pages = (await connection.execute(text("PRAGMA page_count"))).scalar_one()
        await connection.execute(text(f"PRAGMA max_page_count = {min(pages + ROOM, 400)}"))
        await connection.execute(text("INSERT INTO requests VALUES (:key, :at)"), values)


async def kept(database: Database) -> set[str]:
    async with database.engine.connect() as connection:
        return {key[0] for (key,) in await connection.execute(text("SELECT key FROM requests"))}


async def test_on_a_full_disk_nobody_is_told_that_lost_words_are_kept(file: Path) -> None:
    """SQLite undoes the whole of a transaction then, with those who had no part in it."""
    database = Database(sqlite_url(file))
    writers = {"a": SMALL, "b": SMALL, "c": LARGE, "d": SMALL, "e": SMALL}
    told = await asyncio.gather(
        *(write(database, key, length) for key, length in writers.items()), return_exceptions=True
    )
    said = {key: ending is None for key, ending in zip(writers, told, strict=True)}
    assert not said["c"]
    assert all(ending is None or isinstance(ending, DBAPIError) for ending in told)
    assert {key for key, is_kept in said.items() if is_kept} == await kept(database)
    await write(database, "f", SMALL)
    assert "f" in await kept(database)
    await database.close()
