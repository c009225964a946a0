"""A thousand people are told at once: nobody twice, few calls at a time, little in hand."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from sqlalchemy import ColumnElement
from sqlmodel import col, func, select

from bot.services.outbox import CALL_FOR
from bot.simulator.faults import Fault
from bot.simulator.person import Person
from bot.workers.delivery import HELD, Delivery
from bot.workers.talking import AT_ONCE
from storage import followers, people
from storage.outbox import Row
from tests.chaos.process import until
from tests.scenarios.world import CRITICAL, World

POST = "chat.postMessage"


async def a_crowd(story: World, size: int) -> Sequence[Person]:
    """Let so many people, whose names are known, follow the one task there is."""
    names = [f"U0F{number:04}" for number in range(size)]
    await story.sam.writes("Checkout is down for Acme", channel=CRITICAL)
    await story.settle()
    async with story.bot.desk.database.write() as session:
        known = [people.Person(slack_id=one, name=one, read_at=story.clock.now()) for one in names]
        session.add_all(known)
        await followers.add(session, 1, names)
    return [story.slack.add_person(one, name=one.lower()) for one in names]


@asynccontextmanager
async def slack_silent(story: World) -> AsyncIterator[None]:
    """Let Slack take what is posted, and answer when this ends; all that is due is sent then."""
    story.slack.faults.add(Fault(kind="timeout_after", method=POST, hangs=True))
    before = posts(story)
    telling = asyncio.create_task(story.bot.settle())
    await until(lambda: posts(story) - before >= AT_ONCE, what="as many posts as may be")
    try:
        yield
        assert posts(story) - before == AT_ONCE
    finally:
        story.slack.faults.clear()
        await telling


def posts(story: World) -> int:
    return len([call for call in story.slack.calls if call.method == POST])


def opens(story: World) -> int:
    return len([call for call in story.slack.calls if call.method == "conversations.open"])


async def count(story: World, which: ColumnElement[bool]) -> int:
    async with story.bot.desk.database.read() as session:
        return (await session.exec(select(func.count(col(Row.id))).where(which))).one()


async def test_a_thousand_people_are_told_at_once_a_few_at_a_time(story: World) -> None:
    crowd = await a_crowd(story, 1000)
    await story.ada.clicks("Accept")
    async with slack_silent(story):
        assert AT_ONCE <= await count(story, col(Row.lease_owner).is_not(None)) <= HELD
    assert all(len(one.notifications) == 1 and one.was_told("CRIT-1") for one in crowd)
    assert story.slack.most_calls_at_once <= HELD
    assert await count(story, col(Row.outcome).is_(None)) == 0


async def test_what_waits_for_its_turn_is_told_as_things_stand_then(story: World) -> None:
    crowd = await a_crowd(story, 2 * HELD)
    await story.ada.clicks("Accept")
    async with slack_silent(story):
        (raised,) = [one for one in story.slack.channel_messages(CRITICAL) if not one.bot_id]
        await story.sam.edits(raised, "Login is down for Acme")
        await story.slack.settled()
    early = [one for one in crowd if one.was_told("Checkout is down")]
    late = [one for one in crowd if one.was_told("Login is down")]
    assert len(late) + len(early) == len(crowd)
    assert 0 < len(early) <= AT_ONCE


async def test_a_limit_on_opening_conversations_is_met_by_few_and_holds_back_all_who_need_it(
    story: World,
) -> None:
    crowd = await a_crowd(story, 3 * HELD)
    await story.advance(minutes=1)
    opened, heard = opens(story), len(story.sam.notifications)
    limit = Fault(kind="rate_limited", method="conversations.open", retry_after=30)
    story.slack.faults.add(limit)
    await story.ada.clicks("Accept")
    await story.settle()
    tried = opens(story) - opened
    assert 0 < tried <= HELD
    assert len(story.sam.notifications) == heard + 1, "who was written to before need not wait"
    is_due = col(Row.outcome).is_(None) & (col(Row.due_at) <= story.clock.now())
    assert await count(story, is_due) == 0, "all that is due was looked at"
    await story.advance(seconds=20)
    assert opens(story) - opened == tried
    story.slack.faults.clear()
    await story.advance(seconds=11)
    assert all(len(one.notifications) == 1 for one in crowd)


async def test_who_stops_leaves_what_it_has_not_begun_to_others_at_once(story: World) -> None:
    crowd = await a_crowd(story, 2 * HELD)
    await story.ada.clicks("Accept")
    bot = story.bot
    stopping = Delivery(bot.desk, bot.client, bot.roster, bot.figures)
    story.slack.faults.add(Fault(kind="timeout_after", method=POST, hangs=True))
    before = posts(story)
    delivering = asyncio.create_task(stopping.run())
    await until(lambda: posts(story) - before == AT_ONCE, what="as many posts as may be")
    delivering.cancel()
    await stopping.finish()
    assert posts(story) - before == AT_ONCE
    assert await count(story, col(Row.lease_owner).is_not(None)) == 0
    story.slack.faults.clear()
    await story.settle()
    assert not [call for call in story.slack.calls if call.method == "conversations.history"]
    assert await count(story, col(Row.outcome).is_(None)) == AT_ONCE
    await story.advance(seconds=CALL_FOR.total_seconds())
    assert all(len(one.notifications) == 1 for one in crowd)
