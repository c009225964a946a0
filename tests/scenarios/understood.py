"""Reports with facts in them, and where those are read once the bot has understood them."""

from typing import Any

from bot.domain import rules_reading
from bot.services import registry
from bot.simulator.modal import Modal
from bot.simulator.person import Person
from tests.scenarios import steps
from tests.scenarios.world import RULES, World

SHOP: dict[str, Any] = {
    "key": "shop",
    "name": "Web shop",
    "synonyms": ["webshop", "магазин"],
    "components": [
        {"name": "checkout", "synonyms": ["корзина"]},
        {"name": "search", "owner": "U0DANA"},
    ],
}
BILLING: dict[str, Any] = {"key": "billing", "name": "Billing", "administrators": ["U0MIRA"]}
CUSTOMERS = [
    {"name": "Acme", "importance": "vip"},
    {"name": "Nordwind"},
    {"name": "Nordwand"},
    {"name": "Globex", "synonyms": ["Глобекс"]},
]
GOOD = (
    "sev3 Checkout of the web shop is down for Acme, 3 users, since 9:40. "
    "They need it by 18:00. <@U0IVAN> could look at it\n"
    "https://acme.zendesk.com/agent/tickets/4711 https://status.example/now"
)
RUSSIAN = "В магазине не работает корзина у Глобекс, у всех пользователей с 9:40, нужно до 18:00"
LOG = """The nightly job wrote this
```
2026-11-24 03:12:44 ERROR Globex checkout failed, 17 users, severity 1, by 18:00
```"""
MISSPELT = "Nordwend cannot pay in the web shop"
SINCE, WISHED = "Tue 24 Nov, 09:40", "Tue 24 Nov, 18:00"


async def informed(story: World) -> None:
    """Let the team's rules name its applications and customers."""
    rules = rules_reading.read(RULES | {"applications": [SHOP, BILLING], "customers": CUSTOMERS})
    await registry.apply(story.bot.desk.database, story.clock, rules)
    await story.settle()


def we_have_it(person: Person) -> str:
    """Read the message that says what was understood."""
    found = [one for one in person.dms if "it is in, severity" in one.text]
    return person.rendered(found[-1])


def understood(person: Person) -> str:
    """Read the line of it that says so; "" where it says nothing."""
    lines = [one for one in we_have_it(person).splitlines() if one.startswith("I read:")]
    return lines[0] if lines else ""


def fact(story: World, label: str, key: str = "CRIT-1") -> str | None:
    """Read one of the facts on a card; None where it is not there."""
    told = [line.partition(": ") for line in steps.card(story, key).splitlines()]
    return next((value for name, _, value in told if name == label), None)


async def opened(person: Person, entry: str, story: World, key: str = "CRIT-1") -> Modal:
    """Open the form that one entry behind the card's *Put right…* leads to."""
    known = await person.clicks("Put right…", on=steps.card_message(story, key))
    assert known is not None
    form = await person.clicks(entry)
    assert form is not None
    return form
