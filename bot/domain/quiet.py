"""When somebody wants to hear nothing, and what they need not hear at all."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.notices import ROUTES, Audience, Happening, Kind
from bot.domain.severity import Severity
from bot.domain.subjects import MANNERS, Subject

_SPAN = re.compile(
    r"(?:from )?(\d{1,2})(?::(\d\d))? ?(?:-|–|—|to|until) ?(\d{1,2})(?::(\d\d))?", re.ASCII
)
_NEVER = frozenset({Audience.ASKED, Audience.CALLED})
_RAISED = frozenset({Happening.RAISED, Happening.REVIVED})


@dataclass(frozen=True, slots=True)
class Hours:
    """From when to when it is quiet, every day, on the wall clock of whom it is for."""

    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class Topic:
    """A kind of notice that one person gets: what happened, and the part in which they hear of it.

    Nobody has a part in what is about no task.
    """

    what: Happening | Subject
    audience: Audience | None = None

    @property
    def name(self) -> str:
        """What it is known by where it is kept."""
        return f"{self.what}:{self.audience or ''}"


TOPICS: frozenset[Topic] = frozenset(
    {
        *(Topic(what, audience) for what, route in ROUTES.items() for audience in route.direct),
        *map(Topic, Subject),
    }
)
"""Every kind of notice that can be sent to one person."""


TO_ONE = frozenset({Kind.DIRECT, Kind.FAILURE, Kind.HINT, Kind.NOTE, Kind.CONTROL_POINT})
"""What goes to one person, where it goes to anybody."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What somebody wants: their quiet hours, and the kinds of notices they do not get."""

    hours: Hours | None
    muted: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody got a notice: the task, the kind with their part in it, and whether it can go.

    There is no key where it is about no task.
    """

    key: str
    topic: Topic
    can_mute: bool
    is_muted: bool


def read_hours(typed: str) -> Hours | None:
    """Read "18:00-09:00" or "22 to 7"; None for what is no span of a day."""
    found = _SPAN.fullmatch(" ".join(typed.lower().split()))
    if found is None:
        return None
    try:
        starts, ends = _time(found[1], found[2]), _time(found[3], found[4])
    except ValueError:
        return None
    return Hours(starts, ends) if starts != ends else None


def _time(hour: str, minute: str | None) -> time:
    """Read a time of the clock; 24:00 is midnight. Raises ValueError."""
    at = int(hour), int(minute or 0)
    return time(0) if at == _MIDNIGHT else time(*at)


_MIDNIGHT = (24, 0)


def read_topic(written: str) -> Topic | None:
    """Read a topic as it was written down; None for what is none (any more)."""
    what, _, audience = written.partition(":")
    try:
        if not audience:
            return Topic(Subject(what))
        topic = Topic(Happening(what), Audience(audience))
    except ValueError:
        return None
    return topic if topic in TOPICS else None


def until(hours: Hours, zone: ZoneInfo, now: datetime) -> datetime | None:
    """Say when it is quiet no more; None if it is not quiet now."""
    wall = now.astimezone(zone)
    at = wall.time()
    if hours.starts < hours.ends:
        is_quiet = hours.starts <= at < hours.ends
    else:
        is_quiet = at >= hours.starts or at < hours.ends
    if not is_quiet:
        return None
    day = wall.date() + timedelta(days=int(at >= hours.ends))
    # An hour that the clocks repeat ends twice: what counts is the end that is still to come.
    ends = (datetime.combine(day, hours.ends, zone).replace(fold=fold) for fold in (0, 1))
    return min(end for end in (one.astimezone(now.tzinfo) for one in ends) if end > now)


def is_spared(severity: Severity) -> bool:
    """Say whether what happens to a task of this severity may wait for a better time."""
    return severity is not Severity.STOPPED


def can_mute(topic: Topic, severity: Severity | None = None) -> bool:
    """Say whether somebody may choose not to hear of this (of a task of this severity, if given).

    Never what stops without them: a question to them, the chain, what an administrator decides;
    never what others are told that they hear of; and of severity 4 nothing that is theirs to do.
    """
    if isinstance(topic.what, Subject):
        return MANNERS[topic.what].can_mute
    if topic.audience in _NEVER or topic.what in _RELIED_ON.get(topic.audience, ()):
        return False
    must_act = topic.audience is Audience.ASSIGNEE or topic in _TO_ACT
    return not (must_act and severity is Severity.STOPPED)


def tells_how_it_stands(topic: Topic) -> bool:
    """Say whether a notice tells who waits how a task stands: what comes after it takes its place."""
    return topic.audience in _WAIT and topic.what in _STATES


_WAIT = frozenset({Audience.REPORTER, Audience.FOLLOWER})
_STATES = frozenset(
    {
        Happening.RAISED,
        Happening.ACCEPTED,
        Happening.ASSIGNED,
        Happening.TAKEN,
        Happening.STARTED,
        Happening.DEADLINE_MOVED,
        Happening.SEVERITY_CHANGED,
        Happening.QUESTION_ANSWERED,
        Happening.ON_TRACK,
        Happening.BLOCKED,
        Happening.SAID,
        Happening.UPDATE_LATE,
        Happening.DEADLINE_PASSED,
        Happening.OVERDUE,
        Happening.FIXED,
        Happening.CONFIRMATION_DUE,
        Happening.REOPENED,
        Happening.CLOSED,
        Happening.DECLINED,
        Happening.WITHDRAWN,
        Happening.REVIVED,
        Happening.GIVEN_UP,
    }
)

_RELIED_ON: Mapping[Audience | None, frozenset[Happening]] = {
    Audience.ADMINISTRATOR: frozenset(
        {
            Happening.ACCEPTED,
            Happening.UPDATE_MISSED,
            Happening.ASSIGNEE_AWAY,
            Happening.TIME_ASKED,
            Happening.TIME_STILL_ASKED,
            Happening.BLOCKED,
            Happening.DEADLINE_PASSED,
            Happening.OVERDUE,
            Happening.QUESTION_UNANSWERED,
        }
    ),
    Audience.REPORTER: frozenset(
        {
            Happening.ASSIGNED,
            Happening.DEADLINE_MOVED,
            Happening.ON_TRACK,
            Happening.BLOCKED,
            Happening.SAID,
            Happening.FIXED,
            Happening.UPDATE_LATE,
            Happening.DEADLINE_PASSED,
        }
    ),
}
"""What waits for their decision, or what somebody else reads that they are told of."""

_TO_ACT = frozenset(
    {
        *(Topic(what, Audience.ADMINISTRATOR) for what in (*_RAISED, Happening.REOPENED)),
        Topic(Happening.CONFIRMATION_DUE, Audience.REPORTER),
    }
)
