"""A Slack, a database, some bots as processes, and the people around them, by the real clock."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import delete, func
from sqlalchemy.exc import DBAPIError
from sqlmodel import col, select, update
from sqlmodel.sql.expression import SelectOfScalar

from bot.clock import SystemClock
from bot.domain import rules_reading
from bot.domain.notices import Kind
from bot.services import registry
from bot.simulator.faults import Fault, FaultKind
from bot.simulator.journal import Delivery
from bot.simulator.person import Person
from bot.simulator.server import Simulator
from storage.engine import Database
from storage.outbox import Row
from storage.paces import Held
from tests.chaos.doorman import Doorman
from tests.chaos.process import ROOT, BotProcess, a_moment, until
from tests.conftest import SLACK_WAITS

CRITICAL = "C0CRITICAL"
SECRET, BOT_TOKEN, APP_TOKEN = "s3cret", "xoxb-chaos", "xapp-chaos"
MANIFEST: dict[str, Any] = yaml.safe_load((ROOT / "app.yaml").read_text(encoding="utf-8"))
RULES: dict[str, Any] = {
    "critical_channel": CRITICAL,
    "time_zone": "Europe/Berlin",
    "administrators": ["U0ADA"],
    "developers": [{"user": "U0IVAN"}],
}
REDELIVERIES = 3
SOON = 0.2
"""Seconds."""

LONG_AGO = timedelta(minutes=5)


class HastyClock:
    """The machine's time, which Slack's can be ahead of: its redeliveries come when we like."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def now(self) -> datetime:
        """Say what time it is for Slack."""
        return SystemClock().now() + self.ahead


@dataclass(slots=True)
class Town:
    """Everybody and everything."""

    slack: Simulator
    clock: HastyClock
    database: Database
    bots: list[BotProcess]
    doorman: Doorman
    sam: Person
    kim: Person
    ada: Person
    ivan: Person
    _last: dict[str, Delivery] = field(default_factory=dict, init=False)
    _counted: int = field(default=0, init=False)

    @property
    def bot(self) -> BotProcess:
        """The only one, where there is only one."""
        return self.bots[0]

    def steps(self) -> int:
        """Count what has happened between Slack and the bots."""
        return len(self.slack.calls) + len(self.slack.deliveries)

    async def has_happened(self, steps: int) -> None:
        """Wait until so much has happened between Slack and the bots."""
        await until(lambda: self.steps() >= steps, what="anything")

    async def time_passes(self) -> None:
        """Let leases and delays end, as half a minute would: the leases of who is dead or frozen."""
        past = SystemClock().now() - LONG_AGO
        owner = col(Row.lease_owner)
        lost = [~owner.startswith(bot.holder) for bot in self.bots if bot.is_ready]
        async with self.database.write() as session:
            gone = update(Row).where(owner.is_not(None), *lost)
            await session.exec(gone.values(lease_until=past))
        await self.delays_end()

    async def leases_last(self, kind: Kind) -> None:
        """Let time pass for all that dead or frozen bots hold, except for rows of this kind."""
        await self.time_passes()
        endless = SystemClock().now() + timedelta(days=1)
        async with self.database.write() as session:
            held = update(Row).where(col(Row.lease_owner).is_not(None), col(Row.kind) == kind)
            await session.exec(held.values(lease_until=endless))

    async def held_by(self, bot: BotProcess) -> set[int]:
        """Name the outbox rows that a bot has in hand."""
        async with self.database.read() as session:
            mine = col(Row.lease_owner).startswith(bot.holder)
            return {row or 0 for row in await session.exec(select(Row.id).where(mine))}

    async def delays_end(self) -> None:
        """Let everything be due now: retries, and the pace at which Slack likes its posts."""
        past = SystemClock().now() - LONG_AGO
        async with self.database.write() as session:
            waits = col(Row.outcome).is_(None)
            await session.exec(update(Row).where(waits).values(due_at=past))
            await session.exec(delete(Held))

    async def hurries(self) -> None:
        """Let nothing wait for its delay or for Slack's pace, until cancelled."""
        while True:
            with suppress(DBAPIError, OSError):
                await self.delays_end()
            await a_moment(SOON)

    def hangs(self, kind: FaultKind, method: str = "chat.postMessage", **more: Any) -> Fault:  # noqa: ANN401 -- fields of Fault
        """Leave calls of a method without an answer, before or after their effect."""
        return self.slack.faults.add(Fault(kind=kind, method=method, hangs=True, **more))

    def called(self, method: str) -> int:
        """Count the calls of a method."""
        return sum(call.method == method for call in self.slack.calls)

    async def restart(self, bot: BotProcess) -> None:
        """Kill a bot and start it again half a minute later."""
        await bot.kill()
        await self.time_passes()
        await bot.start()

    async def calm(self) -> None:
        """Wait for what a person waits for before they look what came of it."""
        await until(lambda: any(bot.is_ready for bot in self.bots), what="a bot that is ready")
        await until(lambda: not self._lost(), what="Slack's redeliveries")
        newest = await self._newest()
        await until(lambda: self._is_told(newest), what="the notices' delivery")

    async def settled(self) -> None:
        """Wait until there is nothing more to do for anybody."""
        await self.slack.settled()
        await until(lambda: not self._lost(), what="Slack's redeliveries")
        await self.delays_end()
        await until(self._is_empty, what="an empty outbox")
        await self.slack.settled()

    async def redeliver(self) -> None:
        """Bring again what was not taken, whenever a bot is there, until cancelled."""
        while True:
            if self._lost() and any(bot.is_ready for bot in self.bots):
                self.clock.ahead += timedelta(minutes=6)
                await self.slack.tick()
            await a_moment()

    def _lost(self) -> list[Delivery]:
        """List the events that were not taken yet and that Slack will bring again."""
        for delivery in self.slack.deliveries[self._counted :]:
            if delivery.kind == "events_api":
                self._last[str(delivery.payload["event_id"])] = delivery
        self._counted = len(self.slack.deliveries)
        for event in [one for one, last in self._last.items() if last.acknowledged]:
            del self._last[event]
        return [one for one in self._last.values() if one.attempt < REDELIVERIES]

    async def _newest(self) -> int:
        return await self._ask(select(func.coalesce(func.max(Row.id), 0)))

    async def _is_told(self, newest: int) -> bool:
        waits = (col(Row.outcome).is_(None), col(Row.kind) == Kind.DIRECT, col(Row.id) <= newest)
        return await self._ask(select(func.count()).select_from(Row).where(*waits)) == 0

    async def _is_empty(self) -> bool:
        waits = col(Row.outcome).is_(None)
        return await self._ask(select(func.count()).select_from(Row).where(waits)) == 0

    async def _ask(self, query: SelectOfScalar[int]) -> int:
        """Ask the database for a number; while it is away, ask again."""
        while True:
            with suppress(DBAPIError, OSError):
                async with self.database.read() as session:
                    return (await session.exec(query)).one()
            await a_moment()


@asynccontextmanager
async def town(
    database_url: str, folder: Path, *, sockets: bool = False, replicas: int = 1
) -> AsyncIterator[Town]:
    """Open a town whose bots are ready."""
    clock, database = HastyClock(), Database(database_url)
    slack = _slack(clock)
    await slack.start()
    await registry.apply(database, SystemClock(), rules_reading.read(RULES))
    environment = {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": slack.api_url,
        "DATABASE_URL": database_url,
        **({"SLACK_APP_TOKEN": APP_TOKEN} if sockets else {}),
    }
    bots = [BotProcess(folder, environment, f"bot-{n}") for n in range(replicas)]
    doorman = Doorman(lambda: bots)
    slack.send_to(None if sockets else await doorman.open())
    opened = Town(slack, clock, database, bots, doorman, **_people(slack))
    redelivering = asyncio.create_task(opened.redeliver())
    try:
        await asyncio.gather(*(bot.start() for bot in bots))
        if sockets:
            wanted = 2 * replicas
            await until(lambda: len(slack.sockets.connections) >= wanted, what="Socket Mode")
        yield opened
    finally:
        redelivering.cancel()
        with suppress(asyncio.CancelledError):
            await redelivering
        await _close(slack, bots, doorman)
        await database.close()


async def _close(slack: Simulator, bots: Sequence[BotProcess], doorman: Doorman) -> None:
    for bot in bots:
        await bot.kill()
    await slack.stop()
    await doorman.close()


def _slack(clock: HastyClock) -> Simulator:
    slack = Simulator(
        MANIFEST,
        clock=clock,
        signing_secret=SECRET,
        bot_token=BOT_TOKEN,
        app_token=APP_TOKEN,
        enforce_rate_limits=False,
    )
    slack.acknowledge_within = SLACK_WAITS
    return slack


def _people(slack: Simulator) -> dict[str, Person]:
    people = {
        name: slack.add_person(f"U0{name.upper()}", name=name, display_name=name.capitalize())
        for name in ("sam", "kim", "ada", "ivan")
    }
    slack.add_channel(CRITICAL, "critical", list(people.values()))
    return people
