"""A form that is open in somebody's seat."""

import re
from collections.abc import Mapping

from playwright.async_api import Locator, Page, expect


class Modal:
    """The form on top, found by its title."""

    def __init__(self, page: Page, root: Locator) -> None:
        self.page = page
        self.root = root

    def field(self, label: str) -> Locator:
        """Find a field by its label, whatever kind it is."""
        return self.root.get_by_label(re.compile(rf"^{re.escape(label)}( \(optional\))?$"))

    async def fills(self, fields: Mapping[str, str]) -> "Modal":
        """Type into text fields, and choose in all others what begins so."""
        await expect(self.root).to_be_visible()
        for label, value in fields.items():
            await self._fill(self.field(label), value)
        return self

    async def submits(self) -> None:
        """Send it and wait until it is gone."""
        await self.sends()
        await expect(self.root).to_be_hidden()

    async def sends(self) -> None:
        """Send it, whatever comes of it."""
        await self.root.locator("footer").get_by_role("button").last.click()

    async def closes(self) -> None:
        """Leave it without sending."""
        await self.root.get_by_role("button", name="Close").first.click()
        await expect(self.root).to_be_hidden()

    async def fills_and_submits(self, fields: Mapping[str, str]) -> None:
        """Fill it in and send it; it closes."""
        await self.fills(fields)
        await self.submits()

    async def _fill(self, field: Locator, value: str) -> None:
        role = await field.get_attribute("role")
        if role == "combobox":
            await field.click()
            listed = self.page.get_by_role("listbox").get_by_role("option")
            await listed.filter(has_text=value).first.click()
        elif role == "radiogroup":
            await field.get_by_role("radio", name=re.compile(f"^{re.escape(value)}")).check()
        else:
            await field.fill(value)
