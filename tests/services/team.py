"""A team at its desk, and tasks that stand where a test needs them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlmodel import col, select

from bot.clock import FrozenClock
from bot.domain import rules_reading
from bot.domain.lifecycle import UNFINISHED, Status
from bot.domain.notices import Audience, Kind
from bot.domain.severity import Severity
from bot.integrations import public_holidays
from bot.services import registry
from bot.services.desk import Desk, Request
from bot.services.rulebook import Rulebook
from storage import followers
from storage.engine import Database
from storage.history import Entry
from storage.outbox import Row
from storage.tasks import Size, Source, Task

SAM, KIM, LOU = "U0SAM", "U0KIM", "U0LOU"
ADA, BEN = "U0ADA", "U0BEN"
IVAN, DANA = "U0IVAN", "U0DANA"
MIRA = "U0MIRA"
RULES: dict[str, Any] = {
    "critical_channel": "C0CRITICAL",
    "time_zone": "Europe/Berlin",
    "working_hours": {"from": "09:00", "to": "18:00", "holidays": "DE"},
    "administrators": [ADA, BEN],
    "managers": [MIRA],
    "developers": [{"user": IVAN, "capacity": 5}, {"user": DANA, "capacity": 3}],
}
HAS_NOBODY = frozenset({Status.NEW, Status.ACCEPTED, Status.WITHDRAWN})


async def open_desk(database: Database, clock: FrozenClock) -> Desk:
    """Put the team's rules in force."""
    await registry.apply(database, clock, rules_reading.read(RULES))
    return Desk(database, clock, Rulebook(public_holidays.load))


def by(slack_id: str, *keys: str) -> Request:
    """Ask as somebody."""
    return Request(slack_id, keys)


def a_task(clock: FrozenClock, status: Status = Status.NEW, **facts: Any) -> Task:  # noqa: ANN401
    """Make a task as it stands in a status, raised ten minutes ago by Sam; Ivan has it if any."""
    now = clock.now()
    usual: dict[str, Any] = {
        "status": status,
        "severity": Severity.STOPPED,
        "title": "Checkout is down",
        "description": "Checkout is down",
        "reporter": SAM,
        "assignee": None if status in HAS_NOBODY else IVAN,
        "size": None if status in HAS_NOBODY else Size.MEDIUM,
        "raised_at": now - timedelta(minutes=10),
        "deadline_at": now + timedelta(hours=4) - timedelta(minutes=10),
        "next_update_at": now + timedelta(minutes=50),
        "fixed_at": now if status in {Status.FIXED, Status.CLOSED} else None,
        "ended_at": None if status in {*UNFINISHED, Status.FIXED} else now,
        "source": Source.COMMAND,
        "channel": "C0CRITICAL",
    }
    return Task(**(usual | facts))


async def store(desk: Desk, *tasks: Task, followed_by: Sequence[str] = ()) -> list[int]:
    """Store tasks, and say their numbers."""
    async with desk.database.write() as session:
        session.add_all(tasks)
        await session.flush()
        numbers = [task.number for task in tasks]
        for number in numbers:
            await followers.add(session, number, followed_by)
    return numbers


async def stored(desk: Desk, clock: FrozenClock, status: Status, **facts: Any) -> int:  # noqa: ANN401
    """Store one task in a status, and say its number."""
    return (await store(desk, a_task(clock, status, **facts)))[0]


@dataclass(frozen=True, slots=True)
class Trace:
    """All that the database holds of one task."""

    task: dict[str, Any]
    history: list[dict[str, Any]]
    outbox: list[dict[str, Any]]

    @property
    def status(self) -> Status:
        """Where it stands."""
        return Status(self.task["status"])

    @property
    def directs(self) -> dict[str, Audience]:
        """Who is told by DM, and in which part."""
        rows = [row for row in self.outbox if row["kind"] is Kind.DIRECT]
        return {row["recipient"]: row["audience"] for row in rows}

    @property
    def kinds(self) -> set[Kind]:
        """What is to be sent."""
        return {row["kind"] for row in self.outbox}


async def traces(desk: Desk) -> dict[int, Trace]:
    """Read what the database holds of every task."""
    async with desk.database.read() as session:
        tasks = (await session.exec(select(Task))).all()
        entries = (await session.exec(select(Entry).order_by(col(Entry.id)))).all()
        rows = (await session.exec(select(Row).order_by(col(Row.id)))).all()
        return {
            task.number: Trace(
                task.model_dump(),
                [one.model_dump() for one in entries if one.task_id == task.id],
                [one.model_dump() for one in rows if one.task_id == task.id],
            )
            for task in tasks
        }


async def trace(desk: Desk, number: int) -> Trace:
    """Read what the database holds of one task."""
    return (await traces(desk))[number]
