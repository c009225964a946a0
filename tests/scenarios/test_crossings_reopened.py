"""What was fixed or closed comes back after its deadline: the date is honest, and so is what is said."""

from bot.simulator.person import Person
from tests.scenarios import steps
from tests.scenarios.world import World

OLD = "Tue 24 Nov, 14:05"
BUSY = ("How is it going", "past its deadline", "comes near")


def heard(person: Person, said: str) -> int:
    """Count the notices that say this."""
    return sum(said.lower() in one.lower() for one in person.notifications)


def since(person: Person, told: dict[str, int]) -> list[str]:
    """Read what somebody was notified of since they were counted."""
    return person.notifications[told[person.id] :]


def count(story: World) -> dict[str, int]:
    """Count what everybody was notified of."""
    everybody = (story.sam, story.kim, story.ada, story.ben, story.ivan, story.dana, story.mira)
    return {one.id: len(one.notifications) for one in everybody}


async def works(story: World, text: str = steps.TEXT) -> None:
    """Let Ivan fix a task, and Sam say that it works, before the deadline."""
    await steps.started_with(story, text)
    await story.ivan.clicks("Fixed…").fills(what_to_tell_the_customer="It works.").submits()
    await story.settle()
    await story.sam.clicks("Works")
    await story.settle()


async def comes_back(story: World) -> None:
    """Let Sam say that it is broken after all."""
    form = story.sam.clicks("Still broken…", on=steps.card_message(story))
    await form.fills(reason="It is back").submits()
    await story.settle()


async def test_while_it_is_closed_nothing_is_due_but_its_cause(story: World) -> None:
    await works(story)
    told = count(story)
    await story.advance(days=7)
    assert count(story) == told | {story.ivan.id: told[story.ivan.id] + 1}
    assert "its cause is still to be told" in steps.last(story.ivan)


async def test_after_a_week_everybody_hears_once_that_its_date_is_over(story: World) -> None:
    await works(story)
    await story.advance(days=7)
    told = count(story)
    await comes_back(story)
    (sam,) = since(story.sam, told)
    assert f"it has come back after its deadline, {OLD}. Ivan works on it again." in sam
    assert "For the customer: “Our developers are working on it again" in sam
    assert "You hear of the new date as soon as there is one." in sam
    (ada,) = since(story.ada, told)
    assert f"Ivan has it again; its deadline was {OLD}." in ada
    assert steps.buttons(story.ada, "its deadline was") == ["Assign…", "Move deadline…"]
    (ivan,) = since(story.ivan, told)
    assert f"It is yours again; its deadline was {OLD}." in ivan
    offered = steps.buttons(story.ivan, "its deadline was")
    assert offered == ["Fixed…", "Need more time…", "Ask reporter…", "Blocked…"]
    for one in (sam, ada, ivan):
        assert f"by {OLD}" not in one
        assert f"stays {OLD}" not in one
    assert len(since(story.ben, told)) == len(since(story.kim, told)) == 0
    details = (await story.ada.commands("/critical", "CRIT-1")).rendered
    assert "Promises\nTue 24 Nov, 10:05 · Tue 24 Nov, 14:05 (by severity)\n" in details
    assert "slipped" not in details


async def test_nobody_is_reminded_of_the_old_date_minutes_after_they_heard_of_it(
    story: World,
) -> None:
    await works(story, steps.WHOLE)
    await story.advance(days=7, hours=3, minutes=30)  # the daily reminder would be at 14:05
    await comes_back(story)
    told = count(story)
    await story.advance(minutes=59)
    assert count(story) == told
    await story.advance(minutes=1)
    (asked,) = since(story.ivan, told)
    assert f"How is it going? The deadline was {OLD}. Sam was to hear by" in asked
    assert "One sentence is enough" in asked
    # Nothing is on track any more.
    shown = ["Need more time…", "Blocked…", "Fixed…"]
    assert steps.buttons(story.ivan, "How is it going? The deadline was") == shown
    await story.advance(hours=23, minutes=35)
    for person in (story.sam, story.ada, story.ivan):
        assert heard(person, "still past its deadline") == 1


async def test_a_new_date_ends_all_that_is_said_of_the_old_one(story: World) -> None:
    await works(story, steps.WHOLE)
    await story.advance(days=7)
    await comes_back(story)
    form = story.ada.chooses("Move deadline…", on=steps.card_message(story))
    await form.fills(deadline="Day after tomorrow", reason="It is back").submits()
    await story.settle()
    assert f"moves from {OLD} to Thu 3 Dec, 18:00" in steps.last(story.sam)
    told = count(story)
    await story.advance(hours=24)
    assert not any(OLD in one for one in since(story.ivan, told))
    assert len(since(story.sam, told)) == 0
    # How it goes is asked still, and the silence told, with the new date.
    assert all("The deadline is Thu 3 Dec, 18:00" in one for one in since(story.ivan, told))
    await story.advance(days=1, hours=7, minutes=55)
    for person in (story.sam, story.ada, story.ivan):
        assert sum("past its deadline, Thu 3 Dec, 18:00" in one for one in since(person, told)) == 1
    assert "slipped once" in (await story.ada.commands("/critical", "CRIT-1")).rendered


async def test_what_was_late_when_it_was_fixed_is_not_told_as_passed_again(story: World) -> None:
    await steps.started(story)
    await story.advance(hours=4)
    await story.ivan.clicks("Fixed…").fills(what_to_tell_the_customer="It works.").submits()
    await story.settle()
    await story.sam.clicks("Works")
    await story.settle()
    await story.advance(days=7)
    told = count(story)
    await comes_back(story)
    assert since(story.sam, told) == []
    for person in (story.ada, story.ivan):
        (once,) = since(person, told)
        assert f"its deadline was {OLD}." in once
        assert "It is past" not in once


async def test_fixed_again_it_is_confirmed_anew_and_no_old_reminder_comes(story: World) -> None:
    await works(story)
    await story.advance(days=7)
    await comes_back(story)
    form = await story.ivan.clicks("Fixed…", on=steps.card_message(story))
    assert form is not None
    await form.fills(what_to_tell_the_customer="Now it works.").submits()
    await story.settle()
    told = count(story)
    await story.advance(hours=2)
    (reminded,) = since(story.sam, told)
    assert "nobody has confirmed it yet" in reminded
    assert "It closes by itself on Tue 1 Dec, 14:05." in reminded
    await story.advance(hours=2)
    await story.advance(days=2)
    assert "Closed" in steps.card(story)
    assert "closed by itself" in steps.last(story.sam)
    for person in (story.ada, story.ivan, story.sam):
        assert not any(words in one for words in BUSY for one in since(person, told))
