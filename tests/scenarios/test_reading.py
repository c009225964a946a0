"""What a report says is understood as it is raised, and shown where people look."""

import pytest

from tests.scenarios import steps
from tests.scenarios.understood import (
    GOOD,
    LOG,
    RUSSIAN,
    SINCE,
    WISHED,
    fact,
    informed,
    opened,
    understood,
    we_have_it,
)
from tests.scenarios.world import CRITICAL, World


async def test_one_good_message_is_all_that_support_has_to_write(story: World) -> None:
    await informed(story)
    await steps.raised(story, GOOD)
    card = steps.card(story)
    assert card.startswith("🟠 CRIT-1")
    assert fact(story, "Customer") == "Acme · VIP"
    assert fact(story, "Where") == "Web shop › checkout"
    assert fact(story, "Affected") == "3 users, since today, 9:40 AM"
    assert fact(story, "Wish") == "Ivan, by today, 6:00 PM"
    assert "🎫 Zendesk 4711  🔗 status.example/now" in card

    assert understood(story.sam).startswith(
        f"I read: customer Acme, Web shop › checkout, 3 users, since {SINCE}, "
        f"wished by {WISHED}, Ivan wished for, Zendesk 4711. Wrong?"
    )
    for_ada = [story.ada.rendered(one) for one in story.ada.dms]
    assert f"Sam would like Ivan by {WISHED}. Accept it" in for_ada[-1]


async def test_a_report_in_russian_is_read_as_well(story: World) -> None:
    await informed(story)
    await steps.raised(story, RUSSIAN)
    assert understood(story.sam).startswith(
        f"I read: customer Globex, Web shop › checkout, all users, since {SINCE}, "
        f"wished by {WISHED}. Wrong?"
    )
    assert fact(story, "Where") == "Web shop › checkout"


async def test_the_times_are_meant_where_the_writer_lives(story: World) -> None:
    await informed(story)
    await story.kim.opens_home()
    await story.settle()
    await steps.raised(story, "Checkout is down for Acme since 3:40", by=story.kim)
    assert "since Tue 24 Nov, 03:40" in understood(story.kim)
    assert fact(story, "Affected") == "Since today, 9:40 AM"


@pytest.mark.parametrize("text", [LOG, "It is broken again, please look", "Pages are slow today"])
async def test_what_is_not_sure_is_not_filled_in(story: World, text: str) -> None:
    await informed(story)
    await steps.raised(story, text)
    assert steps.card(story).startswith("🔴 CRIT-1")
    assert [fact(story, one) for one in ("Customer", "Where", "Affected", "Wish")] == [None] * 4
    assert understood(story.sam) == ""


async def test_what_follows_within_a_minute_fills_only_what_is_still_empty(story: World) -> None:
    await informed(story)
    await steps.raised(story, "The webshop is down for Acme")
    await story.sam.writes("The search of the webshop, for Globex too, 5 users", channel=CRITICAL)
    await story.settle()
    assert fact(story, "Customer") == "Acme · VIP"
    assert fact(story, "Where") == "Web shop › search"
    assert fact(story, "Affected") == "5 users"


async def test_an_edit_is_read_again_but_for_what_somebody_has_put_right(story: World) -> None:
    await informed(story)
    message = await story.sam.writes("The webshop is down for Acme, 3 users", channel=CRITICAL)
    await story.settle()
    form = await opened(story.ivan, "Put right: how many…", story)
    await form.fills(how_many="all users").submits()
    await story.settle()
    await story.sam.edits(message, "Billing is down for Globex, 7 users, since 9:40")
    await story.settle()
    assert fact(story, "Customer") == "Globex"
    assert fact(story, "Where") == "Billing"
    assert fact(story, "Affected") == "All users, since today, 9:40 AM"


async def test_what_an_edit_takes_out_is_not_said_any_more(story: World) -> None:
    await informed(story)
    message = await story.sam.writes("The webshop is down for Acme, 3 users", channel=CRITICAL)
    await story.settle()
    await story.sam.edits(message, "The webshop is down")
    await story.settle()
    assert [fact(story, one) for one in ("Customer", "Affected")] == [None, None]
    assert fact(story, "Where") == "Web shop"


async def test_a_message_that_is_split_off_takes_its_facts_with_it(story: World) -> None:
    await informed(story)
    await steps.raised(story, "The webshop is down for Acme")
    await story.sam.writes("Since 9:40, 5 users", channel=CRITICAL)
    await story.settle()
    assert fact(story, "Affected") is not None
    await story.sam.clicks("Make it a task of its own")
    await story.settle()
    assert fact(story, "Affected") is None
    since = "5 users, since today, 9:40 AM"
    assert fact(story, "Affected", "CRIT-2") == since


async def test_the_form_asks_what_is_broken_and_what_it_says_wins(story: World) -> None:
    await informed(story)
    form = await story.sam.uses_shortcut("Raise a critical task")
    assert form is not None
    assert form.labels == [
        *("Title", "What happened", "Severity", "Customer", "Application", "Link", "Files"),
    ]
    happened = "The webshop is down for Acme, 3 users, since 9:40"
    await form.fills(what_happened=happened, customer="globx", application="Billing").submits()
    await story.settle()
    assert fact(story, "Customer") == "Globex"
    assert fact(story, "Where") == "Billing"
    assert fact(story, "Affected") == "3 users, since today, 9:40 AM"


async def test_a_message_that_is_escalated_comes_filled_in_and_may_be_emptied(
    story: World,
) -> None:
    await informed(story)
    message = await story.sam.writes("sev2 webshop search is slow for Acme", channel="C0GENERAL")
    form = await story.sam.uses_message_shortcut("Escalate to development", message)
    assert form is not None
    assert form.values["Customer"] == "Acme"
    assert "Web shop › search" in str(form.values["Application"])
    assert "2" in str(form.values["Severity"])
    await form.fills(customer=None, application="Not sure").submits()
    await story.settle()
    assert [fact(story, one) for one in ("Customer", "Where")] == [None, None]


async def test_the_answer_to_a_command_says_what_was_read(story: World) -> None:
    await informed(story)
    answer = await story.sam.commands("/critical", GOOD)
    assert answer.message is not None
    shown = story.sam.rendered(answer.message)
    assert "I read: customer Acme, Web shop › checkout, 3 users, since today" in shown
    details = (await story.kim.commands("/critical", "CRIT-1")).message
    assert details is not None
    told = story.kim.rendered(details)
    for one in (
        "Customer: Acme",
        "Where: Web shop › checkout",
        "Affected: 3 users",
        "Zendesk 4711",
    ):
        assert one in told
    assert "Sam would like Ivan by" in told


async def test_a_good_report_takes_one_message_and_at_most_one_form(story: World) -> None:
    await informed(story)
    messages, forms, clicks = 1, 0, 0
    await steps.raised(story, GOOD)
    missing = next(one for one in we_have_it(story.sam).splitlines() if "Still missing" in one)
    assert missing.startswith("Still missing: steps · expected and seen.")

    form = await story.sam.clicks("Tell the rest…")
    assert form is not None
    forms, clicks = forms + 1, clicks + 1
    assert form.labels[:2] == ["Steps", "Expected and seen"]
    told = {"Steps": "Open the cart, pay", "Expected and seen": "A receipt; a white page"}
    await form.fills(told).submits()
    await story.settle()
    assert "told" not in steps.card(story)
    assert "Still missing" not in we_have_it(story.sam)
    assert (messages, forms, clicks) == (1, 1, 1)


async def test_a_customer_of_the_form_is_spelt_as_known_or_asked_for_at_the_field(
    story: World,
) -> None:
    await informed(story)
    form = await story.sam.uses_shortcut("Raise a critical task")
    assert form is not None
    refused = await form.fills(what_happened="Nobody can pay", customer="Nordwend").submits()
    assert refused.errors["Customer"].startswith("Did you mean Nordwind or Nordwand?")
    assert not story.ada.was_told("CRIT-1")
    await form.fills(what_happened="Nobody can pay", customer="Akmee").submits()
    await story.settle()
    assert fact(story, "Customer") == "Acme · VIP"
    assert understood(story.sam).startswith("I read: customer Acme")


async def test_a_customer_in_quotation_marks_is_just_that_one(story: World) -> None:
    await informed(story)
    form = await story.sam.uses_shortcut("Raise a critical task")
    assert form is not None
    await form.fills(what_happened="Nobody can pay", customer="“Nordwend”").submits()
    await story.settle()
    assert fact(story, "Customer") == "Nordwend"


async def test_who_else_has_it_is_spelt_as_known_or_asked_for_at_the_field(story: World) -> None:
    await informed(story)
    await steps.raised(story, "Checkout is down for Acme")
    form = await story.kim.clicks("Me too…", on=steps.card_message(story))
    assert form is not None
    refused = await form.fills(customer="Nordwend").submits()
    assert refused.errors["Customer"].startswith("Did you mean Nordwind or Nordwand?")
    await form.fills(customer="globx", ticket="77").submits()
    await story.settle()
    assert steps.whispers(story.kim)[-1].startswith("Globex, ticket 77 is on CRIT-1 now, too")
    form = await story.ivan.clicks("Me too…", on=steps.card_message(story))
    assert form is not None
    assert "Customer" in (await form.fills(customer="Globex").submits()).errors
