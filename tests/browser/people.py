"""Who plays in the stories, and how they begin."""

import re
from dataclasses import dataclass

from tests.browser.screen import Seat
from tests.browser.tabs import Tabs


@dataclass(frozen=True, slots=True)
class Cast:
    """Four people, each in a tab of their own."""

    sam: Seat
    kim: Seat
    ada: Seat
    ivan: Seat

    @classmethod
    async def enter(cls, tabs: Tabs) -> "Cast":
        """Open the page for each of them."""
        return cls(*[await seat(tabs, name) for name in ("Sam", "Kim", "Ada", "Ivan")])


async def seat(tabs: Tabs, name: str) -> Seat:
    """Open the page for one person."""
    return (await tabs.open(name)).seat(name)


async def raises(who: Seat, text: str) -> str:
    """Raise a task in the critical channel, and say which it became."""
    await who.writes(text)
    card = await who.sees("CRIT-", f" · {text.splitlines()[0]}", "Severity")
    found = re.search(r"CRIT-\d+", await card.root.inner_text())
    assert found is not None
    return found[0]
