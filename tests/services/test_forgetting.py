"""A forgotten person is nowhere in the database, and what happened is all there."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select as select_all
from sqlmodel import col, select

from bot.clock import FrozenClock
from bot.domain.deadlines import Choice
from bot.domain.lifecycle import Action
from bot.domain.notices import Audience, Happening
from bot.domain.people import FORGOTTEN, REMOVED
from bot.services import deadlines, forgetting, messages, moves, outbox, questions, replies, tasks
from bot.services.deadlines import Move, Wish
from bot.services.desk import Desk
from bot.services.forgetting import StillInRules
from bot.services.messages import Written
from bot.services.moves import Details
from bot.services.people import Profile, save
from bot.services.replies import Reply
from bot.services.tasks import Report
from storage import causes, rules
from storage import forgetting as storage
from storage import questions as question_rows
from storage.causes import Cause, Kind
from storage.engine import Database
from storage.history import Entry
from storage.outbox import Outcome, Row
from storage.paces import Held
from storage.people import Person
from storage.tables import METADATA
from storage.tasks import Source, Task
from tests.services.team import ADA, IVAN, KIM, LOU, SAM, by, open_desk, trace, traces

PLANTED = ("Zebra", "zebra")
TS = "1795511100.000100"


@pytest.fixture
async def desk(database: Database, clock: FrozenClock) -> Desk:
    return await open_desk(database, clock)


async def everything(desk: Desk) -> str:
    """Read all that the database holds, as one text."""
    rows: list[object] = []
    async with desk.database.read() as session:
        for table in METADATA.sorted_tables:
            rows += (await (await session.connection()).execute(select_all(table))).all()
    return repr(rows)


async def live(desk: Desk) -> int:
    """Let Sam write, edit, answer and refuse; each text of theirs holds a zebra."""
    await save(desk, [Profile(SAM, "Sam Zebra", "Europe/Berlin")])
    async with desk.database.write() as session:
        session.add(Held(scope=f"chat.postMessage:dm:{SAM}", method="chat.postMessage"))
    files = ({"name": "zebra.png", "url": "https://zebra.example/f"},)
    first = Written("C0CRITICAL", TS, "Zebra one", ("https://zebra.example",), files)
    task = await messages.arrive(desk, by(SAM), first)
    assert task is not None
    edited = Written("C0CRITICAL", TS, "Zebra two", edited_ts="1795511105.0")
    await messages.change(desk, by(SAM), edited)
    await messages.arrive(desk, by(SAM), Written("C0CRITICAL", "1795511110.0001", "zebra three"))
    number = task.number
    wish = Wish(Choice.TOMORROW)
    await moves.perform(
        desk, by(ADA), number, Action.ASSIGN, Details(developer=IVAN, deadline=wish)
    )
    asked = await questions.ask(desk, by(IVAN), number, "Which browser?")
    await questions.answer(desk, by(SAM), asked.number, "The zebra one")
    await _answer_in_thread(desk, asked.number)
    await moves.perform(desk, by(IVAN), number, Action.START)
    await moves.perform(desk, by(IVAN), number, Action.FIX, Details(for_customer="It works"))
    again = Details(reason="Still zebras")
    await moves.perform(desk, by(SAM), number, Action.REOPEN, again)
    return number


async def _answer_in_thread(desk: Desk, number: int) -> None:
    async with desk.database.write() as session:
        await question_rows.note_message(session, number, "D0SAM", "1.1", SAM)
    await replies.reply(desk, by(SAM), Reply("D0SAM", "1.2", "1.1", "A second zebra"))


async def forget(desk: Desk, slack_id: str) -> forgetting.Forgotten:
    return await forgetting.forget(desk.database, desk.clock, slack_id)


async def test_nothing_of_the_person_is_left(desk: Desk) -> None:
    await live(desk)
    before = await everything(desk)
    assert all(word in before for word in (SAM, *PLANTED))
    done = await forget(desk, SAM)
    assert (done.tasks, done.messages, done.was_known) == (1, 2, True)
    after = await everything(desk)
    assert [word for word in (SAM, *PLANTED) if word in after] == []


async def test_what_happened_stays_and_what_others_wrote_too(desk: Desk) -> None:
    number = await live(desk)
    before = await trace(desk, number)
    await forget(desk, SAM)
    after = await trace(desk, number)
    assert [one["happening"] for one in after.history] == [
        one["happening"] for one in before.history
    ]
    assert [one["at"] for one in after.history] == [one["at"] for one in before.history]
    assert {one["actor"] for one in after.history} == {FORGOTTEN, ADA, IVAN}
    same = ("id", "status", "severity", "assignee", "deadline_at", "raised_at", "channel")
    assert [after.task[name] for name in same] == [before.task[name] for name in same]
    assert (after.task["reporter"], after.task["title"]) == (FORGOTTEN, REMOVED)
    kept = repr(after.history)
    assert "Which browser?" in kept
    assert "It works" in kept
    assert after.task["version"] == before.task["version"] + 1


async def test_tasks_of_others_stay_as_they_are(desk: Desk) -> None:
    task = await tasks.report(desk, by(KIM), Report("Search is down", Source.COMMAND))
    before = await trace(desk, task.number)
    await live(desk)
    await forget(desk, SAM)
    assert await trace(desk, task.number) == before


async def test_a_title_that_others_quote_is_forgotten_too(desk: Desk) -> None:
    mine = await tasks.report(desk, by(SAM), Report("Zebra pay", Source.COMMAND))
    other = await tasks.report(desk, by(KIM), Report("Pay is down", Source.COMMAND))
    await moves.perform(desk, by(ADA), other.number, Action.MERGE, Details(other=mine.number))
    third = await tasks.report(desk, by(KIM), Report("Pay again", Source.COMMAND))
    fourth = await tasks.report(desk, by(SAM), Report("Zebra again", Source.COMMAND))
    await moves.perform(desk, by(ADA), fourth.number, Action.MERGE, Details(other=third.number))
    assert "Zebra" in repr((await trace(desk, third.number)).history)
    await forget(desk, SAM)
    after = await everything(desk)
    assert [word for word in (SAM, *PLANTED) if word in after] == []
    assert "Pay again" in after


async def test_a_developer_who_left_is_forgotten(desk: Desk, clock: FrozenClock) -> None:
    number = await live(desk)
    wish = Wish(Choice.EXACTLY, clock.now() + timedelta(days=9))
    await deadlines.ask_for_time(desk, by(IVAN), number, Move(wish, "A zebra of Ivan's"))
    entry = (await trace(desk, number)).history[-1]["id"]
    await deadlines.agree(desk, by(ADA), number, entry)
    with pytest.raises(StillInRules) as refused:
        await forget(desk, IVAN)
    assert refused.value.place == "developers"
    assert "A zebra of Ivan" in await everything(desk)
    await _leave_rules(desk)
    await forget(desk, IVAN)
    after = await everything(desk)
    for gone in (IVAN, "A zebra of Ivan", "Which browser?", "It works"):
        assert gone not in after
    for kept in ("The zebra one", "Still zebras", SAM):
        assert kept in after


async def _leave_rules(desk: Desk) -> None:
    async with desk.database.write() as session:
        row = await rules.find(session)
        assert row is not None
        developers = [one for one in row.document["developers"] if one["user"] != IVAN]
        row.document = row.document | {"developers": developers}
        session.add(row)


async def test_nobody_is_told_who_was_forgotten(desk: Desk) -> None:
    number = await live(desk)
    await forget(desk, SAM)
    await moves.perform(desk, by(IVAN), number, Action.FIX, Details(for_customer="It works"))
    rows = (await trace(desk, number)).outbox
    waiting = {row["recipient"] for row in rows if row["outcome"] is None}
    assert FORGOTTEN not in waiting
    assert {row["outcome"] for row in rows if row["recipient"] == FORGOTTEN} == {Outcome.DROPPED}
    async with desk.database.read() as session:
        assert FORGOTTEN not in (await session.exec(select(Person.slack_id))).all()


async def test_what_was_told_keeps_its_outcome(desk: Desk) -> None:
    number = await live(desk)
    claimed = (await outbox.claim(desk, "me", 1000)).rows
    async with desk.database.write() as session:
        for row in (await session.exec(select(Row))).all():
            row.outcome, row.settled_at = Outcome.SENT, desk.clock.now()
            row.channel, row.ts = "D0SAM", f"2.{row.id}"
            session.add(row)
    assert claimed
    await forget(desk, SAM)
    mine = [one for one in (await trace(desk, number)).outbox if one["recipient"] == FORGOTTEN]
    assert {one["outcome"] for one in mine} == {Outcome.SENT}
    assert {one["audience"] for one in mine} >= {Audience.REPORTER, Audience.ASKED}
    assert {(one["channel"], one["ts"]) for one in mine} == {(None, None)}


async def test_a_card_that_stands_is_shown_anew(desk: Desk) -> None:
    number = await live(desk)
    async with desk.database.write() as session:
        task = await session.get_one(Task, number)
        task.card_ts = "1.1"
        session.add(task)
        for row in (await session.exec(select(Row))).all():
            row.outcome, row.settled_at = Outcome.SENT, desk.clock.now()
            session.add(row)
    await forget(desk, SAM)
    waiting = [row for row in (await trace(desk, number)).outbox if row["outcome"] is None]
    assert [row["dedupe_key"] for row in waiting] == [f"card:{number}"]


async def test_two_people_may_be_forgotten_and_a_second_time_does_nothing(desk: Desk) -> None:
    number = await live(desk)
    other = await tasks.report(desk, by(KIM), Report("Pay is down", Source.COMMAND))
    await moves.perform(desk, by(ADA), other.number, Action.MERGE, Details(other=number))
    await forget(desk, SAM)
    await forget(desk, KIM)
    assert {SAM, KIM, "Pay is down"}.isdisjoint((await everything(desk)).split("'"))
    assert not (await forget(desk, SAM)).was_known
    assert not (await forget(desk, LOU)).was_known


async def test_what_is_written_meanwhile_is_forgotten_whole_or_not_at_all(desk: Desk) -> None:
    await live(desk)
    report = Report("Zebra four", Source.COMMAND)
    raising = [tasks.report(desk, by(SAM), report) for _ in range(5)]
    await asyncio.gather(forget(desk, SAM), *raising)
    for number, one in (await traces(desk)).items():
        is_forgotten = one.task["reporter"] == FORGOTTEN
        assert ("ebra" in repr((one.task, one.history))) is not is_forgotten, number
    await forget(desk, SAM)
    assert SAM not in await everything(desk)
    async with desk.database.read() as session:
        kept = (await session.exec(select(Entry).where(col(Entry.actor) == FORGOTTEN))).all()
    assert len(kept) >= 5


async def test_it_happens_whole_or_not_at_all(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    await live(desk)
    before = await everything(desk)

    async def fail(*_: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(storage, "drop_person", fail)
    with pytest.raises(ConnectionError):
        await forget(desk, SAM)
    assert await everything(desk) == before


async def test_what_was_said_of_a_cause_goes_with_who_said_it(desk: Desk) -> None:
    number = await live(desk)
    now = desk.clock.now()
    words = {"cause": "A zebra", "prevention": "No zebras", "link": "https://zebra.example/7"}
    facts = words | {"kind": "code", "outcome": "proposed"}
    said = Cause(task_id=number, said_at=now, said_by=LOU, asked_to=LOU, kind=Kind.CODE)
    said.cause, said.prevention, said.link = words.values()
    happening = Happening.CAUSE_SAID
    told = Entry(task_id=number, at=now, actor=LOU, happening=happening, facts=facts)
    async with desk.database.write() as session:
        session.add_all([said, told])
    for slack_id in (LOU, SAM):
        await forgetting.forget(desk.database, desk.clock, slack_id)
    async with desk.database.read() as session:
        cause = await causes.find(session, number)
    assert cause is not None
    assert (cause.said_by, cause.asked_to) == (FORGOTTEN, FORGOTTEN)
    assert (cause.cause, cause.prevention, cause.link) == (REMOVED, REMOVED, REMOVED)
    assert cause.kind is Kind.CODE
    left = await everything(desk)
    assert not any(planted in left for planted in PLANTED)
