"""A browser, and the demo in it. Where there is no Chromium, all of this folder is skipped."""

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright, expect

from tests.browser import demo as process
from tests.browser.screen import PATIENCE
from tests.browser.tabs import Tabs

CHROMIUM = Path(os.environ.get("CHROMIUM") or "/usr/bin/chromium")
QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let these tests share one loop, so that they can share one browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest.fixture(scope="session")
def chromium() -> Path:
    """Find the browser that is installed; none is ever brought along."""
    if not CHROMIUM.is_file():
        pytest.skip(f"There is no browser at {CHROMIUM}. On Debian: apt-get install chromium")
    return CHROMIUM


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(chromium: Path) -> AsyncIterator[Browser]:
    """Start a browser for this process when a test first needs one."""
    # Where everything runs as root, as in containers, Chromium has no sandbox.
    alone = ["--no-sandbox"] if os.geteuid() == 0 else []
    async with async_playwright() as playwright:
        yield await playwright.chromium.launch(executable_path=chromium, args=[*alone, *QUIET])


@pytest.fixture(scope="module")
def demo(chromium: Path) -> Iterator[str]:
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
