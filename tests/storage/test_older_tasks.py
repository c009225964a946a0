"""What was raised before there were reminders has them after the migration."""

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from storage import migrate
from storage.engine import Database

TASKS = """
INSERT INTO tasks (id, version, status, severity, title, description, links, files, reporter,
    raised_at, ended_at, deadline_at, deadline_is_promised, next_update_at, source, channel,
    unreached, called)
SELECT {number}, 1, '{status}', 4, 'Checkout', 'is down', '[]', '[]', 'U0SAM',
    '2026-11-24 09:00:00.000000', {ended_at}, '2026-11-24 13:00:00.000000', 1 = 0,
    '2026-11-24 10:00:00.000000', 'message', 'C1', '[]', '[]'
"""
ENDED = "'2026-11-24 09:30:00.000000'"


def before_the_reminders(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(migrate.MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "0006")


async def test_older_tasks_are_looked_at_while_somebody_has_something_to_do(
    empty_database_url: str,
) -> None:
    database = Database(empty_database_url)
    rows = ((1, "new", "NULL"), (2, "fixed", "NULL"), (3, "closed", ENDED))
    async with database.engine.execution_options(writes=True).begin() as connection:
        await connection.run_sync(before_the_reminders)
        for number, status, ended_at in rows:
            query = TASKS.format(number=number, status=status, ended_at=ended_at)
            await connection.execute(text(query))
    await migrate.upgrade(database)
    async with database.engine.connect() as connection:
        found = await connection.execute(text("SELECT key FROM timers ORDER BY key"))
        keys = [key for (key,) in found]
    await database.close()
    assert keys == ["confirmation:2", "deadline:1", "near:1", "update:1"]
