"""Writers of SQLite commit together: what arrives together reaches the disk with one COMMIT.

SQLite has one writer at a time, and each COMMIT waits for the disk. While one writer works, others
queue; the last of those that queued commits for all of them, and only then are any of them
answered. Each is a savepoint, so one that fails takes nobody with it. Services do not notice.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial

from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import sqlite
from storage.lines import Line, Lines
from storage.sqlite import SqliteDriver

MOST = 64
"""So many commit together at most: the first of them waits for all."""


@dataclass(slots=True)
class _Group:
    line: Line[SqliteDriver]
    size: int = 0
    is_on_disk: asyncio.Event = field(default_factory=asyncio.Event)
    error: BaseException | None = None


class Together:
    """Hands out one writer's session after the other; readers have theirs beside them."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._readers = Lines(partial(sqlite.dial, engine), sqlite.READERS)
        writing = engine.execution_options(writes=True)
        self._writers = Lines(partial(sqlite.dial, writing), sqlite.WRITERS)
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._group: _Group | None = None

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        """Open one writer's session; after the block it is on disk, or an error says it is not."""
        await self._take_turn()
        try:
            group = self._group = self._group or await self._open()
            try:
                async with self._savepoint(group) as session:
                    yield session
                group.size += 1
            finally:
                if group.line.driver.is_idle:
                    await asyncio.shield(self._give_up(group))
                elif not self._waiting or group.size >= MOST:
                    self._group = None
                    # Whoever is given up meanwhile must not take the others with it.
                    await asyncio.shield(self._commit(group))
        finally:
            self._turn.release()
        await group.is_on_disk.wait()
        if group.error is not None:
            raise group.error

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """Open a session that only looks, beside whoever writes: one snapshot."""
        async with self._readers.one() as line:
            await line.driver.fetch("BEGIN")
            try:
                yield line.session
            finally:
                if not line.driver.is_idle:
                    await line.driver.fetch("ROLLBACK")

    @asynccontextmanager
    async def _savepoint(self, group: _Group) -> AsyncIterator[AsyncSession]:
        session, driver = group.line.session, group.line.driver
        await driver.fetch("SAVEPOINT writer")
        try:
            yield session
            if session.in_transaction():
                await session.commit()
            _require_standing(driver)
        except BaseException:
            if not driver.is_idle:
                if session.in_transaction():
                    await session.rollback()
                await driver.fetch("ROLLBACK TO writer")
            raise
        finally:
            if not driver.is_idle:
                await driver.fetch("RELEASE writer")
            session.expunge_all()

    async def close(self) -> None:
        """Close every connection that nobody uses."""
        await self._readers.close()
        await self._writers.close()

    async def _take_turn(self) -> None:
        self._waiting += 1
        try:
            await self._turn.acquire()
        except BaseException:
            # Whoever worked before left the commit to us.
            group = self._group
            if group is not None and self._waiting == 1 and not self._turn.locked():
                self._group = None
                await asyncio.shield(self._commit(group))
            raise
        finally:
            self._waiting -= 1

    async def _open(self) -> _Group:
        line = await self._writers.take()
        try:
            _transaction = await line.connection.begin()
        except BaseException:
            await self._writers.give_up(line)
            raise
        return _Group(line)

    async def _give_up(self, group: _Group) -> None:
        """End a group that SQLite has undone as a whole, as it does when the disk is full."""
        self._group, group.error = None, _undone()
        group.is_on_disk.set()
        await self._writers.give_up(group.line)

    async def _commit(self, group: _Group) -> None:
        try:
            await group.line.connection.commit()
        except BaseException as error:  # noqa: BLE001 -- it is told to each of the group
            group.error = error
            await self._writers.give_up(group.line)
        else:
            await self._writers.give_back(group.line)
        finally:
            group.is_on_disk.set()


def _require_standing(driver: SqliteDriver) -> None:
    """Refuse to go on where an error undid everything, and somebody went on all the same."""
    if driver.is_idle:
        raise _undone()


def _undone() -> OperationalError:
    """Say that nothing of a transaction was kept, for another reason than its own."""
    return OperationalError("COMMIT", None, sqlite3.OperationalError("it was undone as a whole"))
