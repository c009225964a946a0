"""Questions: while one is open the task waits, and moves on by just that."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.util import await_only

from bot.clock import FrozenClock
from bot.domain.errors import AlreadyAnswered, AtTask, Empty, NoSuchQuestion, QuestionOfOthers
from bot.domain.lifecycle import Action, Status
from bot.domain.notices import Audience, Happening, Kind
from bot.services import moves, questions, replies
from bot.services.desk import Desk
from bot.services.moves import Details
from bot.services.replies import Reply, StillAsking
from storage import promises, tasks
from storage import questions as storage
from storage.engine import Database
from storage.questions import Question
from tests.chaos.locks import somebody_waits
from tests.services.team import ADA, IVAN, KIM, SAM, by, open_desk, stored, trace


@pytest.fixture
async def desk(database: Database, clock: FrozenClock) -> Desk:
    """Sit at the desk of a team whose rules are in force."""
    return await open_desk(database, clock)


async def clocks(desk: Desk, number: int) -> tuple[datetime, datetime]:
    """Read both clocks of a task."""
    task = (await trace(desk, number)).task
    return task["deadline_at"], task["next_update_at"]


async def delivered(desk: Desk, question: Question) -> Reply:
    """Let the question have been delivered, and reply in its thread."""
    async with desk.database.write() as session:
        where = ("D0SAM", f"{question.number}.1", SAM)
        await storage.note_message(session, question.number, *where)
    return Reply("D0SAM", "9.9", f"{question.number}.1", "Firefox")


async def test_asking_lets_the_task_wait_and_tells_the_reporter(
    desk: Desk, clock: FrozenClock
) -> None:
    number = await stored(desk, clock, Status.IN_PROGRESS)
    question = await questions.ask(desk, by(IVAN), number, " Which browser? ")
    found = await trace(desk, number)
    assert (question.text, question.asked_to) == ("Which browser?", SAM)
    assert found.task["waiting_since"] == clock.now()
    assert found.directs == {SAM: Audience.ASKED}


async def test_an_empty_question_and_an_empty_answer_are_refused(
    desk: Desk, clock: FrozenClock
) -> None:
    number = await stored(desk, clock, Status.IN_PROGRESS)
    with pytest.raises(AtTask) as refused:
        await questions.ask(desk, by(IVAN), number, "  ")
    assert isinstance(refused.value.refusal, Empty)
    question = await questions.ask(desk, by(IVAN), number, "Which?")
    with pytest.raises(AtTask) as refused:
        await questions.answer(desk, by(SAM), question.number, "\n")
    assert isinstance(refused.value.refusal, Empty)
    assert (await trace(desk, number)).task["waiting_since"] is not None


async def test_both_clocks_move_by_the_waiting_and_the_deadline_is_kept_as_a_version(
    desk: Desk, clock: FrozenClock
) -> None:
    number = await stored(desk, clock, Status.IN_PROGRESS)
    before = await clocks(desk, number)
    question = await questions.ask(desk, by(IVAN), number, "Which?")
    clock.advance(timedelta(minutes=95))
    await questions.answer(desk, by(SAM), question.number, "Firefox")
    waited = timedelta(minutes=95)
    assert await clocks(desk, number) == (before[0] + waited, before[1] + waited)
    async with desk.database.read() as session:
        kept = (await promises.list_of(session, number))[-1]
    assert (kept.made_by, kept.from_at, kept.to_at) == (None, before[0], before[0] + waited)


@pytest.mark.parametrize(
    ("slack_id", "action", "status"),
    [
        (ADA, Action.ACCEPT, Status.NEW),
        (IVAN, Action.TAKE, Status.ACCEPTED),
        (IVAN, Action.START, Status.ASSIGNED),
        (ADA, Action.ASSIGN, Status.IN_PROGRESS),
    ],
)
async def test_a_move_while_it_waits_leaves_both_clocks_alone(
    desk: Desk, clock: FrozenClock, slack_id: str, action: Action, status: Status
) -> None:
    number = await stored(desk, clock, status)
    before = await clocks(desk, number)
    question = await questions.ask(desk, by(ADA), number, "Which?")
    clock.advance(timedelta(minutes=20))
    await moves.perform(desk, by(slack_id), number, action, Details(developer=IVAN))
    facts = (await trace(desk, number)).history[-1]["facts"]
    assert "next_update" not in facts
    clock.advance(timedelta(minutes=20))
    await questions.answer(desk, by(SAM), question.number, "Firefox")
    waited = timedelta(minutes=40)
    assert await clocks(desk, number) == (before[0] + waited, before[1] + waited)


async def test_a_task_that_ends_while_it_waits_waits_no_more(
    desk: Desk, clock: FrozenClock
) -> None:
    number = await stored(desk, clock, Status.IN_PROGRESS)
    question = await questions.ask(desk, by(IVAN), number, "Which?")
    await moves.perform(desk, by(IVAN), number, Action.FIX, Details(for_customer="Ok"))
    assert (await trace(desk, number)).task["waiting_since"] is None
    before = await clocks(desk, number)
    clock.advance(timedelta(hours=1))
    await questions.answer(desk, by(SAM), question.number, "Firefox")
    found = await trace(desk, number)
    assert await clocks(desk, number) == before
    assert found.directs[IVAN] is Audience.ASKER


async def test_a_task_that_is_reopened_with_an_open_question_waits_again(
    desk: Desk, clock: FrozenClock
) -> None:
    number = await stored(desk, clock, Status.IN_PROGRESS)
    await questions.ask(desk, by(IVAN), number, "Which?")
    await moves.perform(desk, by(IVAN), number, Action.FIX, Details(for_customer="Ok"))
    clock.advance(timedelta(hours=1))
    await moves.perform(desk, by(SAM), number, Action.REOPEN, Details(reason="No"))
    assert (await trace(desk, number)).task["waiting_since"] == clock.now()


async def test_a_question_is_answered_once_by_form(desk: Desk, clock: FrozenClock) -> None:
    number = await stored(desk, clock, Status.IN_PROGRESS)
    question = await questions.ask(desk, by(IVAN), number, "Which?")
    await questions.answer(desk, by(SAM), question.number, "Firefox")
    clock.advance(timedelta(minutes=1))
    for late in (
        questions.answer(desk, by(SAM), question.number, "Chrome"),
        questions.offer(desk, SAM, question.number),
    ):
        with pytest.raises(AtTask) as refused:
            await late
        assert isinstance(refused.value.refusal, AlreadyAnswered)


async def test_others_cannot_answer_but_an_administrator_can(
    desk: Desk, clock: FrozenClock
) -> None:
    number = await stored(desk, clock, Status.IN_PROGRESS)
    question = await questions.ask(desk, by(IVAN), number, "Which?")
    for slack_id in (KIM, IVAN):
        with pytest.raises(AtTask) as refused:
            await questions.answer(desk, by(slack_id), question.number, "Chrome")
        assert isinstance(refused.value.refusal, QuestionOfOthers)
    offered = await questions.offer(desk, ADA, question.number)
    assert offered.question.number == question.number
    answered = await questions.answer(desk, by(ADA), question.number, "Firefox")
    assert answered.answered_by == ADA


async def test_replies_in_the_thread_are_one_answer_and_show_the_question_anew(
    desk: Desk, clock: FrozenClock
) -> None:
    number = await stored(desk, clock, Status.IN_PROGRESS)
    question = await questions.ask(desk, by(IVAN), number, "Which?")
    reply = await delivered(desk, question)
    for _ in range(2):
        await replies.reply(desk, by(SAM), reply)
    async with desk.database.read() as session:
        found = await session.get(Question, question.number)
    assert found is not None
    assert found.answer == "Firefox\nFirefox"
    facts: list[dict[str, Any]] = [one["facts"] for one in (await trace(desk, number)).history]
    assert [one.get("is_more") for one in facts] == [None, False, True]


async def test_what_is_written_elsewhere_is_answered_with_a_hint(
    desk: Desk, clock: FrozenClock
) -> None:
    number = await stored(desk, clock, Status.IN_PROGRESS)
    for thread in (None, "7.7"):
        await replies.reply(desk, by(SAM), Reply("D0SAM", "9.9", thread, "Hello"))
    assert (await trace(desk, number)).history == []


async def test_a_reply_while_the_question_is_on_its_way_is_taken_when_it_comes_again(
    desk: Desk, clock: FrozenClock
) -> None:
    number = await stored(desk, clock, Status.IN_PROGRESS)
    await questions.ask(desk, by(IVAN), number, "Which?")
    with pytest.raises(StillAsking):
        await replies.reply(desk, by(SAM), Reply("D0SAM", "9.9", "7.7", "Firefox"))
    await replies.reply(desk, by(SAM), Reply("D0SAM", "9.9", None, "Hello"))
    entries = (await trace(desk, number)).history
    assert [one["happening"] for one in entries] == [Happening.QUESTION_ASKED]


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_a_reply_in_the_moment_in_which_the_question_is_written_down_is_its_answer(
    desk: Desk, clock: FrozenClock
) -> None:
    number = await stored(desk, clock, Status.IN_PROGRESS)
    question = await questions.ask(desk, by(IVAN), number, "Which?")
    reply = Reply("D0SAM", "9.9", f"{question.number}.1", "Firefox")
    looks: list[str] = []

    def look(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        """Write the question down after the first look for it, as delivery may on the side."""
        if "FROM questions" in statement:
            looks.append(statement)
            if len(looks) == 1:
                await_only(delivered(desk, question))

    event.listen(desk.database.engine.sync_engine, "after_cursor_execute", look)
    await replies.reply(desk, by(SAM), reply)
    entries = (await trace(desk, number)).history
    assert [one["facts"].get("answer") for one in entries] == [None, "Firefox"]


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_who_asks_twice_while_somebody_answers_has_asked_twice(
    desk: Desk, clock: FrozenClock
) -> None:
    number = await stored(desk, clock, Status.IN_PROGRESS)
    await questions.ask(desk, by(IVAN), number, "Which?")
    async with desk.database.write() as session:
        task = await tasks.get(session, number, is_held=True)
        asking = asyncio.create_task(questions.ask(desk, by(IVAN), number, "Since when?"))
        await somebody_waits(desk.database)
        assert await tasks.move(session, task, waiting_since=None)
    assert (await asking).text == "Since when?"
    assert (await trace(desk, number)).task["waiting_since"] is not None


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_two_replies_at_the_same_time_are_one_answer(desk: Desk, clock: FrozenClock) -> None:
    number = await stored(desk, clock, Status.IN_PROGRESS)
    question = await questions.ask(desk, by(IVAN), number, "Which?")
    await questions.ask(desk, by(IVAN), number, "Since when?")
    reply = await delivered(desk, question)
    async with desk.database.write() as session:
        await tasks.get(session, number, is_held=True)
        replying = [
            asyncio.create_task(replies.reply(desk, by(SAM), replace(reply, text=text)))
            for text in ("Firefox", "Version 145")
        ]
        await somebody_waits(desk.database, 2)
    await asyncio.gather(*replying)
    async with desk.database.read() as session:
        found = await session.get(Question, question.number)
    assert found is not None
    assert set((found.answer or "").splitlines()) == {"Firefox", "Version 145"}


async def test_there_is_no_answering_a_question_that_is_not_there(desk: Desk) -> None:
    with pytest.raises(NoSuchQuestion):
        await questions.answer(desk, by(SAM), 99, "Firefox")


async def test_every_happening_of_a_question_stands_on_the_card_and_in_the_thread(
    desk: Desk, clock: FrozenClock
) -> None:
    number = await stored(desk, clock, Status.IN_PROGRESS)
    await questions.ask(desk, by(IVAN), number, "Which?")
    assert {Kind.CARD, Kind.THREAD, Kind.DIRECT} <= (await trace(desk, number)).kinds
