"""A browser, and the demo in it. Where there is no Chromium, all of this folder is skipped."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.browser import browsing
from tests.browser import demo as process
from tests.browser.screen import PATIENCE
from tests.browser.tabs import Tabs

expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let these tests share one loop, so that they can share one browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Start a browser for this process when a test first needs one."""
    if not browsing.CHROMIUM.is_file():
        pytest.skip(browsing.HOW_TO_INSTALL)
    async with browsing.launched() as browser:
        yield browser


@pytest.fixture(scope="module")
def demo() -> Iterator[str]:
    """Play the demo for all tests of a module, and say where its page is."""
    with process.played() as address:
        yield address


@pytest_asyncio.fixture(loop_scope="session")
async def tabs(browser: Browser, demo: str) -> AsyncIterator[Tabs]:
    """Open the page for whom the test wants; at the end, hold that nothing went wrong in it."""
    tabs = Tabs(browser, demo)
    yield tabs
    await tabs.close()
    assert tabs.watch.troubles == []
