"""Rows that a test needs to be there, with everything it does not care about filled in."""

from datetime import UTC, datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.notices import Kind
from bot.domain.severity import Severity
from storage.engine import Database
from storage.outbox import Draft
from storage.tasks import Source, Task

NOW = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)


def a_task(**facts: Any) -> Task:  # noqa: ANN401 -- columns
    usual: dict[str, Any] = {
        "severity": Severity.STOPPED,
        "title": "Checkout is down",
        "description": "Checkout is down for Acme, 500 on pay",
        "reporter": "U0SAM",
        "raised_at": NOW,
        "deadline_at": NOW,
        "next_update_at": NOW,
        "source": Source.MESSAGE,
        "channel": "C0CRITICAL",
    }
    return Task(**(usual | facts))


def a_row(key: str, **facts: Any) -> Draft:  # noqa: ANN401 -- columns
    usual: dict[str, Any] = {
        "dedupe_key": key,
        "kind": Kind.DIRECT,
        "conversation": "U0SAM",
        "place": "D0SAM",
        "created_at": NOW,
        "due_at": NOW,
    }
    return Draft(**(usual | facts))


async def store(database: Database, *rows: Task) -> list[int]:
    """Store tasks one after another and give their numbers."""
    async with database.write() as session:
        for row in rows:
            await put(session, row)
    return [row.number for row in rows]


async def put(session: AsyncSession, row: Task) -> Task:
    session.add(row)
    await session.flush()
    return row
