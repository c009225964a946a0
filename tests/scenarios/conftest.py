"""Every story is told over HTTP on both engines, and over sockets."""

from collections.abc import AsyncIterator

import pytest

from bot.clock import FrozenClock
from tests.scenarios.world import World, world


@pytest.fixture
async def story(database_url: str, clock: FrozenClock) -> AsyncIterator[World]:
    """Open the company of a story, over HTTP; at the end Slack had nothing to refuse."""
    async with world(database_url, clock, sockets=False) as opened:
        yield opened
        await opened.settle()
        assert opened.slack.problems == []
