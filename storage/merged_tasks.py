"""Tasks that go on as another one."""

from collections.abc import Sequence

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tasks import Task


async def list_of(session: AsyncSession, number: int) -> Sequence[Task]:
    """List which tasks were merged into this one, or into one of those, as they were raised."""
    found = dict[int, Task]()
    wanted = {number}
    while wanted:
        query = select(Task).where(col(Task.merged_into).in_(wanted))
        more = {one.number: one for one in (await session.exec(query)).all()}
        wanted = set(more) - set(found) - {number}
        found |= {one: more[one] for one in wanted}
    return [found[one] for one in sorted(found)]
