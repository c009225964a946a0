"""Administrators see who could not be told of what, and have it tried again."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from bot.domain.errors import OnlyAdministrators
from bot.domain.severity import Severity
from bot.services import tasks, unreached
from bot.services.desk import Request
from bot.services.tasks import Report
from bot.simulator.answers import Answer
from bot.simulator.faults import Fault
from storage.outbox import Outcome, Row
from storage.tasks import Source
from tests.scenarios.steps import card, raised
from tests.scenarios.world import CRITICAL, World

GENERAL = "C0GENERAL"


async def _sam_is_away(story: World) -> None:
    story.slack.workspace.people[story.sam.id].deleted = True
    await raised(story)


async def _looks(story: World) -> Answer:
    return await story.ada.commands("/critical", "unreached", channel=GENERAL)


async def _missed(story: World) -> list[Row]:
    async with story.bot.desk.database.read() as session:
        query = select(Row).where(col(Row.outcome).in_((Outcome.UNREACHED, Outcome.FAILED)))
        return list((await session.exec(query.order_by(col(Row.id)))).all())


async def test_who_could_not_be_told_is_listed_with_what_and_why(story: World) -> None:
    await _sam_is_away(story)
    shown = (await _looks(story)).rendered
    for part in (
        "Not delivered in the last 30 days: 1",
        "CRIT-1 · Checkout is down for Acme",
        "Not told: Sam",
        "raised it with severity 4",
        "Because the account is deactivated.",
        "[Try again]",
    ):
        assert part in shown
    assert "Sam could not be reached" in card(story)


async def test_everybody_told_is_said_too(story: World) -> None:
    await raised(story)
    assert (await _looks(story)).text.startswith("Everybody was told")


@pytest.mark.parametrize("name", ["sam", "ivan", "mira"])
async def test_others_are_refused(story: World, name: str) -> None:
    await _sam_is_away(story)
    story.slack.workspace.people[story.sam.id].deleted = False
    person = getattr(story, name)
    answer = await person.commands("/critical", "unreached", channel=GENERAL)
    assert answer.text == "Only a task administrator can do this. Ada is on duty."
    [row] = await _missed(story)
    with pytest.raises(OnlyAdministrators):
        await unreached.try_again(story.bot.desk, Request(person.id), row.number)
    assert [one.id for one in await _missed(story)] == [row.id]


async def test_tried_again_it_arrives_and_leaves_the_list(story: World) -> None:
    await _sam_is_away(story)
    shown = await _looks(story)
    before = card(story)
    story.slack.workspace.people[story.sam.id].deleted = False
    await story.ada.clicks("Try again")
    await story.settle()
    assert "It is being tried again." in shown.rendered
    assert "Everybody was told" in shown.rendered
    assert len(shown.messages) == 1
    assert [one for one in story.sam.notifications if "CRIT-1" in one]
    assert await _missed(story) == []
    await story.advance(minutes=1)
    assert "could not be reached" in before
    assert "could not be reached" not in card(story)


async def test_tried_again_in_vain_it_comes_back_and_nobody_is_called_twice(story: World) -> None:
    await _sam_is_away(story)
    posts = [one for one in story.slack.channel_messages(CRITICAL) if "could not be" in one.text]
    shown = await _looks(story)
    await story.ada.clicks("Try again")
    await story.bot.door.finish()
    assert "It is being tried again." in shown.rendered
    await story.settle()
    await story.advance(minutes=1)
    assert "Not delivered in the last 30 days: 1" in (await _looks(story)).rendered
    again = [one for one in story.slack.channel_messages(CRITICAL) if "could not be" in one.text]
    assert len(again) == len(posts)
    assert "Sam could not be reached" in card(story)


async def test_two_administrators_try_once(story: World) -> None:
    await _sam_is_away(story)
    [row] = await _missed(story)
    desk = story.bot.desk
    assert await unreached.try_again(desk, Request(story.ada.id), row.number)
    assert not await unreached.try_again(desk, Request(story.ben.id), row.number)
    assert not await unreached.try_again(desk, Request(story.ben.id), 999)
    assert not await unreached.try_again(desk, Request(story.ben.id), 0)


async def test_what_is_seen_already_is_not_posted_again(story: World) -> None:
    await raised(story)
    told = list(story.sam.notifications)
    async with story.bot.desk.database.write() as session:
        query = select(Row).where(col(Row.recipient) == story.sam.id)
        row = (await session.exec(query)).one()
        # Sent, but given up: what an error after the effect leaves behind.
        row.outcome, row.error = Outcome.FAILED, "TypeError"
        session.add(row)
    assert "of an error of ours, which the log has: “TypeError”" in (await _looks(story)).rendered
    await story.ada.clicks("Try again")
    await story.settle()
    assert story.sam.notifications == told
    assert await _missed(story) == []


async def test_a_card_that_failed_is_tried_again(story: World) -> None:
    fault = Fault(kind="error", method="chat.postMessage", channel=CRITICAL, error="is_archived")
    story.slack.faults.add(fault)
    await raised(story)
    shown = (await _looks(story)).rendered
    assert "Not told: the critical channel" in shown
    assert "Because the channel is archived." in shown
    story.slack.faults.clear()
    for row in await _missed(story):
        await unreached.try_again(story.bot.desk, Request(story.ada.id), row.number)
    await story.settle()
    assert "CRIT-1" in card(story)


async def test_what_is_older_than_thirty_days_is_left_out(story: World) -> None:
    await _sam_is_away(story)
    story.clock.advance(timedelta(days=30, seconds=1))
    assert (await _looks(story)).text.startswith("Everybody was told")


async def test_many_are_paged_in_place(story: World) -> None:
    story.slack.workspace.people[story.sam.id].deleted = True
    for number in range(12):
        report = Report(f"Export {number} is slow", Source.COMMAND, severity=Severity.STOPPED)
        await tasks.report(story.bot.desk, Request(story.sam.id), report)
    await story.advance(minutes=2)
    shown = await _looks(story)
    assert "Not delivered in the last 30 days: 12 (page 1 of 2)" in shown.rendered
    await story.ada.clicks("Next")
    await story.bot.door.finish()
    assert "(page 2 of 2)" in shown.rendered
    assert len(shown.messages) == 1
