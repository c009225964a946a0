"""Connections that are kept open with what belongs to them: to open all of it takes longer than
most uses.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.driver import Driver, lend

D = TypeVar("D", bound=Driver)

FREE_WITHIN = 30
"""Seconds; whoever waits longer waits for somebody who waits for them."""


@dataclass(frozen=True, slots=True)
class Line(Generic[D]):
    """A connection, its driver, and the session that works on it: one user at a time."""

    connection: AsyncConnection
    driver: D
    session: AsyncSession

    @classmethod
    def of(cls, connection: AsyncConnection, driver: D) -> "Line[D]":
        """Put a session on a connection."""
        session = AsyncSession(
            connection, expire_on_commit=False, join_transaction_mode="create_savepoint"
        )
        lend(session, driver)
        return cls(connection, driver, session)

    async def close(self) -> None:
        """Let go of the connection."""
        await self.session.close()
        await self.connection.close()

    async def give_up(self) -> None:
        """Close the connection: it is not known how it stands."""
        self.driver.hang_up()
        await self.connection.invalidate()
        await self.close()


class Lines(Generic[D]):
    """Lends lines, so many at a time at most, and opens them as they are needed."""

    def __init__(self, dial: Callable[[], Awaitable[Line[D]]], most: int) -> None:
        self._dial = dial
        self._room = asyncio.Semaphore(most)
        self._idle: list[Line[D]] = []

    @asynccontextmanager
    async def one(self) -> AsyncIterator[Line[D]]:
        """Lend a line; one that is left in the middle of something is closed."""
        line = await self.take()
        try:
            yield line
        except asyncio.CancelledError:
            # Nobody knows how it stands, and who is given up cannot wait for a server to say so.
            await self.give_up(line)
            raise
        except BaseException:
            await self.give_back(line)
            raise
        else:
            await self.give_back(line)

    async def take(self) -> Line[D]:
        """Take a line, for who gives it back themselves. Raises TimeoutError when all are in use."""
        async with asyncio.timeout(FREE_WITHIN):
            await self._room.acquire()
        try:
            while self._idle:
                line = self._idle.pop()
                if line.driver.is_idle:
                    return line
                await line.give_up()
            return await self._dial()
        except BaseException:
            self._room.release()
            raise

    async def give_back(self, line: Line[D]) -> None:
        """Give a line back, to be used again if it stands as it was taken."""
        try:
            # What was read stays as it was read: a rollback would have it read anew.
            line.session.expunge_all()
            if line.session.in_transaction():
                await line.session.rollback()
            if line.driver.is_idle:
                self._idle.append(line)
            else:
                await line.give_up()
        finally:
            self._room.release()

    async def give_up(self, line: Line[D]) -> None:
        """Close a line that was taken: nobody knows how it stands."""
        try:
            await line.give_up()
        finally:
            self._room.release()

    async def close(self) -> None:
        """Close what is not lent."""
        while self._idle:
            await self._idle.pop().close()
