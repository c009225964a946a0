"""What one person would get twice within a minute for one task is written into the first message."""

from sqlmodel import col, select

from bot.domain.notices import Kind
from bot.simulator.faults import Fault
from storage.outbox import Outcome, Row
from tests.scenarios import steps
from tests.scenarios.asking import QUESTION, ask, newest
from tests.scenarios.world import World


async def settled(story: World) -> None:
    """Raise a task, and let the minute pass in which more would join what was told of it."""
    await steps.raised(story)
    await story.advance(minutes=1)


async def assign(story: World) -> None:
    await story.ada.clicks("Assign…").fills(developer="Ivan").submits()
    await story.settle()


async def move(story: World) -> None:
    form = story.ada.chooses("Move deadline…", on=steps.card_message(story))
    await form.fills(deadline="Tomorrow", reason="The provider").submits()
    await story.settle()


async def test_what_happens_in_three_seconds_is_one_message_that_pings_once(story: World) -> None:
    await settled(story)
    before = len(story.sam.notifications), len(story.sam.dms)
    await story.ada.clicks("Accept")
    await story.settle()
    assert "Ada is looking at it" in steps.last(story.sam)
    await story.advance(seconds=1)
    await assign(story)
    await story.advance(seconds=1)
    await move(story)
    assert (len(story.sam.notifications), len(story.sam.dms)) == (before[0] + 1, before[1] + 1)
    told = story.sam.rendered(story.sam.dms[-1])
    assert "fixes it by" in told
    assert "The date moves" in told
    assert told.index("fixes it by") < told.index("The date moves")
    assert story.ivan.dms[-1].text.startswith("CRIT-1 · Checkout is down for Acme: yours, by")
    assert len(story.ivan.notifications) == 1
    assert "our deadline moves from" in story.ivan.rendered(story.ivan.dms[-1])
    assert "Start" in steps.buttons(story.ivan, "yours, by")


async def test_a_minute_later_it_is_a_message_of_its_own(story: World) -> None:
    await settled(story)
    await assign(story)
    before = len(story.sam.notifications)
    await story.advance(seconds=59)
    await move(story)
    assert len(story.sam.notifications) == before
    await story.advance(seconds=1)
    await story.ivan.clicks("Start")
    await story.settle()
    assert len(story.sam.notifications) == before + 1
    assert "Ivan has started on it" in steps.last(story.sam)


async def test_what_asks_something_of_its_reader_comes_by_itself(story: World) -> None:
    await settled(story)
    await assign(story)
    before = len(story.sam.notifications)
    await story.ivan.clicks("Fixed…").fills(what_to_tell_the_customer="It works.").submits()
    await story.settle()
    assert len(story.sam.notifications) == before + 1
    assert steps.buttons(story.sam, "it is fixed") == ["Works", "Still broken…"]


async def test_a_question_keeps_its_message_so_that_a_reply_is_the_answer(story: World) -> None:
    await steps.started(story)
    await story.advance(minutes=1)
    await ask(story, story.ivan)
    question, before = newest(story.sam), len(story.sam.notifications)
    await move(story)
    assert len(story.sam.notifications) == before + 1
    assert "The date moves" not in story.sam.rendered(question)
    await story.sam.replies("Firefox", to=question)
    await story.settle()
    assert f"“{QUESTION}”" in story.sam.rendered(question)
    assert "Sam answers you: “Firefox”" in steps.last(story.ivan)


async def test_another_task_and_another_person_have_messages_of_their_own(story: World) -> None:
    await settled(story)
    await assign(story)
    await steps.raised(story, "Payments fail")
    assert "CRIT-2 · Payments fail: it is in" in steps.last(story.sam)
    before = len(story.sam.notifications)
    card = steps.card_message(story, "CRIT-2")
    await story.ada.clicks("Assign…", on=card).fills(developer="Ivan").submits()
    await story.settle()
    assert "CRIT-2 · Payments fail: yours, by" in steps.last(story.ivan)
    assert len(story.sam.notifications) == before
    shown = [story.sam.rendered(one) for one in story.sam.dms]
    assert sum("CRIT-2" in one and "fixes it by" in one for one in shown) == 1


async def test_what_cannot_be_written_into_a_message_that_is_gone_comes_by_itself(
    story: World,
) -> None:
    await settled(story)
    await assign(story)
    before = len(story.sam.notifications)
    gone = Fault(
        kind="error", method="chat.update", channel=story.sam.dm, error="message_not_found"
    )
    story.slack.faults.add(gone)
    await move(story)
    for _ in range(2):
        await story.advance(seconds=5)
    assert len(story.sam.notifications) == before + 1
    assert "the date moves" in steps.last(story.sam)
    query = select(Row).where(col(Row.recipient) == story.sam.id, col(Row.kind) == Kind.DIRECT)
    async with story.bot.desk.database.read() as session:
        rows = (await session.exec(query)).all()
    assert {row.outcome for row in rows} == {Outcome.SENT}


async def test_of_the_sentences_for_the_customer_the_newest_is_left(story: World) -> None:
    await settled(story)
    await assign(story)
    await move(story)
    told = story.sam.rendered(story.sam.dms[-1])
    assert told.count("For the customer:") == 1
    assert "It takes longer than we said" in told
