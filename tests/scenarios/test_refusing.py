"""Who has no right, who comes too late, who clicks twice: told politely, and nothing changes."""

import asyncio

import pytest

from bot.simulator.person import Person
from tests.scenarios import steps
from tests.scenarios.world import CRITICAL, World

RIGHTS = {
    "Accept": "Only a task administrator can accept CRIT-1. Ada is on duty.",
    "Assign…": "Only a task administrator can assign CRIT-1. Ada is on duty.",
    "Take it": "Only a developer can take CRIT-1.",
    "Ask reporter…": "can ask the reporter of CRIT-1. Ada is on duty.",
    "Not a task": "Only the reporter or a task administrator can withdraw CRIT-1. Ada is on duty.",
    "Change severity…": "Only the reporter or a task administrator can change the severity",
    "Move deadline…": "Only a task administrator can move the deadline of CRIT-1. Ada is on duty.",
    "Merge…": "Only a task administrator can merge CRIT-1. Ada is on duty.",
    "Decline…": "Only a task administrator can decline CRIT-1. Ada is on duty.",
}


async def test_who_has_no_right_hears_who_may_and_nothing_changes(story: World) -> None:
    await steps.raised(story)
    before = state(story)
    for button, words in RIGHTS.items():
        assert await story.kim.clicks(button) is None
        await story.settle()
        assert words in steps.whispers(story.kim)[-1]
        assert story.kim.ephemerals[-1].thread_ts is None, "the card shows in the channel"
    assert len(steps.whispers(story.kim)) == len(RIGHTS)
    assert state(story) == before


async def test_the_assignees_buttons_are_the_assignees(story: World) -> None:
    await steps.assigned(story)
    await story.dana.clicks("Start")
    await story.settle()
    assert steps.whispers(story.dana) == ["Only the assignee can start on CRIT-1."]
    assert "Assigned" in steps.card(story)


async def test_a_button_that_no_longer_fits_says_what_happened_by_whom_and_when(
    story: World,
) -> None:
    await steps.raised(story)
    old = [*steps.card_message(story).blocks]
    await story.ben.clicks("Accept")
    await story.advance(minutes=7)
    await story.ada.chooses("Change severity…").fills(severity="3").submits()
    await story.advance(minutes=5)
    steps.card_message(story).blocks = old  # a phone that has not loaded the change yet
    before = state(story)
    await story.ada.clicks("Accept", on=steps.card_message(story))
    await story.settle()
    assert steps.whispers(story.ada)[-1] == (
        "Ben accepted CRIT-1 12 minutes ago, so it cannot be accepted any more. "
        "Assign it, or let a developer take it."
    )
    assert state(story) == before


async def test_a_stale_not_a_task_says_whom_to_ask(story: World) -> None:
    await steps.raised(story)
    old = [*steps.card_message(story).blocks]
    await story.ivan.clicks("Take it")
    await story.advance(minutes=1)
    steps.card_message(story).blocks = old
    await story.sam.clicks("Not a task", on=steps.card_message(story))
    await story.settle()
    assert steps.whispers(story.sam)[-1] == (
        "Ivan took CRIT-1 a minute ago, so it cannot be withdrawn any more. Ask Ada to decline it."
    )


@pytest.mark.parametrize("button", ["Accept", "Not a task"])
async def test_a_double_click_does_it_once_and_says_nothing(story: World, button: str) -> None:
    await steps.raised(story)
    await story.advance(minutes=1)
    await story.ada.clicks(button).twice()
    await story.settle()
    assert steps.whispers(story.ada) == []
    assert len([one for one in story.sam.notifications if "Ada" in one]) == 2


async def test_a_double_click_on_agree_moves_the_deadline_once(story: World) -> None:
    await steps.assigned(story)
    await story.advance(minutes=1)
    form = story.ivan.clicks("Need more time…")
    await form.fills(deadline="Tomorrow", reason="The provider").submits()
    await story.settle()
    await story.ada.clicks("Agree").twice()
    await story.settle()
    assert steps.whispers(story.ada) == []
    assert len([one for one in story.sam.notifications if "the date moves" in one]) == 1


async def test_of_two_administrators_at_once_one_wins_and_the_other_hears(story: World) -> None:
    await steps.raised(story)
    await asyncio.gather(_click(story.ada, "Accept"), _click(story.ben, "Accept"))
    await story.settle()
    heard = {one.display_name: steps.whispers(one) for one in (story.ada, story.ben)}
    winner, loser = sorted(heard, key=lambda name: len(heard[name]))
    assert heard[winner] == []
    assert heard[loser][0].startswith(f"{winner} accepted CRIT-1 a moment ago, so")
    told = [one for one in story.sam.notifications if "is looking at it" in one]
    assert len(told) == 1
    assert winner in told[0]


async def test_a_form_that_was_overtaken_says_so_and_changes_nothing(story: World) -> None:
    await steps.raised(story)
    form = await story.ada.clicks("Assign…")
    assert form is not None
    await story.ben.clicks("Assign…").fills(developer="Dana").submits()
    await story.settle()
    before = state(story)
    await form.fills(developer="Ivan").submits()
    await story.settle()
    assert steps.whispers(story.ada)[-1] == (
        "Ben assigned CRIT-1 a moment ago, so nothing was changed. "
        "Look at the card, and do it again if it still fits."
    )
    assert state(story) == before
    assert not story.ivan.was_told("yours")


async def test_a_developer_who_left_while_the_form_was_open_is_refused_at_the_field(
    story: World,
) -> None:
    await steps.raised(story)
    form = await story.ada.clicks("Assign…")
    assert form is not None
    await story.dana.changes(deleted=True)
    refused = await form.fills(developer="Dana").submits()
    assert "Dana" in refused.errors["Developer"]
    assert form.is_open


async def test_what_slack_delivers_again_does_nothing_more(story: World) -> None:
    await steps.assigned(story)
    await story.ivan.clicks("Start")
    await story.settle()
    form = story.ivan.clicks("Fixed…")
    await form.fills(what_to_tell_the_customer="It works.").submits()
    await story.settle()
    await story.advance(minutes=1)
    before, whispered = state(story), [steps.whispers(one) for one in (story.ada, story.ivan)]

    for delivery in [one for one in story.slack.deliveries if one.kind == "interactive"]:
        if delivery.name == "view_submission" or 'action_id": "start' in str(delivery.payload):
            again = await story.slack.redeliver(delivery)
            assert again.acknowledged
    await story.settle()

    assert state(story) == before
    assert [steps.whispers(one) for one in (story.ada, story.ivan)] == whispered


async def test_a_click_on_a_button_of_nonsense_is_refused_politely(story: World) -> None:
    await steps.raised(story)
    card = steps.card_message(story)
    accept = next(one for one in card.blocks if one["type"] == "actions")["elements"][0]
    accept["value"] = "99"
    await story.ada.clicks("Accept", on=card)
    await story.settle()
    assert "There is no CRIT-99. The newest is CRIT-1." in steps.whispers(story.ada)[-1]
    accept["value"] = "1"


def state(story: World) -> list[object]:
    """Put together what everybody can see of the task."""
    people = (story.sam, story.kim, story.ada, story.ben, story.ivan, story.dana, story.mira)
    posted = [
        story.slack.rendered(one, story.ada) for one in story.slack.channel_messages(CRITICAL)
    ]
    return [posted, *[one.notifications for one in people]]


async def _click(person: Person, button: str) -> None:
    await person.clicks(button)
