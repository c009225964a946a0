"""When people want to hear nothing, and which kinds of notices they want not at all."""

from collections.abc import Iterable, Mapping
from datetime import time

from sqlalchemy import Time, bindparam
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.quiet import Hours, Topic, read_topic
from storage.rows import Table
from storage.types import document


class Quiet(Table, table=True):
    """What one person wants; who wants everything at once has no row."""

    __tablename__ = "quiet"

    slack_id: str = Field(primary_key=True)
    starts: time | None = Field(default=None, sa_type=Time)
    ends: time | None = Field(default=None, sa_type=Time)
    muted: list[str] = Field(default_factory=list, sa_type=document())

    @property
    def hours(self) -> Hours | None:
        """Their quiet hours, if they have any."""
        if self.starts is None or self.ends is None:
            return None
        return Hours(self.starts, self.ends)

    @property
    def topics(self) -> tuple[Topic, ...]:
        """What they muted."""
        return tuple(topic for topic in map(read_topic, self.muted) if topic is not None)


async def list_of(session: AsyncSession, slack_ids: Iterable[str]) -> Mapping[str, Quiet]:
    """Say what those of these people want who want anything."""
    found = await session.exec(_OF, params={"slack_ids": sorted(set(slack_ids))})
    return {one.slack_id: one for one in found.all()}


_OF = select(Quiet).where(col(Quiet.slack_id).in_(bindparam("slack_ids", expanding=True)))


async def get(session: AsyncSession, slack_id: str) -> Quiet:
    """Read what one person wants; who adds it to the session has it kept."""
    return await session.get(Quiet, slack_id) or Quiet(slack_id=slack_id)
