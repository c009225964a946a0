"""The workspace's clock, moved by hand: the app's timers follow."""

import re

from playwright.async_api import expect

from tests.browser.people import raises, seat
from tests.browser.screen import CRITICAL
from tests.browser.tabs import Tabs


async def test_the_backup_is_called_when_nobody_accepts(tabs: Tabs) -> None:
    sam, ben = await seat(tabs, "Sam"), await seat(tabs, "Ben")
    await sam.opens(CRITICAL)
    key = await raises(sam, "Checkout is down for Northwind, nobody can order")
    await sam.screen.bar.get_by_role("button", name=re.compile("^Clock: ")).click()
    due = sam.screen.clock.get_by_role("list", name="Due next").get_by_role("listitem")
    await expect(due.filter(has_text=key).first).to_be_visible()
    await sam.screen.page.keyboard.press("Escape")
    await sam.screen.moves_clock("+15 min")
    await ben.is_told(key, "Nobody has accepted it in 10 min, so you are called now")
    thread = await sam.opens_thread(sam.message("nobody can order"))
    await thread.sees("Ben")


async def test_the_clock_is_the_same_for_everybody(tabs: Tabs) -> None:
    sam, kim = await seat(tabs, "Sam"), await seat(tabs, "Kim")
    shown = kim.screen.bar.get_by_role("button", name=re.compile("^Clock: .*New York"))
    await expect(shown).to_be_visible()
    before = await shown.inner_text()
    await sam.screen.moves_clock("+1 h")
    await expect(shown).not_to_have_text(before)
