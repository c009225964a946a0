"""Acts behind the stage: move the clock, break something, crash the app and start it."""

from collections.abc import Awaitable
from datetime import datetime, timedelta

from bot.simulator.faults import Fault, FaultKind
from bot.simulator.page.acts_actor import Actor
from bot.simulator.page.acts_sent import NonsenseError, RefusedError, Sent
from bot.simulator.shapes import Json

AWAY_FOR = timedelta(minutes=30)
CALLS = 3
MOST_CALLS = 100
FARTHEST = timedelta(days=366)
COUNTED: dict[str, FaultKind] = {
    "rate_limited": "rate_limited",
    "timeout_after": "timeout_after",
    "server_error": "server_error",
}


async def clock(actor: Actor, sent: Sent) -> Json:
    """Move the clock to one of its steps, or to an instant."""
    to = sent.name("to")
    steps = {step.id: step.to for step in actor.stagehand.steps()}
    instant = steps.get(to) or _instant(to)
    if instant - actor.workspace.clock.now() > FARTHEST:
        message = "The clock is moved by a year at most."
        raise RefusedError(message)
    await _may_refuse(actor.stagehand.move_to(instant))
    return {}


async def fault(actor: Actor, sent: Sent) -> Json:
    """Let something go wrong, or make all well again."""
    kind = sent.name("kind")
    times = sent.number("times", CALLS, MOST_CALLS)
    if kind in COUNTED:
        actor.faults.add(Fault(kind=COUNTED[kind], times=times))
    elif kind == "away":
        actor.faults.add(Fault(kind="away", until=actor.workspace.clock.now() + AWAY_FOR))
    elif kind == "clear":
        actor.faults.clear()
    elif kind == "crash":
        await _may_refuse(actor.stagehand.crash())
    elif kind == "start":
        await _may_refuse(actor.stagehand.start())
    else:
        message = "This is nothing that can be broken."
        raise NonsenseError(message)
    return {}


async def _may_refuse(deed: Awaitable[None]) -> None:
    try:
        await deed
    except ValueError as error:
        raise RefusedError(str(error)) from error


def _instant(to: str) -> datetime:
    message = "“to” is one of the clock's steps, or an instant such as 2026-11-24T09:00:00+00:00."
    try:
        instant = datetime.fromisoformat(to)
    except ValueError as error:
        raise NonsenseError(message) from error
    if instant.utcoffset() is None:
        raise NonsenseError(message)
    return instant
