"""The rules in force, kept in memory and known to be current by one small query."""

import asyncio
from collections.abc import Callable
from datetime import date

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain import rules_reading
from bot.domain.rules import Rules
from bot.domain.working_hours import WorkingHours, no_days_off
from storage import rules as storage

DaysOff = Callable[[date], bool]


class Rulebook:
    """Reads the rules; every transaction sees those that were in force when it began."""

    def __init__(self, load_days_off: Callable[[str], DaysOff]) -> None:
        self._load_days_off = load_days_off
        self._days_off: dict[str | None, DaysOff] = {None: no_days_off}
        self._version: int | None = None
        self._rules: Rules | None = None

    @property
    def last(self) -> Rules | None:
        """The rules as they were read last, at no cost; they may have changed since."""
        return self._rules

    async def read(self, session: AsyncSession) -> Rules | None:
        """Read the rules in force, or None before the first `config apply`."""
        return await self.at(session, await storage.find_version(session))

    async def at(self, session: AsyncSession, version: int | None) -> Rules | None:
        """Give the rules of the version in force, which are read anew if they are another's."""
        if version != self._version:
            row = await storage.find(session)
            if row is None:
                return None
            self._rules = await self._prepare(rules_reading.read(row.document))
            self._version = row.version
        return self._rules

    def hours(self, rules: Rules) -> WorkingHours:
        """Say when the team works, public holidays included."""
        return rules.hours(self._days_off[rules.working_hours.holidays])

    async def _prepare(self, rules: Rules) -> Rules:
        region = rules.working_hours.holidays
        if region not in self._days_off and region is not None:
            # The package takes most of a second to import: not on the loop.
            self._days_off[region] = await asyncio.to_thread(self._load_days_off, region)
        return rules
