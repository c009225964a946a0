"""What every test of the command line may ask for."""

import logging
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import structlog

from bot.clock import SystemClock
from bot.settings import Settings
from bot.simulator.server import Simulator
from tests.conftest import sqlite_url
from tests.terminal import MANIFEST, SAMPLE, TEAM, TOKEN, Terminal


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
