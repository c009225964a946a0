"""Control points: the weekly rounds, what they ask about, and who has a message of one."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, update
from sqlmodel import Field, col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.control_points import Said, Settled, Stand
from bot.domain.lifecycle import UNFINISHED
from bot.domain.notices import Audience
from bot.domain.people import FORGOTTEN
from storage.followers import Follower
from storage.rows import Table, add_all_once, add_once
from storage.tasks import Task, is_open
from storage.types import UtcDateTime, Word


class ControlPoint(Table, table=True):
    """One round: when it began, by whom if not by the clock, until when it waits for answers."""

    __tablename__ = "control_points"

    id: int | None = Field(default=None, primary_key=True)
    is_open: bool | None = Field(default=True, unique=True)
    """True, or nothing: the database lets one round be open at a time."""
    began_at: datetime = Field(sa_type=UtcDateTime)
    began_by: str | None = None
    closes_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

    @property
    def number(self) -> int:
        """The row's id; only a round that was stored has one."""
        if self.id is None:
            msg = "the control point is not stored yet"
            raise ValueError(msg)
        return self.id


class Item(Table, table=True):
    """One task in a round: its date when the round began, what was said, how it was settled."""

    __tablename__ = "control_point_items"

    control_point_id: int = Field(primary_key=True, foreign_key="control_points.id")
    task_id: int = Field(primary_key=True, foreign_key="tasks.id")
    deadline_at: datetime = Field(sa_type=UtcDateTime)
    said: Said | None = Field(default=None, sa_type=Word(Said))
    settled: Settled | None = Field(default=None, sa_type=Word(Settled))
    entry_id: int | None = Field(default=None, foreign_key="history.id")
    """What settled it, and may say why."""
    asked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

    @property
    def stand(self) -> Stand:
        """Say where the task stands in the round."""
        return Stand(self.said, self.settled)


class Letter(Table, table=True):
    """Somebody's message of a round, which is shown anew as the round goes on; and its page.

    The reminder is a second one, which holds what is still open.
    """

    __tablename__ = "control_point_letters"

    control_point_id: int = Field(primary_key=True, foreign_key="control_points.id")
    recipient: str = Field(primary_key=True)
    is_reminder: bool = Field(default=False, primary_key=True)
    audience: Audience = Field(sa_type=Word(Audience))
    page: int = 1


async def open_round(
    session: AsyncSession, now: datetime, began_by: str | None, closes_at: datetime
) -> ControlPoint | None:
    """Begin a round, unless one is open."""
    row = {"is_open": True, "began_at": now, "began_by": began_by, "closes_at": closes_at}
    is_ours = await add_once(session, ControlPoint, row)
    return await find_open(session) if is_ours else None


async def find_open(session: AsyncSession) -> ControlPoint | None:
    """Find the round that is open."""
    return (
        await session.exec(select(ControlPoint).where(col(ControlPoint.is_open).is_(True)))
    ).first()


async def get(session: AsyncSession, number: int, *, is_held: bool = False) -> ControlPoint:
    """Read a round; who asks for one that is not there has a bug. Held, it waits for nobody else."""
    query = select(ControlPoint).where(col(ControlPoint.id) == number)
    if is_held:
        query = query.with_for_update().execution_options(populate_existing=True)
    return (await session.exec(query)).one()


async def end(session: AsyncSession, point: ControlPoint, now: datetime) -> None:
    """Close a round, so that another one may be opened."""
    point.is_open, point.ended_at = None, now
    session.add(point)
    await session.flush()


async def enter(
    session: AsyncSession,
    point: ControlPoint,
    tasks: Sequence[Task],
    said: Mapping[int, Said],
) -> None:
    """Have the round ask about these tasks; the tasks know of it, so that no click has to look.

    `said` holds what developers have said of some of them already.
    """
    given = {"control_point_id": point.number}
    rows = [
        {
            **given,
            "task_id": one.number,
            "deadline_at": one.deadline_at,
            "said": said.get(one.number),
        }
        for one in tasks
    ]
    await add_all_once(session, Item, rows)
    for task in tasks:
        task.control_point_id = point.number
        session.add(task)
    await session.flush()


async def list_to_ask(session: AsyncSession) -> Sequence[int]:
    """Number the tasks whose date somebody still has to keep."""
    query = select(Task.id).where(is_open, col(Task.status).in_(tuple(UNFINISHED)))
    return [number for number in (await session.exec(query)).all() if number is not None]


async def list_with_tasks(session: AsyncSession, number: int) -> Sequence[tuple[Item, Task]]:
    """List what the round asks about with the tasks as they stand now."""
    query = select(Item, Task).join(Task, col(Task.id) == col(Item.task_id))
    return (await session.exec(query.where(col(Item.control_point_id) == number))).all()


async def get_item(session: AsyncSession, number: int, task_id: int) -> Item:
    """Read how one task stands in the round."""
    mine = col(Item.control_point_id) == number, col(Item.task_id) == task_id
    return (await session.exec(select(Item).where(*mine))).one()


async def count_open(session: AsyncSession, number: int) -> int:
    """Count the tasks whose question nobody has settled yet."""
    query = select(func.count()).select_from(Item)
    mine = col(Item.control_point_id) == number, col(Item.settled).is_(None)
    return (await session.exec(query.where(*mine))).one()


async def list_concerned(session: AsyncSession, number: int) -> Sequence[tuple[str, int]]:
    """List who raised or follows a task of the round, each with the task."""
    here = col(Item.control_point_id) == number
    raised = select(Task.reporter, Item.task_id).join(Item, col(Task.id) == col(Item.task_id))
    followed = select(Follower.slack_id, Item.task_id).join(
        Item, col(Follower.task_id) == col(Item.task_id)
    )
    pairs = [
        *(await session.exec(raised.where(here))).all(),
        *(await session.exec(followed.where(here))).all(),
    ]
    return sorted(set(pairs))


async def list_of_person(
    session: AsyncSession, number: int, slack_id: str
) -> Sequence[tuple[Item, Task]]:
    """List what the round asks about of what the person raised or follows."""
    followed = select(Follower.task_id).where(col(Follower.slack_id) == slack_id)
    query = select(Item, Task).join(Task, col(Task.id) == col(Item.task_id))
    mine = or_(col(Task.reporter) == slack_id, col(Task.id).in_(followed))
    return (await session.exec(query.where(col(Item.control_point_id) == number, mine))).all()


async def write_to(session: AsyncSession, rows: Sequence[Mapping[str, Any]]) -> None:
    """Note whose messages there are."""
    await add_all_once(session, Letter, rows)


async def hand_to(session: AsyncSession, number: int, slack_id: str) -> None:
    """Let somebody have the administrator's message of a round, also who had a developer's."""
    row = {"control_point_id": number, "recipient": slack_id, "is_reminder": False, "page": 1}
    await add_all_once(session, Letter, [{**row, "audience": Audience.ADMINISTRATOR}])
    theirs = update(Letter).where(
        col(Letter.control_point_id) == number, col(Letter.recipient) == slack_id
    )
    changed = theirs.values(audience=Audience.ADMINISTRATOR)
    await session.exec(changed.execution_options(synchronize_session=False))


async def list_letters(session: AsyncSession, number: int) -> Sequence[Letter]:
    """List whose messages there are, in one order everywhere."""
    query = select(Letter).where(col(Letter.control_point_id) == number)
    return (
        await session.exec(query.order_by(col(Letter.recipient), col(Letter.is_reminder)))
    ).all()


async def forget(session: AsyncSession, slack_id: str) -> None:
    """Let the rounds name somebody no more."""
    begun = update(ControlPoint).where(col(ControlPoint.began_by) == slack_id)
    await session.exec(begun.values(began_by=FORGOTTEN))
    await session.exec(delete(Letter).where(col(Letter.recipient) == slack_id))


async def turn(session: AsyncSession, number: int, recipient: str, page: int) -> None:
    """Let somebody's message show another page."""
    mine = col(Letter.control_point_id) == number, col(Letter.recipient) == recipient
    query = update(Letter).where(*mine, ~col(Letter.is_reminder)).values(page=page)
    await session.exec(query.execution_options(synchronize_session=False))
