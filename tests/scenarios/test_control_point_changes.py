"""What changes while a control point is open: tasks that come and go, and who keeps the round."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from bot.domain import rules_reading
from bot.domain.rules import Developer
from bot.services import registry
from bot.simulator.person import Person
from tests.scenarios import steps
from tests.scenarios.test_control_point import begun, channel, letter, letters, press
from tests.scenarios.world import RULES, World

SLOW = "sev2 Checkout is slow for Acme"


def everybody(story: World) -> list[Person]:
    return [story.sam, story.kim, story.ada, story.ben, story.ivan, story.dana, story.mira]


async def one_open(story: World, by: Person | None = None) -> None:
    """Let a round be open about one task of Ivan's."""
    await steps.assigned(story, SLOW)
    await (by or story.ada).commands("/critical", "control-point now")
    await story.settle()


async def takes_over(story: World, person: Person) -> None:
    await person.commands("/critical", "duty")
    await person.clicks("I take over")
    await story.settle()


async def test_a_task_raised_meanwhile_is_for_the_next_round(story: World) -> None:
    await one_open(story)
    await steps.raised(story, "sev2 Search is slow for Acme", by=story.kim)
    assert "0 of 1 decided" in letter(story.ada)
    await press(story, story.ada, "Holds")
    await story.advance(seconds=1)
    assert "Control point is over: 1 of 1 decided." in letter(story.ada)
    assert "CRIT-2" not in letter(story.ada)
    assert "1 open task: 1 confirmed." in channel(story)[0]
    assert letters(story.kim) == []


@pytest.mark.parametrize(
    ("choice", "fields", "state"),
    [
        ("Decline…", {"reason": "It is meant so"}, "✓ Declined."),
        ("Merge…", {"other_task": "CRIT-2"}, "✓ Merged."),
    ],
)
async def test_what_closes_meanwhile_is_settled_and_the_last_one_ends_the_round(
    story: World, choice: str, fields: Mapping[str, object], state: str
) -> None:
    await one_open(story)
    await steps.raised(story, "sev2 Search is slow for Acme", by=story.kim)
    form = await story.ada.chooses(choice, on=steps.card_message(story))
    assert form is not None
    await form.fills(fields).submits()
    await story.settle()
    await story.advance(seconds=1)
    assert state in letter(story.ada)
    assert "Control point is over: 1 of 1 decided." in letter(story.ada)
    assert "1 done meanwhile" in channel(story)[0]
    assert steps.buttons(story.ivan, "Control point") == []
    await story.advance(hours=4)
    assert len(letters(story.ada)) == len(letters(story.ivan)) == len(channel(story)) == 1


async def test_what_is_reassigned_is_asked_of_nobody_any_more(story: World) -> None:
    await begun(story)
    before = len(story.dana.notifications)
    card = steps.card_message(story, "CRIT-1")
    await story.ada.clicks("Assign…", on=card).fills(developer="Dana").submits()
    await story.settle()
    assert "1 of 4 decided" in letter(story.ada)
    assert "CRIT-1" not in letter(story.ivan)
    assert "1 of yours: does the date hold?" in letter(story.ivan)
    # Dana hears of it as of any task, and her message of the round shows it as settled.
    assert len(story.dana.notifications) == before + 1
    assert "1 of 2 answered" in letter(story.dana)
    await press(story, story.ivan, "Holds")
    assert "you answered everything" in letter(story.ivan)


async def test_a_round_without_a_task_says_nothing_to_anybody(story: World) -> None:
    await steps.fixed(story)
    await story.sam.clicks("Works")
    await story.settle()
    # Who has said what the cause was is not reminded of it.
    await story.ivan.clicks("Cause…").fills(where_it_lies="Code", cause="A release").submits()
    await story.settle()
    before = [len(one.dms) for one in everybody(story)]
    answer = await story.ada.commands("/critical", "control-point now")
    assert answer.text == "No task is open, so there is no date to confirm."
    # The weekly one comes at 10:00 on Tuesday.
    await story.advance(days=7)
    assert [len(one.dms) for one in everybody(story)] == before
    assert channel(story) == []


async def test_of_two_who_begin_one_at_once_the_second_hears_it(story: World) -> None:
    await steps.assigned(story, SLOW)
    first = await story.ada.commands("/critical", "control-point now")
    second = await story.ben.commands("/critical", "control-point now")
    assert "The control point begins" in first.text
    assert "A control point is open since" in second.text
    await story.settle()
    assert len(letters(story.ada)) == 1
    assert letters(story.ben) == []


async def test_the_weekly_one_is_left_out_while_another_is_open(story: World) -> None:
    await steps.assigned(story, "sev1 Checkout is slow for Acme")
    await story.advance(days=6, hours=22)
    # It is 08:05 on Tuesday, and the weekly one would begin at 10:00.
    await story.ada.commands("/critical", "control-point now")
    await story.settle()
    await story.advance(minutes=115)
    assert len(letters(story.ada)) == len(letters(story.ivan)) == 1
    asked = await story.sam.commands("/critical", "control-point")
    assert "The next one begins Tue 8 Dec, 10:00" in asked.text
    await press(story, story.ada, "Holds")
    await story.advance(days=7)
    assert len(letters(story.ada)) == 2


async def test_the_weekly_round_goes_to_who_comes_on_duty_and_both_can_answer(
    story: World,
) -> None:
    for title in ("Checkout", "Search"):
        await steps.assigned(story, f"sev1 {title} is slow for Acme")
    await story.advance(days=6, hours=23, minutes=55)
    await takes_over(story, story.ben)
    assert "2 tasks open, do the dates hold? 0 of 2 decided" in letter(story.ben)
    assert "Ben confirms." in letter(story.ivan)
    await press(story, story.ben, "Holds")
    await press(story, story.ada, "Holds")
    await story.advance(seconds=1)
    assert "Control point is over: 2 of 2 decided." in letter(story.ben)
    assert "Control point is over: 2 of 2 decided." in letter(story.ada)


async def test_a_round_begun_by_hand_stays_with_who_began_it_until_they_are_away(
    story: World,
) -> None:
    await one_open(story)
    await takes_over(story, story.ben)
    assert letters(story.ben) == []
    await story.ada.commands("/critical", "away until friday")
    await story.settle()
    await story.advance(hours=2)
    assert "0 of 1" in letter(story.ben)
    await press(story, story.ben, "Holds")
    await story.advance(seconds=1)
    assert "Control point is over: 1 of 1 decided." in letter(story.ben)


async def test_a_developer_who_comes_on_duty_gets_the_administrators_message(
    story: World,
) -> None:
    rules = rules_reading.read(RULES)
    more = replace(rules, developers=(*rules.developers, Developer("U0BEN", 3)))
    await registry.apply(story.bot.desk.database, story.clock, more)
    await steps.assigned(story, "sev1 Checkout is slow for Acme")
    await steps.assigned(story, "sev1 Search is slow for Acme", developer="Ben")
    await story.advance(days=6, hours=23, minutes=55)
    assert "1 of yours: does the date hold?" in letter(story.ben)
    await takes_over(story, story.ben)
    assert "2 tasks open, do the dates hold?" in letter(story.ben)
    await press(story, story.ben, "Holds", times=2)
    await story.advance(seconds=1)
    assert "Control point is over: 2 of 2 decided." in letter(story.ben)
