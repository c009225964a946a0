"""Where many are affected a higher severity is proposed, once for each severity."""

import pytest

from bot.domain import rules_reading
from bot.services import registry
from storage import tasks
from tests.scenarios import steps
from tests.scenarios.test_alike import is_in
from tests.scenarios.world import RULES, World

TEXT = "sev2 Invoice export is broken"


@pytest.fixture
async def story(story: World) -> World:
    """Let the team's rules say from how many customers on it is worse."""
    rules = rules_reading.read(RULES | {"proposals": {4: 4, 3: 2}})
    await registry.apply(story.bot.desk.database, story.clock, rules)
    return story


async def me_too(story: World, customer: str) -> None:
    form = await story.kim.clicks("Me too…", on=steps.card_message(story))
    assert form is not None
    await form.fills(customer=customer).submits()
    await story.settle()


def proposals(story: World) -> list[str]:
    return [one for one in story.ada.notifications if "Your rules propose" in one]


async def severity(story: World) -> int:
    async with story.bot.desk.database.read() as session:
        return int((await tasks.get(session, 1)).severity)


async def test_from_the_count_in_the_rules_on_a_higher_severity_is_proposed(story: World) -> None:
    await steps.raised(story, TEXT)
    assert proposals(story) == []
    await me_too(story, "Globex")
    (told,) = proposals(story)
    assert "2 customers are affected now: Globex. It is still severity 2, to be fixed by" in told
    assert "makes that Thu 26 Nov, 10:05" in told
    assert steps.buttons(story.ada, "Your rules propose") == ["Raise to 3", "Leave it"]
    await story.advance(minutes=2)
    await story.ada.clicks("Raise to 3")
    await story.settle()
    assert await severity(story) == 3
    assert "severity 2 → 3" in steps.last(story.sam)


async def test_each_severity_is_proposed_once(story: World) -> None:
    await steps.raised(story, TEXT)
    for customer in ("Globex", "Initech"):
        await me_too(story, customer)
    assert len(proposals(story)) == 1
    await me_too(story, "Hooli")
    assert len(proposals(story)) == 2
    assert "Raise to 4" in steps.buttons(story.ada, "4 customers are affected now")
    await me_too(story, "Umbrella")
    assert len(proposals(story)) == 2


async def test_what_is_left_stays_as_bad_as_it_is(story: World) -> None:
    await steps.raised(story, TEXT)
    await me_too(story, "Globex")
    await story.ada.clicks("Leave it")
    await story.settle()
    assert await severity(story) == 2
    shown = story.ada.rendered(next(one for one in story.ada.dms if "Your rules" in one.text))
    assert "Raise to 3" not in shown
    answer = await story.sam.commands("/critical", "CRIT-1")
    assert answer.message is not None
    assert "Ada leaves severity 2; 3 had been proposed." in story.sam.rendered(answer.message)


async def test_nothing_is_proposed_that_is_so_already_or_for_what_is_over(story: World) -> None:
    await steps.raised(story, "sev3 Invoice export is broken")
    await me_too(story, "Globex")
    assert proposals(story) == []
    await story.ivan.clicks("Take it", on=steps.card_message(story))
    await story.settle()
    await story.ivan.clicks("Fixed…").fills(what_to_tell_the_customer="It works.").submits()
    await story.settle()
    for customer in ("Initech", "Hooli", "Umbrella"):
        await me_too(story, customer)
    assert proposals(story) == []


async def test_what_is_merged_counts_too(story: World) -> None:
    await steps.raised(story, TEXT)
    await story.advance(minutes=5)
    text = "sev2 Export of invoices broken\nhttps://globex.zendesk.com/agent/tickets/5512"
    await steps.raised(story, text, by=story.mira)
    await story.mira.clicks("It is this one", on=is_in(story.mira, "CRIT-2"))
    await story.settle()
    assert len(proposals(story)) == 1


async def test_the_offer_goes_once_the_severity_was_changed_elsewhere(story: World) -> None:
    await steps.raised(story, TEXT)
    await me_too(story, "Globex")
    form = await story.sam.chooses("Change severity…", on=steps.card_message(story))
    assert form is not None
    await form.fills(severity="4").submits()
    await story.settle()
    shown = story.ada.rendered(next(one for one in story.ada.dms if "Your rules" in one.text))
    assert "Raise to 3" not in shown
