"""Who stands in for an away reporter: what was theirs before, and what they chose, stays theirs."""

import pytest

from bot.simulator.person import Person
from storage import followers
from tests.scenarios import steps
from tests.scenarios.world import World


async def stands_in(story: World, person: Person) -> None:
    """Let Sam go away until Monday and name who follows."""
    answer = await story.sam.commands("/critical", "away until monday")
    assert answer.modal is not None
    await answer.modal.fills(who_follows=person).submits()
    await story.settle()


async def test_nobody_stands_in_for_themselves(story: World) -> None:
    await steps.raised(story)
    answer = await story.sam.commands("/critical", "away until monday")
    assert answer.modal is not None
    refused = await answer.modal.fills(who_follows=story.sam).submits()
    said = "You are away yourself. Choose somebody who is there and can follow your tasks."
    assert refused.errors["Who follows"] == said


async def back(story: World) -> None:
    await story.sam.commands("/critical", "back")
    await story.settle()
    assert "Sam is back" in steps.last(story.kim)


async def following(story: World, number: int = 1) -> tuple[str, ...]:
    async with story.bot.desk.database.read() as session:
        return await followers.list_of(session, number)


async def follows(story: World) -> None:
    await story.kim.clicks("Follow", on=steps.card_message(story))


async def looks(story: World) -> None:
    await story.kim.reacts("eyes", to=steps.card_message(story))


async def adds_a_customer(story: World) -> None:
    form = await story.kim.clicks("Me too…", on=steps.card_message(story))
    assert form is not None
    await form.fills(customer="Globex").submits()


async def test_who_followed_before_goes_on_following(story: World) -> None:
    await steps.raised(story)
    await steps.raised(story, "Search is slow for Acme, sev2")
    await story.kim.clicks("Follow", on=steps.card_message(story))
    await story.settle()
    await stands_in(story, story.kim)
    assert await following(story, 2) == ("U0KIM",)
    await back(story)
    assert await following(story) == ("U0KIM",)
    assert await following(story, 2) == ()


@pytest.mark.parametrize("chosen", [follows, looks, adds_a_customer])
async def test_who_chooses_to_follow_while_they_stand_in_goes_on(
    story: World, chosen: object
) -> None:
    assert callable(chosen)
    await steps.raised(story)
    await steps.raised(story, "Search is slow for Acme, sev2")
    await stands_in(story, story.kim)
    await chosen(story)
    await story.settle()
    await back(story)
    assert await following(story) == ("U0KIM",)
    assert await following(story, 2) == ()


async def test_who_stops_and_follows_again_while_they_stand_in_follows_for_themselves(
    story: World,
) -> None:
    await steps.raised(story)
    await stands_in(story, story.kim)
    await looks(story)
    await story.settle()
    await story.kim.unreacts("eyes", to=steps.card_message(story))
    await story.settle()
    assert await following(story) == ()
    await looks(story)
    await story.settle()
    await back(story)
    assert await following(story) == ("U0KIM",)


async def test_another_stand_in_leaves_what_the_first_one_chose(story: World) -> None:
    await steps.raised(story)
    await stands_in(story, story.kim)
    await follows(story)
    await story.settle()
    answer = await story.sam.commands("/critical", "away until monday")
    assert answer.modal is None
    form = await story.sam.clicks("Name somebody else…")
    assert form is not None
    await form.fills(who_follows=story.mira).submits()
    await story.settle()
    assert await following(story) == ("U0KIM", "U0MIRA")


async def test_who_stands_in_is_asked_too_and_answers_for_the_reporter(story: World) -> None:
    await steps.started(story, deadline="Tomorrow")
    await stands_in(story, story.kim)
    assert "You can answer, confirm and reopen for them." in steps.last(story.kim)
    form = await story.ivan.clicks("Ask reporter…")
    assert form is not None
    hint = "Sam is away until Mon 30 Nov, 09:00. Kim is asked, too, and may answer for them."
    assert hint in form.text
    await form.fills(question="Which browser?").submits()
    await story.settle()
    for person in (story.sam, story.kim):
        assert "Which browser?" in steps.last(person)
        assert steps.buttons(person, "Which browser?") == steps.ASKED
    assert "Sam and Kim have been asked." in steps.card(story)
    await story.kim.clicks("Answer…").fills(answer="Firefox").submits()
    await story.settle()
    assert "Kim answers you: “Firefox”" in steps.last(story.ivan)
    assert "Both clocks stand" not in steps.card(story)


async def test_who_stands_in_confirms_and_reopens_for_the_reporter(story: World) -> None:
    await steps.started(story, deadline="Tomorrow")
    await stands_in(story, story.kim)
    await story.ivan.clicks("Fixed…").fills(what_to_tell_the_customer="It works.").submits()
    await story.settle()
    assert "Please look at it with the customer." in steps.last(story.kim)
    looks_at_it = "Kim looks at it with the customer for Sam, who is away."
    assert looks_at_it in steps.card(story)
    await story.kim.clicks("Still broken…").fills(reason="Not in Firefox").submits()
    await story.settle()
    assert "In progress" in steps.card(story)
    await story.ivan.clicks("Fixed…").fills(what_to_tell_the_customer="Now it does.").submits()
    await story.settle()
    await story.kim.clicks("Works")
    await story.settle()
    assert "Closed" in steps.card(story)
    assert "Kim confirmed that it works" in steps.last(story.sam)


async def test_whoever_is_back_acts_alone_again(story: World) -> None:
    await steps.started(story, deadline="Tomorrow")
    await stands_in(story, story.kim)
    await story.ivan.clicks("Fixed…").fills(what_to_tell_the_customer="It works.").submits()
    await story.settle()
    await back(story)
    await story.kim.clicks("Works", on=steps.card_message(story))
    await story.settle()
    assert "Only the reporter or a task administrator" in steps.whispers(story.kim)[-1]
    assert "Sam looks at it with the customer." in steps.card(story)


async def test_without_a_stand_in_the_form_says_that_nobody_answers(story: World) -> None:
    await steps.raised(story)
    await story.sam.commands("/critical", "away until monday")
    await story.settle()
    form = await story.ada.clicks("Ask reporter…", on=steps.card_message(story))
    assert form is not None
    assert "Sam is away until Mon 30 Nov, 09:00. Nobody stands in for them" in form.text
