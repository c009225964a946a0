"""What the messages of a control point are made from: a round as one reader sees it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.control_points import Settled
from bot.domain.rules import Rules
from storage.control_points import ControlPoint, Item
from storage.history import Entry
from storage.tasks import Task

PAGE_SIZE = 15
"""Tasks; with their buttons and the names of their developers they fit into one message."""


@dataclass(frozen=True, slots=True)
class Line:
    """One task of a round: as it stands, and what somebody said of it."""

    task: Task
    item: Item
    wish: Entry | None = None
    """The wish for more time that nobody has answered yet."""
    entry: Entry | None = None
    """What settled it, and may say why."""

    @property
    def is_answered(self) -> bool:
        """Whether the developer has nothing more to say."""
        return self.item.said is not None or self.item.settled not in {None, Settled.UNCONFIRMED}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A round as one reader sees it: the lines of their page, and how far it is."""

    point: ControlPoint
    rules: Rules
    now: datetime
    administrator: str
    lines: Sequence[Line]
    done: int
    total: int
    page: int = 1
    pages: int = 1
    counts: Mapping[Settled, int] = field(default_factory=dict)
    """How often the question was settled in which way."""
    is_own: bool = False
    """Whether it asks a developer about their own tasks."""
    is_reminded: bool = False
    """Whether another message asks the reader again for what is still open."""

    @property
    def people(self) -> frozenset[str]:
        """Name whom the lines name."""
        named = {self.administrator, self.point.began_by}
        for line in self.lines:
            named |= {line.task.assignee, line.task.reporter}
            named |= {line.entry.actor} if line.entry else set()
        return frozenset(one for one in named if one)
