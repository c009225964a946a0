"""`doctor` finds what is wrong, names the cure, and lets no finding hide another."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bot import doctor
from bot.clock import FrozenClock, SystemClock
from bot.services import registry
from bot.settings import load
from bot.simulator.faults import Fault
from bot.simulator.server import Simulator
from storage import rules as storage
from storage.engine import Database
from tests.terminal import SAMPLE, TOKEN, Terminal

CHANNEL, OWN = "C0CRITICAL", "C0SHOP"
EVERYTHING = (
    "Settings", "bot.db", "Token", "Scopes", "Clock", "App token", "Database", "Rules",
    "Critical channel", "Channel of Web shop", "People",
)  # fmt: skip


@pytest.fixture
async def healthy(terminal: Terminal, slack: Simulator) -> Simulator:
    """Set everything up as it should be."""
    slack.add_channel(CHANNEL, "critical", [])
    slack.add_channel(OWN, "shop-critical", [])
    terminal.env |= {"SLACK_APP_TOKEN": "xapp-x"}
    await terminal.runs("config", "apply", "team.yaml")
    return slack


async def findings(terminal: Terminal) -> tuple[int, dict[str, list[str]]]:
    """Run it; give its exit code, and what it said by how it stands."""
    ran = await terminal.runs("doctor")
    assert ran.stderr == ""
    assert "Traceback" not in ran.output
    said: dict[str, list[str]] = {"ok": [], "careful": [], "wrong": [], "unknown": []}
    for line in ran.stdout.splitlines()[:-1]:
        state, _, what = line.partition(" ")
        said[state].append(what.strip())
    assert all(". Cure: " in line for line in (*said["wrong"], *said["careful"])), said
    return ran.exit_code, said


async def only(terminal: Terminal, part: str, cure: str) -> None:
    """Hold that this one thing is wrong, that it has this cure, and that the rest is fine."""
    code, said = await findings(terminal)
    assert code == 1
    [line] = said["wrong"]
    assert part in line.partition(" Cure: ")[0]
    assert cure in line.partition(" Cure: ")[2]
    assert len(said["ok"]) == len(EVERYTHING) - 1, said
    assert said["unknown"] == []


async def test_where_all_is_well_each_thing_has_its_line(
    terminal: Terminal, healthy: Simulator
) -> None:
    ran = await terminal.runs("doctor")
    assert (ran.exit_code, ran.stderr) == (0, "")
    *lines, summary = ran.stdout.splitlines()
    assert summary == "All is well."
    for line, subject in zip(lines, EVERYTHING, strict=True):
        assert line.startswith("ok "), line
        assert subject in line
    assert healthy.problems == []


def _forget_scope(slack: Simulator) -> None:
    kept = tuple(one for one in slack.workspace.manifest.scopes if one != "reactions:write")
    object.__setattr__(slack.workspace.manifest, "scopes", kept)


def _leave(slack: Simulator) -> None:
    slack.workspace.channels[CHANNEL].members.clear()


def _archive(slack: Simulator) -> None:
    slack.workspace.channels[CHANNEL].is_archived = True


def _lose_channel(slack: Simulator) -> None:
    del slack.workspace.channels[CHANNEL]


def _leave_own(slack: Simulator) -> None:
    slack.workspace.channels[OWN].members.clear()


def _archive_own(slack: Simulator) -> None:
    slack.workspace.channels[OWN].is_archived = True


def _lose_own(slack: Simulator) -> None:
    del slack.workspace.channels[OWN]


def _lose_mira(slack: Simulator) -> None:
    del slack.workspace.people["U0MIRA"]


def _deactivate_ben(slack: Simulator) -> None:
    slack.workspace.people["U0BEN"].deleted = True


def _make_dana_a_bot(slack: Simulator) -> None:
    slack.workspace.people["U0DANA"].is_bot = True


WRONGS: list[tuple[Callable[[Simulator], None], str, str]] = [
    (_forget_scope, "lacks these scopes of app.yaml: reactions:write", "Reinstall"),
    (_leave, "not in the critical channel C0CRITICAL", "/invite"),
    (_archive, "C0CRITICAL is archived", "unarchive"),
    (_lose_channel, "shows the bot no critical channel C0CRITICAL", "/invite"),
    (_leave_own, "not in the channel of Web shop C0SHOP", "/invite"),
    (_archive_own, "The channel of Web shop C0SHOP is archived", "unarchive"),
    (_lose_own, "shows the bot no channel of Web shop C0SHOP", "/invite"),
    (_lose_mira, "U0MIRA of the rules is nobody", "take them out"),
    (_deactivate_ben, "U0BEN of the rules is not in this workspace any more", "take them out"),
    (_make_dana_a_bot, "U0DANA of the rules is a bot", "name another"),
]


@pytest.mark.parametrize(("spoil", "part", "cure"), WRONGS)
async def test_what_slack_knows_to_be_wrong_is_named_with_its_cure(
    spoil: Callable[[Simulator], None],
    part: str,
    cure: str,
    terminal: Terminal,
    healthy: Simulator,
) -> None:
    spoil(healthy)
    await only(terminal, part, cure)


async def test_a_wrong_app_token_is_named(terminal: Terminal, healthy: Simulator) -> None:
    terminal.env["SLACK_APP_TOKEN"] = "xapp-other"
    await only(terminal, "SLACK_APP_TOKEN: invalid_auth", "connections:write")
    assert healthy.calls


async def test_a_wrong_token_hides_nothing_else(terminal: Terminal, healthy: Simulator) -> None:
    terminal.env["SLACK_BOT_TOKEN"] = "xoxb-wrong"
    code, said = await findings(terminal)
    assert code == 1
    assert [line.partition(".")[0] for line in said["wrong"]] == [
        "Slack does not know SLACK_BOT_TOKEN"
    ]
    assert len(said["unknown"]) == 2  # the channel and the people
    for subject in ("Clock", "App token", "Database", "Rules"):
        assert any(line.startswith(subject) for line in said["ok"]), said
    assert healthy.calls


@pytest.mark.parametrize(
    "fault",
    [Fault(kind="server_error"), Fault(kind="timeout_before"), Fault(kind="away")],
    ids=lambda fault: str(fault.kind),
)
async def test_a_slack_that_is_away_hides_nothing_else(
    fault: Fault, terminal: Terminal, healthy: Simulator
) -> None:
    healthy.faults.add(fault)
    code, said = await findings(terminal)
    assert code == 1
    assert any(line.startswith("Slack does not answer") for line in said["wrong"])
    assert any(line.startswith("Rules") for line in said["ok"])


async def test_nothing_set_up_is_told_thing_by_thing(terminal: Terminal) -> None:
    code, said = await findings(terminal)
    assert code == 1
    told = "\n".join(said["wrong"])
    for part in ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "There is no database"):
        assert part in told
    assert not (terminal.folder / "bot.db").exists()


async def test_a_database_without_rules_is_told(terminal: Terminal, slack: Simulator) -> None:
    terminal.env |= {"SLACK_APP_TOKEN": "xapp-x"}
    await terminal.runs("migrate")
    _, said = await findings(terminal)
    assert [line.partition(".")[0] for line in said["wrong"]] == ["There are no rules yet"]
    assert slack.problems == []


async def test_a_database_of_another_version_is_told(
    terminal: Terminal, healthy: Simulator
) -> None:
    await _execute(terminal, "UPDATE alembic_version SET version_num = '0001'")
    _, said = await findings(terminal)
    assert [line.partition(". Cure: ")[2] for line in said["wrong"]] == ["python -m bot migrate."]
    assert healthy.problems == []


async def test_rules_that_cannot_be_read_are_told(terminal: Terminal, healthy: Simulator) -> None:
    database = Database(terminal.env["DATABASE_URL"])
    async with database.write() as session:
        await storage.save(session, {"critical_channel": 5}, SystemClock().now())
    await database.close()
    _, said = await findings(terminal)
    assert said["wrong"][0].startswith("The rules in force cannot be read")
    assert healthy.problems == []


@pytest.mark.parametrize(
    "url", ["postgresql://ada:hush@127.0.0.1:1/none", "sqlite:///none/bot.db", "sqlite:///."]
)
async def test_a_database_that_is_away_hides_nothing_else(
    url: str, terminal: Terminal, healthy: Simulator
) -> None:
    terminal.env["DATABASE_URL"] = url
    code, said = await findings(terminal)
    assert code == 1
    assert "hush" not in json.dumps(said)
    assert any("atabase" in line for line in said["wrong"])
    assert any(line.startswith("Scopes") for line in said["ok"])
    assert healthy.calls


@pytest.mark.parametrize(("seconds", "is_wrong"), [(50, False), (70, True), (-70, True)])
async def test_the_clock_is_held_against_slacks(
    seconds: int,
    is_wrong: bool,
    terminal: Terminal,
    healthy: Simulator,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in terminal.env.items():
        monkeypatch.setenv(name, value)
    clock = FrozenClock(SystemClock().now() + timedelta(seconds=seconds))
    lines = (await doctor.examine(load(), clock)).lines()
    [line] = [one for one in lines if "lock" in one.lower() and "Slack’s" in one]
    assert line.startswith("wrong" if is_wrong else "ok"), line
    assert ("time synchronisation" in line) is is_wrong
    assert healthy.problems == []


async def test_secrets_that_others_can_read_are_told(
    terminal: Terminal, healthy: Simulator
) -> None:
    file = terminal.folder / ".env"
    file.write_text("LOG_LEVEL=INFO\n")
    file.chmod(0o644)
    code, said = await findings(terminal)
    assert code == 0
    assert said["careful"] == [".env can be read by others on this machine. Cure: chmod 600 .env."]
    file.chmod(0o600)
    (terminal.folder / "bot.db").chmod(0o640)
    code, said = await findings(terminal)
    assert [line.partition("Cure: ")[2] for line in said["careful"]] == [
        f"chmod 600 {terminal.folder / 'bot.db'}."
    ]
    assert healthy.problems == []


async def test_without_app_yaml_the_rest_is_looked_at(
    healthy: Simulator, terminal: Terminal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name, value in terminal.env.items():
        monkeypatch.setenv(name, value)
    found = await doctor.examine(load(), SystemClock(), tmp_path / "app.yaml")
    assert [one.what for one in found.findings if one.state == "unknown"] == [
        "Scopes: not looked at, because app.yaml cannot be read"
    ]
    assert not found.is_sick
    assert healthy.problems == []


async def test_a_bug_in_one_look_hides_no_other(
    terminal: Terminal, healthy: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "people_of", None)
    code, said = await findings(terminal)
    assert code == 1
    assert said["wrong"][0].startswith("People: looking at it failed with TypeError")
    assert len(said["ok"]) == len(EVERYTHING) - 1
    assert healthy.problems == []


async def test_it_changes_nothing(terminal: Terminal, healthy: Simulator) -> None:
    before = (terminal.folder / "bot.db").read_bytes()
    await terminal.runs("doctor")
    assert (terminal.folder / "bot.db").read_bytes() == before
    posts = [call.method for call in healthy.calls if call.method.startswith("chat.")]
    assert posts == []
    assert TOKEN not in (await terminal.runs("doctor")).output
    assert (terminal.folder / "team.yaml").read_text("utf-8") == SAMPLE


async def _execute(terminal: Terminal, statement: str) -> None:
    database = Database(terminal.env["DATABASE_URL"])
    async with database.write() as session:
        await (await session.connection()).exec_driver_sql(statement)
    await database.close()
