"""`config …` and `migrate`: file, database and Slack brought together for the command line."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot import written_file
from bot.clock import SystemClock
from bot.domain.rules import Problem, Rules
from bot.failures import Refused, database_failure, look_at_file
from bot.integrations import public_holidays, slack_people
from bot.services import registry
from bot.services.people import Profile
from bot.services.registry import ConfigRefused, Draft
from bot.settings import Settings
from bot.views import config as words
from storage import migrate
from storage.engine import Database, sqlite_file


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is printed, what is said beside it, and whether the command ends as a failure."""

    lines: tuple[str, ...]
    notes: tuple[str, ...] = ()
    is_refused: bool = False


@dataclass(frozen=True, slots=True)
class _Checked:
    rules: Rules
    profiles: tuple[Profile, ...]
    notes: tuple[str, ...]


def read(file: Path) -> str:
    """Read a file of the team's. Raises Refused."""
    with written_file.opened(file) as found:
        content = found.read(registry.LARGEST + 1)
        if len(content) > registry.LARGEST:
            raise Refused(words.unreadable(str(file), "size"))
        return content.decode("utf-8-sig")


async def rules_of(file: Path, text: str) -> Rules:
    """Read the file's rules for a workspace that is made after them. Raises Refused."""
    try:
        draft = registry.draft(text)
        draft.refuse(await registry.find_unknown_holidays(draft.rules, public_holidays.load))
    except ConfigRefused as error:
        raise Refused(*written_file.told(str(file), error.problems)) from None
    return draft.rules


async def apply(settings: Settings, file: Path, text: str) -> Outcome:
    """Put the file's rules in force and tell what changed. Raises Refused."""
    checked = await _check(settings, file, text)
    async with opened(settings) as database:
        if database.is_sqlite:
            await migrate.upgrade(database)
        elif not await migrate.is_current(database):
            raise Refused(words.NOT_MIGRATED)
        changed = await registry.apply(database, SystemClock(), checked.rules, checked.profiles)
    return Outcome(tuple(words.changes(changed)), checked.notes)


async def check(settings: Settings, file: Path, text: str) -> Outcome:
    """Say whether the file's rules could be put in force, and what would change."""
    checked = await _check(settings, file, text)
    fine = words.fine(str(file), checked.rules)
    try:
        async with opened(settings) as database:
            compared = await _compare(database, checked.rules)
    except Exception as error:
        if database_failure(error, settings.database_url) is None:
            raise
        return Outcome((fine,), (*checked.notes, words.NOT_COMPARED))
    return Outcome((fine, *compared), checked.notes)


async def export(settings: Settings) -> Outcome:
    """Write the rules in force as YAML. Raises Refused where there are none."""
    async with opened(settings) as database:
        if _is_missing(database):
            raise Refused(words.NO_RULES)
        if not await migrate.is_current(database):
            raise Refused(words.NOT_MIGRATED)
        rules = await registry.find(database)
    if rules is None:
        raise Refused(words.NO_RULES)
    return Outcome((registry.export(rules).rstrip("\n"),))


async def bring_up_to_date(settings: Settings) -> Outcome:
    """Migrate the database."""
    async with opened(settings) as database:
        await migrate.upgrade(database)
    return Outcome((words.UP_TO_DATE,))


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Database]:
    """Open the database for one command."""
    look_at_file(settings.database_url)
    database = Database(settings.database_url)
    try:
        yield database
    finally:
        await database.close()


async def _check(settings: Settings, file: Path, text: str) -> _Checked:
    """Read the rules and ask all who know better: the holidays, Slack. Raises Refused."""
    try:
        draft = registry.draft(text)
        unknown = await registry.find_unknown_holidays(draft.rules, public_holidays.load)
        answer = await _ask(settings, draft)
        people = registry.people_of(draft.rules)
        strangers = [
            Problem(people[slack_id], *words.stranger(slack_id, why))
            for slack_id, why in answer.strangers.items()
        ]
        draft.refuse((*unknown, *strangers))
    except ConfigRefused as error:
        raise Refused(*written_file.told(str(file), error.problems)) from None
    notes = (words.not_asked(answer.reason),) if answer.reason else ()
    return _Checked(draft.rules, tuple(answer.profiles), notes)


async def _ask(settings: Settings, draft: Draft) -> slack_people.Answer:
    token = settings.slack_bot_token.get_secret_value()
    if not token:
        return slack_people.Answer(reason=words.NO_TOKEN)
    client = slack_people.client(token, settings.slack_api_url)
    return await slack_people.ask(client, registry.people_of(draft.rules))


async def _compare(database: Database, rules: Rules) -> list[str]:
    if _is_missing(database):
        return [words.NO_RULES_YET]
    if not await migrate.is_current(database):
        return [words.NOT_COMPARED]
    old = await registry.find(database)
    if old is None:
        return [words.NO_RULES_YET]
    return words.would_change(registry.differences(old, rules))


def _is_missing(database: Database) -> bool:
    file = sqlite_file(database.url)
    return file is not None and not file.exists()
