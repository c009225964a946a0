"""Everybody is told everything once and in order, whatever happens on the way to Slack."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlmodel import col, select, update

from bot.domain.notices import Happening, Kind
from bot.simulator.faults import Fault
from bot.simulator.person import Person
from bot.workers import posting
from storage.history import Entry
from storage.leases import Lease, claim_due
from storage.outbox import Outcome, Row
from tests.scenarios.world import CRITICAL, World

POST = "chat.postMessage"


async def raised(story: World, who: Person | None = None) -> None:
    await (who or story.sam).writes("Checkout is down for Acme", channel=CRITICAL)
    await story.settle()


async def rows(story: World, *kinds: Kind) -> Sequence[Row]:
    async with story.bot.desk.database.read() as session:
        query = select(Row).where(col(Row.kind).in_(kinds or tuple(Kind))).order_by(col(Row.id))
        return (await session.exec(query)).all()


def calls(story: World, method: str) -> int:
    return len([call for call in story.slack.calls if call.method == method])


def told(person: Person, words: str) -> int:
    return len([one for one in person.notifications if words in one])


def cards(story: World) -> int:
    return len([one for one in said(story) if "Reporter: " in one])


def said(story: World) -> list[str]:
    """Everything in the critical channel and its threads, as Ada reads it."""
    messages = story.slack.workspace.channel(CRITICAL).messages
    return [story.slack.rendered(one, story.ada) for one in messages if one.bot_id]


async def test_in_one_conversation_messages_keep_the_order_of_their_causes(story: World) -> None:
    fault = story.slack.faults.add(Fault(kind="server_error", method=POST, channel="U0SAM"))
    await raised(story)
    await story.ada.clicks("Accept")
    await story.ada.clicks("Assign…").fills(developer="Ivan", deadline="by severity").submits()
    await story.settle()
    assert story.sam.notifications == []
    story.slack.faults.remove(fault)
    await story.advance(minutes=2)
    await story.advance(minutes=2)
    told = [one for one in await rows(story, Kind.DIRECT) if one.recipient == "U0SAM"]
    assert [one.outcome for one in told] == [Outcome.SENT, Outcome.SENT, Outcome.MERGED]
    numbers = [str(one.ts) for one in told if one.outcome is Outcome.SENT]
    assert numbers == sorted(numbers)
    first, second = story.sam.notifications
    assert "it is in" in first.lower()
    assert second.index("is looking at it") < second.index("Ivan fixes it")


@pytest.mark.parametrize(
    ("channel", "kind"),
    [(CRITICAL, Kind.CARD), (CRITICAL, Kind.THREAD), ("U0SAM", Kind.DIRECT)],
)
async def test_what_was_posted_though_no_answer_came_is_seen_once(
    story: World, channel: str, kind: Kind
) -> None:
    if kind is Kind.THREAD:
        await raised(story)
    story.slack.faults.add(Fault(kind="timeout_after", method=POST, channel=channel, times=1))
    if kind is Kind.THREAD:
        await story.ada.clicks("Accept")
        await story.ada.clicks("Assign…").fills(developer="Ivan").submits()
    else:
        await raised(story)
    await story.settle()
    await story.advance(seconds=2)
    await story.advance(seconds=5)
    assert {one.outcome for one in await rows(story)} <= {Outcome.SENT, Outcome.MERGED}
    posted = [
        one.metadata for one in story.slack.workspace.channel(CRITICAL).messages if one.bot_id
    ]
    posted += [one.metadata for one in story.sam.dms if one.bot_id]
    ids = [one["event_payload"]["outbox_id"] for one in posted if one]
    assert len(ids) == len(set(ids)) == len(posted)
    assert calls(story, "conversations.history") + calls(story, "conversations.replies") == 1


async def test_what_was_lost_before_it_was_posted_is_posted_again(story: World) -> None:
    story.slack.faults.add(Fault(kind="timeout_before", method=POST, times=2))
    await raised(story)
    for _ in range(3):
        await story.advance(seconds=5)
    assert told(story.sam, "CRIT-1") == 1
    assert cards(story) == 1


async def test_a_rate_limit_holds_back_one_conversation_and_no_other(story: World) -> None:
    fault = Fault(kind="rate_limited", method=POST, channel="U0SAM", times=1, retry_after=20)
    story.slack.faults.add(fault)
    await raised(story)
    assert told(story.sam, "CRIT-1") == 0
    assert told(story.ada, "CRIT-1") == 1
    (late,) = [one for one in await rows(story) if one.outcome is None]
    assert late.due_at == story.clock.now() + timedelta(seconds=20)
    await story.advance(seconds=19)
    assert told(story.sam, "CRIT-1") == 0
    await story.advance(seconds=1)
    assert told(story.sam, "CRIT-1") == 1
    assert calls(story, "conversations.history") == 0


async def test_a_burst_of_changes_is_few_calls_and_ends_in_the_right_state(story: World) -> None:
    await raised(story)
    before = len(story.slack.calls)
    await story.ada.clicks("Accept")
    for name in ("Ivan", "Dana", "Ivan", "Dana", "Ivan"):
        await story.ada.clicks("Assign…").fills(developer=name).submits()
    await story.slack.settled()
    await story.settle()
    made = [one for one in story.slack.calls[before:] if one.method == "chat.update"]
    updated = Counter(str(one.arguments["channel"]) for one in made)
    assert updated.pop(CRITICAL) <= 2
    # The message that called Ada offers no *Accept* any more.
    assert list(updated.values()) == [1]
    assert "Assigned" in story.card()
    assert "Ivan" in story.card()


@pytest.mark.parametrize("error", ["is_archived", "channel_not_found", "not_in_channel"])
async def test_a_card_that_cannot_be_posted_ends_at_once_and_the_notices_go_without(
    story: World, error: str
) -> None:
    story.slack.faults.add(Fault(kind="error", method=POST, channel=CRITICAL, error=error))
    await raised(story)
    (card,) = await rows(story, Kind.CARD)
    assert (card.outcome, card.error) == (Outcome.FAILED, error)
    assert told(story.sam, "CRIT-1") == 1
    assert len(await rows(story, Kind.FAILURE)) == 1
    assert told(story.ada, "CRIT-1") >= 2


async def test_who_cannot_be_reached_is_named_in_the_thread_and_on_the_card(story: World) -> None:
    fault = Fault(kind="error", method=POST, channel="U0SAM", error="user_disabled")
    story.slack.faults.add(fault)
    await raised(story)
    (row,) = [one for one in await rows(story, Kind.DIRECT) if one.recipient == "U0SAM"]
    assert (row.outcome, row.error, row.settled_at) == (
        Outcome.UNREACHED,
        "user_disabled",
        story.clock.now(),
    )
    assert any("@Sam" in one for one in said(story)[1:])
    assert "Sam" in story.card()
    assert len(await rows(story, Kind.UNREACHED)) == 1


async def test_a_row_that_cannot_be_rendered_is_given_up_after_five_strikes(
    story: World, capsys: pytest.CaptureFixture[str]
) -> None:
    await raised(story)
    await story.ada.clicks("Accept")
    await story.ada.clicks("Assign…").fills(developer="Ivan").submits()
    async with story.bot.desk.database.write() as session:
        spoilt = update(Entry).where(col(Entry.happening) == Happening.ASSIGNED)
        await session.exec(spoilt.values(facts={"deadline_to": "no date"}))
    await story.settle()
    poisoned = [one for one in await rows(story, Kind.DIRECT) if one.strikes]
    assert poisoned
    assert all(one.due_at > story.clock.now() for one in poisoned)
    # Others are not delayed: a second task is raised and told of at once.
    await story.kim.writes("Search is down, too", channel=CRITICAL)
    await story.settle()
    assert told(story.kim, "CRIT-2") == 1
    for _ in range(6):
        await story.advance(minutes=1)
    ended = [one for one in await rows(story) if one.id in {row.id for row in poisoned}]
    assert {one.outcome for one in ended} == {Outcome.FAILED}
    failures = await rows(story, Kind.FAILURE)
    assert {one.recipient for one in failures} == {"U0ADA"}
    assert len(failures) == 1
    assert "delivery.error" in capsys.readouterr().out


async def test_what_was_posted_but_not_marked_is_seen_once(story: World) -> None:
    """A crash between the post and the mark: the lease ends, and somebody takes the row up."""
    await story.sam.writes("Checkout is down for Acme", channel=CRITICAL)
    await story.slack.settled()
    poster = posting.Poster(story.bot.desk, story.bot.client, story.bot.roster)
    async with story.bot.desk.database.write() as session:
        lease = Lease("crashed", story.clock.now(), timedelta(seconds=30))
        claimed = await claim_due(session, lease, 20)
    assert [one.kind for one in claimed] == [Kind.CARD]
    for row in claimed:
        await poster.post(row)
    await story.settle()
    assert told(story.sam, "CRIT-1") == 0
    await story.advance(seconds=31)
    assert told(story.sam, "CRIT-1") == 1
    assert cards(story) == 1
    assert {one.outcome for one in await rows(story)} == {Outcome.SENT}


async def test_who_stands_still_between_the_last_look_and_the_post_says_nothing(
    story: World,
) -> None:
    stood: list[str] = []

    def stand_still(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if "outbox.lease_until >=" in statement and not stood:
            stood.append(statement)
            story.clock.advance(timedelta(seconds=31))

    engine = story.bot.desk.database.engine.sync_engine
    event.listen(engine, "after_cursor_execute", stand_still)
    await raised(story)
    assert stood
    assert calls(story, "conversations.history") + calls(story, "conversations.replies") == 1
    assert cards(story) == 1
    assert told(story.sam, "CRIT-1") == 1
