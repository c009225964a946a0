"""`python -m bot run` as it is really run: a process of its own before a Slack of its own."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import pytest

from bot.clock import SystemClock
from bot.domain import rules_reading
from bot.services import registry
from bot.simulator.faults import Fault, FaultKind
from bot.simulator.server import Simulator
from storage.engine import Database
from tests.conftest import sqlite_url
from tests.scenarios.world import APP_TOKEN, BOT_TOKEN, CRITICAL, MANIFEST, RULES, SECRET

ROOT = Path(__file__).parents[1]
STARTS_WITHIN, STOPS_WITHIN = 60, 5
PLANTED = "aubergine"
"""A word that people say and no log may repeat."""


@dataclass
class Running:
    """The process, and what it has said so far."""

    process: asyncio.subprocess.Process
    said: list[str]

    async def says(self, words: str) -> str:
        """Read the log until a line has these words."""
        assert self.process.stderr is not None
        async with asyncio.timeout(STARTS_WITHIN):
            while line := (await self.process.stderr.readline()).decode():
                self.said.append(line)
                if words in line:
                    return line
        message = f"it never said {words!r}: {''.join(self.said)}"
        raise AssertionError(message)

    async def stops(self) -> float:
        """Tell it to stop; say how many seconds that took."""
        begun = monotonic()
        self.process.send_signal(signal.SIGTERM)
        out, rest = await asyncio.wait_for(self.process.communicate(), STARTS_WITHIN)
        self.said.append(rest.decode() + (out or b"").decode())
        return monotonic() - begun


@pytest.fixture
async def slack() -> AsyncIterator[Simulator]:
    simulator = Simulator(
        MANIFEST, clock=SystemClock(), signing_secret=SECRET, bot_token=BOT_TOKEN,
        app_token=APP_TOKEN, enforce_rate_limits=False,
    )  # fmt: skip
    await simulator.start()
    people = [
        simulator.add_person(f"U0{name.upper()}", name=name, tz="Europe/Berlin")
        for name in ("sam", "ada", "ben", "ivan", "dana", "mira")
    ]
    simulator.add_channel(CRITICAL, "critical", people)
    yield simulator
    await simulator.stop()


def environment(slack: Simulator, database_url: str, **more: str) -> dict[str, str]:
    usual = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": slack.api_url,
        "DATABASE_URL": database_url,
        "PORT": "0",
        "LOG_FORMAT": "json",
    }
    return usual | more


@asynccontextmanager
async def running(variables: dict[str, str], folder: Path) -> AsyncIterator[Running]:
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", cwd=folder, env=variables, stdout=pipe, stderr=pipe,
        limit=2**20,
    )  # fmt: skip
    try:
        yield Running(process, [])
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def stops_in_time(bot: Running, variables: dict[str, str], folder: Path) -> None:
    """Stop it. A busy machine may stand still for seconds: then a fresh bot shows it once more."""
    took = await bot.stops()
    assert bot.process.returncode == 0
    if took >= STOPS_WITHIN:
        async with running(variables, folder) as fresh:
            await fresh.says("bot.started")
            took = await fresh.stops()
            assert fresh.process.returncode == 0
    assert took < STOPS_WITHIN


async def failing(variables: dict[str, str], folder: Path) -> str:
    """Run what cannot run; give what it said."""
    async with running(variables, folder) as bot:
        out, said = await asyncio.wait_for(bot.process.communicate(), STARTS_WITHIN)
        assert bot.process.returncode == 1
        assert b"Traceback" not in out + said
        return said.decode()


async def apply_rules(database_url: str) -> None:
    database = Database(database_url)
    await registry.apply(database, SystemClock(), rules_reading.read(RULES))
    await database.close()


@pytest.mark.parametrize("door", ["http", "sockets"])
async def test_it_works_stops_in_time_and_logs_no_secret_and_no_word_of_people(
    slack: Simulator, database_url: str, tmp_path: Path, door: str
) -> None:
    await apply_rules(database_url)
    tokens = {"SLACK_APP_TOKEN": APP_TOKEN} if door == "sockets" else {}
    variables = environment(slack, database_url, LOG_LEVEL="DEBUG", **tokens)
    async with running(variables, tmp_path) as bot:
        chosen = json.loads(await bot.says("slack.chosen"))
        assert chosen["slack"] == f"the practice workspace at {slack.api_url}"
        started = json.loads(await bot.says("bot.started"))
        if door == "http":
            slack.send_to(f"http://127.0.0.1:{started['port']}/slack/events")
        else:
            await connected(slack)
        await live(slack, bot)
        await stops_in_time(bot, variables, tmp_path)
    check_log("".join(bot.said))


async def live(slack: Simulator, bot: Running) -> None:
    """Let people raise tasks and press buttons."""
    sam, ada = slack.person("U0SAM"), slack.person("U0ADA")
    await sam.writes(f"The {PLANTED} is down", channel=CRITICAL)
    answer = await sam.commands("/critical", f"{PLANTED} payload two", channel=CRITICAL)
    assert "CRIT-2" in answer.text
    await sam.commands("/critical", f"<@U0ADA> {PLANTED} three", channel=CRITICAL)
    line = ""
    while "CRIT-1" not in line or '"card"' not in line:
        line = await bot.says('"delivery"')
    await ada.clicks("Accept")
    await sam.clicks("Accept")
    form = await sam.uses_shortcut("Raise a critical task")
    assert form is not None
    await form.fills(title=f"{PLANTED} four", what_happened=PLANTED).submits()


def check_log(log: str) -> None:
    lines = [json.loads(line) for line in log.splitlines()]
    assert PLANTED not in log
    for secret in (BOT_TOKEN, APP_TOKEN, SECRET, "/response/", "?ticket="):
        assert secret not in log
    assert [one for one in lines if "Traceback" in str(one)] == []
    assert "will be ignored" not in log
    assert "will be unused" not in log
    requests = [one for one in lines if one["event"] == "request" and one["name"] != "user_change"]
    known = [one["task"] for one in requests if one["kind"] != "shortcut" and one.get("task")]
    assert {"CRIT-1", "CRIT-2", "CRIT-3", "CRIT-4"} <= set(known)
    deliveries = [one for one in lines if one["event"] == "delivery"]
    assert deliveries
    assert all(one["task"].startswith("CRIT-") for one in deliveries)


@pytest.mark.parametrize("kind", ["away", "server_error"])
async def test_it_starts_though_slack_is_away(
    slack: Simulator, tmp_path: Path, kind: FaultKind
) -> None:
    url = sqlite_url(tmp_path / "cavalry.db")
    away = slack.faults.add(Fault(kind=kind))
    variables = environment(slack, url, SLACK_APP_TOKEN=APP_TOKEN)
    async with running(variables, tmp_path) as bot:
        await bot.says("slack.away")
        await bot.says("bot.started")
        slack.faults.remove(away)
        await connected(slack)
        await stops_in_time(bot, variables, tmp_path)


async def test_it_says_which_settings_are_missing(slack: Simulator, tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "cavalry.db")
    said = await failing(environment(slack, url, SLACK_BOT_TOKEN=""), tmp_path)
    assert said.startswith("SLACK_BOT_TOKEN is missing.")


async def test_it_says_that_slack_does_not_take_the_token(slack: Simulator, tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "cavalry.db")
    said = await failing(environment(slack, url, SLACK_BOT_TOKEN="xoxb-other"), tmp_path)
    assert "Slack does not accept SLACK_BOT_TOKEN (invalid_auth)" in said
    assert "xoxb-other" not in said


async def test_it_says_what_keeps_it_from_the_database(
    slack: Simulator, empty_database_url: str, tmp_path: Path
) -> None:
    if empty_database_url.startswith("sqlite"):
        url = sqlite_url(tmp_path / "nowhere" / "cavalry.db")
        assert "nowhere" in await failing(environment(slack, url), tmp_path)
        return
    said = await failing(environment(slack, empty_database_url), tmp_path)
    assert "Run python -m bot migrate first." in said


async def test_a_second_bot_on_one_sqlite_file_is_refused(slack: Simulator, tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "cavalry.db")
    variables = environment(slack, url)
    async with running(variables, tmp_path) as bot:
        await bot.says("bot.started")
        said = await failing(variables, tmp_path)
        assert "SQLite serves one." in said
        # What only looks or writes for a moment works beside it.
        await apply_rules(url)
        await stops_in_time(bot, variables, tmp_path)
    async with running(variables, tmp_path) as again:
        await again.says("bot.started")


async def connected(slack: Simulator) -> None:
    async with asyncio.timeout(STARTS_WITHIN):
        while len(slack.sockets.connections) < 2:
            with suppress(TimeoutError):
                await asyncio.wait_for(asyncio.Event().wait(), 0.05)
