"""The command line does what it says, and tells people what they have to know."""

import asyncio
import json
import logging
import os
import socket
import stat
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import structlog
import yaml
from typer.testing import CliRunner, Result

from bot import cli
from bot.clock import SystemClock
from bot.settings import Settings
from bot.simulator.faults import Fault
from bot.simulator.server import Simulator
from storage import people
from storage.engine import Database
from tests.conftest import sqlite_url

ROOT = Path(__file__).parents[1]
SAMPLE = (ROOT / "docs" / "team.example.yaml").read_text("utf-8")
MANIFEST = yaml.safe_load((ROOT / "app.yaml").read_text("utf-8"))
TEAM = {"U0ADA": "ada", "U0BEN": "ben", "U0MIRA": "mira", "U0IVAN": "ivan", "U0DANA": "dana"}
TOKEN = "xoxb-hush"


@dataclass
class Terminal:
    """Runs commands in a folder of the test's own; the file `team.yaml` is the sample."""

    folder: Path
    env: dict[str, str]

    def write(self, text: str) -> None:
        (self.folder / "team.yaml").write_text(text, "utf-8")

    def run(self, *words: str) -> Result:
        result = CliRunner().invoke(cli.app, words, env=self.env)
        assert TOKEN not in result.output
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    async def runs(self, *words: str) -> Result:
        """Run a command while the simulator answers on this loop."""
        return await asyncio.to_thread(self.run, *words)


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    terminal = Terminal(tmp_path, {"DATABASE_URL": sqlite_url(tmp_path / "bot.db")})
    terminal.write(SAMPLE)
    yield terminal
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture
async def slack(terminal: Terminal) -> AsyncIterator[Simulator]:
    simulator = Simulator(
        MANIFEST,
        clock=SystemClock(),
        signing_secret="a-secret",
        bot_token=TOKEN,
        app_token="xapp-x",
    )
    await simulator.start()
    for slack_id, name in TEAM.items():
        simulator.add_person(slack_id, name=name, tz="Europe/Berlin")
    terminal.env |= {"SLACK_API_URL": simulator.api_url, "SLACK_BOT_TOKEN": TOKEN}
    yield simulator
    await simulator.stop()


def test_help_names_the_commands_and_loads_nothing_heavy() -> None:
    heavy = ["sqlmodel", "slack_bolt", "slack_sdk", "aiohttp", "pydantic", "alembic", "holidays"]
    code = (
        "import sys\nfrom bot import cli\n"
        "try:\n    cli.app(['--help'])\n"
        f"except SystemExit:\n    sys.exit(str([n for n in {heavy} if n in sys.modules] or ''))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.stderr.strip() == ""
    assert all(command in ran.stdout for command in ("run", "demo", "migrate", "config"))


def test_the_program_is_started_as_a_module(tmp_path: Path) -> None:
    env = os.environ | {"PYTHONPATH": str(ROOT), "DATABASE_URL": sqlite_url(tmp_path / "bot.db")}
    ran = subprocess.run(
        [sys.executable, "-m", "bot", "config", "apply", "none.yaml"],
        cwd=tmp_path,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr == "There is no file none.yaml. Is the path right?\n"


def test_apply_makes_the_database_and_says_what_changed(terminal: Terminal) -> None:
    result = terminal.run("config", "apply", "team.yaml")
    assert result.exit_code == 0
    assert "severities[4].fix_within: 4h (new)" in result.stdout.splitlines()
    file = terminal.folder / "bot.db"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_apply_again_changes_only_what_differs(terminal: Terminal) -> None:
    terminal.run("config", "apply", "team.yaml")
    assert terminal.run("config", "apply", "team.yaml").stdout == "Nothing to change.\n"
    terminal.write(SAMPLE.replace("fix_within: 4h", "fix_within: 6h").replace("[U0MIRA]", "[]"))
    assert terminal.run("config", "apply", "team.yaml").stdout.splitlines() == [
        "severities[4].fix_within: 4h → 6h",
        "managers: U0MIRA (removed)",
    ]


def test_what_export_writes_changes_nothing(terminal: Terminal) -> None:
    terminal.run("config", "apply", "team.yaml")
    terminal.write(terminal.run("config", "export").stdout)
    assert terminal.run("config", "apply", "team.yaml").stdout == "Nothing to change.\n"


def test_without_rules_there_is_nothing_to_export(terminal: Terminal) -> None:
    assert terminal.run("config", "export").stderr.startswith("There are no rules yet.")
    assert not (terminal.folder / "bot.db").exists()
    terminal.run("migrate")
    result = terminal.run("config", "export")
    assert (result.exit_code, result.stdout) == (1, "")


def test_check_says_what_would_change_and_changes_nothing(terminal: Terminal) -> None:
    fine = (
        "team.yaml is fine: 2 administrators, 2 developers, 1 manager, 1 application, 1 customer."
    )
    result = terminal.run("config", "check", "team.yaml")
    assert result.stdout.splitlines()[0] == fine
    assert "all of it would be new" in result.stdout
    assert not (terminal.folder / "bot.db").exists()
    terminal.run("migrate")
    assert "all of it would be new" in terminal.run("config", "check", "team.yaml").stdout
    terminal.run("config", "apply", "team.yaml")
    assert "nothing would change" in terminal.run("config", "check", "team.yaml").stdout
    terminal.write(SAMPLE.replace("capacity: 3", "capacity: 4"))
    for _ in range(2):
        shown = terminal.run("config", "check", "team.yaml").stdout
        assert shown.splitlines()[1:] == [
            "It would change:",
            "  developers[U0DANA].capacity: 3 → 4",
        ]


def test_a_file_is_checked_without_a_database(terminal: Terminal) -> None:
    terminal.env["DATABASE_URL"] = "postgresql://ada:hush@127.0.0.1:1/none"
    result = terminal.run("config", "check", "team.yaml")
    assert result.exit_code == 0
    assert "It was not compared with the rules in force" in result.stderr


def test_a_wrong_file_is_refused_with_line_and_cure(terminal: Terminal) -> None:
    terminal.write(SAMPLE.replace("[U0ADA, U0BEN]", "[]").replace("holidays: DE", "holidays: DE"))
    result = terminal.run("config", "apply", "team.yaml")
    assert result.exit_code == 1
    assert result.stdout == ""
    line = SAMPLE.splitlines().index(next(x for x in SAMPLE.splitlines() if "U0BEN]" in x)) + 1
    assert result.stderr.splitlines()[0] == (
        f"team.yaml, line {line}: administrators: the list is empty. "
        "Name at least one person; the first is on duty."
    )
    assert not (terminal.folder / "bot.db").exists()


def test_an_unknown_region_is_refused_with_its_line(terminal: Terminal) -> None:
    terminal.write(SAMPLE.replace("holidays: DE}", "holidays: XX}"))
    told = terminal.run("config", "check", "team.yaml").stderr
    assert "working_hours › holidays: no public holidays are known for XX. Write" in told


def test_many_problems_are_told_in_part(terminal: Terminal) -> None:
    terminal.write(SAMPLE + "".join(f"strange{number}: 1\n" for number in range(30)))
    told = terminal.run("config", "check", "team.yaml").stderr.splitlines()
    assert (len(told), told[-1]) == (21, "… and 10 more like these.")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "team.yaml, line 1: the file is empty. Begin with"),
        ("zürich: 1".encode("latin-1"), "team.yaml is not UTF-8. Save it as UTF-8."),
        (b"#" * 1_100_000, "team.yaml is larger than 1 MiB."),
        (b"a: [", "team.yaml, line 1: this is no YAML"),
    ],
)
def test_what_is_no_file_of_rules_is_refused(
    content: bytes, sentence: str, terminal: Terminal
) -> None:
    (terminal.folder / "team.yaml").write_bytes(content)
    result = terminal.run("config", "apply", "team.yaml")
    assert result.exit_code == 1
    assert result.stderr.startswith(sentence)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("none.yaml", "There is no file none.yaml."),
        (".", ". is a directory."),
        ("n" * 300, "cannot be read: File name too long."),
        ("team.yaml/x", "cannot be read: Not a directory."),
    ],
)
def test_a_file_that_cannot_be_read_is_named(name: str, sentence: str, terminal: Terminal) -> None:
    result = terminal.run("config", "apply", name)
    assert result.exit_code == 1
    assert sentence in result.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_named(terminal: Terminal) -> None:
    (terminal.folder / "team.yaml").chmod(0)
    assert "team.yaml may not be read." in terminal.run("config", "apply", "team.yaml").stderr


def test_bad_usage_is_told_apart_from_a_refusal(terminal: Terminal) -> None:
    assert terminal.run("config", "apply").exit_code == 2
    assert terminal.run("dance").exit_code == 2


def test_bad_settings_are_told(terminal: Terminal) -> None:
    terminal.env["PORT"] = "many"
    result = terminal.run("run")
    assert result.exit_code == 1
    assert result.stderr == "PORT must be a port from 0 to 65535, such as 3000.\n"


def test_run_says_what_it_lacks(terminal: Terminal) -> None:
    result = terminal.run("run")
    assert result.exit_code == 1
    assert "SLACK_BOT_TOKEN is missing." in result.stderr
    assert "SLACK_SIGNING_SECRET is missing." in result.stderr


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("postgresql://ada:hush@127.0.0.1:1/none", "ada:***@127.0.0.1:1/none cannot be used"),
        ("sqlite:///none/bot.db", "its folder does not exist"),
        ("sqlite:///.", "unable to open database file"),
        ("sqlite:///team.yaml", "file is not a database"),
    ],
)
def test_a_database_that_cannot_be_used_is_named_without_its_password(
    url: str, why: str, terminal: Terminal
) -> None:
    terminal.env["DATABASE_URL"] = url
    for command in (["migrate"], ["config", "apply", "team.yaml"]):
        result = terminal.run(*command)
        assert result.exit_code == 1
        assert why in result.stderr
        assert "hush" not in result.stderr


async def test_a_server_is_migrated_first(terminal: Terminal, empty_database_url: str) -> None:
    terminal.env["DATABASE_URL"] = empty_database_url
    if empty_database_url.startswith("postgresql"):
        for command in (["apply", "team.yaml"], ["export"]):
            result = await terminal.runs("config", *command)
            assert result.exit_code == 1
            assert "Run python -m bot migrate first." in result.stderr
        checked = await terminal.runs("config", "check", "team.yaml")
        assert (checked.exit_code, checked.stdout.count("not compared")) == (0, 1)
    assert (await terminal.runs("migrate")).stdout == "The database is up to date.\n"
    assert (await terminal.runs("config", "apply", "team.yaml")).exit_code == 0


async def test_a_database_of_a_newer_version_is_left_alone(
    terminal: Terminal, database_url: str
) -> None:
    database = Database(database_url)
    async with database.write() as session:
        connection = await session.connection()
        await connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    await database.close()
    terminal.env["DATABASE_URL"] = database_url
    result = await terminal.runs("migrate")
    assert result.exit_code == 1
    assert "made by a newer Cavalry" in result.stderr


async def test_slack_is_asked_about_everybody(terminal: Terminal, slack: Simulator) -> None:
    result = await terminal.runs("config", "apply", "team.yaml")
    assert (result.exit_code, result.stderr) == (0, "")
    database = Database(terminal.env["DATABASE_URL"])
    async with database.read() as session:
        known = await people.list_known(session, TEAM)
    await database.close()
    assert {one.name for one in known} == {name.capitalize() for name in TEAM.values()}
    assert {one.zone for one in known} == {"Europe/Berlin"}
    assert slack.problems == []


async def test_strangers_are_refused_with_line_and_cure(
    terminal: Terminal, slack: Simulator
) -> None:
    del slack.workspace.people["U0MIRA"]
    slack.workspace.people["U0BEN"].deleted = True
    slack.workspace.people["U0DANA"].is_bot = True
    result = await terminal.runs("config", "apply", "team.yaml")
    assert result.exit_code == 1
    ben, mira, dana = result.stderr.splitlines()
    assert "administrators › 2: U0BEN is not in this workspace any more. Take" in ben
    assert "managers › 1: U0MIRA is nobody in this workspace. Copy the member ID" in mira
    assert "developers › 2 › user: U0DANA is a bot. Name a person." in dana
    assert not (terminal.folder / "bot.db").exists()


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        (Fault(kind="error", error="invalid_auth"), "Slack does not know SLACK_BOT_TOKEN"),
        (Fault(kind="error", error="missing_scope"), "the app lacks the scope users:read"),
        (Fault(kind="server_error"), "HTTP 500"),
        (Fault(kind="timeout_before"), "Server disconnected"),
    ],
)
async def test_when_slack_cannot_be_asked_it_goes_on_and_says_so(
    fault: Fault, why: str, terminal: Terminal, slack: Simulator
) -> None:
    slack.faults.add(fault)
    result = await terminal.runs("config", "apply", "team.yaml")
    assert result.exit_code == 0
    [line] = result.stderr.splitlines()
    assert line.startswith("I could not ask Slack whether these people exist: ")
    assert why in line


def test_without_a_token_slack_is_not_asked(terminal: Terminal) -> None:
    told = terminal.run("config", "check", "team.yaml").stderr
    assert told == (
        "I could not ask Slack whether these people exist: SLACK_BOT_TOKEN is not set.\n"
    )


async def test_a_limit_is_waited_for(terminal: Terminal, slack: Simulator) -> None:
    slack.faults.add(Fault(kind="rate_limited", method="users.info", times=1, retry_after=0))
    result = await terminal.runs("config", "check", "team.yaml")
    assert (result.exit_code, result.stderr) == (0, "")


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("0.0.0.0", 0))  # noqa: S104 -- the bot listens everywhere
        taken.listen()
        port = taken.getsockname()[1]
        env = os.environ | {
            "PYTHONPATH": str(ROOT),
            "DATABASE_URL": sqlite_url(tmp_path / "bot.db"),
            "SLACK_BOT_TOKEN": TOKEN,
            "SLACK_SIGNING_SECRET": "a-secret",
            "SLACK_API_URL": "http://127.0.0.1:1/",
            "PORT": str(port),
            "LOG_FORMAT": "json",
        }
        ran = subprocess.run(
            [sys.executable, "-m", "bot", "run"],
            cwd=tmp_path,
            env=env,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    *logged, told = ran.stderr.splitlines()
    assert (ran.returncode, told) == (
        1,
        f"Port {port} is taken. Stop what uses it, or set PORT to another.",
    )
    assert all(json.loads(line) for line in logged)
