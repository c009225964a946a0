"""A control point that meets something else: restarts, replicas, other changes, other people."""

import asyncio
from dataclasses import replace
from datetime import time, timedelta

from bot import app
from bot.domain import rules_reading
from bot.domain.pace import AT_ONCE
from bot.domain.rules import ControlPoint, Weekday
from bot.services import registry
from bot.simulator.faults import Fault
from tests.scenarios import steps
from tests.scenarios.test_control_point import begun, channel, letter, letters, moved, press
from tests.scenarios.world import RULES, World


async def test_a_restart_in_between_neither_loses_nor_doubles_anything(story: World) -> None:
    await begun(story)
    await press(story, story.ada, "Holds")
    async with app.build(story.bot.settings, story.clock, AT_ONCE) as another:
        await another.read_rules()
        story.clock.advance(timedelta(hours=2))
        await another.settle()
    await story.settle()
    assert len(letters(story.ada)) == len(letters(story.ivan)) == 2
    assert "1 of 4 decided" in letter(story.ada)
    await story.advance(hours=2)
    assert "3 closed as not confirmed" in letter(story.ada)
    assert len(channel(story)) == 1


async def test_two_replicas_begin_and_end_it_once(story: World) -> None:
    await steps.assigned(story, "sev1 Checkout is slow for Acme")
    async with app.build(story.bot.settings, story.clock, AT_ONCE) as another:
        await another.read_rules()
        for hours in (24 * 7, 2, 2):
            story.clock.advance(timedelta(hours=hours))
            await asyncio.gather(story.bot.timekeeper.tick(), another.timekeeper.tick())
            await asyncio.gather(story.bot.delivery.drain(), another.delivery.drain())
    await story.settle()
    assert len(letters(story.ada)) == len(letters(story.ivan)) == 2
    assert len(letters(story.sam)) == len(channel(story)) == 1


async def test_only_administrators_begin_one_and_only_one_runs(story: World) -> None:
    nothing = await story.ada.commands("/critical", "control-point now")
    assert nothing.text == "No task is open, so there is no date to confirm."
    await steps.assigned(story, "sev2 Checkout is slow for Acme")
    refused = await story.ivan.commands("/critical", "control-point now")
    assert "Only a task administrator can do this." in refused.text
    await story.ada.commands("/critical", "control-point now")
    await story.settle()
    again = await story.ben.commands("/critical", "control-point now")
    assert "A control point is open since" in again.text
    asked = await story.sam.commands("/critical", "control-point")
    assert "A control point is open until" in asked.text
    assert "The next one begins Tue 1 Dec, 10:00" in asked.text
    await story.settle()
    assert letters(story.ben) == []


async def test_who_begins_it_by_hand_gets_the_message(story: World) -> None:
    await steps.assigned(story, "sev2 Checkout is slow for Acme")
    await story.ben.commands("/critical", "control-point now")
    await story.settle()
    assert "0 of 1 decided" in letter(story.ben)
    await story.advance(hours=2)
    assert letters(story.ada) == []
    assert len(letters(story.ben)) == 2


async def test_what_happens_elsewhere_meanwhile_counts(story: World) -> None:
    await begun(story)
    form = await story.ivan.clicks("Fixed…", on=steps.card_message(story, "CRIT-2"))
    assert form is not None
    await form.fills(what_to_tell_the_customer="It works.").submits()
    await story.settle()
    assert "✓ Fixed." in letter(story.ada)
    assert "1 of 4 decided" in letter(story.ada)
    form = await story.ada.clicks("Assign…", on=letters(story.ada)[0])
    assert form is not None
    await form.fills(developer="Dana", deadline="Tomorrow").submits()
    await story.settle()
    assert "2 of 4 decided" in letter(story.ada)
    assert story.kim.was_told("Dana fixes it by")
    await story.advance(minutes=1)
    before = len(story.sam.notifications)
    form = await story.ada.clicks("Move deadline…", on=steps.card_message(story, "CRIT-3"))
    assert form is not None
    await form.fills(deadline="In a week", reason="Dana is ill").submits()
    await story.settle()
    assert "3 of 4 decided" in letter(story.ada)
    assert len(story.sam.notifications) == before + 1


async def test_a_date_that_has_passed_cannot_hold(story: World) -> None:
    await steps.assigned(story, "sev2 Checkout is slow for Acme", deadline="In 2 hours")
    await story.ada.commands("/critical", "control-point now")
    await story.settle()
    assert steps.buttons(story.ada, "Control point") == ["Holds", "Move…", "Ask Ivan"]
    await story.advance(hours=3)
    assert "overdue since" in letter(story.ada)
    assert steps.buttons(story.ada, "Control point") == ["Move…", "Ask Ivan"]
    await press(story, story.ada, "Ask Ivan")
    assert "by when will it be fixed? Ada asks" in steps.last(story.ivan)
    await moved(story)
    assert "✓ Moved" in letter(story.ada)


async def test_a_question_may_be_open_and_the_date_that_it_moves_is_no_promise(
    story: World,
) -> None:
    await steps.assigned(story, "sev2 Checkout is slow for Acme")
    form = await story.ivan.clicks("Ask reporter…")
    assert form is not None
    await form.fills(question="Which browser?").submits()
    await story.settle()
    await story.ada.commands("/critical", "control-point now")
    await story.settle()
    assert "Waiting for reporter" in letter(story.ada)
    await story.advance(hours=1)
    await story.sam.clicks("Answer…").fills(answer="Firefox").submits()
    await story.settle()
    assert "0 of 1 decided" in letter(story.ada)
    await press(story, story.ada, "Holds")
    await story.advance(seconds=1)
    assert "confirmed" in story.sam.rendered(letters(story.sam)[0])


async def test_many_tasks_go_onto_pages(story: World) -> None:
    for number in range(17):
        await steps.raised(story, f"sev2 Problem {number} is a task of its own", story.kim)
        await story.ada.clicks("Accept", on=steps.card_message(story, f"CRIT-{number + 1}"))
        await story.advance(seconds=61)
    await story.ada.commands("/critical", "control-point now")
    await story.settle()
    assert "Page 1 of 2" in letter(story.ada)
    assert steps.buttons(story.ada, "Control point").count("Holds") == 15
    await press(story, story.ada, "Next")
    assert "Page 2 of 2" in letter(story.ada)
    await press(story, story.ada, "Holds", times=2)
    assert "2 of 17 decided" in letter(story.ada)
    await press(story, story.ada, "Previous")
    assert "Page 1 of 2" in letter(story.ada)


async def test_the_rules_say_when_and_a_change_of_theirs_counts(story: World) -> None:
    await steps.assigned(story, "sev1 Checkout is slow for Acme")
    wednesday = ControlPoint(Weekday.WED, time(9, 30))
    rules = replace(rules_reading.read(RULES), control_point=wednesday)
    await registry.apply(story.bot.desk.database, story.clock, rules)
    await story.advance(hours=23, minutes=24)
    assert letters(story.ada) == []
    await story.advance(minutes=1)
    assert "1 task open" in letter(story.ada)
    await story.advance(days=6)
    assert len(letters(story.ada)) == 1  # nothing on Tuesday


async def test_slack_is_away_for_two_hours_and_no_flood_comes_afterwards(story: World) -> None:
    await begun(story)
    away = story.slack.faults.add(Fault(kind="away"))
    await story.advance(hours=2)
    await story.advance(hours=2)
    story.slack.faults.remove(away)
    await story.advance(hours=1)
    assert "3 closed as not confirmed" not in letter(story.ada)
    assert "4 closed as not confirmed" in letter(story.ada)
    assert len(letters(story.sam)) == len(channel(story)) == 1
    assert len(letters(story.ada)) == 1  # a reminder that nobody can answer any more is dropped
    story.slack.problems.clear()


async def test_a_wish_that_nobody_answered_in_the_round_goes_to_the_administrator_after_it(
    story: World,
) -> None:
    await steps.assigned(story, "sev2 Checkout is slow for Acme")
    await story.ada.commands("/critical", "control-point now")
    await story.settle()
    form = await story.ivan.clicks("Need more time…", on=letters(story.ivan)[0])
    assert form is not None
    await form.fills(deadline="In a week", reason="The provider is slow").submits()
    await story.settle()
    assert not story.ada.was_told("asks for time")
    await story.advance(hours=2)
    await story.advance(hours=2)
    assert "1 closed as not confirmed" in letter(story.ada)
    assert steps.buttons(story.ada, "asks for time") == ["Agree", "Another date…", "Keep it"]


async def test_who_is_away_is_not_asked_and_who_is_on_duty_then_takes_it_over(
    story: World,
) -> None:
    await steps.assigned(story, "sev1 Checkout is slow for Acme")
    await story.ivan.commands("/critical", "away until 10 december")
    await story.advance(days=6, hours=23, minutes=55)
    assert "Ivan*, away until" in letter(story.ada).replace("Ivan, away", "Ivan*, away")
    assert letters(story.ivan) == []
    await story.ada.commands("/critical", "away until thursday")
    await story.settle()
    await story.advance(hours=2)
    assert len(letters(story.ada)) == 1
    assert "0 of 1 decided" in letter(story.ben)
    await press(story, story.ben, "Holds")
    await story.advance(seconds=1)
    assert "Control point is over: 1 of 1 decided." in letter(story.ben)


async def test_a_sentence_that_begins_so_is_a_task(story: World) -> None:
    await story.sam.commands("/critical", "control-point is broken at Acme")
    await story.settle()
    assert "control-point is broken at Acme" in steps.card(story)
