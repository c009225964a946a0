"""The card of a new task, and the reaction that shows its state."""

from collections.abc import Awaitable, Callable

import pytest

from bot.simulator.faults import Fault
from tests.scenarios.ways import (
    TEXT,
    by_command,
    by_form,
    by_global_shortcut,
    by_message,
    by_message_shortcut,
    cards,
    root,
)
from tests.scenarios.world import CRITICAL, World


async def test_a_message_gets_its_card_as_a_reply_that_the_channel_shows(story: World) -> None:
    raised = await story.sam.writes(TEXT, channel=CRITICAL)
    await story.settle()
    card = cards(story)[0]
    assert card.thread_ts == raised.ts
    assert card.subtype == "thread_broadcast"
    assert card in story.slack.channel_messages(CRITICAL)


@pytest.mark.parametrize(
    "way", [by_command, by_form, by_message_shortcut, by_global_shortcut], ids=lambda w: w.__name__
)
async def test_any_other_task_gets_its_card_in_the_channel_and_the_thread_under_it(
    story: World, way: Callable[[World], Awaitable[None]]
) -> None:
    await way(story)
    await story.settle()
    card = cards(story)[0]
    assert not card.is_reply
    assert len(card.replies) == 1


async def test_a_message_that_slack_lost_leaves_a_card_that_stands_alone(story: World) -> None:
    lost = Fault(kind="error", method="chat.postMessage", error="thread_not_found", times=1)
    story.slack.faults.add(lost)
    await story.sam.writes("Checkout is down", channel=CRITICAL)
    await story.settle()
    assert not cards(story)[0].is_reply


async def test_a_message_deleted_before_its_card_is_posted_keeps_its_task(story: World) -> None:
    raised = await story.sam.writes("Checkout is down", channel=CRITICAL)
    await story.sam.deletes(raised)
    await story.settle()
    card = cards(story)[0]
    assert not card.is_reply
    thread = [story.slack.rendered(one, story.ada) for one in card.replies]
    assert any("The message that raised CRIT-1 was deleted." in line for line in thread)
    await story.ada.clicks("Accept", on=card)
    await story.settle()
    assert story.slack.reactions(CRITICAL, card.ts) == ["eyes"]


STATES = [
    ("Accept", "eyes"),
    ("Take it", "hammer_and_wrench"),
    ("Fixed…", "white_check_mark"),
    ("Works", "white_check_mark"),
]


@pytest.mark.parametrize("way", [by_message, by_command], ids=lambda way: way.__name__)
async def test_one_reaction_shows_the_state_and_the_old_one_goes(
    story: World, way: Callable[[World], Awaitable[None]]
) -> None:
    await way(story)
    await story.settle()
    carrier = root(story)
    assert story.slack.reactions(CRITICAL, carrier.ts) == []
    for label, reaction in STATES:
        who = {"Accept": story.ada, "Works": story.sam}.get(label, story.ivan)
        step = who.clicks(label)
        if label == "Fixed…":
            await step.fills(what_to_tell_the_customer="It works again.").submits()
        else:
            await step
        await story.settle()
        assert story.slack.reactions(CRITICAL, carrier.ts) == [reaction]
    others = [one for one in cards(story) if one is not carrier]
    assert all(story.slack.reactions(CRITICAL, card.ts) == [] for card in others)


async def test_a_declined_task_shows_it(story: World) -> None:
    raised = await story.sam.writes("Checkout is down", channel=CRITICAL)
    await story.settle()
    await story.ada.clicks("Accept")
    await story.settle()
    await story.ada.chooses("Decline…").fills(reason="It is meant to be so.").submits()
    await story.settle()
    assert story.slack.reactions(CRITICAL, raised.ts) == ["no_entry_sign"]
