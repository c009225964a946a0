"""`customers import`: a file of customers is brought into the database, beside a bot that runs."""

from pathlib import Path

from bot.domain import customers_reading
from bot.domain.customers_reading import Sheet, SheetRefused
from bot.failures import Refused
from bot.services import customers
from bot.settings import Settings
from bot.team_file import SHOWN, Outcome, opened
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
    try:
        with file.open("rb") as lines:
            if file.stat().st_size > LARGEST * 1024 * 1024:
                raise Refused(words.too_large(str(file), LARGEST))
            return customers_reading.read(lines)
    except SheetRefused as error:
        raise Refused(*_told(str(file), error)) from None
    except FileNotFoundError:
        why = "missing"
    except IsADirectoryError:
        why = "directory"
    except PermissionError:
        why = "forbidden"
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
    raise Refused(config.unreadable(str(file), why))


def _told(file: str, error: SheetRefused) -> list[str]:
    found = error.problems
    told = [config.problem(file, one.line, one.where, one.what, one.cure) for one in found[:SHOWN]]
    more = len(found) - SHOWN
    return [*told, config.more_problems(more)] if more > 0 else told
