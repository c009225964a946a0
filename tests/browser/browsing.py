"""The browser that is installed on this machine; none is ever brought along."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, async_playwright

CHROMIUM = Path(os.environ.get("CHROMIUM") or "/usr/bin/chromium")
HOW_TO_INSTALL = f"There is no browser at {CHROMIUM}. On Debian: apt-get install chromium"
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@asynccontextmanager
async def launched() -> AsyncIterator[Browser]:
    """Start the browser, and end it."""
    # Where everything runs as root, as in containers, Chromium has no sandbox.
    alone = ["--no-sandbox"] if os.geteuid() == 0 else []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=[*alone, *QUIET])
        yield browser
        await browser.close()
