"""Telling: each notice can be acted on from the notification alone, at once or late."""

from collections.abc import Awaitable, Callable
from itertools import pairwise

import pytest

from bot.simulator.faults import Fault
from bot.simulator.person import Person
from tests.scenarios import steps
from tests.scenarios.world import CRITICAL, World

FIRST_GLANCE = 120


async def test_every_notice_of_a_whole_day_begins_with_the_key_the_title_and_what_changed(
    story: World,
) -> None:
    await a_whole_day(story)
    for person in (story.sam, story.kim, story.ada, story.ivan, story.dana):
        for said in person.notifications:
            assert said.startswith(("CRIT-1 · Checkout is down", "CRIT-2 · Payments fail"))
            assert ": " in said[:FIRST_GLANCE]
            assert "<" not in said


async def test_nobody_reads_the_same_text_twice_in_a_row(story: World) -> None:
    await a_whole_day(story)
    for person in everybody(story):
        told = person.notifications
        assert [one for one, two in pairwise(told) if one == two] == []


async def test_every_notice_links_to_the_card(story: World) -> None:
    await a_whole_day(story)
    links = {
        key: f"/archives/{CRITICAL}/p{steps.card_message(story, key).ts.replace('.', '')}"
        for key in ("CRIT-1", "CRIT-2")
    }
    for person in everybody(story):
        for message in [one for one in person.dms if one.user != person.id]:
            assert links[message.text[:6]] in str(message.blocks)


async def test_managers_backups_and_other_developers_hear_nothing(story: World) -> None:
    await steps.fixed(story)
    await story.sam.clicks("Still broken…").fills(reason="Still 500").submits()
    await story.settle()
    for person in (story.mira, story.ben, story.dana, story.kim):
        assert person.notifications == []


async def test_who_did_a_thing_is_not_told_of_it(story: World) -> None:
    await steps.raised(story, by=story.ada)
    assert len(story.ada.notifications) == 1
    await story.ada.clicks("Accept")
    await story.ada.clicks("Assign…").fills(developer="Ivan").submits()
    await story.settle()
    assert len(story.ada.notifications) == 1
    await story.ivan.clicks("Start")
    await story.settle()
    assert "Ivan has started on it" in steps.last(story.ada)


async def test_a_reporter_who_takes_the_task_gets_the_buttons_of_the_assignee(
    story: World,
) -> None:
    await steps.raised(story, by=story.ivan)
    await story.ivan.clicks("Take it")
    await story.settle()
    assert len(story.ivan.notifications) == 2
    assert "you took it" in steps.last(story.ivan)
    await story.advance(minutes=1)
    form = story.ivan.clicks("Fixed…")
    await form.fills(what_to_tell_the_customer="It works.").submits()
    await story.settle()
    assert len(story.ivan.notifications) == 2
    assert "fixed, says Ivan" in steps.last(story.ada)
    await story.ivan.clicks("Works", on=steps.card_message(story))
    await story.settle()
    assert "Closed" in steps.card(story)


async def test_a_reader_far_away_reads_their_own_time(story: World) -> None:
    await steps.raised(story, by=story.kim)
    assert "deadline Tue 24 Nov, 08:05" in steps.last(story.kim)
    await story.ada.clicks("Accept")
    await story.settle()
    assert "By Tue 24 Nov, 05:05 at the latest" in steps.last(story.kim)
    assert "You hear from us by Tue 24 Nov, 05:05.”" in steps.last(story.kim)
    assert "deadline Tue 24 Nov, 14:05" not in steps.last(story.kim)


async def test_the_customer_is_told_the_new_date(story: World) -> None:
    await steps.raised(story)
    await story.advance(minutes=1)
    await story.ada.clicks("Assign…").fills(developer="Ivan").submits()
    await story.advance(minutes=1)
    expected = "For the customer: “Our developers are on it. We expect it to work again by Tue 24"
    assert expected in steps.last(story.sam)
    form = story.ada.chooses("Move deadline…")
    await form.fills(deadline="Tomorrow", reason="The provider").submits()
    await story.settle()
    assert "We now expect it to work again by Wed 25 Nov, 18:00.”" in steps.last(story.sam)


async def test_the_dm_that_was_clicked_is_shown_anew_without_what_does_not_fit(
    story: World,
) -> None:
    await steps.raised(story)
    assert steps.buttons(story.ada, "waiting for you") == ["Accept", "Assign…"]
    accept = next(one for one in story.ada.dms if "waiting for you" in one.text)
    await story.ada.clicks("Accept", on=accept)
    await story.settle()
    assert steps.buttons(story.ada, "waiting for you") == ["Assign…"]
    assert "Accepted:" in story.ada.rendered(accept)
    await story.ada.clicks("Assign…", on=accept).fills(developer="Ivan").submits()
    await story.settle()
    assert steps.buttons(story.ada, "waiting for you") == []
    await story.ivan.clicks("Start")
    await story.settle()
    assert steps.buttons(story.ivan, "yours, by") == ["Fixed…", "Need more time…", "Ask reporter…"]
    assert "In progress:" in story.ivan.rendered(story.ivan.dms[-1])


Step = Callable[[World], Awaitable[None]]


async def _start(story: World) -> None:
    await story.ivan.clicks("Start", on=story.ivan.dms[-1])


async def _fix(story: World) -> None:
    await story.ivan.clicks("Fixed…").fills(what_to_tell_the_customer="It works.").submits()


async def _move(story: World) -> None:
    form = story.ada.chooses("Move deadline…")
    await form.fills(deadline="Tomorrow", reason="The provider").submits()


async def _severity(story: World) -> None:
    await story.ada.chooses("Change severity…").fills(severity="3").submits()


@pytest.mark.parametrize("late", [False, True])
async def test_a_notice_says_the_same_whether_it_is_sent_at_once_or_late(
    story: World,
    late: bool,
) -> None:
    await steps.assigned(story)
    before = len(story.sam.notifications)
    fault = story.slack.faults.add(Fault(kind="server_error", method="chat.postMessage"))
    if not late:
        story.slack.faults.clear()
    for step in (_start, _severity, _fix):
        await story.advance(minutes=1)
        await step(story)
        await story.settle()
    assert fault is not None
    story.slack.faults.clear()
    await story.advance(minutes=2)
    said = story.sam.notifications[before:]
    # What was not tried yet when Slack is back goes together.
    assert len(said) == (2 if late else 3)
    told = " ".join(said).lower()
    for what in (
        "Ivan has started on it. The deadline is Tue 24 Nov, 14:05.",
        "severity 4 → 3, the deadline is now Thu 26 Nov, 10:05, says Ada",
        "it is fixed, says Ivan. Please look at it with the customer.",
        "Still broken… gives it back to Ivan",
    ):
        assert told.count(what.lower()) == 1


async def test_who_cannot_be_reached_by_dm_is_called_in_the_thread_and_the_card_says_so(
    story: World,
) -> None:
    await steps.raised(story)
    await story.advance(minutes=1)
    refusal = Fault(
        kind="error", method="chat.postMessage", channel=story.sam.dm, error="account_inactive"
    )
    story.slack.faults.add(refusal)
    await story.ada.clicks("Assign…").fills(developer="Ivan").submits()
    await story.settle()
    assert "Sam could not be reached by direct message" in steps.card(story)
    called = [one for one in steps.thread(story) if "@Sam could not be reached" in one]
    assert len(called) == 1
    assert "CRIT-1" in called[0]
    assert "Ada assigned it to Ivan, by Tuesday, November 24th, 2026, 2:05 PM" in called[0]


async def test_a_person_who_was_deactivated_holds_up_nobody(story: World) -> None:
    await steps.assigned(story)
    await story.advance(minutes=1)
    await story.ivan.changes(deleted=True)
    await story.ada.chooses("Move deadline…").fills(deadline="Tomorrow", reason="So").submits()
    await story.settle()
    assert "Ivan could not be reached by direct message" in steps.card(story)
    assert "the date moves" in steps.last(story.sam)


async def a_whole_day(story: World) -> None:
    """Let everything happen to one task that can, and merge another into it."""
    await steps.raised(story)
    await story.ada.clicks("Accept")
    await story.settle()
    await story.ada.clicks("Assign…").fills(developer="Dana").submits()
    await story.settle()
    await story.ada.clicks("Assign…").fills(developer="Ivan", note="You know it").submits()
    await story.settle()
    for step in (_start, _move, _severity):
        await step(story)
        await story.settle()
    await steps.raised(story, "Payments fail", by=story.kim)
    merge = story.ada.chooses("Merge…", on=steps.card_message(story, "CRIT-2"))
    await merge.fills(other_task="CRIT-1").submits()
    await story.settle()
    await story.ivan.clicks("Ask reporter…").fills(question="Which browser?").submits()
    await story.settle()
    await story.sam.clicks("Answer…").fills(answer="Firefox").submits()
    await story.settle()
    for _ in range(3):
        await _fix(story)
        await story.settle()
        await story.sam.clicks("Still broken…").fills(reason="Still 500").submits()
        await story.settle()
    form = story.ada.chooses("Decline…", on=steps.card_message(story))
    await form.fills(reason="As it is meant").submits()
    await story.settle()
    await story.sam.clicks("Bring it back…").fills(reason="No").submits()
    await story.settle()


def everybody(story: World) -> tuple[Person, ...]:
    """Name all who may hear of something."""
    return (story.sam, story.kim, story.ada, story.ben, story.ivan, story.dana, story.mira)
