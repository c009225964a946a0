"""`forget` asks first, says what it did, and refuses who would come back."""

import pytest
from typer.testing import CliRunner

from bot import cli
from bot.clock import SystemClock
from bot.integrations import public_holidays
from bot.services import tasks
from bot.services.desk import Desk, Request
from bot.services.rulebook import Rulebook
from bot.services.tasks import Report
from storage.engine import Database
from storage.tasks import Source
from tests.terminal import Terminal


@pytest.fixture
async def raised(terminal: Terminal) -> str:
    await terminal.runs("config", "apply", "team.yaml")
    database = Database(terminal.env["DATABASE_URL"])
    desk = Desk(database, SystemClock(), Rulebook(public_holidays.load))
    await tasks.report(desk, Request("U0SAM"), Report("Zebra is down", Source.COMMAND))
    await database.close()
    return "Zebra is down"


def holds(terminal: Terminal, words: str) -> bool:
    return any(words.encode() in file.read_bytes() for file in terminal.folder.glob("bot.db*"))


async def test_it_says_what_it_did(terminal: Terminal, raised: str) -> None:
    assert holds(terminal, raised)
    ran = await terminal.runs("forget", "U0SAM", "--yes")
    assert not holds(terminal, raised)
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert ran.stdout.startswith("U0SAM is forgotten: tasks 1, messages 0, notices 1.")
    assert "somebody who was forgotten" in ran.stdout
    assert raised not in ran.stdout
    again = await terminal.runs("forget", "U0SAM", "--yes")
    assert again.stdout == "Nothing is known of U0SAM. Nothing was changed.\n"


def test_without_yes_it_asks_first(terminal: Terminal, raised: str) -> None:
    for answer, code, is_kept in (("n\n", 1, True), ("y\n", 0, False)):
        words = ["forget", "U0SAM"]
        ran = CliRunner().invoke(cli.app, words, env=terminal.env, input=answer)
        assert "is removed for good" in ran.output
        assert ran.exit_code == code
        assert ("is forgotten" in ran.output) is not is_kept
        assert holds(terminal, raised) is is_kept


def test_who_takes_part_is_taken_out_of_the_rules_first(terminal: Terminal) -> None:
    terminal.run("config", "apply", "team.yaml")
    ran = terminal.run("forget", "U0IVAN", "--yes")
    assert ran.exit_code == 1
    assert "U0IVAN stands in the rules under developers" in ran.stderr
    assert "config apply" in ran.stderr


@pytest.mark.parametrize("word", ["sam", "@sam", "C0CRITICAL", "U", "u0sam", "U0SAM%", "U0 SAM"])
def test_what_is_no_person_is_refused(word: str, terminal: Terminal) -> None:
    ran = terminal.run("forget", word, "--yes")
    assert ran.exit_code == 1
    assert "is no Slack id of a person" in ran.stderr


def test_without_a_database_nothing_is_made(terminal: Terminal) -> None:
    ran = terminal.run("forget", "U0SAM", "--yes")
    assert ran.exit_code == 1
    assert not (terminal.folder / "bot.db").exists()
