"""How long somebody who was asked may stay silent before they, and then others, hear of it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType

from bot.domain.durations import Duration
from bot.domain.errors import NotLater, TooFarAhead
from bot.domain.notices import Audience, Happening
from bot.domain.severity import Severity
from bot.domain.working_hours import ClockKind, WorkingHours, after, span_of

PATIENCE: Mapping[Severity, tuple[Duration, Duration, Duration]] = MappingProxyType(
    {
        Severity.STOPPED: (Duration(15, "m"), Duration(1, "h"), Duration(2, "h")),
        Severity.CRITICAL: (Duration(2, "h"), Duration(1, "d"), Duration(2, "d")),
        Severity.AFFECTS_WORK: (Duration(1, "d"), Duration(3, "d"), Duration(5, "d")),
        Severity.INCONVENIENCE: (Duration(1, "d"), Duration(3, "d"), Duration(5, "d")),
    }
)
"""After how much silence: a reminder, another one, and a word to the followers and the
administrator. It runs in the working time of the asked, whatever clock the severity has."""

LONGEST_WAIT = timedelta(days=90)
"""So long at most a customer is waited for: what is farther is a slip, and a task left alone."""

LAST = 3
"""The step at which others hear of it."""

EVERY_DAY = Duration(1, "d")
"""After the last step the asked is reminded once a day: the task stands still meanwhile."""


def soonest(silent_since: datetime, severity: Severity, hours: WorkingHours) -> datetime:
    """Say when the first step can be due at the earliest, wherever somebody works (UTC)."""
    span = span_of(PATIENCE[severity][0], ClockKind.WORKING, hours)
    return silent_since.astimezone(UTC) + span


def reminders(
    silent_since: datetime, severity: Severity, hours: WorkingHours
) -> Sequence[datetime]:
    """Say when each step is due for somebody who works in these hours (UTC), soonest first."""
    return [after(silent_since, span, ClockKind.WORKING, hours) for span in PATIENCE[severity]]


def next_day(now: datetime, hours: WorkingHours) -> datetime:
    """Say when somebody is reminded next who has let all steps pass (UTC)."""
    return after(now, EVERY_DAY, ClockKind.WORKING, hours)


def at_work(now: datetime, hours: WorkingHours) -> datetime:
    """Say when somebody who works in these hours is there next (UTC): now, if they are."""
    is_there = hours.between(now - A_MOMENT, now + A_MOMENT) > timedelta()
    return now.astimezone(UTC) if is_there else hours.add(now, A_MOMENT) - A_MOMENT


A_MOMENT = timedelta(minutes=1)


def check_wait(until: date, today: date) -> None:
    """Let pass a day until which a customer is waited for. Raises NotLater, TooFarAhead."""
    if until <= today:
        raise NotLater
    if until > today + LONGEST_WAIT:
        raise TooFarAhead(LONGEST_WAIT)


MAY_ANSWER = frozenset({Audience.ASKED, Audience.REPORTER, Audience.ADMINISTRATOR})
"""In which parts somebody hears of a question so that they can answer it."""

OF_QUESTIONS = frozenset(
    {
        Happening.QUESTION_ASKED,
        Happening.RETURNED,
        Happening.QUESTION_ANSWERED,
        Happening.QUESTION_PASSED_ON,
        Happening.QUESTION_PARKED,
        Happening.QUESTION_TAKEN_BACK,
        Happening.QUESTION_REMINDED,
        Happening.QUESTION_UNANSWERED,
    }
)
"""What tells of one question."""

ASKS = frozenset(
    {
        Happening.QUESTION_ASKED,
        Happening.RETURNED,
        Happening.QUESTION_PASSED_ON,
        Happening.QUESTION_REMINDED,
        Happening.QUESTION_UNANSWERED,
    }
)
"""What puts a question to somebody, and has become pointless once it is answered."""
