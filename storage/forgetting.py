"""Finding every trace of a person, and taking the person out of rows that stay."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, String, Text, cast, delete, func, literal, update
from sqlmodel import case, col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.people import FORGOTTEN
from storage.affected import Affected
from storage.chases import Chase
from storage.engine import Database
from storage.followers import Follower
from storage.history import Entry
from storage.messages import Message
from storage.outbox import Outcome, Row
from storage.paces import Held
from storage.people import Person
from storage.quiet import Quiet
from storage.tasks import Task
from storage.types import backend_of

AT_ONCE = 500
"""Ids in one statement."""


@dataclass(frozen=True, slots=True)
class Traces:
    """Where a person was found: tasks, channels, outbox rows, and up to where was looked."""

    tasks: frozenset[int] = frozenset()
    channels: frozenset[str] = frozenset()
    rows: frozenset[int] = frozenset()
    last_entry: int = 0
    last_row: int = 0

    def joined(self, later: "Traces") -> "Traces":
        """Add what was found later."""
        return Traces(
            self.tasks | later.tasks,
            self.channels | later.channels,
            self.rows | later.rows,
            max(self.last_entry, later.last_entry),
            max(self.last_row, later.last_row),
        )


async def find(session: AsyncSession, slack_id: str) -> Traces:
    """Look through everything. It reads whole tables: not in a transaction that others wait for."""
    last_entry = (await session.exec(select(func.max(Entry.id)))).one() or 0
    last_row = (await session.exec(select(func.max(Row.id)))).one() or 0
    found = await find_since(session, slack_id, Traces())
    listed = or_(*(_names(col(one), slack_id) for one in (Task.unreached, Task.called)))
    unreached = select(Task.id).where(listed | (col(Task.wished_assignee) == slack_id))
    written = select(Message.channel, Message.task_id).where(col(Message.author) == slack_id)
    messages = (await session.exec(written.distinct())).all()
    tasks = {*await _numbers(session, unreached), *(task for _, task in messages if task)}
    channels = frozenset(channel for channel, _ in messages)
    found = found.joined(Traces(frozenset(tasks), channels, frozenset(), last_entry, last_row))
    return found.joined(Traces(await _merged_with(session, found.tasks)))


async def find_since(session: AsyncSession, slack_id: str, known: Traces) -> Traces:
    """Look through what was written since; each look goes through an index."""
    entries = select(Entry.task_id).where(
        col(Entry.id) > known.last_entry,
        or_(col(Entry.actor) == slack_id, _names(col(Entry.facts), slack_id)),
    )
    queries = (
        select(Task.id).where(col(Task.reporter) == slack_id),
        select(Task.id).where(col(Task.assignee) == slack_id),
        select(Follower.task_id).where(col(Follower.slack_id) == slack_id),
        entries.distinct(),
    )
    tasks = {number for query in queries for number in await _numbers(session, query)}
    rows = select(Row.id).where(col(Row.id) > known.last_row, col(Row.recipient) == slack_id)
    return Traces(frozenset(tasks), frozenset(), frozenset(await _numbers(session, rows)))


async def list_messages(
    session: AsyncSession, channels: Iterable[str], slack_id: str
) -> Sequence[Message]:
    """List what the person wrote in these channels."""
    query = select(Message).where(
        col(Message.channel).in_(set(channels)), col(Message.author) == slack_id
    )
    return (await session.exec(query)).all()


async def leave_followed(session: AsyncSession, slack_id: str) -> None:
    """Let the person follow nothing."""
    await session.exec(delete(Follower).where(col(Follower.slack_id) == slack_id))


async def leave_said(session: AsyncSession, slack_id: str) -> None:
    """Let nobody have said whom else a task affects, or have asked how it stands."""
    said = update(Affected).where(col(Affected.added_by) == slack_id).values(added_by=FORGOTTEN)
    await session.exec(said.execution_options(synchronize_session=False))
    asked = update(Chase).where(col(Chase.chased_by) == slack_id).values(chased_by=FORGOTTEN)
    await session.exec(asked.execution_options(synchronize_session=False))


async def neutralise(session: AsyncSession, rows: Iterable[int], now: datetime) -> None:
    """Let these rows name nobody; what was not delivered yet never is."""
    is_over = col(Row.outcome).in_((Outcome.SENT, Outcome.DROPPED))
    ended = {
        "outcome": case((is_over, Row.outcome), else_=Outcome.DROPPED),
        "settled_at": func.coalesce(col(Row.settled_at), now),
        "lease_owner": None,
        "lease_until": None,
    }
    nobody = {
        "recipient": FORGOTTEN,
        "conversation": f"dm:{FORGOTTEN}",
        "place": f"dm:{FORGOTTEN}",
        "dedupe_key": literal(f"{FORGOTTEN}:") + cast(col(Row.id), String),
        "channel": None,
        "ts": None,
    }
    numbers = sorted(rows)
    for start in range(0, len(numbers), AT_ONCE):
        some = col(Row.id).in_(numbers[start : start + AT_ONCE])
        query = update(Row).where(some).values(**ended, **nobody)
        await session.exec(query.execution_options(synchronize_session=False))


async def drop_person(session: AsyncSession, slack_id: str) -> None:
    """Remove the name, the time zone, the conversation with the bot, and what they wanted of it."""
    await session.exec(delete(Quiet).where(col(Quiet.slack_id) == slack_id))
    await session.exec(delete(Held).where(col(Held.scope).endswith(f":{slack_id}")))
    await session.exec(delete(Person).where(col(Person.slack_id) == slack_id))


async def overwrite(session: AsyncSession) -> None:
    """Have SQLite overwrite what is removed from now on; else the words stay in the file."""
    if backend_of(session) == "sqlite":
        await (await session.connection()).exec_driver_sql("PRAGMA secure_delete = ON")


async def clear_log(database: Database) -> None:
    """Empty SQLite's log, in which the pages stand as they were, as far as nobody reads in it."""
    if database.is_sqlite:
        async with database.engine.connect() as connection:
            driver = (await connection.get_raw_connection()).driver_connection
            await driver.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]


async def _merged_with(session: AsyncSession, tasks: frozenset[int]) -> frozenset[int]:
    """Name the tasks whose history quotes the title of one of these."""
    query = select(Task.id, Task.merged_into).where(col(Task.merged_into).is_not(None))
    pairs = (await session.exec(query)).all()
    return frozenset(one for pair in pairs if tasks & set(pair) for one in pair if one)


async def _numbers(session: AsyncSession, query: Any) -> Sequence[int]:  # noqa: ANN401 -- a select
    return [number for number in (await session.exec(query)).all() if number is not None]


def _names(document: Any, slack_id: str) -> ColumnElement[bool]:  # noqa: ANN401 -- a column
    """Say whether a JSON column holds the id as a text of its own."""
    return cast(document, Text).contains(f'"{slack_id}"', autoescape=True)
