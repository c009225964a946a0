"""Messages that Slack could not bring: it gives up after six minutes, and the bot looks by itself."""

from collections.abc import AsyncIterator

import pytest

from bot.clock import FrozenClock
from bot.domain import rules_reading
from bot.services import registry
from tests.scenarios import steps
from tests.scenarios.world import CRITICAL, RULES, World, world

NOBODY = "http://127.0.0.1:9/slack/events"


@pytest.fixture
async def story(database_url: str, clock: FrozenClock) -> AsyncIterator[World]:
    async with world(database_url, clock, sockets=False) as opened:
        yield opened


async def unheard(story: World, text: str) -> None:
    """Let Sam write something that Slack tries to bring until it gives up."""
    await story.advance(minutes=2)
    door = story.slack.request_url
    story.slack.send_to(NOBODY)
    await story.sam.writes(text, channel=CRITICAL)
    for minutes in (0, 1, 5, 10):
        await story.advance(minutes=minutes)
    story.slack.send_to(door)
    story.slack.problems.clear()


def titles(story: World) -> list[str]:
    cards = [one for one in story.slack.channel_messages(CRITICAL) if one.bot_id]
    return [one.text.rpartition(": ")[2].partition(" (")[0] for one in cards]


async def test_what_slack_gave_up_bringing_becomes_a_task_once(story: World) -> None:
    await steps.raised(story)
    await story.bot.latecomers.begin()
    known = len(titles(story))
    await unheard(story, "Payments are lost")
    assert len(titles(story)) == known
    assert await story.bot.latecomers.tick() == 1
    await story.settle()
    assert titles(story)[known:] == ["Payments are lost"]
    assert story.sam.was_told("Payments are lost")
    assert await story.bot.latecomers.tick() == 0


async def test_an_event_that_comes_after_all_changes_nothing(story: World) -> None:
    await steps.raised(story)
    await story.bot.latecomers.begin()
    await unheard(story, "Payments are lost")
    late = next(one for one in reversed(story.slack.deliveries) if one.name == "message")
    assert await story.bot.latecomers.tick() == 1
    await story.settle()
    before = len(titles(story))
    assert (await story.slack.redeliver(late)).acknowledged
    await story.settle()
    assert len(titles(story)) == before


async def test_what_was_taken_or_is_no_report_is_not_taken_again(story: World) -> None:
    await steps.raised(story)
    await story.bot.latecomers.begin()
    await story.kim.writes("Search is down", channel=CRITICAL)
    await story.kim.joins(CRITICAL)
    await story.settle()
    before = len(titles(story))
    await story.advance(minutes=2)
    assert await story.bot.latecomers.tick() == 0
    await story.settle()
    assert len(titles(story)) == before


async def test_what_was_refused_is_not_refused_again(story: World) -> None:
    await steps.raised(story)
    await story.bot.latecomers.begin()
    await story.sam.writes("what about CRIT-99?", channel=CRITICAL)
    await story.settle()
    assert "There is no CRIT-99" in story.sam.ephemerals[-1].text
    before = len(story.sam.ephemerals)
    await story.advance(minutes=2)
    assert await story.bot.latecomers.tick() == 0
    await story.settle()
    assert len(story.sam.ephemerals) == before


async def test_a_bot_that_is_new_does_not_begin_with_what_was_said_before_it_came(
    story: World,
) -> None:
    await story.bot.latecomers.begin()
    await unheard(story, "An old story")
    assert await story.bot.latecomers.tick() == 0
    await story.settle()
    assert titles(story) == []


async def test_what_was_said_in_a_channel_before_it_became_the_critical_one_is_no_task(
    story: World,
) -> None:
    await steps.raised(story)
    assert await story.bot.latecomers.tick() == 0
    story.slack.add_channel("C0OTHER", "other", [story.sam])
    await story.sam.writes("Lunch, anybody?", channel="C0OTHER")
    await story.advance(minutes=1)
    other = rules_reading.read({**RULES, "critical_channel": "C0OTHER"})
    await registry.apply(story.bot.desk.database, story.clock, other)
    await story.bot.read_rules()
    assert await story.bot.latecomers.tick() == 0
