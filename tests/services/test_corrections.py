"""What is known of a task is put right once, and follows the application that is broken."""

from datetime import timedelta

import pytest

from bot.clock import FrozenClock
from bot.domain import rules_reading
from bot.domain.errors import AtTask, NothingChanged, Overtaken, UnknownPlace
from bot.domain.facts import Broken, Fact, Wish
from bot.domain.lifecycle import Status
from bot.services import corrections, forgetting, registry
from bot.services.desk import Desk
from storage import history, tasks
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


async def test_a_date_by_severity_follows_the_application(desk: Desk, clock: FrozenClock) -> None:
    promised = a_task(clock, Status.ASSIGNED, deadline_is_promised=True)
    fresh, kept = await store(desk, a_task(clock), promised)
    for number in (fresh, kept):
        await corrections.correct(desk, by(SAM), number, Fact.WHERE, Broken("shop", "checkout"))
    async with desk.database.read() as session:
        moved, stays = await tasks.get(session, fresh), await tasks.get(session, kept)
    assert moved.deadline_at == moved.raised_at + timedelta(hours=1)
    assert stays.deadline_at == stays.raised_at + timedelta(hours=4)


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
