"""What axe-core finds: nothing serious, in light and dark, on every screen there is."""

from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe

from tests.browser.people import raises
from tests.browser.screen import CRITICAL, Screen
from tests.browser.tabs import Scheme, Tabs

GRAVE = {"serious", "critical"}


@pytest.mark.parametrize(("name", "scheme"), [("Ada", "light"), ("Ben", "dark")])
async def test_nothing_serious_stands_in_the_way(tabs: Tabs, name: str, scheme: Scheme) -> None:
    screen = await tabs.open(name, scheme=scheme)
    somebody = screen.seat(name)
    found = {"conversation": await grave(screen)}
    await somebody.opens(CRITICAL)
    key = await raises(somebody, f"The shop is slow in {scheme}")
    found["channel"] = await grave(screen)
    await somebody.opens_thread(somebody.message(f"The shop is slow in {scheme}"))
    found["thread"] = await grave(screen)
    await somebody.card(key).presses("Assign…")
    found["form"] = await grave(screen)
    await screen.page.keyboard.press("Escape")
    await somebody.opens_home()
    found["home"] = await grave(screen)
    await screen.opens_log()
    found["log"] = await grave(screen)
    await screen.bar.get_by_role("button", name="Clock: ").click()
    found["clock"] = await grave(screen)
    await screen.page.keyboard.press("Escape")
    await screen.bar.get_by_role("button", name="Break something").click()
    found["faults"] = await grave(screen)
    assert {place: many for place, many in found.items() if many} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_nothing_serious_stands_in_the_way_on_a_phone(tabs: Tabs, scheme: Scheme) -> None:
    screen = await tabs.open("Ada", width=360, height=740, scheme=scheme)
    ada = screen.seat("Ada")
    found = {"conversation": await grave(screen)}
    await ada.root.get_by_role("button", name="Conversations").click()
    found["drawer"] = await grave(screen)
    await ada.opens(CRITICAL)
    found["channel"] = await grave(screen)
    assert {place: many for place, many in found.items() if many} == {}


async def grave(screen: Screen) -> list[str]:
    """Say what axe-core finds serious or worse, and where."""
    results = await Axe().run(screen.page)
    violations: list[dict[str, Any]] = results.response["violations"]
    return [
        f"{one['id']}: {one['help']}: {node['html'][:200]}"
        for one in violations
        if one["impact"] in GRAVE
        for node in one["nodes"][:5]
    ]
