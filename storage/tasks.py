"""Tasks: the row, and every question asked about it."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import (
    Index,
    Text,
    and_,
    bindparam,
    false,
    func,
    update,
)
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.errors import NoSuchTask
from bot.domain.lifecycle import OPEN, UNFINISHED, Status
from bot.domain.severity import Severity
from storage import customer_flags, followers, rows
from storage.rows import Table
from storage.statements import Statement
from storage.types import Grade, UtcDateTime, Word, document

LARGEST_ID = 2**31 - 1


class Source(StrEnum):
    """How a task was raised."""

    MESSAGE = "message"
    COMMAND = "command"
    FORM = "form"
    SHORTCUT = "shortcut"


class Size(StrEnum):
    """How much of a developer's capacity a task takes."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


ROOM: dict[Size, int] = {Size.SMALL: 1, Size.MEDIUM: 2, Size.LARGE: 4}
"""In units of a developer's `capacity`."""


class Task(Table, table=True):
    """What was raised, as it stands now; how it came there is in the history."""

    __tablename__ = "tasks"

    id: int | None = Field(default=None, primary_key=True)
    version: int = 1
    status: Status = Field(default=Status.NEW, sa_type=Word(Status))
    severity: Severity = Field(sa_type=Grade(Severity))
    title: str = Field(sa_type=Text)
    description: str = Field(sa_type=Text)
    links: list[str] = Field(default_factory=list, sa_type=document())
    files: list[dict[str, str]] = Field(default_factory=list, sa_type=document())
    customer: str | None = None
    reporter: str
    assignee: str | None = None
    size: Size | None = Field(default=None, sa_type=Word(Size))
    accepted_by: str | None = None
    merged_into: int | None = Field(default=None, foreign_key="tasks.id")
    for_customer: str | None = Field(default=None, sa_type=Text)
    ended_because: str | None = Field(default=None, sa_type=Text)
    raised_at: datetime = Field(sa_type=UtcDateTime)
    fixed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    deadline_at: datetime = Field(sa_type=UtcDateTime)
    deadline_is_promised: bool = False
    next_update_at: datetime = Field(sa_type=UtcDateTime)
    waiting_since: datetime | None = Field(default=None, sa_type=UtcDateTime)
    closes_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """When what is fixed closes by itself."""
    source: Source = Field(sa_type=Word(Source))
    channel: str
    origin_channel: str | None = None
    origin_ts: str | None = None
    origin_link: str | None = Field(default=None, sa_type=Text)
    thread_ts: str | None = None
    card_ts: str | None = None
    card_link: str | None = Field(default=None, sa_type=Text)
    shown_reaction: str | None = None
    unreached: list[str] = Field(default_factory=list, sa_type=document())
    called: list[str] = Field(
        default_factory=list, sa_type=document(), sa_column_kwargs={"server_default": "[]"}
    )
    others_affected: int = Field(default=0, sa_column_kwargs={"server_default": "0"})

    customer_folded: str | None = Field(default=None, sa_type=Text)
    """How the customer's record is found: `bot/domain/customers.folded` of their name."""
    is_vip: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    """Whether the customer is one of the VIPs: the board shows these first among equals."""
    has_custom_code: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    """Whether there is code that only this customer has: such tasks are counted apart."""
    application: str | None = None
    component: str | None = None
    how_many: str | None = Field(default=None, sa_type=Text)
    """How many are affected, in the words of `bot/domain/capture.py` or of who said it."""
    since_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    wished_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    wished_assignee: str | None = None
    """A wish of the reporter's; the administrator decides."""
    maybe_customers: list[str] = Field(
        default_factory=list, sa_type=document(), sa_column_kwargs={"server_default": "[]"}
    )
    """Whom the report may mean, where that is not sure."""
    told: dict[str, str] = Field(
        default_factory=dict, sa_type=document(), sa_column_kwargs={"server_default": "{}"}
    )
    """What was told of its application's template, by topic (`bot/domain/template.py`)."""
    checked: list[str] = Field(
        default_factory=list, sa_type=document(), sa_column_kwargs={"server_default": "[]"}
    )
    """What of its application's checklist was done."""
    returned_because: str | None = Field(default=None, sa_type=Text)
    """Why support owes something before development goes on; None while it owes nothing."""
    workaround: str | None = Field(default=None, sa_type=Text)
    """What helps until it is fixed: a task that has one is a known problem."""
    same_as: int | None = Field(default=None, foreign_key="tasks.id")
    """The task that ended before with the same problem, which has come back."""

    control_point_id: int | None = Field(default=None, foreign_key="control_points.id")
    """The round that asks about it at present."""

    @property
    def number(self) -> int:
        """The number people see; only a row that was stored has one."""
        if self.id is None:
            msg = "the task is not stored yet"
            raise ValueError(msg)
        return self.id

    @property
    def key(self) -> str:
        """The name people use: CRIT-12."""
        return f"CRIT-{self.number}"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has something to do."""
        return self.status in OPEN

    @property
    def is_waiting(self) -> bool:
        """Whether the clocks stand until the reporter answers."""
        return self.waiting_since is not None and self.status in UNFINISHED

    @property
    def stands(self) -> str:
        """Where it stands, in one word that changes when it moves: for forms that were open."""
        return f"{self.status}:{self.assignee or ''}"


def _where(condition: Any) -> dict[str, Any]:  # noqa: ANN401 -- what SQL takes for one
    return {"postgresql_where": condition, "sqlite_where": condition}


is_open = col(Task.ended_at).is_(None)
_open = _where(is_open)
_worst_first = (col(Task.severity).desc(), col(Task.deadline_at), col(Task.id))
_of_customers = col(Task.customer_folded), col(Task.ended_at), col(Task.id)

Index("ix_tasks_board", *_worst_first, **_open)
Index("ix_tasks_vip", *_worst_first, **_where(and_(is_open, col(Task.is_vip))))
Index("ix_tasks_custom_code", col(Task.id), **_where(and_(is_open, col(Task.has_custom_code))))
Index("ix_tasks_customer", *_of_customers, **_where(_of_customers[0].is_not(None)))
Index("ix_tasks_reporter", col(Task.reporter), col(Task.id))
Index("ix_tasks_assignee", col(Task.assignee), col(Task.id))
# What is open is a small part of it, and is looked for by itself.
Index("ix_tasks_reporter_open", col(Task.reporter), col(Task.id), **_open)
Index("ix_tasks_assignee_open", col(Task.assignee), col(Task.id), **_open)
_of_place = col(Task.application), col(Task.component), col(Task.id)
Index("ix_tasks_place", *_of_place, **_where(and_(is_open, _of_place[1].is_not(None))))
Index("ix_tasks_same", col(Task.same_as), **_where(col(Task.same_as).is_not(None)))
Index("ix_tasks_origin", col(Task.origin_channel), col(Task.origin_ts))
Index(
    "ix_tasks_card", col(Task.channel), col(Task.card_ts), **_where(col(Task.card_ts).is_not(None))
)


async def get(session: AsyncSession, number: int, *, is_held: bool = False) -> Task:
    """Read a task as it stands now. Raises NoSuchTask, which names the newest.

    Held, it is changed by nobody else until this transaction ends.
    """
    if not fits(number):
        raise NoSuchTask(number, await find_newest(session))
    found = await (_GET_HELD if is_held else _GET).find(session, {"number": number})
    if found is None:
        raise NoSuchTask(number, await find_newest(session))
    return rows.load(Task, found)


_GET = Statement(lambda _backend: select(Task).where(col(Task.id) == bindparam("number")))
_GET_HELD = Statement(
    lambda _backend: select(Task).where(col(Task.id) == bindparam("number")).with_for_update()
)


async def get_all(session: AsyncSession, numbers: Collection[int]) -> Mapping[int, Task]:
    """Read these tasks as they stand now. Raises NoSuchTask, which names the newest."""
    query = select(Task).where(col(Task.id).in_({one for one in numbers if fits(one)}))
    found = {task.number: task for task in (await session.exec(query)).all()}
    for number in numbers:
        if number not in found:
            raise NoSuchTask(number, await find_newest(session))
    return found


async def hold(session: AsyncSession, numbers: Iterable[int]) -> Mapping[int, Task]:
    """Read those of the tasks that nobody else holds, and hold them until this transaction ends.

    Who holds many must not wait for any: two who wait for each other would be stopped.
    """
    query = select(Task).where(col(Task.id).in_(set(numbers)))
    held = await session.exec(
        query.with_for_update(skip_locked=True).execution_options(populate_existing=True)
    )
    return {task.number: task for task in held.all()}


def fits(number: int) -> bool:
    """Say whether a number can be a task's at all."""
    return 0 < number <= LARGEST_ID


async def find_newest(session: AsyncSession) -> int | None:
    """Name the newest task, if there is one."""
    return (await session.exec(select(func.max(Task.id)))).one()


async def find_by_origin(session: AsyncSession, channel: str, ts: str) -> Task | None:
    """Find the task that was raised from this message."""
    query = select(Task).where(col(Task.origin_channel) == channel, col(Task.origin_ts) == ts)
    return (await session.exec(query.order_by(col(Task.id)).limit(1))).first()


async def find_by_card(session: AsyncSession, channel: str, ts: str) -> int | None:
    """Name the task whose card this message is."""
    query = select(Task.id).where(col(Task.channel) == channel, col(Task.card_ts) == ts)
    return (await session.exec(query)).first()


async def lock(session: AsyncSession, numbers: Collection[int | None]) -> None:
    """Wait for these tasks, and let nobody else change them until this transaction ends."""
    wanted = {number for number in numbers if number is not None}
    if wanted:
        query = select(Task.id).where(col(Task.id).in_(wanted)).order_by(col(Task.id))
        await session.exec(query.with_for_update())


async def move(session: AsyncSession, task: Task, **changes: Any) -> bool:  # noqa: ANN401 -- columns
    """Change the task if nobody has meanwhile; say whether it was us (DESIGN §3.4)."""
    if "customer" in changes:
        changes |= customer_flags.of_customer(changes["customer"])
    stood = {"its_number": task.number, "its_version": task.version}
    moved = await _move(tuple(changes)).find(session, stood | changes)
    if moved is None:
        return False
    rows.reload(task, moved)
    if "ended_at" in changes:
        await followers.note_end(session, task.number, task.ended_at)
    return True


@cache
def _move(columns: tuple[str, ...]) -> Statement:
    changes: dict[str, Any] = {name: bindparam(name) for name in columns}
    if "customer" in columns:
        changes |= customer_flags.FLAGS
    return Statement(
        lambda _backend: (
            update(Task)
            .where(
                col(Task.id) == bindparam("its_number"),
                col(Task.version) == bindparam("its_version"),
            )
            .values(version=Task.version + 1, **changes)
            .returning(Task)
        )
    )


async def note(session: AsyncSession, number: int, **facts: Any) -> None:  # noqa: ANN401 -- columns
    """Write down what delivery learned; it is no change of the task, so its version stays."""
    query = update(Task).where(col(Task.id) == number).values(**facts)
    await session.exec(query.execution_options(synchronize_session=False))
