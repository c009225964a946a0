"""The program starts fast, and tells people what it lacks."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from bot import cli
from bot.services import registry
from storage.engine import Database
from tests.conftest import sqlite_url
from tests.terminal import ROOT, TOKEN, Terminal


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
        ("sqlite:///.", "it is a directory"),
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


def test_a_port_that_is_taken_is_named(terminal: Terminal) -> None:
    with socket.socket() as taken:
        taken.bind(("0.0.0.0", 0))  # noqa: S104 -- the bot listens everywhere
        taken.listen()
        port = taken.getsockname()[1]
        terminal.env |= {
            "SLACK_BOT_TOKEN": TOKEN,
            "SLACK_SIGNING_SECRET": "a-secret",
            "SLACK_API_URL": "http://127.0.0.1:1/",
            "PORT": str(port),
            "LOG_FORMAT": "json",
        }
        result = terminal.run("run")
    *logged, told = result.stderr.splitlines()
    assert result.exit_code == 1
    assert told == f"Port {port} is taken. Stop what uses it, or set PORT to another."
    assert all(json.loads(line) for line in logged)


def test_run_says_why_it_cannot_start(terminal: Terminal, empty_database_url: str) -> None:
    if empty_database_url.startswith("sqlite"):
        terminal.env["DATABASE_URL"] = f"sqlite:///{terminal.folder}"
        why = "it is a directory"
    else:
        terminal.env["DATABASE_URL"] = empty_database_url
        why = "Run python -m bot migrate first."
    terminal.env |= {"SLACK_BOT_TOKEN": TOKEN, "SLACK_SIGNING_SECRET": "a-secret"}
    result = terminal.run("run")
    assert result.exit_code == 1
    assert why in result.stderr


def test_a_bug_is_not_hidden(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "LARGEST", "many")
    with pytest.raises(TypeError):
        terminal.run("config", "check", "team.yaml")


def test_a_terminal_without_the_signs_is_no_reason_to_stop(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["bot", "--help"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("Usage: python -m bot ")
