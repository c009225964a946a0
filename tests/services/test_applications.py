"""What an application has of its own holds for its tasks, in every service that is given one."""

from datetime import timedelta

import pytest

from bot.clock import FrozenClock
from bot.domain import rules_reading
from bot.domain.errors import AtTask, NotAllowed
from bot.domain.lifecycle import Action, Status
from bot.domain.people import Role
from bot.domain.severity import Severity
from bot.services import acceptance, board, deadlines, moves, registry, severities
from bot.services.desk import Desk
from bot.services.moves import Details
from storage.engine import Database
from storage.tasks import Size
from tests.services.team import ADA, DANA, IVAN, KIM, LOU, RULES, by, open_desk, stored

SHOP = {
    "key": "shop",
    "name": "Web shop",
    "owner": DANA,
    "administrators": [KIM],
    "chain": [LOU],
    "developers": ["U0NOA"],
    "components": [{"name": "checkout", "owner": IVAN}, "search"],
    "severities": {4: {"acknowledge_within": "2m", "fix_within": "1h"}, 3: {"fix_within": "1h"}},
}
DEVELOPERS = [*RULES["developers"], {"user": "U0NOA", "capacity": 1}, {"user": "U0MAX"}]


@pytest.fixture
async def desk(database: Database, clock: FrozenClock) -> Desk:
    """Sit at the desk of a team with an application of its own ways, and one without."""
    desk = await open_desk(database, clock)
    applications = [SHOP, {"key": "crm", "name": "CRM"}]
    document = {**RULES, "developers": DEVELOPERS, "applications": applications}
    await registry.apply(database, clock, rules_reading.read(document))
    return desk


async def of_shop(desk: Desk, clock: FrozenClock, **facts: object) -> int:
    return await stored(desk, clock, Status.NEW, application="shop", **facts)


async def test_work_about_a_task_goes_by_its_application(desk: Desk, clock: FrozenClock) -> None:
    shop = await board.task(desk, await of_shop(desk, clock))
    crm = await board.task(desk, await stored(desk, clock, Status.NEW, application="crm"))
    async with desk.look(KIM) as work:
        assert work.about(crm) is work
        assert work.about(shop).rules.administrators[0] == KIM
        assert work.about(shop).about(crm).rules is work.rules
        assert Role.ADMINISTRATOR in work.roles(shop)
        assert Role.ADMINISTRATOR not in work.roles(crm)
        assert Role.ADMINISTRATOR not in work.roles()


async def test_its_administrator_may_do_to_its_tasks_what_a_stranger_may_not(
    desk: Desk, clock: FrozenClock
) -> None:
    shop, other = await of_shop(desk, clock), await stored(desk, clock, Status.NEW)
    details = Details(developer=IVAN)
    await moves.perform(desk, by(KIM), shop, Action.ASSIGN, details)
    with pytest.raises(AtTask) as refused:
        await moves.perform(desk, by(KIM), other, Action.ASSIGN, details)
    assert isinstance(refused.value.refusal, NotAllowed)
    assert refused.value.on_duty == ADA


async def test_who_is_refused_is_sent_to_its_own_administrator(
    desk: Desk, clock: FrozenClock
) -> None:
    shop = await of_shop(desk, clock)
    with pytest.raises(AtTask) as refused:
        await moves.perform(desk, by("U0SAM"), shop, Action.ASSIGN, Details(developer=IVAN))
    assert refused.value.on_duty == KIM


async def test_an_administrator_of_the_team_is_one_of_every_application(
    desk: Desk, clock: FrozenClock
) -> None:
    shop = await of_shop(desk, clock)
    await moves.perform(desk, by(ADA), shop, Action.ACCEPT)
    assert (await board.task(desk, shop)).accepted_by == ADA


async def test_its_severities_make_its_dates(desk: Desk, clock: FrozenClock) -> None:
    shop = await of_shop(desk, clock, raised_at=clock.now())
    task = await board.task(desk, shop)
    async with desk.look("") as work:
        assert await deadlines.by_severity(work, task) == clock.now() + timedelta(hours=1)
        assert acceptance.alarm(work, task).due_at == clock.now() + timedelta(minutes=2)
    await severities.set_severity(desk, by(ADA), shop, Severity.CRITICAL)
    moved = await board.task(desk, shop)
    assert moved.deadline_at == clock.now() + timedelta(hours=1)


async def offered(desk: Desk, task: int) -> list[str]:
    choices = await board.offer(desk, KIM, task, Action.ASSIGN)
    return [load.slack_id for load in choices.loads]


async def test_who_is_near_to_it_is_offered_first(desk: Desk, clock: FrozenClock) -> None:
    task = await of_shop(desk, clock, component="checkout")
    assert await offered(desk, task) == [IVAN, DANA, "U0NOA", "U0MAX"]
    wish = await of_shop(desk, clock, component="checkout", wished_assignee="U0MAX")
    assert await offered(desk, wish) == [IVAN, "U0MAX", DANA, "U0NOA"]


async def test_an_owner_without_room_waits_for_their_turn(desk: Desk, clock: FrozenClock) -> None:
    await stored(desk, clock, Status.ASSIGNED, size=Size.LARGE)
    await stored(desk, clock, Status.ASSIGNED, size=Size.SMALL)
    task = await of_shop(desk, clock, component="checkout")
    assert await offered(desk, task) == [DANA, "U0NOA", "U0MAX", IVAN]


async def test_a_task_of_nothing_is_offered_by_room(desk: Desk, clock: FrozenClock) -> None:
    task = await stored(desk, clock, Status.NEW)
    choices = await board.offer(desk, ADA, task, Action.ASSIGN)
    assert [load.room for load in choices.loads] == [5, 4, 3, 1]
    assert [load.ties for load in choices.loads] == [()] * 4
