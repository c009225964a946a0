"""Slack is never spoken to faster than it bears, and what has to wait loses nothing."""

from collections.abc import AsyncIterator

import pytest

from bot.clock import FrozenClock
from bot.domain.pace import SLACKS
from bot.simulator.faults import Fault
from tests.scenarios.world import CRITICAL, World, world


@pytest.fixture
async def paced(database_url: str, clock: FrozenClock) -> AsyncIterator[World]:
    """Open the company of a story before a Slack that counts what it is sent."""
    async with world(database_url, clock, sockets=False, pace=SLACKS) as story:
        story.slack.limits.are_enforced = True
        yield story


def calls(story: World, method: str, channel: str = CRITICAL) -> int:
    made = [one for one in story.slack.calls if one.method == method]
    return sum(one.arguments.get("channel") == channel for one in made)


async def until_all_is_said(story: World) -> None:
    """Let a minute pass, second by second."""
    for _ in range(60):
        await story.advance(seconds=1)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_hundred_changes_at_once_cost_few_updates_and_end_right(paced: World) -> None:
    await paced.sam.writes("Checkout is down", channel=CRITICAL)
    await paced.settle()
    for number in range(100):
        severity = "3" if number % 2 else "4"
        step = paced.ada.chooses("Change severity…").fills(
            severity="2" if number == 99 else severity
        )
        await step.submits()
        await paced.bot.settle()
    await until_all_is_said(paced)
    assert 1 <= calls(paced, "chat.update") <= 3
    assert "Severity 2" in paced.card()


async def test_many_tasks_at_once_are_posted_at_the_pace_that_a_channel_bears(paced: World) -> None:
    people = [paced.sam, paced.kim, paced.ivan, paced.dana, paced.mira]
    for number, person in enumerate(people):
        await person.writes(f"Problem {number}", channel=CRITICAL)
    await paced.settle()
    assert calls(paced, "chat.postMessage") <= SLACKS.burst
    await until_all_is_said(paced)
    assert calls(paced, "chat.postMessage") == 2 * len(people)
    assert all(call.status != 429 for call in paced.slack.calls)
    assert all(person.was_told("It is in") or person.was_told("it is in") for person in people)


async def test_a_limit_in_one_place_holds_back_nobody_elsewhere(paced: World) -> None:
    await paced.sam.writes("Checkout is down", channel=CRITICAL)
    await paced.settle()
    limited = Fault(
        kind="rate_limited", method="chat.postMessage", channel=CRITICAL, times=1, retry_after=30
    )
    paced.slack.faults.add(limited)
    await paced.ada.clicks("Assign…").fills(developer="Ivan").submits()
    await paced.settle()
    assert paced.ivan.was_told("yours")
    posted = calls(paced, "chat.postMessage")
    await paced.advance(seconds=20)
    assert calls(paced, "chat.postMessage") == posted, "the place is held back"
    await paced.advance(seconds=11)
    assert calls(paced, "chat.postMessage") == posted + 1


async def test_a_limit_in_many_places_holds_back_all(paced: World) -> None:
    await paced.sam.writes("Checkout is down", channel=CRITICAL)
    await paced.settle()
    everywhere = Fault(kind="rate_limited", method="chat.postMessage", times=3, retry_after=30)
    paced.slack.faults.add(everywhere)
    await paced.ada.clicks("Assign…").fills(developer="Ivan").submits()
    await paced.settle()
    tried = len([one for one in paced.slack.calls if one.method == "chat.postMessage"])
    await paced.mira.writes("Search is down", channel=CRITICAL)
    await paced.advance(seconds=20)
    made = len([one for one in paced.slack.calls if one.method == "chat.postMessage"])
    assert made == tried, "nobody is written to, in whatever place"
    await until_all_is_said(paced)
    assert paced.mira.was_told("CRIT-2")
    assert paced.ivan.was_told("CRIT-1")
