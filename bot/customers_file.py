"""`customers import`: a file of customers is brought into the database, beside a bot that runs."""

from pathlib import Path

from bot import written_file
from bot.domain import customers_reading
from bot.domain.customers_reading import Sheet, SheetRefused
from bot.failures import Refused
from bot.services import customers
from bot.settings import Settings
from bot.team_file import Outcome, opened
from bot.views import config
from bot.views import customers_import as words
from storage import migrate

LARGEST = 64
"""Mebibytes; a hundred thousand customers of whom everything is known take less."""


async def import_(settings: Settings, file: Path) -> Outcome:
    """Bring the file's customers in, all or nothing, and say what changed. Raises Refused."""
    sheet = read(file)
    async with opened(settings) as database:
        if database.is_sqlite:
            await migrate.upgrade(database)
        elif not await migrate.is_current(database):
            raise Refused(config.NOT_MIGRATED)
        done = await customers.import_(database, sheet.customers, sheet.given)
    notes = (
        *([words.of_rules(done.of_rules)] if done.of_rules else []),
        *([words.others(done.others)] if done.others else []),
    )
    return Outcome(tuple(words.done(done.new, done.changed, done.unchanged)), notes)


def read(file: Path) -> Sheet:
    """Read a file of customers. Raises Refused."""
    with written_file.opened(file) as lines:
        if file.stat().st_size > LARGEST * 1024 * 1024:
            raise Refused(words.too_large(str(file), LARGEST))
        try:
            return customers_reading.read(lines)
        except SheetRefused as error:
            raise Refused(*written_file.told(str(file), error.problems)) from None
