"""Quiet: what can wait comes as one message at the end, and what cannot comes at once."""

import pytest

from tests.scenarios import steps
from tests.scenarios.world import World

MINOR = "The export is slow\nseverity 2"


async def goes_quiet(story: World, hours: str = "09:00-18:00") -> str:
    """Let Sam say when it is to be quiet; the story begins at 10:05 on a Tuesday."""
    return (await story.sam.commands("/critical", f"quiet {hours}")).text or ""


async def test_what_can_wait_comes_as_one_message_at_the_end(story: World) -> None:
    await goes_quiet(story)
    await steps.assigned(story, MINOR)
    await steps.raised(story, "The search is slow\nseverity 3")
    await story.ivan.clicks("Start")
    await story.settle()
    assert story.sam.notifications == []
    await story.advance(hours=7)
    assert story.sam.notifications == []
    await story.advance(hours=1)
    assert len(story.sam.notifications) == 1
    told = story.sam.rendered(story.sam.dms[-1])
    assert "What waited for the end of your quiet hours: 2 tasks." in told
    for what in ("Ivan has started on it. The deadline is", "It is in, severity 3"):
        assert told.count(what) == 1
    # What is overtaken is told no more, and the customer of one task gets one sentence.
    assert "It is in, severity 2" not in told
    assert "Ivan fixes it by" not in told
    assert told.count("For the customer:") == 1
    await steps.raised(story, "The login is slow\nseverity 3")
    assert len(story.sam.notifications) == 2


async def test_severity_4_comes_at_once_and_others_hear_as_ever(story: World) -> None:
    await goes_quiet(story)
    await steps.raised(story)
    assert len(story.sam.notifications) == 1
    await story.advance(minutes=1)
    await story.ada.clicks("Assign…").fills(developer="Ivan").submits()
    await story.settle()
    assert len(story.sam.notifications) == 2
    assert story.ivan.was_told("yours, by")


async def test_what_becomes_severity_4_comes_with_what_had_waited(story: World) -> None:
    await goes_quiet(story)
    await steps.assigned(story, MINOR)
    await steps.raised(story, "The search is slow\nseverity 3")
    assert story.sam.notifications == []
    card = steps.card_message(story, "CRIT-1")
    await story.ada.chooses("Change severity…", on=card).fills(severity="4").submits()
    await story.settle()
    assert len(story.sam.notifications) == 1
    told = story.sam.rendered(story.sam.dms[-1])
    assert told.index("It is in") < told.index("Ivan fixes it") < told.index("Severity 2 → 4")
    assert "The search is slow" not in told


async def test_a_question_keeps_a_message_of_its_own(story: World) -> None:
    await goes_quiet(story)
    await steps.assigned(story, MINOR)
    await story.ivan.clicks("Ask reporter…").fills(question="Which browser?").submits()
    await story.settle()
    assert story.sam.notifications == []
    await story.advance(hours=8)
    asked = next(one for one in story.sam.dms if "Which browser?" in one.text)
    await story.sam.replies("Firefox", to=asked)
    await story.settle()
    assert story.ivan.was_told("Firefox")


async def test_the_end_of_quiet_is_by_the_clock_of_who_wants_it(story: World) -> None:
    # It is 04:05 where Kim is.
    await story.kim.commands("/critical", "quiet 22:00-07:00")
    await steps.raised(story, MINOR, by=story.kim)
    await story.advance(hours=2)
    assert story.kim.notifications == []
    await story.advance(hours=1)
    assert story.kim.was_told("It is in")


async def test_quiet_off_brings_what_waits(story: World) -> None:
    assert "It is quiet for you from 09:00 to 18:00 (Europe/Berlin)" in await goes_quiet(story)
    await steps.raised(story, MINOR)
    answer = await story.sam.commands("/critical", "quiet off")
    assert "You have no quiet hours" in (answer.text or "")
    await story.settle()
    assert story.sam.was_told("It is in, severity 2")


async def test_other_hours_let_it_wait_until_their_end(story: World) -> None:
    await goes_quiet(story)
    await steps.raised(story, MINOR)
    await goes_quiet(story, "from 9 to 12")
    await story.settle()
    assert story.sam.notifications == []
    await story.advance(hours=2)
    assert story.sam.was_told("It is in, severity 2")


@pytest.mark.parametrize(
    "typed",
    [
        "25:00-09:00",
        "9",
        "09:00-09:00",
        "0:00-24:00",
        "from 18:00",
        "until 9",
        "-09:00",
        "18-",
        "on",
    ],
)
async def test_what_is_no_span_of_a_day_gets_a_clear_answer(story: World, typed: str) -> None:
    said = await goes_quiet(story, typed)
    assert f"“{typed}” is no span of a day, so nothing was changed." in said
    assert "`/critical quiet 18:00-09:00`" in said
    assert "You have no quiet hours" in (await story.sam.commands("/critical", "quiet")).text
    await steps.raised(story, MINOR)
    assert story.sam.was_told("It is in")


async def test_24_00_is_midnight(story: World) -> None:
    assert "quiet for you from 20:00 to 00:00" in await goes_quiet(story, "20:00-24:00")


async def test_a_task_may_begin_with_the_word_quiet(story: World) -> None:
    await story.sam.commands("/critical", "Quiet failure of the import")
    await story.settle()
    assert "Quiet failure of the import" in story.card()


async def test_what_is_pointless_at_the_end_of_quiet_does_not_come(story: World) -> None:
    await story.ada.commands("/critical", "quiet 09:00-18:00")
    await story.ben.commands("/critical", "quiet 09:00-18:00")
    await steps.raised(story, "The search is slow\nseverity 3")
    await story.advance(minutes=65)
    await story.ada.clicks("Accept", on=steps.card_message(story))
    await story.settle()
    await story.advance(hours=7)
    assert len(story.ada.notifications) == 1
    assert story.ben.notifications == []
