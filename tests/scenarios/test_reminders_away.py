"""Slack, or the bot, is away over several due times: what is pointless afterwards is dropped."""

import pytest

from bot.simulator.faults import Fault
from bot.simulator.person import Person
from tests.scenarios import steps
from tests.scenarios.world import World


def since(person: Person, told: int) -> list[str]:
    """Read what somebody was notified of after so many notices."""
    return person.notifications[told:]


async def back(story: World) -> None:
    """Let Slack be there again, and everything that still has to be said be said."""
    story.slack.faults.clear()
    for _ in range(10):
        await story.advance(minutes=1)


@pytest.mark.parametrize("minutes", [1, 30])
async def test_after_two_hours_without_slack_the_assignee_is_asked_once(
    story: World, minutes: int
) -> None:
    await steps.started(story, deadline="Tomorrow")
    told, heard = len(story.ivan.notifications), len(story.sam.notifications)
    story.slack.faults.add(Fault(kind="server_error", status=503))
    for _ in range(0, 180, 30):
        await story.advance(minutes=30 - minutes)
        await story.advance(minutes=minutes)
    assert since(story.ivan, told) == []
    await back(story)
    (asked,) = since(story.ivan, told)
    assert "I ask for the third time" in asked or "4th time" in asked
    # What was promised for in between did not come, and that is said once.
    (late,) = since(story.sam, heard)
    assert "you were to hear something by Tue 24 Nov, 11:05" in late


async def test_what_was_answered_meanwhile_is_not_asked_any_more(story: World) -> None:
    await steps.started(story, deadline="Tomorrow")
    told = len(story.ivan.notifications)
    story.slack.faults.add(Fault(kind="server_error", status=503))
    await story.advance(hours=1)
    await story.ivan.replies("The certificate is old", to=steps.card_message(story))
    await back(story)
    assert since(story.ivan, told) == []
    assert "Ivan in the thread: “The certificate is old”" in steps.last(story.sam)


async def test_a_deadline_that_was_moved_meanwhile_is_not_told_as_passed(story: World) -> None:
    await steps.started(story, deadline="By severity")
    form = await story.ada.chooses("Move deadline…")
    assert form is not None
    told = len(story.sam.notifications)
    story.slack.faults.add(Fault(kind="server_error", status=503))
    await story.advance(hours=4)
    await form.fills(deadline="Tomorrow", reason="More to do").submits()
    await back(story)
    assert not any("past its deadline" in one for one in story.sam.notifications)
    assert "moves from Tue 24 Nov, 14:05 to Wed 25 Nov, 18:00" in since(story.sam, told)[-1]


async def test_a_bot_that_was_down_over_three_due_times_asks_once(story: World) -> None:
    await steps.started(story, deadline="Tomorrow")
    told = len(story.ivan.notifications)
    await story.advance(hours=3)
    (asked,) = since(story.ivan, told)
    assert "How is it going?" in asked
    await story.advance(minutes=29)
    assert len(since(story.ivan, told)) == 1
