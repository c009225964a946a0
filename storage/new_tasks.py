"""Putting a task in."""

from functools import cache
from typing import Any

from sqlalchemy import bindparam, insert
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import customer_flags, rows
from storage.statements import Statement
from storage.tasks import Task


async def add(session: AsyncSession, task: Task) -> Task:
    """Put a new task in; give it as it is stored, with what its customer is known for."""
    if task.customer is None:
        await rows.add(session, task)
        return task
    given: dict[str, Any] = {**task.__dict__, **customer_flags.of_customer(task.customer)}
    (added,) = await _adding().fetch(session, given)
    return rows.load(Task, added)


@cache
def _adding() -> Statement:
    """Build the statement that looks what the customer is known for as it puts the task in."""
    names = [name for name in rows.columns(Task) if name not in {"id", *customer_flags.FLAGS}]
    given: dict[str, Any] = {name: bindparam(name) for name in names}
    return Statement(
        lambda _backend: insert(Task).values(**given, **customer_flags.FLAGS).returning(Task)
    )
