"""What `demo` refuses, it refuses in words."""

import socket

import pytest

from bot.demo.parts import HERE
from tests.terminal import SAMPLE, Terminal


def test_the_story_has_people_of_its_own(terminal: Terminal) -> None:
    result = terminal.run("demo", "--story", "--config", "team.yaml")
    assert result.exit_code == 1
    assert result.stderr == "The story has people of its own: leave out --config, or --story.\n"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (SAMPLE.replace("U0IVAN", "Ivan"), "'Ivan' is no Slack id"),
        (SAMPLE.replace("holidays: DE", "holidays: ZZ"), "no public holidays are known for ZZ"),
        ("- a list", "the file is not a mapping"),
    ],
)
def test_errors_in_the_rules_are_told_as_config_check_tells_them(
    terminal: Terminal, written: str, told: str
) -> None:
    terminal.write(written)
    checked = terminal.run("config", "check", "team.yaml")
    result = terminal.run("demo", "--no-browser", "--config", "team.yaml")
    assert (checked.exit_code, result.exit_code) == (1, 1)
    assert told in result.stderr
    assert result.stderr == checked.stderr


def test_a_file_that_is_missing_is_named(terminal: Terminal) -> None:
    result = terminal.run("demo", "--no-browser", "--config", "none.yaml")
    assert (result.exit_code, result.stderr) == (
        1,
        "There is no file none.yaml. Is the path right?\n",
    )


def test_who_insists_on_a_port_hears_that_it_is_taken(terminal: Terminal) -> None:
    with socket.socket() as taken:
        taken.bind((HERE, 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = terminal.run("demo", "--no-browser", "--port", str(port))
    assert result.exit_code == 1
    assert f"Port {port} is taken. Choose another with --port" in result.stderr


def test_a_time_that_is_none_is_told(terminal: Terminal) -> None:
    result = terminal.run("demo", "--no-browser", "--at", "noon")
    assert result.exit_code == 1
    assert "noon is no time. Write it as 2026-11-24T09:02." in result.stderr
