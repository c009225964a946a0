"""Who else waits for a task: harmless and short, whatever was typed, and only theirs are buttons."""

import pytest

from bot.domain.customers import CustomCode, Customer, Importance
from bot.domain.lifecycle import Status
from bot.domain.notices import Audience, Happening
from bot.domain.severity import Severity
from bot.simulator.blocks import message_problems
from bot.views import affected, notices, task_card
from bot.views.scene import Message, Scene
from storage.affected import Affected
from tests.views.stage import NASTY, NOW, a_scene, a_task, an_entry, everything
from tests.views.test_notices import harmless

GLOBEX = Customer("Globex", Importance.VIP, custom_code=CustomCode(does="An export of its own"))


def waits(customer: str | None, ticket: str | None = None) -> Affected:
    return Affected(task_id=12, added_at=NOW, added_by="U0KIM", customer=customer, ticket=ticket)


def scene(*rows: Affected, others: int = 1) -> Scene:
    return a_scene(a_task(others_affected=others), affected=rows, others=(GLOBEX,))


def test_a_customer_is_named_once_with_all_their_tickets() -> None:
    shown = affected.named(scene(waits("globex", "1"), waits("Globex", "2"), waits(None, "3")))
    assert shown == "1 other affected: Globex (VIP, custom code) ticket 1, ticket 2 · ticket 3"


def test_another_ticket_of_the_own_customer_is_named_though_it_counts_nobody() -> None:
    assert affected.named(scene(waits("Acme", "7"), others=0)) == "Also waiting: Acme ticket 7"


def test_many_are_counted() -> None:
    many = [waits(f"Customer {n}") for n in range(40)]
    assert affected.named(scene(*many, others=40)).endswith("Customer 4 and 35 more")


@pytest.mark.parametrize("words", NASTY)
def test_whatever_was_typed_fits_card_and_message(words: str) -> None:
    rows = [waits(f"{n}{words[:400]}", words[:400]) for n in range(9)]
    shown = scene(*rows, others=9)
    assert message_problems(task_card.card(shown).blocks) == []
    harmless(told(shown, Audience.ASSIGNEE, Happening.TAKEN))


def told(shown: Scene, audience: Audience, happening: Happening) -> Message:
    entry = an_entry(happening)
    known = {"rules": shown.rules, "affected": shown.affected, "others": shown.others}
    return notices.direct(a_scene(shown.task, entry=entry, **known), audience)


@pytest.mark.parametrize("joined", [True, False])
@pytest.mark.parametrize("words", NASTY)
def test_a_proposal_is_harmless(words: str, *, joined: bool) -> None:
    date = NOW.isoformat()
    entry = an_entry(Happening.SEVERITY_PROPOSED)
    entry.facts |= {"customers": [words] * 9, "vips": [words]}
    entry.facts |= {"from": 2, "deadline": date, "deadline_then": date}
    if joined:
        entry.facts |= dict.fromkeys(("customer", "how_many", "other_title"), words)
        entry.facts |= {"other": 7, "severity": 4, "is_vip": True}
    task = a_task(Status.NEW, severity=Severity.AFFECTS_WORK)
    message = notices.direct(a_scene(task, entry=entry), Audience.ADMINISTRATOR)
    harmless(message)
    assert "Raise to 4" in everything(message)
