"""Who is away until when, and who follows whose tasks meanwhile."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, update
from sqlmodel import Field, Index, col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.duty import Absence
from storage.followers import Follower
from storage.rows import Table, add_all_once
from storage.tasks import Task, is_open
from storage.types import UtcDateTime


class AbsenceRow(Table, table=True):
    """Somebody was away, or is while `ended_at` is None; without `until_at` until they say so.

    `stand_in` follows the tasks that they raised.
    """

    __tablename__ = "absences"

    id: int | None = Field(default=None, primary_key=True)
    slack_id: str
    since_at: datetime = Field(sa_type=UtcDateTime)
    until_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    stand_in: str | None = None

    @property
    def number(self) -> int:
        """The row's id; only a row that was stored has one."""
        if self.id is None:
            msg = "the absence is not stored yet"
            raise ValueError(msg)
        return self.id


class StandIn(Table, table=True):
    """A task that somebody follows for no other reason than that its reporter is away."""

    __tablename__ = "stand_ins"

    absence_id: int = Field(primary_key=True, foreign_key="absences.id")
    task_id: int = Field(primary_key=True, foreign_key="tasks.id")


_is_away = col(AbsenceRow.ended_at).is_(None)
Index(
    "ix_absences_away",
    col(AbsenceRow.slack_id),
    unique=True,
    postgresql_where=_is_away,
    sqlite_where=_is_away,
)


async def list_away(session: AsyncSession) -> tuple[Absence, ...]:
    """List who is away, as far as nobody has ended it."""
    found = (await session.exec(select(AbsenceRow).where(_is_away))).all()
    return tuple(Absence(one.slack_id, one.since_at, one.until_at, one.stand_in) for one in found)


async def get(session: AsyncSession, number: int) -> AbsenceRow:
    """Read one absence; who asks for one that is not there has a bug."""
    query = select(AbsenceRow).where(col(AbsenceRow.id) == number)
    return (await session.exec(query.execution_options(populate_existing=True))).one()


async def find_numbered(session: AsyncSession, number: int) -> AbsenceRow | None:
    """Read one absence; who was forgotten was never away."""
    query = select(AbsenceRow).where(col(AbsenceRow.id) == number)
    return (await session.exec(query.execution_options(populate_existing=True))).first()


async def find(session: AsyncSession, slack_id: str) -> AbsenceRow | None:
    """Find the absence of somebody who is away."""
    query = select(AbsenceRow).where(_is_away, col(AbsenceRow.slack_id) == slack_id)
    return (await session.exec(query.execution_options(populate_existing=True))).first()


async def lengthen(session: AsyncSession, absence: AbsenceRow, until_at: datetime | None) -> None:
    """Write down another time at which somebody is back."""
    await _change(session, absence, until_at=until_at)


async def end(session: AsyncSession, absence: AbsenceRow, now: datetime) -> None:
    """Write down that somebody is back."""
    await _change(session, absence, ended_at=now)


async def name_stand_in(session: AsyncSession, absence: AbsenceRow, slack_id: str | None) -> None:
    """Write down who follows the tasks of somebody who is away."""
    await _change(session, absence, stand_in=slack_id)


async def _change(session: AsyncSession, absence: AbsenceRow, **changes: object) -> None:
    query = update(AbsenceRow).where(col(AbsenceRow.id) == absence.id).values(**changes)
    await session.exec(query.execution_options(synchronize_session=False))


async def list_raised(session: AsyncSession, slack_id: str) -> Sequence[Task]:
    """List the open tasks that somebody raised."""
    query = select(Task).where(is_open, col(Task.reporter) == slack_id)
    return (await session.exec(query.order_by(col(Task.id)))).all()


async def follow_for(session: AsyncSession, absence: AbsenceRow, slack_id: str) -> None:
    """Let somebody follow the open tasks of the absent; what they follow anyway stays theirs."""
    raised = [task.number for task in await list_raised(session, absence.slack_id)]
    query = select(Follower.task_id).where(
        col(Follower.slack_id) == slack_id, col(Follower.task_id).in_(raised)
    )
    anyway = set((await session.exec(query)).all())
    fresh = [number for number in raised if number not in anyway]
    rows = [{"task_id": number, "slack_id": slack_id} for number in fresh]
    await add_all_once(session, Follower, rows)
    marks = [{"absence_id": absence.number, "task_id": number} for number in fresh]
    await add_all_once(session, StandIn, marks)


async def unfollow_for(session: AsyncSession, absence: AbsenceRow) -> None:
    """Let who stood in follow no longer what they followed for the absent only."""
    covered = select(StandIn.task_id).where(col(StandIn.absence_id) == absence.id)
    gone = delete(Follower).where(
        col(Follower.slack_id) == absence.stand_in, col(Follower.task_id).in_(covered)
    )
    await session.exec(gone.execution_options(synchronize_session=False))
    marks = delete(StandIn).where(col(StandIn.absence_id) == absence.id)
    await session.exec(marks.execution_options(synchronize_session=False))


async def keep_following(session: AsyncSession, task_id: int, slack_id: str) -> bool:
    """Let somebody follow a task for themselves; say whether they did so for the absent only."""
    stood_in = select(AbsenceRow.id).where(col(AbsenceRow.stand_in) == slack_id)
    marks = delete(StandIn).where(
        col(StandIn.task_id) == task_id, col(StandIn.absence_id).in_(stood_in)
    )
    gone = await session.exec(marks.execution_options(synchronize_session=False))
    return gone.rowcount > 0


async def forget(session: AsyncSession, slack_id: str) -> None:
    """Let nobody have been away or have stood in who is forgotten."""
    query = select(AbsenceRow).where(
        or_(col(AbsenceRow.slack_id) == slack_id, col(AbsenceRow.stand_in) == slack_id)
    )
    for absence in (await session.exec(query)).all():
        await unfollow_for(session, absence)
        if absence.slack_id == slack_id:
            await session.exec(delete(AbsenceRow).where(col(AbsenceRow.id) == absence.id))
        else:
            await name_stand_in(session, absence, None)
