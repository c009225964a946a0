"""Every story is told over HTTP on both engines, and over sockets."""

from collections import Counter
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


ABOUT_WORDS = frozenset(
    {
        *("test_applications.py", "test_bursts.py", "test_causes.py", "test_chasing.py"),
        *("test_export.py", "test_headings.py", "test_joined.py", "test_looking.py"),
        *("test_muting.py", "test_near_commands.py", "test_putting_right.py"),
        *("test_raising_cards.py", "test_reading.py", "test_refusing.py", "test_returned.py"),
        *("test_telling.py", "test_topics.py", "test_topics_asked.py"),
    }
)
"""Files whose stories differ in what is said, and go the same ways to the database."""

ON_BOTH = 3
"""So many stories of such a file are told on PostgreSQL each time, the others with `make chaos`."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the twins of what is only about words to the long run."""
    told = Counter[str]()
    for item in items:
        is_of_words = item.path.parent.name == "scenarios" and item.path.name in ABOUT_WORDS
        if is_of_words and "postgres" in item.nodeid:
            told[item.path.name] += 1
            if told[item.path.name] > ON_BOTH:
                item.add_marker(pytest.mark.thorough)
