"""Seats: two side by side, one that is loaded again, and one that has no mouse."""

import re

from playwright.async_api import Locator, Page, expect

from tests.browser.people import raises
from tests.browser.screen import CRITICAL
from tests.browser.tabs import Tabs

STEPS = 40


async def test_the_other_seat_sees_a_click_arrive(tabs: Tabs) -> None:
    screen = await tabs.open("Sam", "Ada", width=1600)
    sam, ada = screen.seat("Sam"), screen.seat("Ada")
    await sam.opens(CRITICAL)
    await ada.opens(CRITICAL)
    key = await raises(sam, "Delivery dates are wrong for Acme")
    await ada.card(key).presses("Accept")
    await sam.card(key).says("· Accepted")


async def test_a_reload_loses_nothing(tabs: Tabs) -> None:
    screen = await tabs.open("Kim", "Ada", width=1600)
    kim, ada = screen.seat("Kim"), screen.seat("Ada")
    await kim.opens(CRITICAL)
    await ada.opens(CRITICAL)
    key = await raises(kim, "Vouchers are refused at Harbour Books")
    thread = await kim.opens_thread(kim.message("Vouchers are refused"))
    await thread.writes("It began at nine.")
    await ada.card(key).presses("Assign…")
    form = ada.modal(f"Assign {key}")
    await form.fills({"Developer": "Dana"})
    async with screen.page.expect_response(re.compile("/page/act$")):
        await form.fills({"Note": "She wrote the vouchers."})
        await form.field("Note").blur()
    await screen.page.reload()
    await expect(form.field("Note")).to_have_value("She wrote the vouchers.")
    await thread.sees("It began at nine.")
    await form.fills_and_submits({"Deadline": "In 2 hours"})
    await ada.card(key).says("· Assigned", "Dana")


async def test_a_task_is_raised_and_assigned_by_keyboard_alone(tabs: Tabs) -> None:
    screen = await tabs.open("Ada")
    ada, page = screen.seat("Ada"), screen.page
    await walk(page, ada.sidebar.get_by_role("button", name=re.compile("^#critical")))
    await page.keyboard.press("Enter")
    await walk(page, ada.root.get_by_role("textbox", name="Message #critical"), "F6")
    await page.keyboard.type("Returns cannot be printed at Acme")
    await page.keyboard.press("Enter")
    card = await ada.sees("CRIT-", " · Returns cannot be printed", "Severity")
    await walk(page, card.root.get_by_role("button", name="Assign…"), "Shift+Tab")
    await page.keyboard.press("Enter")
    form = ada.root.get_by_role("dialog", name=re.compile("^Assign"))
    await walk(page, form.get_by_label("Developer"))
    await page.keyboard.type("Ivan")
    await page.keyboard.press("Enter")
    await walk(page, form.get_by_label("Deadline"))
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Control+Enter")
    await expect(form).to_be_hidden()
    await card.says("· Assigned", "Ivan")
    await expect(card.root.locator(":focus")).to_have_count(1)


async def walk(page: Page, goal: Locator, key: str = "Tab") -> None:
    """Press a key until the focus is there, as one does who has no mouse."""
    await expect(goal).to_be_visible()
    for _ in range(STEPS):
        if await goal.evaluate("(node) => node === document.activeElement"):
            break
        await page.keyboard.press(key)
    await expect(goal).to_be_focused()
