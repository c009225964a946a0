"""The team's file is checked, put in force and written out from the command line."""

import os
import stat

import pytest

from tests.terminal import SAMPLE, Terminal


def test_apply_makes_the_database_and_says_what_changed(terminal: Terminal) -> None:
    result = terminal.run("config", "apply", "team.yaml")
    assert result.exit_code == 0
    assert "severities[4].fix_within: 4h (new)" in result.stdout.splitlines()
    file = terminal.folder / "bot.db"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_apply_again_changes_only_what_differs(terminal: Terminal) -> None:
    terminal.run("config", "apply", "team.yaml")
    assert terminal.run("config", "apply", "team.yaml").stdout == "Nothing to change.\n"
    terminal.write(
        SAMPLE.replace("fix_within: 4h", "fix_within: 6h").replace("managers: [U0MIRA]", "")
    )
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
