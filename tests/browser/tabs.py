"""Tabs of the browser, each for one person or two."""

from contextlib import AsyncExitStack
from typing import Literal

from playwright.async_api import Browser

from tests.browser.screen import Screen
from tests.browser.watch import Watch

Scheme = Literal["light", "dark"]


class Tabs:
    """Opens tabs, closes them at the end, and notes what goes wrong in them."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.watch = Watch()
        self._browser = browser
        self._address = address
        self._opened = AsyncExitStack()

    async def open(
        self, *names: str, width: int = 1280, height: int = 900, scheme: Scheme = "light"
    ) -> Screen:
        """Open the page for these people, in a browser that nobody has used before."""
        context = await self._browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme
        )
        self._opened.push_async_callback(context.close)
        page = await context.new_page()
        self.watch.look_at(page)
        return await Screen(page, self._address).sits_down(*names)

    async def close(self) -> None:
        """Close them all."""
        await self._opened.aclose()
