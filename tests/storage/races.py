"""Two transactions at once: side by side on PostgreSQL, one after the other on SQLite."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from sqlmodel.ext.asyncio.session import AsyncSession

from storage.engine import Database

T = TypeVar("T")


async def race(database: Database, *works: Callable[[AsyncSession], Awaitable[T]]) -> tuple[T, ...]:
    """Begin a transaction for each, and let all of them go only when every one has begun."""
    # SQLite has one writer at a time: there the others begin when it has ended.
    begun = asyncio.Barrier(1 if database.is_sqlite else len(works))

    async def run(work: Callable[[AsyncSession], Awaitable[T]]) -> T:
        async with database.write() as session:
            assert not (await session.connection()).closed
            await begun.wait()
            return await work(session)

    return tuple(await asyncio.gather(*(run(work) for work in works)))
