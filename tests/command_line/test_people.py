"""Slack is asked whether the people of the file exist."""

import pytest

from bot.simulator.faults import Fault
from bot.simulator.server import Simulator
from storage import people
from storage.engine import Database
from tests.terminal import TEAM, Terminal


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
