"""The README says what is so."""

import re
from pathlib import Path

import pytest
import typer.main
from typer.testing import CliRunner

from bot.cli import app
from bot.domain.lifecycle import Status
from bot.settings import Settings
from tests import lifecycle_diagram

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TARGET = re.compile(r"^([a-z]+):.*##", re.MULTILINE)


def commands(of: typer.Typer = app, before: str = "python -m bot") -> list[str]:
    """Name every command as it is typed."""
    own = [typer.main.get_command_name(one.name or called(one)) for one in of.registered_commands]
    found = [f"{before} {name}" for name in own]
    for group in of.registered_groups:
        assert group.typer_instance is not None
        found += commands(group.typer_instance, f"{before} {group.name}")
    return found


def called(command: typer.models.CommandInfo) -> str:
    assert command.callback is not None
    return command.callback.__name__


def test_the_life_of_a_task_is_drawn_as_it_is() -> None:
    told = "run .venv/bin/python -m tests.lifecycle_diagram"
    assert lifecycle_diagram.shown(README) == lifecycle_diagram.section(), told


def test_the_drawing_has_every_status() -> None:
    assert {one for one in Status if f" {one}" not in lifecycle_diagram.diagram()} == set()


@pytest.mark.parametrize("setting", [name.upper() for name in Settings.model_fields])
def test_it_names_the_setting(setting: str) -> None:
    assert f"| `{setting}` |" in README


@pytest.mark.parametrize("command", commands())
def test_it_names_the_command(command: str) -> None:
    assert f"`{command}" in README


@pytest.mark.parametrize("target", TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")))
def test_it_names_what_make_can_do(target: str) -> None:
    assert f"make {target}" in README


def test_every_command_that_it_names_is_one() -> None:
    named = set(re.findall(r"python -m bot ((?:config |customers )?[a-z]+)", README))
    known = {command.removeprefix("python -m bot ") for command in commands()}
    assert named - known == set()
    assert CliRunner().invoke(app, ["--help"]).exit_code == 0


def test_every_link_leads_somewhere() -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_place_on_the_map_exists() -> None:
    code_map = README.partition("## The map of the code")[2].partition("\n## ")[0]
    places = re.findall(r"^\| `([^`]+)`", code_map, re.MULTILINE)
    assert places
    assert [place for place in places if not (ROOT / place).exists()] == []
