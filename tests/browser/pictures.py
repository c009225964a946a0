"""Pictures of the page for the README and for those who judge it: `make pictures`."""

import asyncio
import re
from pathlib import Path

from playwright.async_api import expect

from tests.browser import browsing, demo
from tests.browser.album import Album
from tests.browser.modal import Modal
from tests.browser.people import Cast, raises
from tests.browser.screen import CRITICAL, PATIENCE, Seat
from tests.browser.tabs import Tabs

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
TEXT = "Checkout is down for Acme\nPay answers with 500 since nine, for all their users"

SHOP = """
<body style="margin: 0; font-family: sans-serif; background: #f4f1ea">
  <h2 style="margin: 0; padding: 14px 20px; background: #3b2f4a; color: white">Acme Outfitters</h2>
  <h3 style="margin: 24px 20px 8px">Checkout</h3>
  <p style="margin: 0 20px; padding: 12px; border: 1px solid #b3261e; color: #b3261e">
    500 · We could not take your payment. Please try again later.</p>
</body>"""


class Story:
    """The day that is pictured."""

    def __init__(self, cast: Cast, album: Album) -> None:
        self.cast = cast
        self.album = album

    async def card(self, key: str, state: str) -> None:
        """Picture a task's card as the administrator sees it."""
        card = self.cast.ada.card(key)
        await card.says(f"· {state}")
        name = state.lower().replace(" ", "-")
        await self.album.take(f"card-{name}", self.cast.ada, card.root)

    async def form(self, seat: Seat, title: str, **typed: str) -> Modal:
        """Picture a form that has opened, filled in."""
        form = await seat.modal(title).fills(
            {label.replace("_", " "): value for label, value in typed.items()}
        )
        name = re.sub(r"(:? CRIT-\d+)$", "", title).lower().replace(" ", "-")
        await self.album.take(f"form-{name}", seat, form.root)
        return form

    async def broken_shop(self) -> bytes:
        """What Sam's customer sees."""
        page = await self.cast.sam.root.page.context.new_page()
        await page.set_viewport_size({"width": 480, "height": 220})
        await page.set_content(SHOP)
        picture = await page.screenshot()
        await page.close()
        return picture

    async def begins(self) -> str:
        """Two lines and a screenshot; the card appears."""
        ada, sam = self.cast.ada, self.cast.sam
        await sam.opens(CRITICAL)
        await ada.opens(CRITICAL)
        await sam.pastes_picture("pay-500.png", await self.broken_shop())
        key = await raises(sam, TEXT)
        await self.card(key, "New")
        await self.album.take("page-channel", ada)
        await ada.card(key).presses("Accept")
        await self.card(key, "Accepted")
        return key

    async def goes_on(self, key: str) -> None:
        """Somebody has it, and asks."""
        ada, ivan, sam = self.cast.ada, self.cast.ivan, self.cast.sam
        await ada.card(key).presses("Assign…")
        form = await self.form(ada, f"Assign {key}", Developer="Ivan", Deadline="In 2 hours")
        await form.submits()
        await self.card(key, "Assigned")
        mine = await ivan.is_told(key, "Yours, by")
        await mine.presses("Start")
        await self.card(key, "In progress")
        await mine.presses("Ask reporter…")
        form = await self.form(ivan, f"Ask about {key}", Question="By card or by invoice?")
        await form.submits()
        await self.card(key, "Waiting for reporter")
        asked = await sam.is_told("By card or by invoice?")
        await self.album.take("page-direct-message", sam)
        await asked.presses("Answer…")
        form = await self.form(sam, f"Answer {key}", Answer="By card. Invoice works.")
        await form.submits()
        await mine.presses("Need more time…")
        form = await self.form(ivan, f"More time {key}", Reason="The provider has to answer first.")
        await form.closes()

    async def ends(self, key: str) -> None:
        """Fixed, still broken, fixed and closed."""
        ada, ivan, sam = self.cast.ada, self.cast.ivan, self.cast.sam
        news = "Paying by card works again."
        await ivan.message(key, "Yours, by").presses("Fixed…")
        form = await self.form(ivan, f"Fixed: {key}", What_to_tell_the_customer=news)
        await form.submits()
        await self.card(key, "Fixed")
        told = await sam.is_told(news)
        await told.presses("Still broken…")
        form = await self.form(sam, f"Still broken: {key}", Reason="On phones it is still 500.")
        await form.closes()
        await told.presses("Works")
        await self.card(key, "Closed")
        await ada.opens_thread(ada.message("Pay answers with 500"))
        await self.album.take("page-thread", ada)
        await ada.closes_thread()

    async def other_ends(self) -> None:
        """Severity and deadline; declined, brought back, withdrawn; and one that is merged."""
        ada, kim, ivan = self.cast.ada, self.cast.kim, self.cast.ivan
        await kim.opens(CRITICAL)
        other = await raises(kim, "Exports take an hour for Harbour Books")
        card = ada.card(other)
        await card.chooses("Change severity…")
        await (await self.form(ada, f"Severity of {other}", Severity="2")).closes()
        await card.chooses("Move deadline…")
        await (
            await self.form(ada, f"Move deadline {other}", Reason="They need it earlier.")
        ).closes()
        await card.chooses("Merge…")
        await (await self.form(ada, f"Merge {other}")).closes()
        await card.chooses("Decline…")
        form = await self.form(ada, f"Decline {other}", Reason="Large exports run at night.")
        await form.submits()
        await self.card(other, "Declined")
        told = await kim.is_told("Large exports run at night.")
        await told.presses("Bring it back…")
        await (await self.form(kim, f"Bring back {other}", Reason="It is ten lines.")).submits()
        await ada.card(other).says("· New")
        await card.presses("Not a task")
        await self.card(other, "Withdrawn")
        await kim.opens(CRITICAL)
        same = await raises(kim, "Northwind cannot log in")
        await ivan.opens(CRITICAL)
        twin = await raises(ivan, "Nobody at Northwind can log in")
        await ada.card(twin).chooses("Merge…")
        await ada.modal(f"Merge {twin}").fills_and_submits({"Other task": same})
        await self.card(twin, "Merged")

    async def looks_around(self) -> None:
        """The form by shortcut, Home, the log, the clock, two side by side."""
        ada, sam = self.cast.ada, self.cast.sam
        await sam.opens(CRITICAL)
        await sam.starts("Raise a critical task")
        form = await self.form(sam, "Raise a critical task", Title="Search is empty for Acme")
        await form.closes()
        home = await ada.opens_home()
        await expect(home.get_by_role("button").first).to_be_visible()
        await self.album.take("home", ada)
        await sam.screen.opens_log()
        await self.album.take("page-log", sam)


async def main() -> None:
    """Play the day, and picture it."""
    expect.set_options(timeout=PATIENCE)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with demo.played() as address:
        async with browsing.launched() as browser:
            tabs = Tabs(browser, address)
            story = Story(await Cast.enter(tabs), Album(FOLDER))
            key = await story.begins()
            await story.goes_on(key)
            await story.ends(key)
            await story.other_ends()
            await story.looks_around()
            split = await tabs.open("Sam", "Ada", width=1600)
            await split.seat("Sam").opens(CRITICAL)
            await split.seat("Ada").opens(CRITICAL)
            await story.album.take("page-split", split.seat("Sam"))
            await tabs.close()


if __name__ == "__main__":
    asyncio.run(main())
