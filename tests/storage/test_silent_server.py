"""A PostgreSQL that stands still, with every line open: nobody waits for it longer than they want."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import requests
from storage.engine import Database
from storage.postgres import CONNECTIONS
from tests import postgres
from tests.storage.rows import NOW

pytestmark = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)

PATIENCE = 0.2
NEVER = 30.0
"""Seconds; it ends a test that hangs."""


@asynccontextmanager
async def frozen(server: postgres.Server) -> AsyncIterator[None]:
    await server.freeze()
    try:
        yield
    finally:
        await server.thaw()


async def claim(session: AsyncSession, key: str) -> bool:
    return await requests.claim(session, [key], NOW)


async def test_who_is_given_up_is_let_go_and_the_others_get_lines_of_their_own(
    database: Database, postgres_server: postgres.Server
) -> None:
    async def hurries(key: str) -> None:
        async with asyncio.timeout(PATIENCE), database.write() as session:
            await claim(session, key)

    async with asyncio.timeout(NEVER):
        async with database.write() as session:
            assert await claim(session, "before")
        async with frozen(postgres_server):
            hurried = [hurries(f"meanwhile {number}") for number in range(2 * CONNECTIONS)]
            told = await asyncio.gather(*hurried, return_exceptions=True)
        assert {type(ending) for ending in told} == {TimeoutError}
        async with database.write() as session:
            assert [await claim(session, key) for key in ("before", "after")] == [False, True]


async def test_who_is_given_up_in_the_middle_leaves_nothing_behind(
    database: Database, postgres_server: postgres.Server
) -> None:
    async with asyncio.timeout(NEVER):
        with suppress(TimeoutError):
            async with database.write() as session:
                assert await claim(session, "half")
                async with frozen(postgres_server), asyncio.timeout(PATIENCE):
                    await claim(session, "done")
        async with database.write() as session:
            assert await claim(session, "half")
            assert await claim(session, "done")
