"""Messages in races: nothing is lost, nothing is done twice."""

import asyncio

import pytest

from bot.clock import FrozenClock
from bot.domain import rules_reading
from bot.domain.lifecycle import Action, Status
from bot.domain.working_hours import no_days_off
from bot.services import messages, moves, registry
from bot.services.desk import Desk, Request
from bot.services.messages import Written
from bot.services.rulebook import Rulebook
from storage import tasks
from storage.engine import Database
from tests.scenarios.world import CRITICAL, RULES

SAM, ADA = Request("U0SAM"), Request("U0ADA")


@pytest.fixture
async def desk(database: Database, clock: FrozenClock) -> Desk:
    """Stand behind a desk with the team's rules."""
    await registry.apply(database, clock, rules_reading.read(RULES))
    return Desk(database, clock, Rulebook(lambda _region: no_days_off))


async def test_many_messages_at_once_are_one_task_with_all_their_words(desk: Desk) -> None:
    texts = [f"part {number}" for number in range(8)]
    said = [messages.arrive(desk, SAM, _written(number, text)) for number, text in enumerate(texts)]
    assert {task.number for task in await asyncio.gather(*said) if task is not None} == {1}
    async with desk.database.read() as session:
        assert (await tasks.get(session, 1)).description.splitlines() == texts


async def test_a_message_that_joins_while_the_task_moves_is_not_lost(desk: Desk) -> None:
    await messages.arrive(desk, SAM, _written(0, "Checkout is down"))
    joining = [messages.arrive(desk, SAM, _written(n, f"part {n}")) for n in range(1, 6)]
    moving = moves.perform(desk, ADA, 1, Action.ACCEPT)
    results = await asyncio.gather(*joining, moving, return_exceptions=True)
    assert [one for one in results[:-1] if isinstance(one, BaseException)] == []
    async with desk.database.read() as session:
        task = await tasks.get(session, 1)
    assert all(f"part {number}" in task.description for number in range(1, 6))
    assert task.status is (Status.NEW if isinstance(results[-1], Exception) else Status.ACCEPTED)


async def test_a_message_is_taken_out_once_however_often_it_is_clicked(desk: Desk) -> None:
    await messages.arrive(desk, SAM, _written(0, "Checkout is down"))
    await messages.arrive(desk, SAM, _written(1, "Search is down"))
    ts = _written(1, "").ts
    clicks = [messages.split(desk, who, 1, CRITICAL, ts) for who in (SAM, ADA, SAM)]
    results = await asyncio.gather(*clicks, return_exceptions=True)
    assert len([one for one in results if not isinstance(one, BaseException)]) == 1
    async with desk.database.read() as session:
        assert await tasks.find_newest(session) == 2
        assert (await tasks.get(session, 1)).description == "Checkout is down"
        assert (await tasks.get(session, 2)).reporter == "U0SAM"


def _written(number: int, text: str) -> Written:
    return Written(CRITICAL, f"1795511100.00{number:02}00", text)
