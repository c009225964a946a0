"""Lists of tasks: in their order, and no longer than asked for."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.customers import Customer, Importance
from bot.domain.lifecycle import Status
from bot.domain.severity import Severity
from bot.services import customers
from storage import board, followers, new_tasks, tasks
from storage.engine import Database
from tests.storage.rows import NOW, a_task, store

DAY = timedelta(days=1)


async def test_the_board_shows_the_worst_first_then_the_soonest(database: Database) -> None:
    numbers = await store(
        database,
        a_task(title="third", severity=Severity.CRITICAL, deadline_at=NOW),
        a_task(title="over", ended_at=NOW),
        a_task(title="second", deadline_at=NOW + DAY),
        a_task(title="first", deadline_at=NOW),
        a_task(title="as soon, but raised later", deadline_at=NOW + DAY),
    )
    async with database.read() as session:
        listed = await board.list_open(session, 10, NOW, UTC)
        assert listed == [numbers[one] for one in (3, 2, 4, 0)]
        assert await board.list_open(session, 2, NOW, UTC) == listed[:2]


async def test_mine_are_open_ones_first_then_the_newest(database: Database) -> None:
    raised, over, assigned, _, followed = await store(
        database,
        a_task(),
        a_task(ended_at=NOW),
        a_task(reporter="U0TOM", assignee="U0SAM"),
        a_task(reporter="U0TOM", assignee="U0IVAN"),
        a_task(reporter="U0TOM"),
    )
    async with database.write() as session:
        # Whoever both raised and follows a task has it once.
        await followers.add(session, followed, ["U0SAM", "U0ADA"])
        await followers.add(session, raised, ["U0SAM"])
    async with database.read() as session:
        mine = await board.list_mine(session, "U0SAM", 10)
        assert mine == [followed, assigned, raised, over]
        for most in range(1, 4):
            assert await board.list_mine(session, "U0SAM", most) == mine[:most]
        assert await board.list_mine(session, "U0NOBODY", 10) == []


async def test_what_i_follow_is_open_or_over_as_the_task_is(database: Database) -> None:
    one, two = await store(database, a_task(reporter="U0TOM"), a_task(reporter="U0TOM"))

    async def listed_after(number: int, ended_at: datetime | None) -> Sequence[int]:
        async with database.write() as session:
            await tasks.move(session, await tasks.get(session, number), ended_at=ended_at)
        async with database.read() as session:
            return await board.list_mine(session, "U0SAM", 10)

    async with database.write() as session:
        await followers.add(session, one, ["U0SAM"])
        await followers.add(session, two, ["U0SAM"])
    assert await listed_after(two, NOW) == [one, two]
    assert await listed_after(one, NOW) == [two, one]
    assert await listed_after(one, None) == [one, two]


async def test_what_developers_carry_is_unfinished_and_soonest_first(database: Database) -> None:
    ivans = {"assignee": "U0IVAN", "status": Status.ASSIGNED}
    await store(
        database,
        a_task(title="later", deadline_at=NOW + DAY, **ivans),
        a_task(title="sooner", **ivans),
        a_task(title="fixed", assignee="U0IVAN", status=Status.FIXED),
        a_task(title="over", assignee="U0IVAN", status=Status.CLOSED, ended_at=NOW),
        a_task(title="Dana's", assignee="U0DANA", status=Status.ASSIGNED),
    )
    async with database.read() as session:
        carried = await board.list_assigned(session, ["U0IVAN"])
    assert [task.title for task in carried] == ["sooner", "later"]


async def test_vips_are_first_among_equals_and_bury_nothing_that_burns(
    database: Database,
) -> None:
    at = NOW.replace(hour=8)
    expected: dict[str, dict[str, Any]] = {
        "late, a VIP's": {"deadline_at": at - 2 * DAY, "customer": "Acme"},
        "late": {"deadline_at": at - timedelta(hours=1)},
        "later late, a VIP's": {"deadline_at": at - timedelta(minutes=30), "customer": "Acme"},
        "today, a VIP's": {"deadline_at": at + timedelta(hours=9), "customer": "ACME "},
        "today": {"deadline_at": at + timedelta(hours=2), "customer": "Globex"},
        "tomorrow, a VIP's": {"deadline_at": at + DAY, "customer": "Acme"},
        "tomorrow": {"deadline_at": at + DAY - timedelta(hours=2)},
        "less bad": {"deadline_at": at, "customer": "Acme", "severity": Severity.CRITICAL},
    }
    wanted = list(expected)
    async with database.write() as session:
        vips = [Customer("Acme", Importance.VIP), Customer("Globex", Importance.NORMAL)]
        await customers.keep_of_rules(session, vips)
        for title in sorted(wanted):
            await new_tasks.add(session, a_task(title=title, **expected[title]))
    async with database.read() as session:
        for most in range(1, len(wanted) + 1):
            listed = await board.list_open(session, most, at, ZoneInfo("Europe/Berlin"))
            found = await tasks.get_all(session, listed)
            assert [found[number].title for number in listed] == wanted[:most]
