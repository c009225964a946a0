"""What is known of a task is put right once, and follows the application that is broken."""

from datetime import timedelta

import pytest

from bot.clock import FrozenClock
from bot.domain import rules_reading
from bot.domain.errors import AtTask, NothingChanged, Overtaken, UnknownPlace
from bot.domain.facts import Broken, Fact, Wish
from bot.domain.lifecycle import Status
from bot.services import corrections, deadlines, forgetting, registry
from bot.services.desk import Desk
from storage import history, promises, tasks
from storage.engine import Database
from tests.services.team import ADA, IVAN, LOU, RULES, SAM, a_task, by, open_desk, store

SHOP = {
    "key": "shop",
    "name": "Web shop",
    "components": ["checkout"],
    "severities": {4: {"fix_within": "1h"}},
}


@pytest.fixture
async def desk(database: Database, clock: FrozenClock) -> Desk:
    opened = await open_desk(database, clock)
    await registry.apply(database, clock, rules_reading.read(RULES | {"applications": [SHOP]}))
    return opened


async def refused(desk: Desk, number: int, fact: Fact, value: object, seen: str | None) -> type:
    with pytest.raises(AtTask) as found:
        await corrections.correct(desk, by(SAM), number, fact, value, seen)  # type: ignore[arg-type]
    return type(found.value.refusal)


async def test_what_was_seen_is_what_is_put_right(desk: Desk, clock: FrozenClock) -> None:
    (number,) = await store(desk, a_task(clock, customer="Acme"))
    assert await refused(desk, number, Fact.CUSTOMER, "Globex", "Initech") is Overtaken
    assert await refused(desk, number, Fact.CUSTOMER, "Acme", "Acme") is NothingChanged
    await corrections.correct(desk, by(SAM), number, Fact.CUSTOMER, "Globex", "Acme")
    async with desk.database.read() as session:
        assert (await tasks.get(session, number)).customer == "Globex"


async def test_only_what_the_rules_know_can_be_broken(desk: Desk, clock: FrozenClock) -> None:
    (number,) = await store(desk, a_task(clock))
    for place in (Broken("nowhere"), Broken("shop", "cellar")):
        assert await refused(desk, number, Fact.WHERE, place, None) is UnknownPlace


async def test_no_date_that_was_told_moves_with_the_application(
    desk: Desk, clock: FrozenClock
) -> None:
    promised = a_task(clock, Status.ASSIGNED, deadline_is_promised=True)
    before = await store(desk, a_task(clock), promised, a_task(clock))
    clock.advance(timedelta(minutes=30))
    for number in before[:2]:
        await corrections.correct(desk, by(SAM), number, Fact.WHERE, Broken("shop", "checkout"))
    clock.advance(timedelta(hours=6))
    await corrections.correct(desk, by(SAM), before[2], Fact.WHERE, Broken("shop"))
    async with desk.look(SAM) as work:
        for number in before:
            task = await tasks.get(work.session, number)
            assert task.application == "shop"
            assert task.deadline_at == task.raised_at + timedelta(hours=4)
            versions = await promises.list_of(work.session, number)
            assert {one.to_at for one in versions} <= {task.deadline_at}
        # What is dated anew is dated by what the application promises.
        assert await deadlines.by_severity(work, task) == work.now + timedelta(hours=1)


async def test_a_wish_names_nobody_who_was_forgotten(desk: Desk, clock: FrozenClock) -> None:
    (number,) = await store(desk, a_task(clock))
    await corrections.correct(desk, by(SAM), number, Fact.WISH, Wish(LOU))
    await corrections.correct(desk, by(ADA), number, Fact.WISH, Wish(IVAN))
    await corrections.correct(desk, by(ADA), number, Fact.WISH, Wish(LOU))
    await forgetting.forget(desk.database, clock, LOU)
    async with desk.database.read() as session:
        assert (await tasks.get(session, number)).wished_assignee is None
        entries = await history.list_of(session, number)
    assert LOU not in str([entry.facts for entry in entries])
