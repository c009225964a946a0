"""Two customers in one minute: what is plainly another matter is a task of its own."""

import pytest

from tests.scenarios import steps
from tests.scenarios.understood import fact, informed
from tests.scenarios.ways import cards
from tests.scenarios.world import CRITICAL, World

ACME = "Checkout of the webshop is down for Acme"


async def _writes(story: World, *texts: str) -> None:
    await informed(story)
    for text in texts:
        await story.sam.writes(text, channel=CRITICAL)
        await story.settle()
        await story.advance(seconds=5)


@pytest.mark.parametrize(
    "text",
    [
        "Глобекс: Billing не выставляет счета",
        "Globex cannot log in",
        "Billing sends no invoices at all",
    ],
)
async def test_another_customer_or_application_has_a_task_and_somebody_who_is_called(
    story: World, text: str
) -> None:
    await _writes(story, ACME, text)
    assert steps.card(story, "CRIT-2")
    assert text not in steps.card(story)
    assert any(one.was_told("CRIT-2") for one in (story.ada, story.mira))
    assert story.sam.was_told("CRIT-2")


@pytest.mark.parametrize(
    "text",
    ["They get 500 on pay", "The same for Globex", "Acme cannot search in the webshop either"],
)
async def test_the_same_place_or_nothing_named_joins_as_before(story: World, text: str) -> None:
    await _writes(story, ACME, text)
    assert len(cards(story)) == 1
    assert text in steps.card(story)


async def test_what_follows_goes_to_the_task_that_it_is_about(story: World) -> None:
    await _writes(story, ACME, "Billing is down for Globex", "12 users", "Acme: since 9:40")
    assert "9:40" in (fact(story, "Affected") or "")
    assert fact(story, "Affected", "CRIT-2") == "12 users"
    assert len(cards(story)) == 2
