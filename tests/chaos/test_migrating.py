"""A migration that is cut off leaves nothing behind, and the next one does all of it."""

import resource
import signal
import subprocess
import sys
from pathlib import Path

from storage import migrate
from storage.engine import Database
from tests import postgres
from tests.chaos.locks import locked, somebody_waits
from tests.chaos.process import ROOT, BotProcess
from tests.conftest import sqlite_url

TOO_SMALL = 48 * 1024
"""Bytes that a file may have; the tables need more."""


async def test_killed_in_the_middle_of_a_migration_nothing_is_half_done(
    postgres_server: postgres.Server, tmp_path: Path
) -> None:
    name = await postgres_server.create()
    database = Database(postgres_server.url(name))
    bot = BotProcess(tmp_path, {"DATABASE_URL": database.url})
    async with locked(database, "CREATE TABLE questions (id INTEGER)"):
        await bot.begin("migrate")
        await somebody_waits(database)
        bot.send(signal.SIGKILL)
        await bot.ended()
    assert not await migrate.is_current(database)
    assert await tables(database) == 0
    await bot.begin("migrate")
    assert await bot.ended() == 0, bot.said
    assert await migrate.is_current(database)
    await database.close()
    await postgres_server.drop(name)


async def tables(database: Database) -> int:
    query = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
    async with database.engine.connect() as connection:
        return int((await connection.exec_driver_sql(query)).scalar_one())


async def test_a_migration_that_the_disk_has_no_room_for_leaves_a_file_that_the_next_one_takes(
    tmp_path: Path,
) -> None:
    url = sqlite_url(tmp_path / "cavalry.db")
    assert migrated(url, tmp_path, TOO_SMALL) != 0
    database = Database(url)
    assert not await migrate.is_current(database)
    assert migrated(url, tmp_path, resource.RLIM_INFINITY) == 0
    assert await migrate.is_current(database)
    await database.close()


def migrated(url: str, folder: Path, room: int) -> int:
    """Migrate a database whose files may have so many bytes; give the exit code."""
    room_code = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room}))"
    code = f"{room_code}\nfrom bot.cli import main; main()"
    ran = subprocess.run(
        [sys.executable, "-c", code, "migrate"],
        cwd=folder,
        env={"DATABASE_URL": url, "PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        check=False,
    )
    return ran.returncode
