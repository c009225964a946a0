"""What was understood is put right with a click for each fact, by who knows better."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.scenarios import steps
from tests.scenarios.understood import (
    GOOD,
    MISSPELT,
    fact,
    informed,
    opened,
    we_have_it,
)
from tests.scenarios.world import World


async def test_of_two_customers_who_may_be_meant_one_click_says_which(story: World) -> None:
    await informed(story)
    await steps.raised(story, MISSPELT)
    asked = "Did you mean Nordwind or Nordwand?"
    assert asked in steps.card(story)
    assert asked in we_have_it(story.sam)
    assert fact(story, "Customer") is None

    await story.sam.clicks("Nordwand")
    await story.settle()
    assert fact(story, "Customer") == "Nordwand"
    assert "Did you mean" not in steps.card(story) + we_have_it(story.sam)
    assert "Sam added the customer: Nordwand." in steps.thread(story, MISSPELT)[-1]


async def test_what_is_known_already_is_not_put_right_again(story: World) -> None:
    await informed(story)
    await steps.raised(story, GOOD)
    form = await opened(story.ivan, "Put right: customer…", story)
    refused = await form.submits()
    assert not refused.errors
    await story.settle()
    assert "Nothing to do: it is as you ask already." in steps.whispers(story.ivan)[-1]


async def test_all_that_is_known_is_listed_and_each_form_takes_the_lists_place(
    story: World,
) -> None:
    await informed(story)
    await steps.raised(story, GOOD)
    known = await story.sam.clicks("Put right…", on=steps.card_message(story))
    assert known is not None
    shown = known.text
    for line in ("Customer: Acme", "Where: Web shop › checkout", "How many: 3 users"):
        assert line in shown
    form = await story.sam.clicks("Put right: how many…")
    assert form is not None
    assert form.view.id == known.view.id
    await form.fills(how_many="4 users").submits()
    await story.settle()
    assert (fact(story, "Affected") or "").startswith("4 users")


async def test_none_of_them_may_be_meant(story: World) -> None:
    await informed(story)
    await steps.raised(story, MISSPELT)
    form = await story.sam.clicks("Another…")
    assert form is not None
    await form.submits()
    await story.settle()
    assert "Did you mean" not in steps.card(story)
    line = "Sam says that none of the customers in question is meant."
    assert line in steps.thread(story, MISSPELT)[-1]
    assert fact(story, "Customer") is None


@pytest.mark.parametrize(
    ("entry", "fields", "label", "shown", "line"),
    [
        (
            "Put right: customer…",
            {"customer": "globx"},
            "Customer",
            "Globex",
            "put the customer right: Globex, before Acme.",
        ),
        (
            "Put right: where…",
            {"where": "Web shop › search"},
            "Where",
            "Web shop › search",
            "put the place right: Web shop › search, before Web shop › checkout.",
        ),
        (
            "Put right: how many…",
            {"how_many": "all users of theirs"},
            "Affected",
            "All users of theirs, since today, 9:40 AM",
            "put the number affected right: all users of theirs, before 3 users.",
        ),
        (
            "Put right: since when…",
            {"since_when": datetime(2026, 11, 24, 7, 0, tzinfo=UTC)},
            "Affected",
            "3 users, since today, 8:00 AM",
            "put the beginning right",
        ),
        (
            "Put right: wish…",
            {"developer": "Dana", "wished_by": datetime(2026, 11, 24, 14, 0, tzinfo=UTC)},
            "Wish",
            "Dana, by today, 3:00 PM",
            "put the wish right: Dana, by",
        ),
        ("Put right: customer…", {"customer": None}, "Customer", None, "took the customer out"),
        ("Put right: where…", {"where": "Not known"}, "Where", None, "took the place out"),
        (
            "Put right: how many…",
            {"how_many": None},
            "Affected",
            "Since today, 9:40 AM",
            "took the number affected out, which was 3 users.",
        ),
        (
            "Put right: since when…",
            {"none_of_it": "It is not known"},
            "Affected",
            "3 users",
            "took the beginning out",
        ),
        ("Put right: wish…", {"none_of_it": "It is not known"}, "Wish", None, "took the wish out"),
    ],
)
async def test_each_fact_is_put_right_in_a_form_of_its_own(
    story: World, entry: str, fields: dict[str, Any], label: str, shown: str | None, line: str
) -> None:
    await informed(story)
    await steps.raised(story, GOOD)
    form = await opened(story.sam, entry, story)
    assert any(value for value in form.values.values())
    await form.fills(fields).submits()
    await story.settle()
    assert fact(story, label) == shown
    assert f"Sam {line}" in steps.thread(story, "sev3 Checkout")[-1]
    details = (await story.sam.commands("/critical", "CRIT-1")).message
    assert details is not None
    assert f"Sam {line}" in story.sam.rendered(details)


async def test_a_near_name_is_spelt_as_it_is_known_and_of_several_one_is_asked_for(
    story: World,
) -> None:
    await informed(story)
    await steps.raised(story, GOOD)
    form = await opened(story.sam, "Put right: customer…", story)
    refused = await form.fills(customer="Nordwend").submits()
    said = (
        "Did you mean Nordwind or Nordwand? Write the whole name. If it is somebody else, put "
        "theirs in quotation marks."
    )
    assert refused.errors == {"Customer": said}
    refused = await form.fills(customer="Akmi").submits()
    assert refused.errors["Customer"].startswith("Did you mean Acme? Write the whole name.")
    await form.fills(customer="nordwind").submits()
    await story.settle()
    assert fact(story, "Customer") == "Nordwind"
    form = await opened(story.sam, "Put right: customer…", story)
    await form.fills(customer="Somebody new").submits()
    await story.settle()
    assert fact(story, "Customer") == "Somebody new"


async def test_more_words_than_a_known_name_has_are_another_customer(story: World) -> None:
    await informed(story)
    await steps.raised(story, GOOD)
    for typed, kept in (("Globex GmbH", "Globex"), ("Globex Harbour", "Globex Harbour")):
        form = await opened(story.sam, "Put right: customer…", story)
        await form.fills(customer=typed).submits()
        await story.settle()
        assert fact(story, "Customer") == kept


async def test_what_cannot_be_is_refused_at_its_field(story: World) -> None:
    await informed(story)
    await steps.raised(story, GOOD)
    later, earlier = (datetime(2026, 11, 24, hour, tzinfo=UTC) for hour in (15, 8))
    form = await opened(story.sam, "Put right: since when…", story)
    refused = await form.fills(since_when=later).submits()
    assert refused.errors["Since when"].startswith("That is still to come.")
    await form.fills(since_when=None).submits(anyway=True)
    await form.closes()
    form = await opened(story.sam, "Put right: wish…", story)
    refused = await form.fills(wished_by=earlier).submits()
    assert refused.errors["Wished by"].startswith("That was 1 h 5 min ago.")


async def test_who_puts_it_right_meanwhile_is_not_overwritten(story: World) -> None:
    await informed(story)
    await steps.raised(story, GOOD)
    form = await opened(story.sam, "Put right: customer…", story)
    other = await opened(story.ivan, "Put right: customer…", story)
    await other.fills(customer="Globex").submits()
    await story.settle()
    await form.fills(customer="Nordwand").submits()
    await story.settle()
    assert fact(story, "Customer") == "Globex"
    assert "put right what is known of CRIT-1" in steps.whispers(story.sam)[-1]
    assert "Nordwand" in story.sam.rendered(story.sam.ephemerals[-1])


async def test_only_who_has_to_do_with_it_puts_it_right(story: World) -> None:
    await informed(story)
    await steps.raised(story, MISSPELT)
    await story.kim.clicks("Nordwand", on=steps.card_message(story))
    await story.kim.clicks("Put right…", on=steps.card_message(story))
    await story.settle()
    assert fact(story, "Customer") is None
    only = "Only the reporter, a task administrator, a developer or the assignee can put right"
    assert [one.startswith(only) for one in steps.whispers(story.kim)] == [True, True]


async def test_who_fixes_it_hears_for_whom_and_who_decides_hears_of_a_wish(story: World) -> None:
    await informed(story)
    await steps.raised(story, GOOD)
    await story.ada.clicks("Assign…").fills(developer="Ivan").submits()
    await story.advance(minutes=2)
    form = await opened(story.sam, "Put right: how many…", story)
    await form.fills(how_many="all users").submits()
    await story.settle()
    assert not any("number affected" in one for one in story.ivan.notifications)
    form = await opened(story.sam, "Put right: customer…", story)
    await form.fills(customer="Globex").submits()
    await story.settle()
    assert "Sam put the customer right: Globex, before Acme." in steps.last(story.ivan)
    heard = len(story.ivan.notifications)
    form = await opened(story.sam, "Put right: wish…", story)
    await form.fills(developer="Dana").submits()
    await story.settle()
    assert "Sam put the wish right: Dana" in steps.last(story.ada)
    assert len(story.ivan.notifications) == heard


async def test_who_looks_at_another_application_is_called_once_it_is_theirs(story: World) -> None:
    await informed(story)
    await steps.raised(story, "The webshop is down")
    assert not story.mira.notifications
    form = await opened(story.sam, "Put right: where…", story)
    await form.fills(where="Billing").submits()
    await story.settle()
    assert "belongs to another application now" in steps.last(story.mira)
    assert "Mira has been called." in steps.card(story)
    await story.mira.clicks("Accept", on=story.mira.dms[-1])
    await story.settle()
    assert "Accepted" in steps.card(story)
