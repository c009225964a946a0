"""The rules in force, kept in memory and known to be current by one small query."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain import duty, rules_reading
from bot.domain.capture import Named
from bot.domain.duty import Plan, Standing
from bot.domain.rules import Rules
from bot.domain.working_hours import WorkingHours, no_days_off
from storage import duty as agreed
from storage import people
from storage import rules as storage

DaysOff = Callable[[date], bool]

NAMES_HOLD = timedelta(hours=1)
"""For so long the developers' names are kept: another replica may have asked Slack for them."""


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """What was read under one version number, as it was written."""

    version: int
    rules: Rules
    plan: Plan
    developers: tuple[Named, ...]
    read_at: datetime


class Rulebook:
    """Reads the rules; every transaction sees those that were in force when it began."""

    def __init__(self, load_days_off: Callable[[str], DaysOff]) -> None:
        self._load_days_off = load_days_off
        self._days_off: dict[str | None, DaysOff] = {None: no_days_off}
        self._snapshot: _Snapshot | None = None
        self._standing: Standing | None = None

    @property
    def last(self) -> Rules | None:
        """The rules as they were read last, at no cost; they may have changed since."""
        return self._snapshot.rules if self._snapshot is not None else None

    @property
    def developers(self) -> tuple[Named, ...]:
        """Name the developers whose names are known, as they were read with the rules."""
        return self._snapshot.developers if self._snapshot is not None else ()

    def learn(self, names: Mapping[str, str | None]) -> None:
        """Keep how people are called now, as far as they are developers; None for who has left."""
        known = self._snapshot
        if known is None:
            return
        called = {**{one.key: one.name for one in known.developers}, **names}
        self._snapshot = replace(known, developers=_named(known.rules, called))

    async def read(self, session: AsyncSession, now: datetime) -> Rules | None:
        """Read the rules in force, or None before the first `config apply`."""
        return await self.at(session, await storage.find_version(session), now)

    async def at(self, session: AsyncSession, version: int | None, now: datetime) -> Rules | None:
        """Give the rules of the version in force, which are read anew if they are another's.

        Their administrators stand in the order in which they are called at `now`, the one on duty
        first, as in `bot/domain/duty.py`.
        """
        known = self._snapshot
        if known is None or version != known.version or now - known.read_at >= NAMES_HOLD:
            known = await self._load(session, now)
            if known is None:
                return None
            self._snapshot, self._standing = known, None
        if self._standing is None or not self._standing.holds(now):
            self._standing = duty.stand(known.rules, known.plan, now, self.hours(known.rules))
        return self._standing.rules

    async def _load(self, session: AsyncSession, now: datetime) -> "_Snapshot | None":
        row = await storage.find(session)
        if row is None:
            return None
        rules = await self._prepare(rules_reading.read(row.document))
        # Read after the version: what changes in between is newer than that, and is read anew.
        plan, names = await agreed.plan(session), await _names(session, rules)
        return _Snapshot(row.version, rules, plan, names, now)

    def hours(self, rules: Rules) -> WorkingHours:
        """Say when the team works, public holidays included."""
        return rules.hours(self._days_off[rules.working_hours.holidays])

    async def _prepare(self, rules: Rules) -> Rules:
        region = rules.working_hours.holidays
        if region not in self._days_off and region is not None:
            # The package takes most of a second to import: not on the loop.
            self._days_off[region] = await asyncio.to_thread(self._load_days_off, region)
        return rules


async def _names(session: AsyncSession, rules: Rules) -> tuple[Named, ...]:
    """Name the developers, as far as Slack has said how they are called."""
    known = await people.list_known(session, [one.user for one in rules.developers])
    return _named(rules, {who.slack_id: None if who.has_left else who.name for who in known})


def _named(rules: Rules, names: Mapping[str, str | None]) -> tuple[Named, ...]:
    called = ((one.user, names.get(one.user)) for one in rules.developers)
    return tuple(Named(slack_id, name) for slack_id, name in called if name)
