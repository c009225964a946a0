"""What is written is read back the same, on both engines."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import StatementError

from bot.domain.lifecycle import Status
from bot.domain.severity import Severity
from storage import tasks
from storage.engine import Database
from storage.tasks import Size
from tests.storage.rows import a_task, store

MOSCOW = timezone(timedelta(hours=3))


async def test_an_instant_comes_back_in_utc(database: Database) -> None:
    noon = datetime(2026, 11, 24, 12, 0, 0, 123456, tzinfo=MOSCOW)
    (number,) = await store(database, a_task(raised_at=noon, fixed_at=None))
    async with database.read() as session:
        task = await tasks.get(session, number)
    assert task.raised_at == noon
    assert task.raised_at.tzinfo is UTC
    assert task.fixed_at is None


async def test_an_instant_without_a_zone_is_refused(database: Database) -> None:
    naive = datetime(2026, 11, 24, 12, 0)  # noqa: DTZ001 -- that is what is refused
    with pytest.raises(StatementError, match="needs its zone"):
        await store(database, a_task(raised_at=naive))


async def test_words_and_documents_come_back_as_they_were(database: Database) -> None:
    files = [{"name": "снимок.png", "link": "https://files.example/1"}]
    task = a_task(status=Status.ASSIGNED, severity=Severity.CRITICAL, size=Size.LARGE, files=files)
    (number,) = await store(database, task)
    async with database.read() as session:
        found = await tasks.get(session, number)
    assert (found.status, found.severity, found.size) == (
        Status.ASSIGNED,
        Severity.CRITICAL,
        Size.LARGE,
    )
    assert isinstance(found.severity, Severity)
    assert isinstance(found.size, Size)
    assert found.files == files
    assert found.links == []
