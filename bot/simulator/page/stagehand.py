"""What the page may do behind the stage: move the clock, and stop and start the app."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

AppCondition = Literal["running", "starting", "down"]


@dataclass(frozen=True, slots=True)
class Step:
    """One instant that the clock can be moved to."""

    id: str
    label: str
    to: datetime


@dataclass(frozen=True, slots=True)
class Due:
    """Something that the app will do of its own accord."""

    at: datetime
    what: str


@dataclass(frozen=True, slots=True)
class AppState:
    """How the app's process is, and since when."""

    state: AppCondition
    since: datetime


class Stagehand(Protocol):
    """All that the page cannot know of the app in front of the workspace."""

    def steps(self) -> list[Step]:
        """Where the clock can be moved to from now."""
        ...

    async def due_next(self) -> list[Due]:
        """What the app will do next: at most eight things, soonest first."""
        ...

    async def move_to(self, instant: datetime) -> None:
        """Move the clock, never backwards; ValueError carries a sentence for people."""
        ...

    def app_state(self) -> AppState:
        """How the app is now."""
        ...

    async def crash(self) -> None:
        """Kill the app's process at once; ValueError carries a sentence if it is down."""
        ...

    async def start(self) -> None:
        """Start the app again; ValueError carries a sentence if it is not down."""
        ...
