"""The team's rules: who takes part, when the team works, what each severity promises (DESIGN §6)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import IntEnum
from zoneinfo import ZoneInfo

from bot.domain.addresses import USUAL, Pattern
from bot.domain.applications import Application
from bot.domain.customers import Customer, folded
from bot.domain.durations import SECONDS, Duration
from bot.domain.errors import UserError
from bot.domain.severity import DEFAULT_RULES, Severity, SeverityRule
from bot.domain.working_hours import WorkingHours, no_days_off

DEFAULT_CAPACITY = 4
DEFAULT_ANSWER_WITHIN = Duration(4, "h")
DEFAULT_REQUESTS_FOR = Duration(7, "d")
DEFAULT_OUTBOX_FOR = Duration(30, "d")


class Weekday(IntEnum):
    """The days as Python counts them."""

    MON = 0
    TUE = 1
    WED = 2
    THU = 3
    FRI = 4
    SAT = 5
    SUN = 6


@dataclass(frozen=True, slots=True)
class Week:
    """The hours of work on the team's wall clock, and whose public holidays are off."""

    days: frozenset[Weekday] = frozenset(
        {Weekday.MON, Weekday.TUE, Weekday.WED, Weekday.THU, Weekday.FRI}
    )
    start: time = time(9)
    end: time = time(18)
    holidays: str | None = None


@dataclass(frozen=True, slots=True)
class ControlPoint:
    """The weekly round: when it starts, and how much working time there is to answer."""

    day: Weekday = Weekday.TUE
    at: time = time(10)
    answer_within: Duration = DEFAULT_ANSWER_WITHIN


@dataclass(frozen=True, slots=True)
class Retention:
    """How long is kept what serves the machinery alone; tasks and their history stay for good.

    `requests` are the keys by which a request that comes again is known, `outbox` is what was
    delivered. A day has 24 hours here, working or not.
    """

    requests: Duration = DEFAULT_REQUESTS_FOR
    outbox: Duration = DEFAULT_OUTBOX_FOR

    @property
    def requests_for(self) -> timedelta:
        """How long a request's key is kept."""
        return timedelta(seconds=self.requests.amount * SECONDS[self.requests.unit])

    @property
    def outbox_for(self) -> timedelta:
        """How long a delivered row is kept."""
        return timedelta(seconds=self.outbox.amount * SECONDS[self.outbox.unit])


@dataclass(frozen=True, slots=True)
class Developer:
    """Who works on tasks; `capacity` is in sizes: small, medium, large take 1, 2, 4 of it."""

    user: str
    capacity: int = DEFAULT_CAPACITY
    applications: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """All that a team decides for itself; the first administrator is on duty (bot/domain/duty.py)."""

    critical_channel: str
    administrators: tuple[str, ...]
    developers: tuple[Developer, ...]
    managers: tuple[str, ...] = ()
    time_zone: str = "UTC"
    working_hours: Week = Week()
    severities: Mapping[Severity, SeverityRule] = field(default_factory=lambda: dict(DEFAULT_RULES))
    control_point: ControlPoint = ControlPoint()
    applications: tuple[Application, ...] = ()
    customers: tuple[Customer, ...] = ()
    retention: Retention = Retention()
    addresses: tuple[Pattern, ...] = USUAL
    """How links look that lead to a ticket or an issue."""
    proposals: Mapping[Severity, int] = field(default_factory=dict)
    """From how many affected customers on a severity is proposed, if it is worse than the task's."""
    away: Mapping[str, datetime | None] = field(default_factory=dict)
    """Who is away now, and until when; None until they say so. The document holds none of it."""
    stand_ins: Mapping[str, str] = field(default_factory=dict)
    """Who does for whom of them what a reporter does, as long as they are away."""
    team: "Rules | None" = field(default=None, compare=False, repr=False)
    """The rules of the whole team, where these are one application's."""
    _derived: dict[str, "Rules"] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    def of(self, application: str | None) -> "Rules":
        """Give the rules as they hold for the tasks of an application, by its key.

        Its administrators are called first, then the team's, who is away last of all; its `chain`
        takes the managers' place, its severities and its channel those of the team. Where it has
        nothing of its own, these are the team's rules themselves.
        """
        if self.team is not None:
            return self.team.of(application)
        found = self.application(application) if application is not None else None
        if found is None or not found.has_own_rules:
            return self
        if found.key not in self._derived:
            self._derived[found.key] = _derive(self, found)
        return self._derived[found.key]

    def called(self, name: str) -> Application | None:
        """Find an application by its key, its name, or what else it is called."""
        wanted = folded(name)
        for one in self.applications:
            if wanted in map(folded, (one.key, one.name, *one.synonyms)):
                return one
        return None

    def application_in(self, channel: str | None) -> Application | None:
        """Find the application whose own channel this is."""
        if channel is None:
            return None
        return next((one for one in self.applications if one.channel == channel), None)

    @property
    def channels(self) -> tuple[str, ...]:
        """List where a message raises a task: the critical channel, and applications' own."""
        team = self.team or self
        own = (one.channel for one in team.applications if one.channel)
        return (team.critical_channel, *own)

    def application(self, key: str | None) -> Application | None:
        """Find an application by its key."""
        return next((one for one in self.applications if one.key == key), None)

    def hours(self, days_off: Callable[[date], bool] = no_days_off) -> WorkingHours:
        """Make the team's calendar; `days_off` knows the holidays that `working_hours` names."""
        week = self.working_hours
        days = frozenset(int(day) for day in week.days)
        return WorkingHours(days, week.start, week.end, ZoneInfo(self.time_zone), days_off)


def _derive(team: Rules, application: Application) -> Rules:
    listed = dict.fromkeys((*application.administrators, *team.administrators))
    return replace(
        team,
        critical_channel=application.channel or team.critical_channel,
        administrators=tuple(sorted(listed, key=lambda who: who in team.away)),
        managers=application.chain or team.managers,
        severities={**team.severities, **application.severities},
        team=team,
    )


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in the rules' document.

    `path` leads to it from the top, by keys and list positions; its last step may be a key that
    is missing. `cure` says what to write instead.
    """

    path: tuple[str | int, ...]
    what: str
    cure: str


@dataclass(eq=False)
class RulesRefused(UserError):  # noqa: N818 - a refusal is named for what was refused
    """The document cannot be the team's rules; `problems` are all there are, at least one."""

    problems: tuple[Problem, ...]
