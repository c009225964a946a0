"""What begins like a command and is none raises nothing until somebody says so."""

import pytest

from tests.scenarios import steps
from tests.scenarios.world import CRITICAL, World


@pytest.mark.parametrize(
    ("typed", "how"),
    [
        ("duty Ada", "`/critical duty` shows who is on duty"),
        ("control point now", "`/critical control-point now`"),
        ("mute", "*Mute this kind*"),
        ("back now please", "`/critical back`"),
        ("quiet tomorrow", "`/critical quiet 18:00-09:00`"),
        ("CRIT-22 expot", "`/critical CRIT-12 export`"),
        ("export CRIT-22", "`/critical CRIT-12 export`"),
        ("customers acme", "`/critical customers find acme`"),
        ("customers fnd acme", "`/critical customers find acme`"),
        ("find acme", "`/critical customers find acme`"),
        ("app shop", "`/critical apps`"),
        ("aps", "`/critical apps`"),
        ("cause", "`/critical causes`"),
    ],
)
async def test_a_near_command_is_answered_privately_and_raises_nothing(
    story: World, typed: str, how: str
) -> None:
    answer = await story.sam.commands("/critical", typed)
    await story.settle()
    assert answer.text.startswith(f"I took “{typed}” for a command, and raised nothing.")
    assert answer.message is not None
    shown = str(answer.message.blocks)
    assert how in shown
    assert not story.ada.was_told("CRIT-1")


async def test_what_looked_like_a_command_can_be_raised_all_the_same(story: World) -> None:
    answer = await story.sam.commands("/critical", "mute button")
    await story.sam.clicks("Raise it as a task", on=answer.message)
    await story.settle()
    assert "mute button" in steps.card(story)
    assert story.ada.was_told("CRIT-1")


async def test_what_plainly_reports_something_is_raised_at_once(story: World) -> None:
    for number, typed in enumerate(
        ["back office is down for all customers", "duty free shop cannot pay"], 1
    ):
        answer = await story.sam.commands("/critical", typed)
        assert answer.text.startswith(f"CRIT-{number} is in, severity 4: {typed}.")


async def test_a_question_in_the_channel_hears_where_questions_go_and_raises_nothing(
    story: World,
) -> None:
    for person in (story.ivan, story.sam):
        await person.writes("? Which browser do they use?", channel=CRITICAL)
        await story.settle()
        assert "reply there with `? your question`" in steps.whispers(person)[-1]
    await story.advance(minutes=5)
    assert len(steps.whispers(story.sam)) == 1
    assert not story.ada.was_told("CRIT-1")
    await steps.raised(story, "?? what is wrong with the checkout")
    assert story.ada.was_told("CRIT-1")
