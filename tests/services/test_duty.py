"""Who is on duty and who is away, as it is written down."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import select

from bot.clock import FrozenClock
from bot.domain import rules_reading
from bot.domain.duty import NotAnAdministrator, NotOnDuty, OfferIsOver
from bot.domain.errors import NoDeveloper, OnlyAdministrators
from bot.domain.lifecycle import Status
from bot.domain.people import on_duty
from bot.integrations import public_holidays
from bot.services import absences, duty, forgetting, reassigning, registry, timers
from bot.services.desk import Desk
from bot.services.rulebook import Rulebook
from storage import followers
from storage.absences import AbsenceRow, StandIn
from storage.duty import Handover
from storage.engine import Database
from storage.outbox import Row
from storage.timers import Timer
from tests.services.team import ADA, BEN, DANA, IVAN, KIM, RULES, SAM, by, open_desk, stored


@pytest.fixture
async def desk(database: Database, clock: FrozenClock) -> Desk:
    return await open_desk(database, clock)


async def present(desk: Desk) -> str:
    async with desk.look(SAM) as work:
        return on_duty(work.rules)


async def told(desk: Desk) -> list[tuple[str | None, str]]:
    async with desk.database.read() as session:
        rows = (await session.exec(select(Row))).all()
        return [(row.recipient, row.subject.partition(":")[0]) for row in rows if row.subject]


async def test_another_replica_sees_it_at_once(desk: Desk, clock: FrozenClock) -> None:
    other = Desk(desk.database, clock, Rulebook(public_holidays.load))
    assert await present(other) == ADA
    await duty.take_over(desk, by(BEN))
    assert await present(other) == BEN
    await absences.leave(other, by(BEN), "until tomorrow")
    assert await present(desk) == ADA
    clock.advance(timedelta(days=1))
    assert [await present(one) for one in (desk, other)] == [BEN, BEN]


async def test_the_rules_stay_as_the_team_wrote_them(desk: Desk, clock: FrozenClock) -> None:
    await duty.take_over(desk, by(BEN))
    await absences.leave(desk, by(ADA), "")
    rules = await registry.find(desk.database)
    assert rules == rules_reading.read(RULES)
    assert await registry.apply(desk.database, clock, rules_reading.read(RULES)) == ()
    assert await present(desk) == BEN


async def test_new_rules_tell_who_is_on_duty_by_them(desk: Desk, clock: FrozenClock) -> None:
    rules = replace(rules_reading.read(RULES), administrators=(BEN, ADA))
    await registry.apply(desk.database, clock, rules)
    await timers.look(desk)
    assert await told(desk) == [(BEN, "on_duty"), (ADA, "off_duty")]
    await timers.look(desk)
    assert len(await told(desk)) == 2


async def test_a_second_delivery_of_an_absence_changes_nothing(desk: Desk) -> None:
    await absences.leave(desk, by(ADA), "until tomorrow")
    await absences.leave(desk, by(ADA), "until thursday")
    async with desk.database.read() as session:
        [row] = (await session.exec(select(AbsenceRow))).all()
        mine = [one for one in (await session.exec(select(Timer))).all() if one.subject == ADA]
    assert [one.due_at for one in mine] == [row.until_at]
    assert (await told(desk)).count((BEN, "on_duty")) == 1


async def test_two_take_over_at_once_and_one_is_on_duty(desk: Desk) -> None:
    await duty.take_over(desk, by(BEN))
    await asyncio.gather(duty.take_over(desk, by(ADA)), duty.take_over(desk, by(BEN)))
    async with desk.look(SAM) as work:
        assert sorted(work.rules.administrators) == [ADA, BEN]


async def test_who_may_not_is_refused(desk: Desk) -> None:
    with pytest.raises(OnlyAdministrators):
        await duty.take_over(desk, by(SAM))
    with pytest.raises(OnlyAdministrators):
        await duty.plan_weeks(desk, by(IVAN), [ADA], date(2026, 11, 30))
    with pytest.raises(NotAnAdministrator):
        await duty.plan_weeks(desk, by(ADA), [SAM], date(2026, 11, 30))
    with pytest.raises(NotOnDuty):
        await duty.offer(desk, by(BEN), ADA)
    with pytest.raises(NotAnAdministrator):
        await duty.offer(desk, by(ADA), SAM)
    with pytest.raises(OnlyAdministrators):
        await reassigning.reassign(desk, by(SAM), IVAN, DANA, "")
    with pytest.raises(NoDeveloper):
        await reassigning.reassign(desk, by(ADA), IVAN, IVAN, "")


async def test_an_offer_is_over_once_duty_has_changed(desk: Desk) -> None:
    await duty.offer(desk, by(ADA), BEN)
    async with desk.database.read() as session:
        [offered] = (await session.exec(select(Handover))).all()
    assert offered.id is not None
    await duty.take_over(desk, by(BEN))
    with pytest.raises(OfferIsOver):
        await duty.reply(desk, by(BEN), offered.id, is_yes=True)
    with pytest.raises(OfferIsOver):
        await duty.reply(desk, by(BEN), 99, is_yes=True)


async def test_coming_back_leaves_what_somebody_followed_before(
    desk: Desk, clock: FrozenClock
) -> None:
    first, second = [await stored(desk, clock, Status.NEW) for _ in range(2)]
    async with desk.database.write() as session:
        await followers.add(session, first, [KIM])
    await absences.leave(desk, by(SAM), "")
    await absences.name_stand_in(desk, by(SAM), KIM)
    async with desk.database.read() as session:
        assert [await followers.list_of(session, one) for one in (first, second)] == [(KIM,)] * 2
    await absences.come_back(desk, by(SAM))
    async with desk.database.read() as session:
        assert await followers.list_of(session, first) == (KIM,)
        assert await followers.list_of(session, second) == ()


async def test_who_is_forgotten_was_never_away(desk: Desk, clock: FrozenClock) -> None:
    number = await stored(desk, clock, Status.NEW)
    await absences.leave(desk, by(SAM), "until friday")
    await absences.name_stand_in(desk, by(SAM), KIM)
    await forgetting.forget(desk.database, clock, SAM)
    async with desk.database.read() as session:
        for table in (AbsenceRow, StandIn):
            assert (await session.exec(select(table))).all() == []
        assert await followers.list_of(session, number) == ()
        assert SAM not in {one.subject for one in (await session.exec(select(Timer))).all()}
