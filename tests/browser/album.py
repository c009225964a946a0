"""Where pictures of the page are put: each at three widths, a few of them in the dark, too."""

from pathlib import Path

from playwright.async_api import Locator

from tests.browser import png
from tests.browser.screen import Seat

WIDTHS = (360, 900, 1600)
HEIGHT = 900
TALL = 1400
"""For one part alone: a card that does not fit would have the page's own bars across it."""

DARK_TOO = {"page-channel", "page-split", "card-new", "form-assign", "home"}


class Album:
    """Takes pictures and names their files after what is on them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def take(self, name: str, seat: Seat, part: Locator | None = None) -> None:
        """Take pictures of a part of the page, or of the whole of it."""
        page = seat.root.page
        for width in WIDTHS:
            height = TALL if name.startswith("card-") else HEIGHT
            await page.set_viewport_size({"width": width, "height": height})
            await self._shoot(f"{name}-{width}", seat, part)
        await page.set_viewport_size({"width": 1280, "height": HEIGHT})
        if name in DARK_TOO:
            await page.emulate_media(color_scheme="dark")
            await self._shoot(f"{name}-dark", seat, part)
            await page.emulate_media(color_scheme="light")

    async def _shoot(self, name: str, seat: Seat, part: Locator | None) -> None:
        page, file = seat.root.page, self.folder / f"{name}.png"
        # What lies under the mouse looks otherwise.
        await page.mouse.move(0, 0)
        if name.startswith("card-"):
            # A message that has the focus shows its tools.
            await page.evaluate("document.activeElement.blur()")
        if part is not None:
            await part.scroll_into_view_if_needed()
        picture = await (part or page).screenshot(animations="disabled")
        file.write_bytes(png.shrink(picture))
