"""The bot of a story with a second HTTP door of its own, at which anybody may knock."""

import logging
from collections.abc import AsyncIterator, Iterator

import aiohttp
import pytest

from bot import app
from bot.clock import FrozenClock
from tests.handlers.front import Front
from tests.scenarios.world import World, world


@pytest.fixture
async def story(database_url: str, clock: FrozenClock) -> AsyncIterator[World]:
    async with world(database_url, clock, sockets=False) as opened:
        yield opened


@pytest.fixture
async def front(story: World) -> AsyncIterator[Front]:
    async with app.listening(story.bot) as doors, aiohttp.ClientSession() as session:
        yield Front(session, f"http://127.0.0.1:{doors.port}")


@pytest.fixture
def quiet(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Hold that nothing in the test left a stack trace in the log."""
    yield
    records = [record for when in ("setup", "call") for record in caplog.get_records(when)]
    traces = [record.getMessage() for record in records if record.exc_info]
    errors = [record.getMessage() for record in records if record.levelno >= logging.ERROR]
    assert (traces, errors) == ([], [])
