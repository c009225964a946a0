"""The page as a person uses it: everything is found by the name that a screen reader says."""

import base64
import re

from playwright.async_api import Locator, Page, expect

from tests.browser.modal import Modal

PATIENCE = 45_000.0
"""Milliseconds that a busy machine gets for what takes a moment."""

CRITICAL = "#critical"
APP = "Cavalry"

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAEAAAAAoCAIAAADBrGu+AAAARElEQVR42u3PQQkAMAgAQJPsuf5gMR8LsBaC"
    "eHAFLvKe0UJAQEBAYHeg6o0mICAgICAgICAgICAgICAgICAgICAg0O8DPIsYKfY/Xg8AAAAASUVORK5CYII="
)
"""A PNG of 64 × 40 pixels."""
PASTE = """(box, [name, data]) => {
  const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
  const clipboardData = new DataTransfer();
  clipboardData.items.add(new File([bytes], name, { type: "image/png" }));
  box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


class Screen:
    """One tab of the browser, with a seat or two in it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        page.set_default_timeout(PATIENCE)
        self.bar = page.get_by_role("banner")
        self.clock = page.get_by_role("dialog", name="Clock", exact=True)
        self.faults = page.get_by_role("dialog", name="Break something", exact=True)
        self.log = page.get_by_role("region", name="Log", exact=True)

    async def sits_down(self, *names: str) -> "Screen":
        """Open the page for these people, one or two."""
        await self.page.goto(f"{self.address}#{','.join(f'U0{name.upper()}' for name in names)}")
        for name in names:
            await expect(self.seat(name).root).to_be_visible()
        return self

    def seat(self, name: str) -> "Seat":
        """Name the seat of somebody who sits here."""
        return Seat(self, name)

    async def moves_clock(self, step: str | re.Pattern[str]) -> None:
        """Move the workspace's clock by one of the steps it offers."""
        button = self.bar.get_by_role("button", name=re.compile("^Clock: "))
        shown = await button.inner_text()
        await button.click()
        await self.clock.get_by_role("button", name=step).click()
        await expect(button).not_to_have_text(shown)
        await self.page.keyboard.press("Escape")
        await expect(self.clock).to_be_hidden()

    async def breaks(self, what: str) -> None:
        """Choose what is to go wrong, or to be mended."""
        await self.bar.get_by_role("button", name="Break something").click()
        await self.faults.get_by_role("button", name=what).click()
        await self.page.keyboard.press("Escape")
        await expect(self.faults).to_be_hidden()

    async def opens_log(self) -> Locator:
        """Show the log."""
        await self.bar.get_by_role("button", name="Log", exact=True).click()
        await expect(self.log).to_be_visible()
        return self.log


class Place:
    """Something with messages in it: a channel, a conversation, a thread."""

    def __init__(self, screen: Screen, root: Locator, box: re.Pattern[str]) -> None:
        self.screen = screen
        self.root = root
        self.log = root.get_by_role("log")
        self.box = root.get_by_role("textbox", name=box)

    def message(self, *words: str) -> "Message":
        """Find the newest message that says this, one after the other."""
        said = re.compile(r"[\s\S]*".join(re.escape(word) for word in words))
        return Message(self.screen, self.log.get_by_role("article").filter(has_text=said).last)

    async def sees(self, *words: str) -> "Message":
        """Wait for a message that says this, one after the other."""
        message = self.message(*words)
        await expect(message.root).to_be_visible()
        return message

    async def lacks(self, text: str) -> None:
        """Hold that no message says this."""
        await expect(self.log.get_by_role("article").filter(has_text=text)).to_have_count(0)

    async def writes(self, text: str) -> None:
        """Type something and send it."""
        await self.box.click()
        for number, line in enumerate(text.split("\n")):
            if number:
                await self.box.press("Shift+Enter")
            await self.screen.page.keyboard.insert_text(line)
        await self.box.press("Enter")


class Seat(Place):
    """Where one person sits, with one place open at a time."""

    def __init__(self, screen: Screen, name: str) -> None:
        root = screen.page.get_by_role("region", name=name, exact=True)
        super().__init__(screen, root, re.compile("^Message "))
        # A thread that stands beside it has a log of its own.
        self.log = root.get_by_role("log", name=re.compile("^Messages "))
        self.name = name
        self.sidebar = root.get_by_role("navigation", name="Conversations")
        self.home = root.get_by_role("tabpanel", name="Home")
        self.thread = Place(
            screen, root.get_by_role("complementary", name="Thread"), re.compile("^Reply in thread")
        )

    async def opens(self, place: str) -> "Seat":
        """Go to a channel or to the conversation with the app."""
        drawer = self.root.get_by_role("button", name="Conversations", exact=True)
        if await drawer.is_visible() and await drawer.get_attribute("aria-expanded") != "true":
            await drawer.click()
        entry = self.sidebar.get_by_role("button", name=re.compile(f"^{re.escape(place)}(,|$)"))
        await entry.click()
        await expect(self.root.get_by_role("log", name=re.compile(f" {place}$"))).to_be_visible()
        return self

    async def opens_home(self) -> Locator:
        """Go to the app's Home."""
        await self.opens(APP)
        await self.root.get_by_role("tab", name="Home").click()
        await expect(self.home).to_be_visible()
        return self.home

    def card(self, task: str) -> "Message":
        """Find a task's card in the critical channel."""
        head = re.compile(rf"(🔴|🟠|🟡|⚪)\s*{task} · ")
        return Message(self.screen, self.log.get_by_role("article").filter(has_text=head).last)

    async def is_told(self, *words: str) -> "Message":
        """Look at the conversation with the app, where it says this, one after the other."""
        await self.opens(APP)
        return await self.sees(*words)

    async def pastes_picture(self, name: str, picture: bytes = PICTURE) -> None:
        """Paste a picture into the message that is being written."""
        await self.box.evaluate(PASTE, [name, base64.b64encode(picture).decode()])
        await expect(self.root.get_by_text(name)).to_be_visible()

    async def opens_thread(self, message: "Message") -> Place:
        """Open the thread of a message."""
        await message.root.hover()
        await message.root.get_by_role("button", name="Reply in thread", exact=True).click()
        await expect(self.thread.root).to_be_visible()
        return self.thread

    async def closes_thread(self) -> None:
        """Put the thread away."""
        await self.thread.root.get_by_role("button", name="Close thread").click()
        await expect(self.thread.root).to_be_hidden()

    async def starts(self, shortcut: str) -> None:
        """Choose one of the app's shortcuts beside the text that is being written."""
        await self.root.get_by_role("button", name="Shortcuts").first.click()
        await self.screen.page.get_by_role("menuitem", name=shortcut).click()

    def modal(self, title: str) -> Modal:
        """Name a form that is open."""
        return Modal(self.root.page, self.root.get_by_role("dialog", name=title, exact=True))


class Message:
    """One message, with what can be done with it."""

    def __init__(self, screen: Screen, root: Locator) -> None:
        self.screen = screen
        self.root = root

    async def says(self, *texts: str) -> None:
        """Wait until it says all of these."""
        for text in texts:
            await expect(self.root).to_contain_text(text)

    async def presses(self, button: str) -> None:
        """Press one of its buttons."""
        await self.root.get_by_role("button", name=button, exact=True).click()

    async def chooses(self, item: str) -> None:
        """Choose from whichever of the menus that the app has put into it holds the item."""
        page = self.screen.page
        offered = page.get_by_role("menuitem")
        wanted = offered.filter(has_text=item)
        # The tools of the message itself come after what stands in it.
        for menu in await self.root.get_by_role("button", name="More actions").all():
            await menu.click()
            await expect(offered.first).to_be_visible()
            if await wanted.count():
                await wanted.click()
                return
            await page.keyboard.press("Escape")
            await expect(offered).to_have_count(0)
        raise LookupError(item)

    async def escalates(self, item: str) -> None:
        """Choose a shortcut from the message's own menu."""
        await self.root.hover()
        tools = self.root.get_by_role("group", name="Message tools")
        await tools.get_by_role("button", name="More actions").click()
        await self.screen.page.get_by_role("menuitem", name=item).click()
