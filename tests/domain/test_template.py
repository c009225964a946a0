"""What a report has to hold: what is told, and what is missing."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from bot.domain.applications import Application
from bot.domain.rules import Rules
from bot.domain.template import USUAL, Topic, stand

OWN = "Which contract?"
SHOP = Application(
    "shop", "Web shop", template=("steps", "screenshots", OWN), checklist=("Tried", "Seen by two")
)
RULES = Rules("C0CRITICAL", ("U0ADA",), (), applications=(SHOP,))


@dataclass
class Reported:
    """The facts of a task."""

    application: str | None = None
    customer: str | None = None
    how_many: str | None = None
    since_at: datetime | None = None
    description: str = ""
    links: list[str] = field(default_factory=list)
    files: list[dict[str, str]] = field(default_factory=list)
    told: dict[str, str] = field(default_factory=dict)
    checked: list[str] = field(default_factory=list)


def test_a_task_without_an_application_is_asked_the_usual() -> None:
    standing = stand(Reported(), RULES)
    assert standing.template == USUAL
    assert standing.missing == USUAL
    assert (standing.told, standing.checklist) == ((), ())


@pytest.mark.parametrize(
    ("facts", "topic"),
    [
        ({"customer": "Acme"}, Topic.CUSTOMER),
        ({"how_many": "3 users"}, Topic.HOW_MANY),
        ({"since_at": datetime(2026, 11, 24, tzinfo=UTC)}, Topic.SINCE),
        ({"told": {"since": "since the release"}}, Topic.SINCE),
        ({"links": ["https://shop.example/pay"]}, Topic.ADDRESS),
        ({"told": {"address": "the pay page"}}, Topic.ADDRESS),
        ({"told": {"steps": "1. pay"}}, Topic.STEPS),
    ],
)
def test_each_fact_tells_its_topic(facts: dict[str, object], topic: Topic) -> None:
    standing = stand(Reported(**facts), RULES)  # type: ignore[arg-type]
    assert standing.told == (topic,)
    assert topic not in standing.missing
    assert len(standing.missing) == len(USUAL) - 1


@pytest.mark.parametrize(
    "facts",
    [
        {"customer": " "},
        {"told": {"steps": "  \n"}},
        {"links": ["https://acme.zendesk.com/agent/tickets/5512"]},
        {"files": [{"name": "a.png", "url": ""}]},
        {"told": {OWN: "12"}},
    ],
)
def test_what_tells_nothing_that_is_wanted_counts_as_nothing(facts: dict[str, object]) -> None:
    assert stand(Reported(**facts), RULES).told == ()  # type: ignore[arg-type]


def test_an_application_asks_in_its_own_order_and_in_its_own_words() -> None:
    task = Reported("shop", files=[{"name": "a.png", "url": ""}], told={OWN: "12-B"})
    standing = stand(task, RULES)
    assert standing.template == ("steps", "screenshots", OWN)
    assert standing.told == ("screenshots", OWN)
    assert standing.missing == ("steps",)


def test_the_checklist_is_the_applications_and_keeps_its_order() -> None:
    standing = stand(Reported("shop", checked=["Seen by two", "of an older list"]), RULES)
    assert standing.checked == ("Seen by two",)
    assert standing.unchecked == ("Tried",)
