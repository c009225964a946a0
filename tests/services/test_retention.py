"""What only the machinery needs is removed after its time; tasks and their history stay."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import col, select

from bot.clock import FrozenClock
from bot.domain import rules_document, rules_reading
from bot.domain.lifecycle import Action, Status
from bot.domain.notices import Kind
from bot.domain.rules import Retention, RulesRefused
from bot.services import moves, notices, outbox, registry, retention, tasks
from bot.services.desk import Desk
from bot.services.outbox import Sent
from bot.services.tasks import Report
from bot.workers import housekeeping
from bot.workers.housekeeping import Housekeeping
from storage import outbox as storage
from storage.engine import Database
from storage.history import Entry
from storage.outbox import Outcome, Row
from storage.requests import RequestKey
from storage.tasks import Source, Task
from tests.services.team import ADA, RULES, SAM, by, open_desk

A_MONTH = timedelta(days=30, seconds=1)


@pytest.fixture
async def desk(database: Database, clock: FrozenClock) -> Desk:
    return await open_desk(database, clock)


async def rows(desk: Desk) -> Sequence[Row]:
    async with desk.database.read() as session:
        return (await session.exec(select(Row).order_by(col(Row.id)))).all()


async def keys(desk: Desk) -> set[str]:
    async with desk.database.read() as session:
        return set((await session.exec(select(RequestKey.key))).all())


async def deliver(desk: Desk) -> None:
    """Mark all that waits as sent, each as its own message."""
    async with desk.database.write() as session:
        for row in (await session.exec(select(Row).where(col(Row.outcome).is_(None)))).all():
            row.outcome, row.settled_at = Outcome.SENT, desk.clock.now()
            row.channel, row.ts = f"D{row.id}", f"1.{row.id}"
            session.add(row)


async def raised(desk: Desk) -> int:
    task = await tasks.report(desk, by(SAM, "event:1"), Report("Down", Source.COMMAND))
    await deliver(desk)
    return task.number


async def ended(desk: Desk) -> int:
    """Raise a task and withdraw it; all of it is delivered."""
    number = await raised(desk)
    await moves.perform(desk, by(ADA, "event:2"), number, Action.WITHDRAW)
    await deliver(desk)
    return number


async def test_request_keys_go_after_a_week(desk: Desk, clock: FrozenClock) -> None:
    await raised(desk)
    clock.advance(timedelta(days=7))
    assert await retention.sweep_requests(desk) == 0
    clock.advance(timedelta(seconds=1))
    await tasks.report(desk, by(SAM, "event:9"), Report("Too", Source.COMMAND))
    assert await retention.sweep_requests(desk) == 1
    assert await keys(desk) == {"event:9"}


async def test_delivered_rows_go_and_the_task_with_its_history_stays(
    desk: Desk, clock: FrozenClock
) -> None:
    number = await ended(desk)
    clock.advance(A_MONTH)
    before = [row.id for row in await rows(desk)]
    await Housekeeping(desk).tidy()
    # SQLite gives the newest id again once its row is gone: that one stays.
    assert [row.id for row in await rows(desk)] == before[-1:]
    async with desk.database.read() as session:
        assert (await session.get_one(Task, number)).status is Status.WITHDRAWN
        assert len((await session.exec(select(Entry))).all()) == 2


async def test_nothing_goes_before_its_time(desk: Desk, clock: FrozenClock) -> None:
    await ended(desk)
    clock.advance(timedelta(days=30))
    before = len(await rows(desk))
    await Housekeeping(desk).tidy()
    assert len(await rows(desk)) == before


async def test_the_rows_of_an_open_task_stay(desk: Desk, clock: FrozenClock) -> None:
    await raised(desk)
    clock.advance(A_MONTH)
    before = len(await rows(desk))
    assert (await retention.sweep_outbox(desk, None)).removed == 0
    assert len(await rows(desk)) == before


async def test_what_waits_or_could_not_be_delivered_stays(desk: Desk, clock: FrozenClock) -> None:
    await ended(desk)
    async with desk.database.write() as session:
        waiting, missed, *_ = (await session.exec(select(Row).order_by(col(Row.id)))).all()
        waiting.outcome = waiting.settled_at = None
        missed.outcome = Outcome.FAILED
        session.add_all([waiting, missed])
    clock.advance(A_MONTH)
    await Housekeeping(desk).tidy()
    assert {row.id for row in await rows(desk)} >= {waiting.id, missed.id}


async def test_what_something_waiting_points_at_stays(desk: Desk, clock: FrozenClock) -> None:
    await ended(desk)
    direct = next(row for row in await rows(desk) if row.kind is Kind.DIRECT)
    async with desk.database.write() as session:
        again = direct.model_copy(update={"id": None, "kind": Kind.REFRESH, "outcome": None})
        again.dedupe_key, again.refreshes, again.settled_at = "refresh", direct.id, None
        session.add(Row(**again.model_dump()))
    clock.advance(A_MONTH)
    await Housekeeping(desk).tidy()
    assert direct.id in {row.id for row in await rows(desk)}
    await deliver(desk)
    clock.advance(A_MONTH)
    await tasks.report(desk, by(SAM), Report("The newest row is another", Source.COMMAND))
    await Housekeeping(desk).tidy()
    left = await rows(desk)
    assert direct.id not in {row.id for row in left}
    assert "refresh" not in {row.dedupe_key for row in left}


async def test_a_card_is_shown_again_after_its_row_has_gone(desk: Desk, clock: FrozenClock) -> None:
    number = await ended(desk)
    clock.advance(A_MONTH)
    await Housekeeping(desk).tidy()
    async with desk.work(by(ADA)) as work:
        task = await work.session.get_one(Task, number)
        card = notices.row_of(work.now, Kind.CARD, f"card:{number}", task)
        await storage.put(work.session, [card])
    claimed = (await outbox.claim(desk, "me", 10)).rows
    assert [row.kind for row in claimed] == [Kind.CARD]
    assert await outbox.sent(desk, [(claimed[0], Sent("C", "1.1"))]) == [True]


async def test_a_round_goes_on_where_it_stopped(
    desk: Desk, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    monkeypatch.setattr(housekeeping, "STEPS", 2)
    # Its rows stay, and would be met again and again.
    await tasks.report(desk, by(SAM), Report("Open", Source.COMMAND))
    await ended(desk)
    clock.advance(A_MONTH)
    await tasks.report(desk, by(SAM), Report("The newest row is another", Source.COMMAND))
    waiting = {row.id for row in await rows(desk) if row.outcome is None}
    tidied = Housekeeping(desk)
    removed = [await tidied.tidy() for _ in range(10)]
    left = {row.task_id for row in await rows(desk) if row.id not in waiting}
    assert left == {1}
    assert max(removed) <= 8


async def test_the_rules_say_for_how_long(desk: Desk, clock: FrozenClock) -> None:
    rules = rules_reading.read(RULES | {"retention": {"outbox": "1h"}})
    await registry.apply(desk.database, clock, rules)
    await ended(desk)
    clock.advance(timedelta(hours=1, seconds=1))
    assert await Housekeeping(desk).tidy() > 0
    assert await keys(desk) == {"event:1", "event:2"}


def test_the_rules_are_written_as_they_are_read() -> None:
    rules = rules_reading.read(RULES | {"retention": {"requests": "2d"}})
    assert rules.retention == replace(Retention(), requests=rules.retention.requests)
    assert rules.retention.requests_for == timedelta(days=2)
    assert rules.retention.outbox_for == timedelta(days=30)
    assert rules_reading.read(rules_document.document(rules)) == rules


def test_keys_are_kept_for_as_long_as_slack_comes_again() -> None:
    with pytest.raises(RulesRefused) as refused:
        rules_reading.read(RULES | {"retention": {"requests": "5m", "outbox": "x"}})
    assert [problem.path for problem in refused.value.problems] == [
        ("retention", "outbox"),
        ("retention", "requests"),
    ]
