"""A request of Slack is carried out once, however often it is delivered."""

import pytest

from storage import requests
from storage.engine import Database
from tests.storage.races import race
from tests.storage.rows import NOW


async def test_a_request_is_claimed_once(database: Database) -> None:
    async with database.write() as session:
        assert await requests.claim(session, ["event:Ev1"], NOW)
    async with database.write() as session:
        assert not await requests.claim(session, ["event:Ev1"], NOW)
        assert await requests.claim(session, ["event:Ev2"], NOW)


async def test_one_known_key_of_several_is_enough(database: Database) -> None:
    async with database.write() as session:
        await requests.claim(session, ["event:Ev1", "message:C1:7.1"], NOW)
    async with database.write() as session:
        assert not await requests.claim(session, ["event:Ev2", "message:C1:7.1"], NOW)


async def test_a_request_that_failed_is_carried_out_when_it_comes_again(
    database: Database,
) -> None:
    with pytest.raises(RuntimeError):
        await claim_and_fail(database)
    async with database.write() as session:
        assert await requests.claim(session, ["event:Ev1"], NOW)


async def claim_and_fail(database: Database) -> None:
    async with database.write() as session:
        await requests.claim(session, ["event:Ev1"], NOW)
        raise RuntimeError


async def test_of_two_deliveries_at_once_one_is_carried_out(database: Database) -> None:
    claimed = await race(
        database,
        lambda session: requests.claim(session, ["event:Ev1"], NOW),
        lambda session: requests.claim(session, ["event:Ev1"], NOW),
    )
    assert sorted(claimed) == [False, True]
