"""What one person would get twice for one task becomes one message, and nothing comes as a flood."""

from collections.abc import Sequence

from sqlmodel import col, select

from bot.domain.notices import Kind
from bot.simulator.faults import Fault
from bot.simulator.person import Person
from storage.outbox import Outcome, Row
from tests.scenarios import steps
from tests.scenarios.world import World

AWAY = Fault(kind="away")


async def directs(story: World, person: Person) -> Sequence[Row]:
    """Read what was put in for somebody, the oldest first."""
    query = select(Row).where(col(Row.recipient) == person.id, col(Row.kind) == Kind.DIRECT)
    async with story.bot.desk.database.read() as session:
        return (await session.exec(query.order_by(col(Row.id)))).all()


async def happen_at_once(story: World) -> None:
    """Let a new task be assigned, begun and put off before anything of it is told."""
    await story.ada.clicks("Assign…").fills(developer="Ivan").submits()
    card = steps.card_message(story)
    await story.ada.chooses("Change severity…", on=card).fills(severity="3").submits()
    form = story.ada.chooses("Move deadline…", on=card)
    await form.fills(deadline="Tomorrow", reason="The provider").submits()


async def test_what_waits_for_one_person_about_one_task_is_one_message(story: World) -> None:
    await steps.raised(story)
    before = len(story.sam.notifications)
    await happen_at_once(story)
    await story.settle()
    (told,) = story.sam.notifications[before:]
    assert "Ivan fixes it by" in told
    assert told.index("Severity 4 → 3") < told.index("The date moves")
    outcomes = [row.outcome for row in await directs(story, story.sam)]
    assert outcomes == [Outcome.SENT, Outcome.SENT, Outcome.MERGED, Outcome.MERGED]


async def test_slack_comes_back_after_two_hours_and_nobody_gets_a_flood(story: World) -> None:
    await steps.raised(story)
    before = {who: len(who.notifications) for who in (story.sam, story.ada, story.ben, story.mira)}
    story.slack.faults.add(AWAY)
    for _ in range(24):
        await story.advance(minutes=5)
    rows = [await directs(story, who) for who in (story.ada, story.ben, story.mira)]
    assert all(any(row.outcome is None for row in of) for of in rows), "the chain was called"
    story.slack.faults.clear()
    await happen_at_once(story)
    for _ in range(3):
        await story.advance(minutes=1)
    for who in (story.ben, story.mira):
        assert len(who.notifications) == before[who], "nobody is called for what is assigned"
    assert len(story.ada.notifications) == before[story.ada]
    told = story.sam.notifications[before[story.sam] :]
    assert 1 <= len(told) <= 2
    assert all(row.outcome is not None for row in await directs(story, story.sam))


async def test_what_waits_about_two_tasks_is_two_messages_each_in_order(story: World) -> None:
    await steps.assigned(story)
    await steps.raised(story, "Payments fail", by=story.kim)
    card = steps.card_message(story, "CRIT-2")
    await story.ada.clicks("Assign…", on=card).fills(developer="Ivan").submits()
    await story.settle()
    await story.advance(minutes=1)
    before = len(story.ivan.notifications)
    fault = Fault(kind="rate_limited", method="chat.postMessage", channel=story.ivan.dm, times=1)
    story.slack.faults.add(fault)
    for key, severity in (("CRIT-1", 3), ("CRIT-2", 3), ("CRIT-1", 2), ("CRIT-2", 2)):
        card = steps.card_message(story, key)
        await story.ada.chooses("Change severity…", on=card).fills(severity=str(severity)).submits()
        await story.settle()
    for _ in range(3):
        await story.advance(minutes=1)
    told = story.ivan.notifications[before:]
    assert [one[:6] for one in told] == ["CRIT-1", "CRIT-2"]
    assert [one.count(" → ") for one in told] == [2, 2]


async def test_what_cannot_be_told_together_is_each_called_in_the_thread(story: World) -> None:
    await steps.assigned(story)
    await story.advance(minutes=1)
    refused = Fault(
        kind="error", method="chat.postMessage", channel=story.sam.dm, error="account_inactive"
    )
    limited = Fault(kind="rate_limited", method="chat.postMessage", channel=story.sam.dm, times=1)
    story.slack.faults.add(limited)
    await story.ivan.clicks("Start")
    await story.settle()
    card = steps.card_message(story)
    await story.ada.chooses("Change severity…", on=card).fills(severity="3").submits()
    await story.settle()
    story.slack.faults.clear()
    story.slack.faults.add(refused)
    for _ in range(3):
        await story.advance(minutes=1)
    called = [one for one in steps.thread(story) if "@Sam could not be reached" in one]
    assert len(called) == 2


async def test_a_click_shows_all_of_the_message_anew(story: World) -> None:
    await story.ivan.commands("/critical", "quiet 09:00-12:00")
    await steps.assigned(story, "The export is slow\nseverity 2")
    form = story.ada.chooses("Move deadline…", on=steps.card_message(story))
    await form.fills(deadline="Tomorrow", reason="The provider").submits()
    await story.settle()
    await story.advance(hours=2)
    (message,) = [one for one in story.ivan.dms if one.user != story.ivan.id]
    assert steps.buttons(story.ivan, "yours, by") == [
        "Start",
        "Fixed…",
        "Need more time…",
        "Ask reporter…",
    ]
    await story.ivan.clicks("Start", on=message)
    await story.settle()
    told = story.ivan.rendered(message)
    assert "Yours, by" in told
    assert "our deadline moves from" in told
    assert "Start" not in steps.buttons(story.ivan, "yours, by")
