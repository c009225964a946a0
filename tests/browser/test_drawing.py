"""Whatever an app shows is drawn, and whatever is done with it reaches the app."""

from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, expect

from tests.browser.screen import Seat
from tests.browser.small_app import SmallApp, button, form, opened, option, row, words
from tests.browser.tabs import Tabs

NOON = 1795514400
"""24 November 2026, 10:00 in UTC: 5 in the morning in New York, 11 in Berlin."""


@pytest_asyncio.fixture(loop_scope="session")
async def app() -> AsyncIterator[SmallApp]:
    async with opened() as app:
        yield app


@pytest_asyncio.fixture(loop_scope="session")
async def tabs(browser: Browser, app: SmallApp) -> AsyncIterator[Tabs]:
    tabs = Tabs(browser, app.slack.page_url)
    yield tabs
    await tabs.close()
    assert tabs.watch.troubles == []


async def sits(tabs: Tabs, name: str = "Sam") -> Seat:
    seat = (await tabs.open(name)).seat(name)
    return await seat.opens("#critical")


async def test_every_block_is_drawn_and_one_that_cannot_be_is_named(
    tabs: Tabs, app: SmallApp
) -> None:
    sam = await sits(tabs)
    shown = await app.shows(
        {"type": "header", "text": words("A header")},
        {"type": "section", "text": {"type": "mrkdwn", "text": "*bold* _slanted_ ~gone~ `code`"}},
        {"type": "section", "fields": [words("One field"), words("Another")]},
        {"type": "divider"},
        {"type": "context", "elements": [words("A small line")]},
        {"type": "markdown", "text": "**marked down**"},
        {
            "type": "rich_text",
            "elements": [
                {"type": "rich_text_section", "elements": [{"type": "text", "text": "rich words"}]}
            ],
        },
    )
    shown.blocks = [*shown.blocks, {"type": "hologram", "block_id": "h"}]
    app.slack.workspace.bell.ring()
    message = await sam.sees("A header", "bold", "One field", "A small line", "rich words")
    await expect(message.root.get_by_role("heading", name="A header")).to_be_visible()
    for tag, text in (("strong", "bold"), ("em", "slanted"), ("code", "code")):
        await expect(message.root.locator(tag).filter(has_text=text).first).to_be_visible()
    await expect(message.root.get_by_role("separator")).to_be_visible()
    await expect(message.root.locator("strong").filter(has_text="marked down")).to_be_visible()
    await message.says("This page cannot draw a “hologram” block.")


async def test_dates_mentions_and_links_are_the_readers_and_markup_is_text(
    tabs: Tabs, app: SmallApp
) -> None:
    text = (
        f"<@U0ADA> in <#C0CRITICAL> by <!date^{NOON}^{{date_short}} {{time}}|noon>, "
        "see <https://example.com/a|the page> &lt;img src=x onerror=alert(1)&gt; <javascript:x|bad>"
    )
    section = {"type": "section", "text": {"type": "mrkdwn", "text": text}}
    await app.shows(section)
    in_new_york = await (await sits(tabs, "Sam")).sees("@Ada", "#critical", "5:00", "the page")
    await (await sits(tabs, "Ada")).sees("@Ada", "#critical", "11:00", "the page")
    link = in_new_york.root.get_by_role("link", name="the page")
    await expect(link).to_have_attribute("href", "https://example.com/a")
    await expect(link).to_have_attribute("rel", "noopener noreferrer")
    await in_new_york.says("<img src=x onerror=alert(1)>")
    await expect(in_new_york.root.locator("img[src=x], a[href^=javascript]")).to_have_count(0)


async def test_every_control_of_a_message_tells_what_was_chosen(tabs: Tabs, app: SmallApp) -> None:
    sam = await sits(tabs)
    two = [option("Small"), option("Large")]
    named = {"placeholder": words("Choose")}
    await app.shows(
        row(button("Plain", "plain", value="7")),
        row({"type": "static_select", "action_id": "size", "options": two, **named}),
        row({"type": "external_select", "action_id": "firm", "min_query_length": 2, **named}),
        row({"type": "users_select", "action_id": "who", **named}),
        row({"type": "channels_select", "action_id": "where", **named}),
        row({"type": "conversations_select", "action_id": "talk", **named}),
        row({"type": "checkboxes", "action_id": "ticks", "options": two}),
        row({"type": "radio_buttons", "action_id": "one", "options": two}),
        row({"type": "overflow", "action_id": "more", "options": two}),
    )
    root = (await sam.sees("Plain")).root
    await root.get_by_role("button", name="Plain").click()
    boxes = root.get_by_role("combobox", name="Choose")
    page = sam.screen.page
    for number, (typed, chosen) in enumerate(
        (("", "Large"), ("Ac", "Ac Ltd"), ("", "Ada"), ("", "critical"), ("", "critical"))
    ):
        await _choose(page, boxes.nth(number), typed, chosen)
    await root.get_by_role("checkbox", name="Small").check()
    await root.get_by_role("radio", name="Large").check()
    await root.get_by_role("button", name="More actions").first.click()
    await page.get_by_role("menuitem", name="Small").click()
    await app.hears("more")
    told = {click["action_id"]: click for click in app.clicks}
    assert told["plain"]["value"] == "7"
    assert told["size"]["selected_option"]["value"] == "large"
    assert told["firm"]["selected_option"]["value"] == "ac ltd"
    assert told["who"]["selected_user"] == "U0ADA"
    assert told["where"]["selected_channel"] == "C0CRITICAL"
    assert told["talk"]["selected_conversation"] == "C0CRITICAL"
    assert [one["value"] for one in told["ticks"]["selected_options"]] == ["small"]
    assert told["one"]["selected_option"]["value"] == "large"
    assert told["more"]["selected_option"]["value"] == "small"


async def test_a_day_and_a_time_tell_what_was_typed(tabs: Tabs, app: SmallApp) -> None:
    sam = await sits(tabs)
    await app.shows(
        row({"type": "datepicker", "action_id": "day", "initial_date": "2026-11-24"}),
        row({"type": "timepicker", "action_id": "hour", "initial_time": "09:00"}),
        text="When?",
    )
    for label, typed, action in (("Date", "2026-11-25", "day"), ("Time", "10:30", "hour")):
        box = sam.log.get_by_role("combobox", name=label, exact=True)
        await box.fill(typed)
        await box.press("Tab")
        await app.hears(action)
    day, hour = app.clicks
    assert (day["selected_date"], hour["selected_time"]) == ("2026-11-25", "10:30")


async def test_what_has_to_be_confirmed_is_told_only_then(tabs: Tabs, app: SmallApp) -> None:
    sam = await sits(tabs)
    asked = {"title": words("Sure?"), "text": words("It is for good."), "confirm": words("Yes")}
    await app.shows(row(button("Remove", "remove", confirm=asked | {"deny": words("No")})))
    message = await sam.sees("Remove")
    dialog = sam.root.get_by_role("alertdialog", name="Sure?")
    await message.presses("Remove")
    await dialog.get_by_role("button", name="No").click()
    await expect(dialog).to_be_hidden()
    await message.presses("Remove")
    await dialog.get_by_role("button", name="Yes").click()
    await app.hears("remove")
    assert [click["action_id"] for click in app.clicks] == ["remove"]


async def test_forms_lie_one_over_the_other_and_lead_back(tabs: Tabs, app: SmallApp) -> None:
    sam = await sits(tabs)
    field = {"type": "plain_text_input", "action_id": "what"}
    asked = {"type": "input", "block_id": "what", "label": words("What"), "element": field}
    app.opens["first"] = form("First", asked, row(button("Go on", "second")))
    app.opens["second"] = form("Second", asked)
    await app.shows(row(button("Open", "first")))
    await (await sam.sees("Open")).presses("Open")
    first, second = sam.modal("First"), sam.modal("Second")
    await first.fills({"What": "kept"})
    await first.root.get_by_role("button", name="Go on").click()
    await second.fills({"What": "sent"})
    await second.submits()
    await expect(first.field("What")).to_have_value("kept")
    await first.submits()
    said = [values["what"]["what"]["value"] for values in app.submitted]
    assert said == ["sent", "kept"]


async def _choose(page: Page, box: Locator, typed: str, chosen: str) -> None:
    await box.click()
    await box.press_sequentially(typed)
    await page.get_by_role("listbox").get_by_role("option", name=chosen).first.click()
