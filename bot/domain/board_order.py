"""In which order open tasks stand on the board."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from bot.domain.severity import Severity


@dataclass(frozen=True, slots=True)
class Placed:
    """What of an open task says where it stands."""

    number: int
    severity: Severity
    deadline_at: datetime
    is_vip: bool


Place = tuple[int, bool, date, bool, datetime, int]


def place(task: Placed, now: datetime, zone: tzinfo) -> Place:
    """Say where a task stands; what is less stands further up.

    Worst severity first, then what is past its deadline, the longest past of all first: nobody's
    name buries what burns. The others go by the day of their deadline in the team's zone, and
    among those that are due on one day VIPs stand first; then by the deadline itself.
    """
    is_late = task.deadline_at < now
    day = date.min if is_late else task.deadline_at.astimezone(zone).date()
    comes_after = is_late or not task.is_vip
    return -int(task.severity), not is_late, day, comes_after, task.deadline_at, task.number
