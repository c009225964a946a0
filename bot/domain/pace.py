"""How fast Slack may be spoken to: about a post a second in one place, with short bursts.

The sum of it is one instant for each place (a "virtual schedule"): when the next post would be due
if posts came exactly one interval apart. A post may run ahead of it by the length of a burst.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Pace:
    """The intervals of Slack's limits; `burst` is how many posts may come at once."""

    post_every: timedelta = timedelta(seconds=1)
    burst: int = 4
    card_every: timedelta = timedelta(seconds=2)
    """Between two updates of one card: a burst of changes costs few calls (DESIGN §3.7)."""


SLACKS = Pace()
"""What Slack bears."""

AT_ONCE = Pace(post_every=timedelta(0), card_every=timedelta(0))
"""No waiting: for a clock that stands until somebody moves it."""


@dataclass(frozen=True, slots=True)
class Turn:
    """When the post may go, and the place's schedule once it has."""

    at: datetime
    schedule: datetime


def next_turn(pace: Pace, schedule: datetime | None, now: datetime) -> Turn:
    """Say when the next post in a place may go; it may go now where `at` is not after `now`."""
    planned = max(schedule or now, now)
    ahead = pace.post_every * (pace.burst - 1)
    return Turn(max(now, planned - ahead), planned + pace.post_every)
