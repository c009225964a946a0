"""Who joins a task with a customer of their own: told what holds, heard, and counted by name."""

import pytest

from bot.domain import rules_reading
from bot.services import registry
from bot.simulator.messages import Message
from tests.scenarios import steps
from tests.scenarios.test_alike import is_in, task
from tests.scenarios.world import RULES, World

MILD = "sev2 Invoice export is broken for Globex"
GRAVE = (
    "sev4 Export of invoices is broken for Initech, 40 users\n"
    "https://initech.zendesk.com/agent/tickets/200"
)
TO_IVAN = {"developer": "Ivan"}
WORKS = {"what_to_tell_the_customer": "The export works again."}
OFFER = "Is it one of these?"


@pytest.fixture
async def story(story: World) -> World:
    """Let the team know three customers: one far away, a VIP with code of its own, a plain one."""
    code = {"does": "An export that only they have"}
    named = [
        {"name": "Globex", "time_zone": "America/New_York"},
        {"name": "Initech", "importance": "vip", "custom_code": code},
        {"name": "Umbrella"},
    ]
    rules = rules_reading.read(RULES | {"customers": [*RULES["customers"], *named]})
    await registry.apply(story.bot.desk.database, story.clock, rules)
    return story


async def join(story: World, mild: str = MILD, grave: str = GRAVE) -> None:
    """Let Sam raise a task, and Kim say of hers that it is the same."""
    await steps.raised(story, mild)
    await story.advance(hours=1)
    await steps.raised(story, grave, by=story.kim)
    await story.advance(minutes=2)
    await story.kim.clicks("It is this one", on=is_in(story.kim, "CRIT-2"))
    await story.settle()


async def fix(story: World) -> None:
    """Let Ada give the first task to Ivan, and Ivan fix it."""
    card = steps.card_message(story, "CRIT-1")
    await story.ada.clicks("Assign…", on=card).fills(TO_IVAN).submits()
    await story.settle()
    await story.advance(minutes=2)
    await story.ivan.clicks("Fixed…", on=card).fills(WORKS).submits()
    await story.settle()


def fixed_dm(story: World) -> Message:
    found = [one for one in story.kim.dms if "it is fixed" in one.text]
    return found[-1]


async def reopen(story: World) -> None:
    await story.advance(minutes=2)
    said = {"reason": "Initech still gets an error"}
    await story.kim.clicks("Still broken…").fills(said).submits()
    await story.settle()


async def test_the_offer_says_how_bad_it_is_there_and_by_when(story: World) -> None:
    await steps.raised(story, MILD)
    await story.advance(hours=1)
    await steps.raised(story, GRAVE, by=story.kim)
    shown = story.kim.rendered(is_in(story.kim, "CRIT-2"))
    assert "its date holds" in shown
    assert "New, severity 2, to be fixed by Tue 1 Dec, " in shown
    assert "Raised Tue 24 Nov, 04:05" in shown
    assert "New, since" not in shown


async def test_who_joins_is_told_what_holds_from_now_on(story: World) -> None:
    await join(story)
    whisper = steps.whispers(story.kim)[-1]
    assert "CRIT-2: It goes on as CRIT-1" in whisper
    assert "its date: severity 2, to be fixed by Tue 1 Dec, " in whisper
    assert "You hear something by " in whisper
    assert "Yours came as severity 4: the administrator on duty is told so" in whisper
    assert "to be fixed by Tue 1 Dec" in story.kim.rendered(is_in(story.kim, "CRIT-2"))


async def test_who_decides_hears_at_once_that_a_worse_one_joined(story: World) -> None:
    await join(story)
    (told,) = [one for one in story.ada.notifications if "I propose" in one]
    assert "went into it and came as severity 4, Initech (VIP), 40 users." in told
    assert "It is still severity 2, to be fixed by Tue 1 Dec, " in told
    assert "Raise to 4 makes that Tue 24 Nov, 14:05" in story.ada.rendered(story.ada.dms[-1])
    assert steps.buttons(story.ada, "I propose") == ["Raise to 4", "Leave it"]
    await story.ada.clicks("Leave it")
    await story.settle()
    assert (await task(story, 1)).severity == 2


async def test_what_was_left_is_proposed_anew_when_another_worse_one_joins(story: World) -> None:
    await join(story)
    await story.ada.clicks("Leave it")
    await story.settle()
    await steps.raised(story, "sev4 Invoices cannot be exported at Umbrella", by=story.mira)
    await story.mira.clicks("It is this one", on=is_in(story.mira, "CRIT-3"))
    await story.settle()
    assert steps.buttons(story.ada, "CRIT-3") == ["Raise to 4", "Leave it"]
    await story.ada.clicks("Leave it")
    await story.settle()
    assert "Raise to 4" not in steps.buttons(story.ada, "CRIT-3")


async def test_a_vip_who_joins_is_news_though_it_came_as_no_worse(story: World) -> None:
    await join(story, grave="sev2 Export of invoices is broken for Initech")
    (told,) = [one for one in story.ada.notifications if "I propose" in one]
    assert "came as severity 2, Initech (VIP)." in told
    assert steps.buttons(story.ada, "I propose") == ["Raise to 3", "Leave it"]


async def test_who_joins_as_no_worse_is_nobodys_decision(story: World) -> None:
    await join(story, grave="sev2 Export of invoices is broken for Umbrella")
    assert not [one for one in story.ada.notifications if "propose" in one]


async def test_the_card_names_who_else_waits_with_marks_and_tickets(story: World) -> None:
    await join(story)
    assert "👥 1 other affected: Initech (VIP, custom code) Zendesk 200" in steps.card(story)


async def test_who_gets_it_reads_who_else_waits_and_what_they_were_told(story: World) -> None:
    await join(story)
    card = steps.card_message(story, "CRIT-1")
    form = await story.ada.clicks("Workaround…", on=card)
    assert form is not None
    await form.fills(workaround="Split the file").submits()
    await story.settle()
    await story.ada.clicks("Assign…", on=card).fills(TO_IVAN).submits()
    await story.settle()
    shown = story.ivan.rendered(story.ivan.dms[-1])
    assert "1 other affected: Initech (VIP, custom code) Zendesk 200" in shown
    assert "Initech has custom code." in shown
    assert "An export that only they have" in shown
    assert "Until it is fixed: Split the file" in shown


async def test_for_whom_it_is_still_broken_says_so_though_another_raised_it(story: World) -> None:
    await join(story)
    await fix(story)
    assert "for as long as it does not work for them, Still broken… gives it back to Ivan" in (
        story.kim.rendered(fixed_dm(story))
    )
    assert steps.buttons(story.kim, "it is fixed") == ["Still broken…"]
    await reopen(story)
    assert (await task(story, 1)).status == "in_progress"
    assert "still broken, says Kim. Ivan has it again" in steps.last(story.sam)


async def test_what_another_confirmed_is_reopened_by_whom_it_does_not_work_for(
    story: World,
) -> None:
    await join(story)
    await fix(story)
    await story.advance(minutes=2)
    await story.sam.clicks("Works")
    await story.settle()
    assert "If it comes back, choose Still broken…" in steps.last(story.kim)
    assert steps.buttons(story.kim, "Sam confirmed that it works") == ["Still broken…"]
    await reopen(story)
    assert (await task(story, 1)).status == "in_progress"


async def test_who_only_follows_is_promised_no_button(story: World) -> None:
    await steps.raised(story, MILD)
    await story.kim.clicks("Follow", on=steps.card_message(story))
    await story.settle()
    await fix(story)
    assert steps.buttons(story.kim, "it is fixed") == []
    assert "You hear when it is confirmed" in story.kim.rendered(fixed_dm(story))
    await story.advance(minutes=2)
    await story.sam.clicks("Works")
    await story.settle()
    assert "Still broken" not in steps.last(story.kim)
    await story.kim.clicks("Still broken…", on=steps.card_message(story))
    await story.settle()
    assert (
        "Only the reporter, a task administrator or who added a customer to it can reopen"
        in (steps.whispers(story.kim)[-1])
    )
    assert (await task(story, 1)).status == "closed"


async def test_what_helps_is_on_the_card_once_and_until_it_is_fixed(story: World) -> None:
    await steps.raised(story, MILD)
    form = await story.ada.clicks("Workaround…", on=steps.card_message(story))
    assert form is not None
    await form.fills(workaround="Split the file").submits()
    await story.settle()
    assert steps.card(story).count("Split the file") == 1
    assert steps.last(story.sam).count("Split the file") == 1
    await fix(story)
    assert "Split the file" not in steps.card(story)
    assert steps.card(story).count("For the customer") == 1


async def test_the_customer_is_told_dates_in_their_own_zone(story: World) -> None:
    await steps.raised(story, MILD)
    await story.ada.clicks("Assign…", on=steps.card_message(story)).fills(TO_IVAN).submits()
    await story.settle()
    told = story.sam.rendered(story.sam.dms[-1])
    assert "Ivan fixes it by Tue 1 Dec, 10:05" in told
    assert "We expect it to work again by Tue 1 Dec, 04:05 New York time." in told


async def test_the_likely_ones_are_first_to_be_merged_into(story: World) -> None:
    await steps.raised(story, "sev1 A typo in the help of the invoice export")
    await steps.raised(story, "sev4 Search is very slow for Acme", by=story.mira)
    await steps.raised(story, "sev1 The logo is cropped", by=story.dana)
    await steps.raised(
        story, "sev1 There is a typo in the help of the invoice export", by=story.kim
    )
    form = await story.ada.chooses("Merge…", on=steps.card_message(story, "CRIT-4"))
    assert form is not None
    options = form.view.blocks[0]["element"]["options"]
    assert [one["value"] for one in options] == ["1", "2", "3"]


async def test_what_breaks_at_the_same_place_is_found_though_the_words_differ(
    story: World,
) -> None:
    component = {"name": "checkout", "synonyms": ["payment", "pay"]}
    shop = {"key": "shop", "name": "Web shop", "components": [component]}
    named = [*RULES["customers"], {"name": "Harbour Books"}]
    rules = rules_reading.read(RULES | {"applications": [shop], "customers": named})
    await registry.apply(story.bot.desk.database, story.clock, rules)
    await steps.raised(story, "Checkout is down for Acme\nPay answers with 500 since 9:00")
    await steps.raised(story, "Payment fails with 500 for Harbour Books", by=story.kim)
    assert "CRIT-1" in story.kim.rendered(is_in(story.kim, "CRIT-2"))


async def test_who_may_be_meant_is_asked_once(story: World) -> None:
    answer = await story.kim.commands("/critical", "Search is slow for Acme or Globex")
    await story.settle()
    assert answer.rendered.count("Did you mean") == 1
    assert story.kim.rendered(is_in(story.kim, "CRIT-1")).count("Did you mean") == 1


async def test_a_command_is_answered_once_and_asks_in_one_place(story: World) -> None:
    await steps.raised(story, MILD)
    await story.kim.commands("/critical", "Export of invoices is broken for Initech")
    await story.settle()
    assert not [one for one in story.kim.ephemerals if OFFER in story.kim.rendered(one)]
    assert sum("CRIT-2" in one for one in steps.whispers(story.kim)) <= 1
    assert sum(OFFER in story.kim.rendered(one) for one in story.kim.dms) == 1
