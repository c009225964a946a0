"""Talking: what people do in a chat besides pressing buttons."""

import base64
import re

from playwright.async_api import expect

from tests.browser.people import raises, seat
from tests.browser.screen import APP, CRITICAL, PICTURE
from tests.browser.tabs import Tabs

DROP = """(box, [name, data]) => {
  const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([bytes], name, { type: "image/png" }));
  for (const kind of ["dragenter", "dragover", "drop"]) {
    box.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
  }
}"""


async def test_what_others_write_counts_as_unread_until_it_is_looked_at(tabs: Tabs) -> None:
    kim, dana = await seat(tabs, "Kim"), await seat(tabs, "Dana")
    await dana.opens(CRITICAL)
    await kim.opens("#general")
    await kim.writes("Lunch is here, <@U0DANA>")
    await expect(dana.sidebar.get_by_role("button", name=re.compile("^#general, "))).to_be_visible()
    await dana.opens("#general")
    said = await dana.sees("Lunch is here, @Dana")
    await expect(dana.sidebar.get_by_role("button", name="#general", exact=True)).to_be_visible()
    await said.root.hover()
    await said.root.get_by_role("button", name="Add reaction").click()
    await dana.screen.page.get_by_role("dialog").get_by_role("button").first.click()
    reaction = (await kim.sees("Lunch is here")).root.get_by_role("button", name=re.compile("1"))
    await expect(reaction.first).to_be_visible()


async def test_one_changes_and_takes_back_what_one_wrote(tabs: Tabs) -> None:
    ivan = await seat(tabs, "Ivan")
    await ivan.opens("#general")
    await ivan.writes("The relaese is out")
    await ivan.sees("The relaese is out")
    await ivan.box.press("ArrowUp")
    await expect(ivan.box).to_have_value("The relaese is out")
    await ivan.box.fill("The release is out")
    await ivan.box.press("Enter")
    said = await ivan.sees("The release is out", "edited")
    await said.escalates("Delete message")
    sure = ivan.root.get_by_role("alertdialog")
    await sure.get_by_role("button", name="Delete").click()
    await ivan.lacks("The release is out")


async def test_a_dropped_file_goes_with_what_is_written(tabs: Tabs) -> None:
    kim = await seat(tabs, "Kim")
    await kim.opens(CRITICAL)
    await kim.box.evaluate(DROP, ["receipt.png", base64.b64encode(PICTURE).decode()])
    await expect(kim.root.get_by_text("receipt.png")).to_be_visible()
    await raises(kim, "Receipts come out empty at Northwind")
    await expect(kim.log.get_by_role("img", name="receipt.png").last).to_be_visible()


async def test_a_command_is_completed_and_answered_to_one_alone(tabs: Tabs) -> None:
    noor = await seat(tabs, "Noor")
    await noor.opens(CRITICAL)
    await noor.box.press_sequentially("/cri")
    offered = noor.root.get_by_role("listbox", name="Commands").get_by_role("option")
    await expect(offered.filter(has_text="/critical")).to_be_visible()
    await noor.box.press("Tab")
    await noor.box.press_sequentially("board")
    await noor.box.press("Enter")
    await noor.sees("Only visible to you", "CRIT-")
    await noor.box.fill("/nonsense at all")
    await noor.box.press("Enter")
    await expect(noor.root.get_by_text("/nonsense").last).to_be_visible()
    await expect(noor.box).to_have_value("/nonsense at all")


async def test_any_message_is_escalated_from_its_own_menu(tabs: Tabs) -> None:
    kim = await seat(tabs, "Kim")
    await kim.opens("#support")
    await kim.writes("Harbour Books sees the prices of another shop")
    message = await kim.sees("prices of another shop")
    await message.escalates("Escalate to development")
    form = kim.root.get_by_role("dialog", name=re.compile("critical", re.IGNORECASE))
    await expect(form.get_by_label("Title")).to_have_value(re.compile("prices of another shop"))
    await form.locator("footer").get_by_role("button").last.click()
    await expect(form).to_be_hidden()
    await kim.opens(CRITICAL)
    await kim.sees("CRIT-", "prices of another shop", "Severity")


async def test_a_reply_can_show_in_the_channel_and_the_apps_home_shows_what_is_open(
    tabs: Tabs,
) -> None:
    ben = await seat(tabs, "Ben")
    await ben.opens(CRITICAL)
    key = await raises(ben, "Parcels are sent without labels at Acme")
    thread = await ben.opens_thread(ben.message("Parcels are sent"))
    await thread.root.get_by_role("checkbox", name=f"Also send to {CRITICAL}").check()
    await thread.writes("Since the printer was replaced.")
    await ben.sees("Since the printer was replaced.")
    await ben.closes_thread()
    home = await ben.opens_home()
    await expect(home).to_contain_text(key)
    await expect(ben.root.get_by_role("tab", name="Home")).to_have_attribute(
        "aria-selected", "true"
    )
    await ben.root.get_by_role("tab", name="Messages").click()
    await expect(ben.root.get_by_role("log", name=f"Messages with {APP}")).to_be_visible()
