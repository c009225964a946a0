"""Nobody accepts: the chain is called, one after the other, until somebody looks at the task."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from bot import app
from bot.clock import FrozenClock
from bot.domain.pace import AT_ONCE
from bot.simulator.faults import Fault
from bot.simulator.person import Person
from tests.scenarios import steps
from tests.scenarios.world import World

CALL = "nobody has accepted it"
ONE_MINUTE, FIVE_MINUTES = timedelta(minutes=1), timedelta(minutes=5)
FRIDAY_EVENING = datetime(2026, 11, 27, 16, 50, tzinfo=UTC)
"""17:50 in Berlin, ten minutes before the team goes home."""


REFUSING = {
    "sqlite": """
        CREATE TRIGGER refuses BEFORE INSERT ON history WHEN NEW.task_id = 1
        BEGIN SELECT RAISE(ABORT, 'refused'); END
    """,
    "postgres": "ALTER TABLE history ADD CHECK (task_id <> 1) NOT VALID",
}
"""How each database is made to take no more history of the first task."""


def calls(person: Person) -> int:
    return sum(CALL in one for one in person.notifications)


async def test_the_chain_is_called_step_by_step(story: World) -> None:
    chain = (story.ada, story.ben, story.mira)
    await steps.raised(story)
    await story.advance(minutes=4, seconds=59)
    assert [calls(one) for one in chain] == [0, 0, 0]
    await story.advance(seconds=1)
    assert [calls(one) for one in chain] == [1, 0, 0]
    await story.advance(minutes=5)
    assert [calls(one) for one in chain] == [1, 1, 0]
    await story.advance(minutes=5)
    assert [calls(one) for one in chain] == [1, 1, 1]
    await story.advance(hours=3)
    assert [calls(one) for one in chain] == [1, 1, 1]


async def test_the_thread_shows_who_was_called_when(story: World) -> None:
    await steps.raised(story)
    await story.advance(minutes=5)
    await story.advance(minutes=5)
    called = [line for line in steps.thread(story) if "nobody has accepted" in line]
    assert ["@Ada" in line for line in called] == [True, False]
    assert ["@Ben" in line for line in called] == [False, True]
    assert ["in 5 min" in line for line in called] == [True, False]
    assert "in 10 min" in called[1]
    answer = await story.kim.commands("/critical", "CRIT-1")
    assert answer.message is not None
    assert "Called: Ben" in story.slack.rendered(answer.message, story.kim)
    assert "Ada and Ben have been called." in story.slack.rendered(answer.message, story.kim)


async def test_a_call_can_be_answered_with_one_click(story: World) -> None:
    await steps.raised(story)
    await story.advance(minutes=10)
    await story.advance(minutes=5)
    assert steps.buttons(story.ben, CALL) == ["Accept", "Assign…"]
    await story.ben.clicks("Accept")
    await story.settle()
    assert "Accepted" in steps.card(story)
    assert story.sam.was_told("Ben is looking at it")
    await story.advance(hours=2)
    assert calls(story.mira) == 0


async def test_a_manager_accepts_once_the_chain_has_reached_them_and_not_before(
    story: World,
) -> None:
    await steps.raised(story)
    await story.mira.clicks("Accept", on=steps.card_message(story))
    await story.settle()
    assert "Only a task administrator" in steps.whispers(story.mira)[-1]
    assert "New" in steps.card(story)
    for _ in range(3):
        await story.advance(minutes=5)
    assert steps.buttons(story.mira, CALL) == ["Accept"]
    await story.mira.clicks("Accept")
    await story.settle()
    assert "Accepted" in steps.card(story)
    assert story.sam.was_told("Mira is looking at it")
    assert "Mira is looking at it. Ada assigns it." in steps.card(story)


@pytest.mark.parametrize("click", ["Accept", "Take it", "Not a task"])
async def test_what_settles_a_new_task_stops_the_calls(story: World, click: str) -> None:
    await steps.raised(story)
    who = {"Accept": story.ada, "Take it": story.ivan, "Not a task": story.sam}[click]
    await who.clicks(click, on=steps.card_message(story))
    await story.settle()
    await story.advance(hours=1)
    assert [calls(one) for one in (story.ada, story.ben, story.mira)] == [0, 0, 0]
    assert await timers_of(story) == 0
    assert await called(story) == 0


async def test_a_task_that_is_declined_calls_nobody_any_more(story: World) -> None:
    await steps.raised(story)
    await story.advance(minutes=5)
    form = story.ada.chooses("Decline…", on=steps.card_message(story))
    await form.fills(reason="It is meant to be so").submits()
    await story.settle()
    await story.advance(hours=1)
    assert [calls(one) for one in (story.ada, story.ben, story.mira)] == [1, 0, 0]
    assert await called(story) == 1


async def test_another_severity_starts_the_time_anew(story: World) -> None:
    await steps.raised(story, "Search is slow, sev3")
    await story.advance(minutes=29)
    await (
        story.ada.chooses("Change severity…", on=steps.card_message(story))
        .fills(severity="4")
        .submits()
    )
    await story.settle()
    await story.advance(minutes=4)
    assert calls(story.ada) == 0
    await story.advance(minutes=1)
    assert calls(story.ada) == 1
    await story.advance(minutes=5)
    assert [calls(story.ada), calls(story.ben)] == [1, 1]


async def test_a_severity_that_is_raised_starts_the_chain_anew_that_had_come_to_its_end(
    story: World,
) -> None:
    await steps.raised(story, "Search is slow, sev3")
    for _ in range(4):
        await story.advance(minutes=30)
    chain = (story.ada, story.ben, story.mira)
    assert [calls(one) for one in chain] == [1, 1, 1]
    await (
        story.ada.chooses("Change severity…", on=steps.card_message(story))
        .fills(severity="4")
        .submits()
    )
    await story.settle()
    for expected in ([2, 1, 1], [2, 2, 1], [2, 2, 2], [2, 2, 2]):
        await story.advance(minutes=5)
        assert [calls(one) for one in chain] == expected


async def test_a_task_that_is_brought_back_is_called_for_anew(story: World) -> None:
    await steps.raised(story)
    await story.advance(minutes=5)
    await story.sam.clicks("Not a task", on=steps.card_message(story))
    await story.settle()
    await (
        story.sam.clicks("Bring it back…", on=steps.card_message(story))
        .fills(reason="It is one")
        .submits()
    )
    await story.settle()
    await story.advance(minutes=5)
    assert [calls(story.ada), calls(story.ben)] == [2, 0]


async def test_working_time_stands_over_the_weekend(story: World, clock: FrozenClock) -> None:
    clock.advance(FRIDAY_EVENING - clock.now())
    await steps.raised(story, "Search is slow, sev3")
    await story.advance(days=2)
    assert calls(story.ada) == 0
    await story.advance(hours=15, minutes=29)  # Monday, 09:19 in Berlin
    assert calls(story.ada) == 0
    await story.advance(minutes=1)
    assert calls(story.ada) == 1


async def test_missed_hours_lead_to_one_call_and_not_to_a_flood(story: World) -> None:
    await steps.raised(story)
    await story.advance(hours=6)
    assert [calls(one) for one in (story.ada, story.ben, story.mira)] == [1, 0, 0]


async def test_a_restart_neither_loses_nor_doubles_a_call(story: World) -> None:
    await steps.raised(story)
    await story.advance(minutes=4)
    async with app.build(story.bot.settings, story.clock, AT_ONCE) as another:
        await another.settle()
        story.clock.advance(ONE_MINUTE)
        await another.settle()
    await story.settle()
    assert calls(story.ada) == 1


async def test_replicas_that_look_at_the_same_moment_call_once(story: World) -> None:
    for number in range(20):
        await steps.raised(story, f"Problem {number} makes a task, severity 4", story.kim)
        await story.advance(seconds=61)  # what comes within a minute joins the task before
    before = await called(story)
    async with (
        app.build(story.bot.settings, story.clock, AT_ONCE) as two,
        app.build(story.bot.settings, story.clock, AT_ONCE) as three,
    ):
        for _ in range(4):
            story.clock.advance(FIVE_MINUTES)
            await asyncio.gather(*(one.timekeeper.tick() for one in (story.bot, two, three)))
    await story.settle()
    assert before < 60
    assert await called(story) == 60  # twenty tasks, three steps each
    assert await timers_of(story) == 0


async def test_calls_that_slack_did_not_take_are_dropped_once_somebody_accepted(
    story: World,
) -> None:
    await steps.raised(story)
    away = story.slack.faults.add(Fault(kind="away"))
    for _ in range(3):
        await story.advance(minutes=5)
    await story.ada.clicks("Accept")
    story.slack.faults.remove(away)
    await story.advance(hours=1)
    assert [calls(one) for one in (story.ada, story.ben, story.mira)] == [0, 0, 0]
    assert not [line for line in steps.thread(story) if "nobody has accepted" in line]
    assert story.sam.was_told("Ada is looking at it")
    dropped = await count(story, "SELECT count(*) FROM outbox WHERE outcome = 'dropped'")
    assert dropped == 6  # three direct messages, three lines
    story.slack.problems.clear()


async def test_calls_that_waited_for_slack_are_told_as_one_line(story: World) -> None:
    await steps.raised(story)
    await story.advance(minutes=5)
    story.slack.faults.add(Fault(kind="away"))
    for _ in range(12):
        await story.advance(minutes=5)
    story.slack.faults.clear()
    for _ in range(3):
        await story.advance(minutes=1)
    told = [line for line in steps.thread(story) if "nobody has accepted" in line]
    # Ada was called before, and is not called twice.
    assert ["@Ada" in line for line in told] == [True, False]
    assert "@Ben and @Mira, nobody has accepted" in told[1]
    assert [calls(one) for one in (story.ada, story.ben, story.mira)] == [1, 1, 1]


async def test_a_timer_that_cannot_be_looked_at_stops_no_other(story: World) -> None:
    await steps.raised(story)
    await steps.raised(story, "Payments fail everywhere", story.kim)
    await spoil(story, 1)
    await story.advance(minutes=5)
    assert calls(story.ada) == 1
    assert "CRIT-2" in steps.last(story.ada)
    await spoil(story, 4)
    await story.advance(minutes=1)
    assert sorted(one[:6] for one in story.ada.notifications if CALL in one) == [
        "CRIT-1",
        "CRIT-2",
    ]


async def test_a_timer_that_the_database_refuses_stops_no_other(story: World) -> None:
    await steps.raised(story)
    await steps.raised(story, "Payments fail everywhere", story.kim)
    is_sqlite = story.bot.desk.database.is_sqlite
    await execute(story, REFUSING["sqlite" if is_sqlite else "postgres"])
    await story.advance(minutes=5)
    assert [one[:6] for one in story.ada.notifications if CALL in one] == ["CRIT-2"]


async def execute(story: World, statement: str) -> None:
    async with story.bot.desk.database.write() as session:
        await (await session.connection()).execute(text(statement))


async def spoil(story: World, severity: int) -> None:
    """Give the first task a severity that no rule knows, or one that is known."""
    async with story.bot.desk.database.write() as session:
        wrong = 9 if severity == 1 else severity
        query = text("UPDATE tasks SET severity = :severity WHERE id = 1")
        await (await session.connection()).execute(query, {"severity": wrong})


async def timers_of(story: World) -> int:
    return await count(story, "SELECT count(*) FROM timers WHERE reason = 'acceptance'")


async def called(story: World) -> int:
    return await count(story, "SELECT count(*) FROM history WHERE happening = 'not_accepted'")


async def count(story: World, query: str) -> int:
    async with story.bot.desk.database.engine.connect() as connection:
        return int((await connection.execute(text(query))).scalar_one())
