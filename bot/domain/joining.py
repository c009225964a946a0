"""What joins the message that somebody just got, so that nobody is pinged twice within a minute."""

from collections.abc import Mapping
from datetime import timedelta

from bot.domain.notices import Audience, Happening

WITHIN = timedelta(minutes=1)
"""For so long after a message more news of its task is written into it."""

_WAITING = frozenset({Audience.REPORTER, Audience.FOLLOWER})
_FIXING = frozenset({Audience.ASSIGNEE})

_INFORMS: Mapping[Happening, frozenset[Audience]] = {
    Happening.ACCEPTED: _WAITING,
    Happening.ASSIGNED: _WAITING | {Audience.FORMER},
    Happening.TAKEN: _WAITING,
    Happening.STARTED: _WAITING,
    Happening.FIXED: frozenset({Audience.FOLLOWER, Audience.ADMINISTRATOR}),
    Happening.CLOSED: _WAITING | _FIXING,
    Happening.REOPENED: _WAITING,
    Happening.DECLINED: _WAITING | _FIXING,
    Happening.MERGED: _WAITING | _FIXING,
    Happening.TOOK_IN: _WAITING | _FIXING,
    Happening.WITHDRAWN: _WAITING | _FIXING,
    Happening.REVIVED: _WAITING,
    Happening.DEADLINE_MOVED: _WAITING | _FIXING,
    Happening.DEADLINE_KEPT: _FIXING,
    Happening.SEVERITY_CHANGED: _WAITING | _FIXING,
    Happening.ON_TRACK: _WAITING,
    Happening.BLOCKED: _WAITING,
    Happening.SAID: _WAITING,
    Happening.GIVEN_UP: _WAITING | _FIXING,
    Happening.CORRECTED: _FIXING | {Audience.ADMINISTRATOR},
    Happening.TOLD: _FIXING,
    Happening.WORKAROUND_SET: _WAITING,
    Happening.CAME_BACK: _WAITING | {Audience.ADMINISTRATOR},
    Happening.TOLD_ALOUD: _FIXING,
}
"""What only informs, by the part in which somebody hears of it.

All else asks something of its reader, or is what they wait for: it comes by itself.
"""


def informs(happening: Happening, audience: Audience) -> bool:
    """Say whether a notice asks nothing of its reader, and may join what they just got."""
    return audience in _INFORMS.get(happening, frozenset())
