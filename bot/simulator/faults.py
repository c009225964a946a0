"""Bad days on order: what goes wrong between the app and Slack."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.simulator.bell import Bell
from bot.simulator.clock import Clock

FaultKind = Literal[
    "rate_limited", "server_error", "timeout_before", "timeout_after", "error", "away"
]
"""429 · 500 · lost before the effect · lost after it · one of Slack's errors · nobody there."""


@dataclass(slots=True, kw_only=True)
class Fault:
    """One thing that goes wrong, for one method or channel or for all, `times` times or always."""

    kind: FaultKind
    method: str | None = None
    channel: str | None = None
    times: int | None = None
    retry_after: int = 1
    error: str = "internal_error"
    status: int = 500
    hangs: bool = False
    """A time-out keeps the line open in silence until the fault is removed, in place of closing it;
    then comes, late, the answer of what was done."""
    until: datetime | None = None
    """The instant, by the workspace's clock, at which it ends of its own accord."""
    number: int = field(default=0, init=False)
    over: asyncio.Event = field(default_factory=asyncio.Event, init=False, repr=False)

    def hits(self, method: str, channels: set[str]) -> bool:
        """True if this call is struck."""
        if self.kind == "away" or self.method not in {None, method}:
            return False
        return self.channel is None or self.channel in channels


class Faults:
    """The faults that are in force."""

    def __init__(self, cut_lines: Callable[[], None], clock: Clock, bell: Bell) -> None:
        self._faults: list[Fault] = []
        self._added = 0
        self._cut_lines = cut_lines
        self._clock = clock
        self._bell = bell

    def add(self, fault: Fault) -> Fault:
        """Let something go wrong from now on; `away` cuts every open line at once."""
        self._added += 1
        fault.number = self._added
        self._faults.append(fault)
        if fault.kind == "away":
            self._cut_lines()
        self._bell.ring()
        return fault

    def remove(self, fault: Fault) -> None:
        """End one fault."""
        self._faults.remove(fault)
        fault.over.set()
        self._bell.ring()

    def clear(self) -> None:
        """All is well again."""
        for fault in list(self._faults):
            self.remove(fault)

    def in_force(self) -> list[Fault]:
        """What still goes wrong, the oldest first."""
        now = self._clock.now()
        return [f for f in self._faults if f.times != 0 and (f.until is None or now < f.until)]

    def take(self, method: str, channels: set[str]) -> Fault | None:
        """The fault that strikes this call, if one does."""
        fault = next((f for f in self.in_force() if f.hits(method, channels)), None)
        if fault is not None and fault.times is not None:
            fault.times -= 1
        return fault

    def is_away(self) -> bool:
        """True if this request meets nobody; it counts."""
        fault = next((f for f in self.in_force() if f.kind == "away"), None)
        if fault is not None and fault.times is not None:
            fault.times -= 1
            self._bell.ring()
        return fault is not None
