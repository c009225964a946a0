"""What Slack says of people: names and time zones, kept so that no click has to ask."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Text, bindparam, func, literal, update
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.people import FORGOTTEN
from storage.rows import Table, add_all_once, load
from storage.statements import Statement
from storage.types import UtcDateTime, backend_of


class Person(Table, table=True):
    """A person of the workspace. `read_at` is None until Slack was asked."""

    __tablename__ = "people"

    slack_id: str = Field(primary_key=True)
    name: str | None = None
    zone: str | None = None
    has_left: bool = False
    dm_channel: str | None = None
    read_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)


async def note(session: AsyncSession, slack_ids: Iterable[str]) -> None:
    """Remember that these people exist; their names are asked for later."""
    people = sorted(set(slack_ids) - {FORGOTTEN})
    rows = [{"slack_id": slack_id, "has_left": False} for slack_id in people]
    await add_all_once(session, Person, rows)


async def hold(session: AsyncSession, slack_id: str) -> None:
    """Let nobody else write what concerns this person until this transaction ends."""
    # On SQLite whoever writes at all holds everything.
    if backend_of(session) != "sqlite":
        await _HOLD.fetch(session, {"held": slack_id})


def lock() -> ColumnElement[Any]:
    """Build what holds the person that the parameter `held` names; it holds nobody for NULL."""
    whose = literal("person:") + bindparam("held", type_=Text)
    return func.pg_advisory_xact_lock(func.hashtextextended(whose, 0))


_HOLD = Statement(lambda _backend: select(lock()))


async def list_known(session: AsyncSession, slack_ids: Iterable[str]) -> Sequence[Person]:
    """List those of the people that there is a row of."""
    return (
        await session.exec(select(Person).where(col(Person.slack_id).in_(set(slack_ids))))
    ).all()


async def find(session: AsyncSession, slack_id: str) -> Person | None:
    """Find what is known of one person."""
    found = await _FIND.find(session, {"slack_id": slack_id})
    return None if found is None else load(Person, found)


_FIND = Statement(
    lambda _backend: select(Person).where(col(Person.slack_id) == bindparam("slack_id"))
)


async def list_unread(session: AsyncSession, before: datetime, limit: int) -> Sequence[Person]:
    """List people Slack was never asked about, or not since `before`."""
    query = select(Person).where(col(Person.read_at).is_(None) | (col(Person.read_at) < before))
    unread_first = col(Person.read_at).asc().nulls_first()
    return (await session.exec(query.order_by(unread_first).limit(limit))).all()


async def save(session: AsyncSession, person: Person) -> None:
    """Write down what Slack said of a person."""
    await note(session, [person.slack_id])
    said = {"name": person.name, "zone": person.zone, "has_left": person.has_left}
    query = update(Person).where(col(Person.slack_id) == person.slack_id)
    await session.exec(query.values(read_at=person.read_at, **said))


async def save_dm_channel(session: AsyncSession, slack_id: str, channel: str) -> None:
    """Remember in which conversation the bot and this person talk."""
    await note(session, [slack_id])
    query = update(Person).where(col(Person.slack_id) == slack_id).values(dm_channel=channel)
    await session.exec(query)
