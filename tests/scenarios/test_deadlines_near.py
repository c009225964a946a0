"""A deadline comes near, passes, and is not forgotten: who hears of it, and how often."""

from dataclasses import replace

from bot.simulator.faults import Fault
from bot.simulator.person import Person
from tests.scenarios import steps
from tests.scenarios.world import World

PASSED = "past its deadline"


def heard(person: Person, said: str) -> int:
    """Count the notices that say this."""
    return sum(said.lower() in one.lower() for one in person.notifications)


async def test_the_assignee_alone_hears_that_the_deadline_comes_near(story: World) -> None:
    await steps.started(story, deadline="By severity")
    await story.advance(hours=2, minutes=59)
    assert heard(story.ivan, "comes near") == 0
    await story.ivan.clicks("On track")
    await story.settle()
    await story.advance(minutes=1)
    assert "the deadline comes near: Tue 24 Nov, 14:05. Does it hold?" in steps.last(story.ivan)
    assert heard(story.ivan, "comes near") == 1
    for person in (story.sam, story.ada, story.ben):
        assert heard(person, "comes near") == 0
    await story.advance(minutes=40)
    assert heard(story.ivan, "comes near") == 1


async def test_a_deadline_that_was_moved_is_near_when_the_new_one_is(story: World) -> None:
    await steps.started(story, deadline="By severity")
    form = await story.ada.chooses("Move deadline…")
    assert form is not None
    await form.fills(deadline="Tomorrow", reason="More to do").submits()
    await story.settle()
    await story.advance(hours=20)
    assert heard(story.ivan, "comes near") == 0
    assert heard(story.ivan, PASSED) == 0
    await story.advance(hours=6)
    assert heard(story.ivan, "comes near: Wed 25 Nov, 18:00") == 1


async def test_once_past_everybody_hears_once_and_the_reporter_can_tell_the_customer(
    story: World,
) -> None:
    await steps.started(story, deadline="By severity")
    await story.advance(hours=4)
    for person in (story.sam, story.ada, story.ivan):
        assert heard(person, f"{PASSED}, Tue 24 Nov, 14:05") == 1
    assert heard(story.ben, PASSED) == 0
    told = steps.last(story.sam)
    assert "Ivan still works on it." in told
    assert "Ada is told, too. You hear of the new date as soon as there is one." in told
    assert "For the customer: “We had said Tue 24 Nov, 14:05, and it is not solved yet." in told
    assert steps.buttons(story.ada, PASSED) == ["Assign…", "Move deadline…"]
    assert steps.buttons(story.ivan, PASSED) == ["Need more time…", "Blocked…", "Fixed…"]
    assert "passed" in steps.card(story)
    assert not any(
        "How is it going?" in one and PASSED not in one for one in story.ivan.notifications
    )


async def test_then_each_of_them_hears_of_it_daily_until_it_is_fixed(story: World) -> None:
    await steps.started(story, deadline="By severity")
    await story.advance(hours=4)
    await story.advance(hours=24)
    for person in (story.ada, story.ivan, story.sam):
        assert heard(person, "still past its deadline") == 1
        assert heard(person, "1 d ago") == 1
    assert "Ivan and Ada are reminded daily, too." in steps.last(story.sam)
    assert "For the customer: “We had said Tue 24 Nov, 14:05" in steps.last(story.sam)
    assert heard(story.ben, PASSED) == 0
    await story.advance(hours=24)
    assert heard(story.ada, "still past its deadline") == 2
    await story.advance(minutes=1)
    await story.ivan.clicks("Fixed…").fills(what_to_tell_the_customer="It works.").submits()
    await story.settle()
    await story.advance(hours=24)
    for person in (story.ada, story.ivan, story.sam):
        assert heard(person, "still past its deadline") == 2


async def test_after_days_without_slack_each_of_them_hears_once_how_late_it_is(
    story: World,
) -> None:
    await steps.started(story, deadline="By severity")
    away = story.slack.faults.add(Fault(kind="away"))
    for hours in (4, 24, 24):
        await story.advance(hours=hours)
    story.slack.faults.remove(away)
    await story.advance(hours=1)
    for person in (story.ada, story.ivan, story.sam):
        assert heard(person, PASSED) == heard(person, "2 d ago") == 1
    story.slack.problems.clear()


async def test_on_the_working_clock_the_reminder_comes_when_work_begins(story: World) -> None:
    await steps.raised(story, "sev3: invoices are wrong")
    await story.ada.clicks("Assign…").fills(developer="Ivan").submits()
    await story.settle()
    await story.advance(days=2)  # Thursday 10:05 in Berlin
    assert heard(story.ivan, f"{PASSED}, Thu 26 Nov, 10:05") == 1
    await story.advance(hours=22, minutes=50)
    assert heard(story.ivan, "still past its deadline") == 0
    await story.advance(minutes=5)  # Friday 9:00
    assert heard(story.ivan, "still past its deadline") == 1
    await story.advance(days=2)
    assert heard(story.ivan, "still past its deadline") == 1
    await story.advance(days=1)  # Monday 9:00
    assert heard(story.ivan, "still past its deadline") == 2


async def test_nothing_is_on_track_once_the_deadline_has_passed(story: World) -> None:
    await steps.started(story, deadline="By severity")
    await story.advance(hours=1)
    asked = replace(story.ivan.dms[-1])
    await story.advance(hours=3)
    assert steps.buttons(story.ivan, "How is it going? The deadline is") == []
    await story.ivan.clicks("On track", on=asked)
    await story.settle()
    assert "has passed. Ask for a date that holds" in steps.whispers(story.ivan)[-1]


async def test_reopened_after_its_deadline_it_is_told_once_and_then_daily(story: World) -> None:
    await steps.fixed(story)
    await story.advance(hours=3, minutes=50)
    assert heard(story.ada, PASSED) == 0
    await story.advance(minutes=5)
    await story.sam.clicks("Still broken…").fills(reason="It is back").submits()
    await story.settle()
    await story.advance(minutes=10)
    for person in (story.sam, story.ada, story.ivan):
        assert heard(person, PASSED) == 1
    await story.advance(minutes=1)
    await story.ivan.clicks("Fixed…").fills(what_to_tell_the_customer="Now it works.").submits()
    await story.settle()
    await story.sam.clicks("Still broken…").fills(reason="Not yet").submits()
    await story.settle()
    await story.advance(minutes=10)
    assert heard(story.sam, PASSED) == 1
    await story.advance(hours=24)
    for person in (story.sam, story.ada, story.ivan):
        assert heard(person, "still past its deadline") == 1
        assert heard(person, PASSED) == 2


async def test_nobody_hears_of_a_deadline_while_the_reporter_is_asked(story: World) -> None:
    await steps.started(story, deadline="By severity")
    await story.advance(minutes=30)
    await story.ivan.clicks("Ask reporter…").fills(question="Which browser?").submits()
    await story.settle()
    await story.advance(hours=10)
    for person in (story.sam, story.ada, story.ivan):
        assert heard(person, PASSED) == 0
        assert heard(person, "comes near") == 0
    await story.sam.clicks("Answer…").fills(answer="Firefox").submits()
    await story.settle()
    await story.advance(hours=3, minutes=29)
    assert heard(story.sam, PASSED) == 0
    await story.advance(minutes=1)
    assert heard(story.sam, PASSED) == 1


async def test_a_task_that_nobody_has_is_late_as_well(story: World) -> None:
    await steps.raised(story)
    await story.ada.clicks("Accept")
    await story.settle()
    await story.advance(hours=4)
    assert "Nobody works on it yet." in steps.last(story.sam)
    assert steps.buttons(story.ada, PASSED) == ["Assign…"]
