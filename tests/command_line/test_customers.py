"""Customers are imported from the command line: all or nothing, and with the line of what is wrong."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.domain.customers import CustomCode, Customer, Importance
from storage import customers
from storage.engine import Database
from tests.conftest import sqlite_url
from tests.terminal import SAMPLE, Terminal

HEADER = "name,synonyms,importance,helpdesk_id,time_zone,notes,custom_code,custom_code_test_site\n"
SHEET = f"""{HEADER}Globex,Globex Corp|GLX,vip,5512,America/New_York,"Pays by the hour,
on the 1st",Prints labels,https://test.globex.example
Initech,,normal,,,,,
"""
GLOBEX = Customer(
    "Globex",
    Importance.VIP,
    CustomCode("Prints labels", "https://test.globex.example"),
    notes="Pays by the hour,\non the 1st",
    synonyms=("Globex Corp", "GLX"),
    helpdesk_id="5512",
    time_zone="America/New_York",
)


def sheet(terminal: Terminal, content: str | bytes) -> None:
    file = terminal.folder / "customers.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())


def imported(terminal: Terminal, content: str | bytes) -> list[str]:
    sheet(terminal, content)
    result = terminal.run("customers", "import", "customers.csv")
    assert result.exit_code == 0, result.stderr
    return result.stdout.splitlines() + result.stderr.splitlines()


def refused(terminal: Terminal, content: str | bytes) -> list[str]:
    before = kept(terminal.folder)
    sheet(terminal, content)
    result = terminal.run("customers", "import", "customers.csv")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert kept(terminal.folder) == before
    return result.stderr.splitlines()


def kept(folder: Path) -> Mapping[str, Customer]:
    async def read() -> Mapping[str, Customer]:
        database = Database(sqlite_url(folder / "bot.db"))
        names = ["Globex", "Initech", "Acme", "Umbrella"]
        async with database.read() as session:
            found = await customers.find_all(session, names)
        await database.close()
        return found

    return asyncio.run(read()) if (folder / "bot.db").exists() else {}


def test_an_import_says_how_many_are_new_changed_and_unchanged(terminal: Terminal) -> None:
    assert imported(terminal, SHEET) == ["2 customers new, 0 changed, 0 unchanged."]
    assert kept(terminal.folder)["globex"] == GLOBEX
    assert imported(terminal, SHEET)[0] == "Nothing to change."
    changed = SHEET.replace("normal", "vip") + "Umbrella,,,,,,,\n"
    assert imported(terminal, changed) == ["1 customer new, 1 changed, 1 unchanged."]
    assert kept(terminal.folder)["initech"].importance is Importance.VIP


@pytest.mark.parametrize(
    "content",
    [
        "\ufeff" + SHEET,
        SHEET.replace("\n", "\r\n").replace("hour,\r\n", "hour,\n"),
        HEADER.replace(",", ";") + 'Globex;"Globex Corp;GLX";VIP;5512;America/New_York;'
        '"Pays by the hour,\non the 1st";Prints labels;https://test.globex.example\n',
    ],
    ids=["marked", "of windows", "semicolons"],
)
def test_a_file_is_read_however_a_spreadsheet_writes_it(terminal: Terminal, content: str) -> None:
    imported(terminal, content)
    assert kept(terminal.folder)["globex"] == GLOBEX


def test_what_a_file_says_nothing_of_stays(terminal: Terminal) -> None:
    imported(terminal, SHEET)
    told = imported(terminal, "name,helpdesk_id\nglobex,7001\n")
    assert told == [
        "0 customers new, 1 changed, 0 unchanged.",
        "1 customer that the file does not name stays as it is.",
    ]
    globex = kept(terminal.folder)["globex"]
    assert globex.helpdesk_id == "7001"
    assert globex.custom_code == GLOBEX.custom_code
    assert globex.synonyms == GLOBEX.synonyms


def test_customers_of_the_rules_stay_as_the_rules_say(terminal: Terminal) -> None:
    imported(terminal, "name,importance,notes\nAcme,normal,imported\nGlobex,vip,imported\n")
    terminal.run("config", "apply", "team.yaml")
    of_rules = kept(terminal.folder)["acme"]
    assert of_rules.notes != "imported"
    told = imported(terminal, "name,importance,notes\nACME,normal,again\nGlobex,vip,again\n")
    assert told == [
        "0 customers new, 1 changed, 0 unchanged.",
        "1 customer of the file is in the team's rules, too, and stays as the rules say.",
    ]
    assert kept(terminal.folder)["acme"] == of_rules
    begins = SAMPLE.index("customers:")
    terminal.write(SAMPLE[:begins])
    result = terminal.run("config", "apply", "team.yaml")
    assert result.exit_code == 0, result.stderr
    assert set(kept(terminal.folder)) == {"globex"}


WRONG: Mapping[str, tuple[str | bytes, str]] = {
    "an unknown column": (
        "name,importanse\nAcme,vip\n",
        "line 1: importanse: there is no such column. Write importance.",
    ),
    "no names": ("notes\nx\n", "line 1: there is no column name. "),
    "nothing": ("", "line 1: there is no column name. "),
    "an empty name": ("name,notes\n ,x\n", "line 2: name: the name is empty. "),
    "a name twice": (
        "name\nAcme\n\nacme \n",
        "line 4: name: line 2 names this customer, too. Leave one of them out.",
    ),
    "a wrong importance": (
        "name,importance\nAcme,huge\n",
        "line 2: importance: this is no importance. Write vip, normal, or nothing.",
    ),
    "a wrong time zone": (
        "name,time_zone\nAcme,Berlin\n",
        "line 2: time_zone: there is no such time zone. ",
    ),
    "a wrong address": (
        "name,custom_code_source\nAcme,git/acme\n",
        "line 2: custom_code_source: this is no address. ",
    ),
    "a link without a name": ("name,links\nAcme,=https://a.example\n", "line 2: links: a link has"),
    "a wrong person": (
        "name,custom_code_known_by\nAcme,U0IVAN|@dana\n",
        "line 2: custom_code_known_by: this is no Slack id of a person. ",
    ),
    "somebody else's name": (
        "name,synonyms\nAcme,globex\nGlobex,\n",
        "line 2: synonyms: line 3 has a customer with one of these names. ",
    ),
    "too few cells": (
        'name,notes\n"Acme\nInc",x\nGlobex\n',
        "line 4: 1 cells stand under 2 columns. ",
    ),
    "a lone quotation mark": (
        'name,notes\nAcme,x\nGlobex,"y\n',
        "line 3: the quotation marks do not fit together. ",
    ),
    "another alphabet": (
        "name\nAcme\nBäcker\n".encode("latin-1"),
        "line 3: the file is not UTF-8. Save it as CSV UTF-8.",
    ),
    "what nobody can read": ("name\nAc\0me\n", "line 2: name: it holds a sign that cannot be"),
    "too much": (f"name,notes\nAcme,{'x' * 4000}\n", "line 2: notes: it is longer than 3000 "),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_is_refused_whole_with_line_and_cure(terminal: Terminal, name: str) -> None:
    imported(terminal, SHEET)
    content, told = WRONG[name]
    (line,) = refused(terminal, content)
    assert line.startswith(f"customers.csv, {told}")


def test_problems_of_columns_and_of_lines_are_told_at_once(terminal: Terminal) -> None:
    content = "name,importanse,time_zone,synonyms\nAcme,vip,Berlin,\nB\xe4cker,,,\n,x,,\nGlobex,,,acme\nx\n"
    lines = refused(terminal, content.encode("latin-1"))
    assert [line.removeprefix("customers.csv, ").split(". ")[0] for line in lines] == [
        "line 1: importanse: there is no such column",
        "line 2: time_zone: there is no such time zone",
        "line 3: the file is not UTF-8",
        "line 4: name: the name is empty",
        "line 5: synonyms: line 2 has a customer with one of these names",
        "line 6: 1 cells stand under 4 columns",
    ]


def test_every_problem_is_told_up_to_twenty(terminal: Terminal) -> None:
    lines = refused(terminal, "name,importance\n" + "".join(f"C{n},huge\n" for n in range(25)))
    assert len(lines) == 21
    assert lines[19].startswith("customers.csv, line 21: ")
    assert lines[20] == "… and 5 more like these."


def test_a_file_that_is_not_there_is_said_to_be_missing(terminal: Terminal) -> None:
    result = terminal.run("customers", "import", "none.csv")
    assert result.exit_code == 1
    assert result.stderr.startswith("There is no file none.csv.")
