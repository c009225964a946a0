"""What goes wrong: refusals, mistakes in a form, a Slack that fails, an app that crashes."""

import re

from playwright.async_api import expect

from tests.browser.people import raises, seat
from tests.browser.screen import CRITICAL
from tests.browser.tabs import Tabs


async def test_who_may_not_accept_is_told_so_alone(tabs: Tabs) -> None:
    kim, ben = await seat(tabs, "Kim"), await seat(tabs, "Ben")
    text = "Prices are shown in pounds for Northwind"
    await kim.opens(CRITICAL)
    key = await raises(kim, text)
    await kim.card(key).presses("Accept")
    refusal = await kim.sees("Only visible to you", "Only a task administrator can accept", key)
    # Prices are the partners', whose administrator is Ben.
    await refusal.says("Ben is on duty.")
    await kim.card(key).says("· New")
    await ben.opens(CRITICAL)
    await ben.card(key).says("· New")
    await ben.lacks("Only a task administrator")


async def test_what_is_missing_in_a_form_is_said_at_its_field(tabs: Tabs) -> None:
    ada = await seat(tabs, "Ada")
    await ada.opens(CRITICAL)
    key = await raises(ada, "Search finds nothing at Harbour Books")
    await ada.card(key).chooses("Decline…")
    form = await ada.modal(f"Decline {key}").fills({"Reason": "  "})
    await form.sends()
    await expect(form.field("Reason")).to_have_accessible_description("Please fill in this field.")
    await expect(form.field("Reason")).to_be_focused()
    await form.fills_and_submits({"Reason": "The index is built at night."})
    await ada.card(key).says("· Declined")


async def test_what_the_app_refuses_in_a_form_is_said_at_its_field(tabs: Tabs) -> None:
    ben = await seat(tabs, "Ben")
    await ben.opens(CRITICAL)
    key = await raises(ben, "Orders arrive twice at Northwind")
    await ben.card(key).presses("Assign…")
    form = await ben.modal(f"Assign {key}").fills({"Developer": "Ivan"})
    exactly = form.root.get_by_role("group", name="Exactly")
    await exactly.get_by_role("combobox", name="Date").fill("2026-11-24")
    await exactly.get_by_role("combobox", name="Date").press("Tab")
    await exactly.get_by_role("combobox", name="Time").fill("08:00")
    await exactly.get_by_role("combobox", name="Time").press("Tab")
    await form.sends()
    await expect(form.root.get_by_text("Choose a time after")).to_be_visible()
    await expect(form.field("Developer")).to_have_value(re.compile("^Ivan"))
    await form.closes()


async def test_what_looks_like_markup_stays_text(tabs: Tabs) -> None:
    dana = await seat(tabs, "Dana")
    await dana.opens(CRITICAL)
    markup = "<img src=x onerror=alert(1)> breaks the form for Acme & sons"
    key = await raises(dana, markup)
    await dana.card(key).says(markup)
    await expect(dana.root.locator("img[src='x']")).to_have_count(0)
    told = await dana.is_told(key)
    await told.says(markup)


async def test_nothing_is_lost_when_slack_refuses_calls(tabs: Tabs) -> None:
    sam = await seat(tabs, "Sam")
    log = await sam.screen.opens_log()
    await sam.opens(CRITICAL)
    await sam.screen.breaks("Slack says 429")
    await expect(log.get_by_text("ratelimited")).to_have_count(0)
    key = await raises(sam, "Invoices are empty for Northwind")
    await expect(log.get_by_text("ratelimited").first).to_be_visible()
    await sam.card(key).says("· New")
    await sam.is_told(f"{key} · Invoices are empty")


async def test_what_was_written_while_the_app_was_down_is_a_task_when_it_is_back(
    tabs: Tabs,
) -> None:
    noor = await seat(tabs, "Noor")
    await noor.opens(CRITICAL)
    await noor.screen.breaks("Crash the app")
    await expect(noor.screen.bar.get_by_role("status")).to_contain_text("Cavalry is down")
    text = "Login fails for Harbour Books"
    await noor.writes(text)
    await noor.sees(text)
    await noor.screen.breaks("Start the app")
    await expect(noor.screen.bar.get_by_role("status")).to_contain_text("Cavalry is running")
    await noor.screen.moves_clock("+15 min")
    await noor.sees("CRIT-", f" · {text}", "Severity")
