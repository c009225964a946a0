"""Questions that cross a weekend, each other, another severity, or the end of the task."""

from datetime import UTC, datetime

import pytest

from bot.clock import FrozenClock
from tests.scenarios import asking, steps
from tests.scenarios.world import World

FRIDAY_FOUR_O_CLOCK = datetime(2026, 11, 27, 15, 0, tzinfo=UTC)
"""In Berlin; work ends at six, and begins on Monday at nine."""


@pytest.fixture
def clock() -> FrozenClock:
    """Stand at a Friday afternoon."""
    return FrozenClock(FRIDAY_FOUR_O_CLOCK)


async def test_over_a_weekend_both_clocks_stand_for_the_working_time_alone(story: World) -> None:
    await asked(story, severity=3)
    card, details = steps.card(story), await read(story)
    assert "Tuesday, December 1st, 2026, 4:00 PM, the clock stands" in card
    assert "Monday, November 30th, 2026, 4:59 PM, the clock stands" in card
    assert "clocks stand since Friday, November 27th, 2026, 5:00 PM, until the answer." in card
    assert "Tue 1 Dec, 16:00, the clock stands" in details
    assert "Mon 30 Nov, 16:59, the clock stands" in details
    assert "Both clocks stand since Fri 27 Nov, 17:00, until the answer." in details
    assert "ago" not in details
    await story.advance(days=2, hours=17)  # Monday, ten o'clock
    assert "The clocks have stood for 2 h. If the answer came now, the deadline" in await read(
        story
    )
    await answered(story)
    assert "tomorrow, 6:00 PM (in 1 day)" in steps.card(story)
    assert "tomorrow, 9:59 AM" in steps.card(story)
    details = await read(story)
    assert "Tue 1 Dec, 18:00 (in 1 day)" in details
    assert "Tue 1 Dec, 09:59" in details
    assert "The clocks stood for 2 h in all, for answers." in await read(story)


async def test_day_and_night_the_weekend_counts_where_the_severity_says_always(
    story: World,
) -> None:
    await asked(story, severity=4)
    await story.advance(days=2, hours=17)
    await answered(story)
    # Three of four hours were left, and 59 minutes to the next update.
    assert "the deadline is now Mon 30 Nov, 13:00" in steps.last(story.ivan)
    assert "Next update: today, 10:59 AM" in steps.card(story)
    assert "The clocks stood for 2 d 17 h in all, for answers." in await read(story)


async def test_a_better_severity_on_saturday_is_waited_on_its_own_clock(story: World) -> None:
    await asked(story, severity=4)
    await story.advance(hours=19)
    await change_severity(story, 3)
    # Two working days from Friday at four, and the hour on Friday that was waited.
    assert "your deadline is now Tue 1 Dec, 17:00" in steps.last(story.ivan)
    assert "Both clocks stand since Friday, November 27th, 2026, 5:00 PM" in steps.card(story)
    assert "The clocks have stood for 1 h." in await read(story)
    await story.advance(hours=46)
    await answered(story)
    assert "the deadline is now Tue 1 Dec, 18:00" in steps.last(story.ivan)
    # A working day from Saturday ends with Monday; the hour of Monday that was waited comes on top.
    assert "Next update: tomorrow, 10:00 AM (in 1 day)" in steps.card(story)
    assert "The clocks stood for 2 h in all, for answers." in await read(story)


async def test_a_worse_severity_on_saturday_is_waited_day_and_night(story: World) -> None:
    await asked(story, severity=3)
    await story.advance(hours=19)
    heard = len(story.ada.notifications)
    await change_severity(story, 4)
    # Four hours from Friday at four, one of which had gone when the question was asked.
    assert any("your deadline is now Sat 28 Nov, 15:00" in one for one in story.ivan.notifications)
    # There is no patience of two days any more, and yet Sam is not at work: nobody is reminded.
    assert story.ada.notifications[heard:] == []
    await story.advance(hours=46)
    (hangs,) = story.ada.notifications[heard:]
    assert "Ivan has waited 2 d 17 h for an answer from Sam" in hangs
    assert "was reminded" not in hangs
    await answered(story)
    assert "the deadline is now Mon 30 Nov, 13:00" in steps.last(story.ivan)
    assert "Next update: today, 11:00 AM (in 1 hour)" in steps.card(story)
    assert "The clocks stood for 2 d 17 h in all, for answers." in await read(story)


@pytest.mark.parametrize(
    ("before", "after", "deadline", "stood"),
    [
        # From Friday 18:00 on: 19 h to Saturday 13:00, and an hour of Monday, from nine o'clock.
        (4, 3, "Mon 7 Dec, 10:00", "20 h"),
        # To Monday 10:00 by the hour of Friday, and on by the 46 h to the answer.
        (3, 4, "Wed 9 Dec, 08:00", "1 d 23 h"),
    ],
)
async def test_what_was_promised_moves_by_each_piece_on_the_clock_that_it_stood_by(
    story: World, before: int, after: int, deadline: str, stood: str
) -> None:
    await asked(story, severity=before, deadline="In a week")
    await story.advance(hours=19)
    await change_severity(story, after)
    await story.advance(hours=46)
    await answered(story)
    assert f"the deadline is now {deadline}" in steps.last(story.ivan)
    assert f"The clocks stood for {stood} in all, for answers." in await read(story)


async def test_questions_that_overlap_are_waited_for_once(story: World) -> None:
    await asked(story, severity=4)
    first = asking.newest(story.sam)
    await story.advance(minutes=20)
    await asking.ask(story, story.ada, "Which shop?", whom=story.kim)
    await story.advance(minutes=20)
    await story.sam.replies("Firefox", to=first)
    await story.settle()
    assert (
        "Kim has been asked. Both clocks stand since Friday, November 27th, 2026, 5:00 PM"
        in steps.card(story)
    )
    await story.advance(minutes=20)
    await asking.ask(story, story.ivan, "Since when?")
    await story.advance(minutes=20)
    await story.kim.replies("Berlin", to=asking.newest(story.kim))
    await story.settle()
    assert "The clocks have stood for 1 h 20 min." in await read(story)
    await story.advance(minutes=20)
    await story.sam.replies("Since ten", to=asking.newest(story.sam))
    await story.settle()
    # Five times twenty minutes after 20:00.
    assert "Deadline: today, 9:40 PM (in 3 hours)" in steps.card(story)
    assert "The clocks stood for 1 h 40 min in all, for answers." in await read(story)


async def test_while_it_is_fixed_nothing_is_waited_for(story: World) -> None:
    await asked(story, severity=4)
    await story.advance(minutes=30)
    form = await story.ivan.clicks("Fixed…", on=steps.card_message(story))
    assert form is not None
    await form.fills(what_to_tell_the_customer="It works.").submits()
    await story.settle()
    await story.advance(hours=2)
    assert "The clocks stood for 30 min in all, for answers." in await read(story)
    card = steps.card_message(story)
    await story.sam.clicks("Still broken…", on=card).fills(reason="It is back").submits()
    await story.settle()
    assert (
        "Both clocks stand since Friday, November 27th, 2026, 7:30 PM, until the answer."
        in steps.card(story)
    )
    await story.advance(minutes=15)
    assert "The clocks have stood for 45 min." in await read(story)
    await change_severity(story, 3)
    await change_severity(story, 4)
    await answered(story)
    # What the severity gives: four hours from four o'clock, and the 45 minutes alone.
    assert "Deadline: today, 8:45 PM (in 1 hour)" in steps.card(story)


async def asked(story: World, *, severity: int, **fields: object) -> None:
    """Let Ivan, who has worked on it for an hour, ask Sam at five o'clock."""
    await steps.raised(story, f"sev{severity}: invoices are wrong")
    await story.ada.clicks("Assign…").fills({"developer": "Ivan", **fields}).submits()
    await story.settle()
    await story.ivan.clicks("Start")
    await story.settle()
    await story.advance(minutes=59)
    await story.ivan.replies("It is the taxes", to=steps.card_message(story))
    await story.advance(minutes=1)
    await asking.ask(story, story.ivan)


async def answered(story: World) -> None:
    """Let Sam answer what they were asked last."""
    await story.sam.replies("All of them", to=asking.newest(story.sam))
    await story.settle()


async def change_severity(story: World, severity: int) -> None:
    """Let Ada say how bad it is."""
    form = story.ada.chooses("Change severity…", on=steps.card_message(story))
    await form.fills(severity=str(severity)).submits()
    await story.settle()


async def read(story: World) -> str:
    """Read all that is known of the task, as Ada does."""
    return (await story.ada.commands("/critical", "CRIT-1")).rendered
