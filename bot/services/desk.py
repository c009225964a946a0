"""What every service works with, and the one way to a transaction."""

import asyncio
from collections.abc import AsyncIterator, Collection, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.clock import Clock
from bot.domain.capture import Named
from bot.domain.errors import AlreadyDone, NotSetUp
from bot.domain.pace import SLACKS, Pace
from bot.domain.people import Role, Sides, roles
from bot.domain.rules import Rules
from bot.domain.severity import SeverityRule
from bot.domain.working_hours import WorkingHours
from bot.services.calm import Calm
from bot.services.rulebook import Rulebook
from storage import opening
from storage.engine import Database
from storage.tasks import Task


@dataclass(frozen=True, slots=True)
class Request:
    """Who asks, and the keys by which a second delivery is known (DESIGN §3.2).

    `clicked` is the message (channel, ts) whose button was used: it is shown anew afterwards.
    """

    actor: str
    keys: tuple[str, ...] = ()
    clicked: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is at hand to read by what the actor writes, without a look at the database.

    `zone` is where they are, if that is known.
    """

    zone: str | None = None
    has_customers: bool = False
    developers: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """One transaction in hand: what it may read, when it happens, and for whom."""

    session: AsyncSession
    now: datetime
    rules: Rules
    hours: WorkingHours
    actor: str
    clicked: tuple[str, str] | None = None
    ourselves: Collection[str] = ()
    surroundings: Surroundings = Surroundings()

    def about(self, task: Task) -> "Work":
        """Go on by the rules of the task's application; by the team's where it has none."""
        return self.of(task.application)

    def of(self, application: str | None) -> "Work":
        """Go on by the rules of an application, which is named by its key."""
        rules = self.rules.of(application)
        return self if rules is self.rules else replace(self, rules=rules)

    def rule_of(self, task: Task) -> SeverityRule:
        """Say what the task's severity promises, as its application has it."""
        return self.about(task).rules.severities[task.severity]

    def roles(self, task: Task | None = None, affected: Iterable[str] = ()) -> frozenset[Role]:
        """Say what the actor is, by the rules and, if given, towards the task.

        `affected` names who waits for it with a customer of their own; `rights` looks for them.
        """
        if task is None:
            return roles(self.actor, self.rules)
        sides = Sides(task.reporter, task.assignee, tuple(task.called), tuple(affected))
        return roles(self.actor, self.about(task).rules, sides)


@dataclass(frozen=True, slots=True)
class Desk:
    """The database, the clock, the team's rules, and the bell that wakes delivery."""

    database: Database
    clock: Clock
    rulebook: Rulebook
    pace: Pace = SLACKS
    bell: asyncio.Event = field(default_factory=asyncio.Event)
    calm: Calm = field(default_factory=Calm)
    ourselves: set[str] = field(default_factory=set)
    """The bot's own Slack id, once Slack has said it: nobody waits for an answer from it."""

    @asynccontextmanager
    async def work(self, request: Request, *, alone: bool = False) -> AsyncIterator[Work]:
        """Open the one transaction of a request; its commit rings the bell.

        Alone, nobody else writes what concerns the actor until it ends. Raises AlreadyDone when
        the request was carried out before, NotSetUp without rules.
        """
        async with self.database.write() as session:
            now, actor = self.clock.now(), request.actor
            opened = await opening.claim(session, request.keys, now, actor, alone=alone)
            if not opened.is_new:
                raise AlreadyDone
            rules = await self.rulebook.at(session, opened.version, now)
            developers = self.rulebook.developers
            around = Surroundings(opened.zone, opened.has_customers, developers)
            yield replace(self._work(session, now, request, rules), surroundings=around)
        self.bell.set()

    @asynccontextmanager
    async def look(self, actor: str) -> AsyncIterator[Work]:
        """Open a session that only reads. Raises NotSetUp without rules."""
        async with self.database.read() as session:
            now = self.clock.now()
            rules = await self.rulebook.read(session, now)
            yield self._work(session, now, Request(actor), rules)

    def _work(
        self, session: AsyncSession, now: datetime, request: Request, rules: Rules | None
    ) -> Work:
        if rules is None:
            raise NotSetUp
        hours = self.rulebook.hours(rules)
        return Work(session, now, rules, hours, request.actor, request.clicked, self.ourselves)
