"""What is fixed is looked at: reminded once, then it closes by itself, as was said beforehand."""

from tests.scenarios import steps
from tests.scenarios.world import World

CLOSES = "It closes by itself on Tue 24 Nov, 14:05."


async def test_it_is_said_beforehand_when_a_fixed_task_closes_by_itself(story: World) -> None:
    await steps.fixed(story)
    assert CLOSES in steps.last(story.sam)
    assert "It closes by itself on Tuesday, November 24th, 2026, 2:05 PM." in steps.card(story)


async def test_the_reporter_alone_is_reminded_once_when_half_of_the_time_is_over(
    story: World,
) -> None:
    await steps.fixed(story)
    before = {one.id: len(one.notifications) for one in (story.ivan, story.ada)}
    told = len(story.sam.notifications)
    await story.advance(hours=1, minutes=59)
    assert len(story.sam.notifications) == told
    await story.advance(minutes=1)
    assert "nobody has confirmed it yet" in steps.last(story.sam)
    assert CLOSES in steps.last(story.sam)
    assert steps.buttons(story.sam, "nobody has confirmed it yet") == ["Works", "Still broken…"]
    await story.advance(hours=1, minutes=59)
    assert len(story.sam.notifications) == told + 1
    for person in (story.ivan, story.ada):
        assert len(person.notifications) == before[person.id]


async def test_silence_closes_it_and_it_can_be_brought_back(story: World) -> None:
    await steps.fixed(story)
    await story.advance(hours=2)
    await story.advance(hours=2)
    for person in (story.sam, story.ivan):
        assert "closed by itself" in steps.last(person)
    assert "· Closed" in steps.card(story)
    assert "It closed by itself." in steps.thread(story)[-1]
    assert steps.buttons(story.sam, "nobody has confirmed it yet") == []
    assert steps.buttons(story.sam, "closed by itself") == ["Still broken…"]
    await story.sam.clicks("Still broken…").fills(reason="It is back").submits()
    await story.settle()
    assert steps.buttons(story.sam, "closed by itself") == []
    assert "· In progress" in steps.card(story)


async def test_who_says_that_it_works_is_not_reminded(story: World) -> None:
    await steps.fixed(story)
    await story.sam.clicks("Works")
    await story.settle()
    told = len(story.sam.notifications)
    await story.advance(hours=2)
    await story.advance(hours=2)
    assert len(story.sam.notifications) == told


async def test_fixed_again_the_time_begins_anew(story: World) -> None:
    await steps.fixed(story)
    await story.advance(hours=3)
    await story.sam.clicks("Still broken…").fills(reason="It is back").submits()
    await story.settle()
    await story.ivan.clicks("Fixed…").fills(what_to_tell_the_customer="Now it works.").submits()
    await story.settle()
    assert "It closes by itself on Tue 24 Nov, 17:05." in steps.last(story.sam)
    await story.advance(hours=1)
    assert "· Fixed" in steps.card(story)
    await story.advance(hours=3)
    assert "· Closed" in steps.card(story)


async def test_on_the_working_clock_the_night_does_not_count(story: World) -> None:
    await steps.raised(story, "sev3: invoices are wrong")
    await story.ada.clicks("Assign…").fills(developer="Ivan").submits()
    await story.settle()
    await story.ivan.clicks("Fixed…").fills(what_to_tell_the_customer="It works.").submits()
    await story.settle()
    assert "It closes by itself on Wed 25 Nov, 10:05." in steps.last(story.sam)
    await story.advance(hours=5)
    assert "nobody has confirmed it yet" in steps.last(story.sam)
    await story.advance(hours=18)
    assert "· Fixed" in steps.card(story)
    await story.advance(hours=1)
    assert "· Closed" in steps.card(story)


async def test_a_bot_that_was_down_meanwhile_closes_it_without_a_reminder_too_late(
    story: World,
) -> None:
    await steps.fixed(story)
    await story.advance(hours=5)
    assert sum("nobody has confirmed" in one for one in story.sam.notifications) == 0
    assert "closed by itself" in steps.last(story.sam)
