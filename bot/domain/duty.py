"""Who is on duty at an instant: what was agreed, the rota, the rules' order, and who is away.

Instants are aware; those that come out are UTC.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain.errors import UserError
from bot.domain.rules import Rules
from bot.domain.working_hours import WorkingHours

ONE_WEEK = timedelta(days=7)


@dataclass(eq=False)
class NotOnDuty(UserError):  # noqa: N818 -- a refusal is named for what was refused
    """Only who is on duty can hand it over; `on_duty` (a Slack id) is."""

    on_duty: str


@dataclass(eq=False)
class NotAnAdministrator(UserError):  # noqa: N818
    """Somebody who is to be on duty (a Slack id) is no administrator, or is away."""

    slack_id: str


@dataclass(eq=False)
class OfferIsOver(UserError):  # noqa: N818
    """The offer was replied to, or whoever made it is not on duty any more; `on_duty` is."""

    on_duty: str


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody took over, or agreed to; it holds until the rota changes next."""

    who: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Rota:
    """Who is on duty week after week, from a day on; `since` is when that was agreed.

    A week begins with the working hours of its first day, even where that is a day off.
    """

    people: tuple[str, ...]
    first_day: date
    since: datetime

    def week(self, now: datetime, hours: WorkingHours) -> int:
        """Count the weeks that have begun; the first is 0, and before it -1."""
        days = (hours.local_date(now) - self.first_day).days
        weeks = days // 7
        return weeks if self.begins(weeks, hours) <= now else weeks - 1

    def begins(self, week: int, hours: WorkingHours) -> datetime:
        """Say when a week begins (UTC)."""
        return hours.opens_at(self.first_day + week * ONE_WEEK)

    def person(self, week: int) -> str:
        """Name whose week it is."""
        return self.people[week % len(self.people)]


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody is away; without `until`, until they say that they are back."""

    who: str
    since: datetime
    until: datetime | None = None
    stand_in: str | None = None

    def holds(self, now: datetime) -> bool:
        """Say whether they are away at that instant."""
        return self.until is None or now < self.until


@dataclass(frozen=True, slots=True)
class Plan:
    """All that decides who is on duty, beside the rules."""

    turn: Turn | None = None
    rota: Rota | None = None
    absences: tuple[Absence, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """The rules with their administrators in the order in which they are called.

    It is so at `at` and, as long as nothing is agreed anew, before `until`; None is for good.
    """

    rules: Rules
    at: datetime
    until: datetime | None

    def holds(self, now: datetime) -> bool:
        """Say whether it is so at that instant."""
        return self.at <= now and (self.until is None or now < self.until)


@dataclass(frozen=True, slots=True)
class Week:
    """A week of the rota: from when (UTC), and whose."""

    begins_at: datetime
    who: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """Who is on duty, until when and who then, and the weeks of the rota to come.

    `rules` name the backups in their order, and who is away.
    """

    rules: Rules
    until: datetime | None
    then: str | None
    weeks: tuple[Week, ...]

    @property
    def on_duty(self) -> str:
        """The administrator on duty."""
        return self.rules.administrators[0]


def look_ahead(rules: Rules, plan: Plan, now: datetime, hours: WorkingHours) -> Outlook:
    """Say who is on duty, and how it goes on by the clock. `rules` are as the team wrote them."""
    standing = stand(rules, plan, now, hours).rules
    until, then = duty_ends(rules, plan, now, hours) or (None, None)
    return Outlook(standing, until, then, _weeks(plan.rota, now, hours))


def stand(rules: Rules, plan: Plan, now: datetime, hours: WorkingHours) -> Standing:
    """Put the administrators in order: on duty, backups who are there, and those away last.

    `rules` are as the team wrote them. Somebody who is away is on duty only if everybody is.
    """
    absent = [one for one in plan.absences if one.holds(now)]
    away = {one.who: one.until for one in absent}
    stand_ins = {one.who: one.stand_in for one in absent if one.stand_in}
    first = _agreed(rules, plan, now, hours)
    listed = (first, *(who for who in rules.administrators if who != first))
    order = sorted(listed, key=lambda who: who in away)
    return Standing(
        replace(rules, administrators=tuple(order), away=away, stand_ins=stand_ins),
        now,
        min(_changes(plan, now, hours), default=None),
    )


def duty_ends(
    rules: Rules, plan: Plan, now: datetime, hours: WorkingHours
) -> tuple[datetime, str] | None:
    """Say when the clock brings somebody else on duty, and whom; None if nobody ever.

    Looks at what will change one after the other, as far as every week of the rota once.
    """
    current = stand(rules, plan, now, hours)
    on_duty = current.rules.administrators[0]
    for _ in range(len(plan.absences) + len(plan.rota.people if plan.rota else ()) + 1):
        if current.until is None:
            return None
        current = stand(rules, plan, current.until, hours)
        if current.rules.administrators[0] != on_duty:
            return current.at, current.rules.administrators[0]
    return None


def next_change(plan: Plan, now: datetime, hours: WorkingHours) -> datetime | None:
    """Say when the rota's next week begins (UTC), if there is a rota."""
    if plan.rota is None:
        return None
    return plan.rota.begins(max(plan.rota.week(now, hours) + 1, 0), hours)


def _weeks(rota: Rota | None, now: datetime, hours: WorkingHours) -> tuple[Week, ...]:
    """List the weeks to come, until everybody had one."""
    if rota is None:
        return ()
    first = max(rota.week(now, hours) + 1, 0)
    coming = range(first, first + len(rota.people))
    return tuple(Week(rota.begins(week, hours), rota.person(week)) for week in coming)


def _agreed(rules: Rules, plan: Plan, now: datetime, hours: WorkingHours) -> str:
    """Name who is to be on duty, there or not; whoever is no administrator any more is passed by."""
    turn, rota = plan.turn, plan.rota
    week = rota.week(now, hours) if rota is not None else -1
    if turn is not None and turn.who in rules.administrators:
        has_ended = rota is not None and week >= 0 and turn.since < _agreed_at(rota, week, hours)
        if not has_ended:
            return turn.who
    if rota is not None and week >= 0:
        coming = (rota.person(week + ahead) for ahead in range(len(rota.people)))
        found = next((who for who in coming if who in rules.administrators), None)
        return found or rules.administrators[0]
    return rules.administrators[0]


def _agreed_at(rota: Rota, week: int, hours: WorkingHours) -> datetime:
    """Say since when the rota decides who has this week."""
    return max(rota.begins(week, hours), rota.since)


def _changes(plan: Plan, now: datetime, hours: WorkingHours) -> Iterator[datetime]:
    change = next_change(plan, now, hours)
    if change is not None:
        yield change
    yield from (one.until for one in plan.absences if one.until is not None and now < one.until)
