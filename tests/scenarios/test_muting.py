""" "Why did I get this?", and what nobody needs to get again."""

import pytest

from bot.services import quiet
from bot.simulator.person import Person
from tests.scenarios import steps
from tests.scenarios.world import World


async def why(story: World, person: Person, said: str) -> str:
    """Read the answer to why somebody got the newest message that says this."""
    message = next(one for one in reversed(person.dms) if said in one.text)
    await person.chooses("Why did I get this?", on=message)
    await story.settle()
    return person.rendered(person.ephemerals[-1])


async def test_each_message_says_why_it_came(story: World) -> None:
    await steps.started(story)
    assert "you raised CRIT-1" in await why(story, story.sam, "has started")
    assert "CRIT-1 was given to you" in await why(story, story.ivan, "yours, by")
    assert "administrator on duty" in await why(story, story.ada, "waiting for you")


async def test_whatever_the_bot_writes_to_somebody_can_be_asked_why(story: World) -> None:
    await steps.raised(story)
    await story.advance(minutes=5)  # Ben is called, too
    await story.ben.clicks("Accept", on=steps.card_message(story))
    await story.kim.clicks("Follow", on=steps.card_message(story))
    await story.settle()
    form = story.ada.clicks("Assign…", on=steps.card_message(story))
    await form.fills(developer="Ivan").submits()
    await story.settle()
    await story.ivan.clicks("Ask reporter…").fills(question="Which browser?").submits()
    await story.settle()
    await story.sam.clicks("Answer…").fills(answer="Firefox").submits()
    await story.advance(hours=1)
    await story.ivan.clicks("Need more time…").fills(reason="The provider").submits()
    await story.settle()
    await story.ada.commands("/critical", "control-point now")
    await story.advance(hours=4)
    await story.advance(hours=4)
    await (
        story.ivan.clicks("Fixed…", on=steps.card_message(story))
        .fills(what_to_tell_the_customer="It works.")
        .submits()
    )
    await story.advance(hours=2)
    await story.advance(hours=2)
    everybody = (story.sam, story.kim, story.ada, story.ben, story.ivan)
    written = [one for who in everybody for one in who.dms if one.user != who.id]
    assert len(written) > 20
    assert [one.text for one in written if "Why did I get this?" not in str(one.blocks)] == []


async def test_a_muted_kind_comes_no_more_and_everything_else_does(story: World) -> None:
    await steps.assigned(story)
    await story.advance(minutes=1)
    await story.ivan.clicks("Start")
    await story.settle()
    assert "work on a task starts" in await why(story, story.sam, "has started")
    await story.sam.clicks("Mute this kind")
    await story.settle()
    assert "You have muted this kind" in story.sam.rendered(story.sam.ephemerals[-1])
    await story.advance(minutes=30)
    before = len(story.sam.notifications)
    await steps.raised(story, "Payments fail")
    card = steps.card_message(story, "CRIT-2")
    await story.ada.clicks("Assign…", on=card).fills(developer="Dana").submits()
    await story.advance(minutes=1)
    await story.dana.clicks("Start")
    await story.settle()
    told = story.sam.notifications[before:]
    assert len(told) == 2
    assert not any("has started" in one for one in told)


@pytest.mark.parametrize("place", ["where it was muted", "/critical quiet"])
async def test_what_was_muted_comes_again_when_asked_for(story: World, place: str) -> None:
    await steps.assigned(story)
    await story.advance(minutes=1)
    await story.ivan.clicks("Start")
    await story.settle()
    await why(story, story.sam, "has started")
    await story.sam.clicks("Mute this kind")
    await story.settle()
    if place == "/critical quiet":
        answer = await story.sam.commands("/critical", "quiet")
        assert "Muted: when work on a task starts (tasks you raised)" in (answer.text or "")
    await story.sam.clicks("Unmute")
    await story.settle()
    form = story.ivan.clicks("Fixed…")
    await form.fills(what_to_tell_the_customer="It works.").submits()
    await story.settle()
    await story.sam.clicks("Still broken…").fills(reason="Still 500").submits()
    await story.settle()
    before = len(story.sam.notifications)
    await (
        story.ada.clicks("Assign…", on=steps.card_message(story)).fills(developer="Dana").submits()
    )
    await story.advance(minutes=1)
    await story.dana.clicks("Start")
    await story.settle()
    assert any("has started" in one for one in story.sam.notifications[before:])


async def test_what_would_stand_still_cannot_be_muted(story: World) -> None:
    await steps.started(story)
    await story.ivan.clicks("Ask reporter…").fills(question="Which browser?").submits()
    await story.settle()
    assert "cannot be muted" in await why(story, story.sam, "Which browser?")
    assert "cannot be muted" in await why(story, story.ada, "waiting for you")


async def test_a_muted_raising_of_severity_4_comes_all_the_same(story: World) -> None:
    await steps.raised(story, "The search is slow\nseverity 3")
    await why(story, story.ada, "waiting for you")
    await story.ada.clicks("Mute this kind")
    await story.settle()
    before = len(story.ada.notifications)
    await steps.raised(story, "The export is slow\nseverity 3", by=story.kim)
    assert len(story.ada.notifications) == before
    await steps.raised(story, "Checkout is down", by=story.dana)
    assert len(story.ada.notifications) == before + 1


async def test_the_chain_cannot_be_muted(story: World) -> None:
    await steps.raised(story)
    for _ in range(2):
        await story.advance(minutes=5)
    assert "cannot be muted" in await why(story, story.ben, "nobody has accepted")


async def test_nobody_is_told_why_somebody_else_was(story: World) -> None:
    await steps.started(story)
    message = next(one for one in story.sam.dms if "has started" in one.text)
    accessory = message.blocks[0]["accessory"]
    number = accessory["options"][0]["value"].partition(":")[2]
    assert await quiet.explain(story.bot.desk, story.sam.id, int(number))
    assert await quiet.explain(story.bot.desk, story.kim.id, int(number)) == []


async def test_a_message_with_several_kinds_offers_each_of_them(story: World) -> None:
    await story.sam.commands("/critical", "quiet 09:00-18:00")
    await steps.assigned(story, "The export is slow\nseverity 2")
    await story.advance(hours=8)
    said = await why(story, story.sam, "Ivan fixes it by")
    assert "a task is raised" in said
    assert "a task is assigned" in said
