"""What is still missing is asked for again while somebody works on it, then others see it."""

from datetime import timedelta

from tests.scenarios import steps
from tests.scenarios.asking import ask
from tests.scenarios.reporting import CONTRACT, TEXT, asked, asking, breaks, opened, sells
from tests.scenarios.world import World


async def test_it_is_asked_again_while_somebody_works_on_it_then_the_administrator_sees_it(
    story: World,
) -> None:
    await steps.started_with(story, TEXT)
    await story.advance(minutes=29)
    assert asked(story) == []
    await story.advance(minutes=1)
    assert len(asked(story)) == 1
    assert (
        "customer · how many · since when · steps · expected and seen · address" in asked(story)[0]
    )
    assert "Ivan works on it and could go faster with:" in asked(story)[0]
    await story.advance(minutes=60)
    assert len(asked(story)) == 1
    await story.advance(minutes=30)
    assert len(asked(story)) == 2
    assert "Ivan still goes without:" in asked(story)[1]
    assert asked(story)[0] != asked(story)[1]
    assert not story.ada.was_told("was asked twice")
    await story.advance(minutes=30)
    assert story.ada.was_told("Sam was asked twice and the report still lacks: customer · how many")
    assert steps.buttons(story.ada, "asked twice")[-2:] == ["Ask reporter…", "Back to support…"]
    await story.advance(days=2)
    assert len(asked(story)) == 2


async def test_nobody_is_asked_again_for_what_nobody_works_on(story: World) -> None:
    await steps.raised(story, "s2 Invoices are odd")
    await story.advance(hours=1)
    assert asked(story) == []
    await story.ada.clicks("Accept", on=steps.card_message(story))
    await story.advance(minutes=30)
    assert len(asked(story)) == 1


async def test_of_who_is_away_nobody_says_that_they_look_at_it(story: World) -> None:
    await steps.started_with(story, TEXT)
    await story.ivan.commands("/critical", "away until thursday")
    await story.settle()
    await story.advance(minutes=30)
    (said,) = asked(story)
    assert "Ada looks at it and could go faster with" in said
    assert "Ivan" not in said


async def test_an_open_question_is_not_joined_by_another_asking(story: World) -> None:
    await steps.started_with(story, TEXT)
    await ask(story, story.ivan)
    await story.advance(minutes=31)
    assert asked(story) == []
    await story.sam.replies("Firefox", to=story.sam.dms[-1])
    await story.advance(minutes=30)
    assert len(asked(story)) == 1


async def test_what_is_told_by_then_is_not_asked_for(story: World) -> None:
    await steps.started_with(story, TEXT)
    fields = {
        "Customer": "Acme",
        "How many": "2",
        "Or in words": "noon",
        "Steps": "pay",
        "Address": "/pay",
    }
    form = await opened(story.sam, asking(story.sam))
    await form.fills(fields | {"Expected and seen": "500"}).submits()
    await story.advance(hours=5)
    assert asked(story) == []
    assert not story.ada.was_told("asked twice")


async def test_a_finished_task_is_not_asked_about_and_one_that_goes_on_is(story: World) -> None:
    await steps.fixed(story)
    await story.advance(hours=1)
    assert asked(story) == []
    form = story.sam.clicks("Still broken…", on=steps.card_message(story))
    await form.fills(reason="The same").submits()
    await story.advance(minutes=30)
    assert len(asked(story)) == 1


async def test_after_a_pause_of_the_bot_they_are_asked_once_and_not_twice_at_a_time(
    story: World,
) -> None:
    await steps.started_with(story, TEXT)
    story.clock.advance(timedelta(hours=6))
    await story.settle()
    assert len(asked(story)) == 1
    await story.advance(minutes=90)
    assert len(asked(story)) == 2


async def test_another_application_asks_for_what_its_template_wants(story: World) -> None:
    await steps.started_with(story, TEXT)
    await sells(story)
    await breaks(story)
    await story.advance(minutes=30)
    assert f"customer · steps · expected and seen · “{CONTRACT}" in asked(story)[0]


async def test_what_is_over_asks_for_nothing_until_it_is_open_again(story: World) -> None:
    await sells(story)
    await steps.started_with(story, "The checkout of Acme hangs")
    await story.advance(minutes=30)
    told = [asking(story.sam), asking(story.sam, "could go faster")]
    wanted = ("Tell the rest…", "Before it goes to development:")
    assert all(one in story.sam.rendered(message) for one in wanted for message in told)
    await story.ivan.clicks("Fixed…").fills(what_to_tell_the_customer="It works.").submits()
    await story.settle()
    await story.advance(minutes=2)
    assert not any(one in story.sam.rendered(message) for one in wanted for message in told)
    assert "Put right…" in story.sam.rendered(told[0])
    await story.sam.clicks("Works")
    await story.settle()
    assert "Put right…" not in story.sam.rendered(told[0])
    await story.advance(minutes=2)
    form = story.sam.clicks("Still broken…", on=steps.card_message(story))
    await form.fills(reason="It hangs again").submits()
    await story.settle()
    assert all(one in story.sam.rendered(message) for one in wanted for message in told)
