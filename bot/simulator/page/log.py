"""The log: every exchange with the app, and what was done to the workspace."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.simulator.faults import Fault, Faults
from bot.simulator.journal import Call, Delivery
from bot.simulator.page import log_lines, troubles
from bot.simulator.page.gallery import written
from bot.simulator.page.stagehand import AppState, Stagehand
from bot.simulator.page.ticking import Ticking
from bot.simulator.shapes import Json
from bot.simulator.workspace import Workspace

KEPT = 300
Entry = TypeVar("Entry")


@dataclass(slots=True)
class Book(Generic[Entry]):
    """A list that somebody else writes on, and how far it has been read."""

    entries: Sequence[Entry]
    read: int = 0

    def news(self) -> Sequence[Entry]:
        """What was added since it was read last."""
        start = min(self.read, len(self.entries))
        self.read = len(self.entries)
        return self.entries[start:]


@dataclass(frozen=True, slots=True)
class Journal:
    """The simulator's own books."""

    calls: list[Call]
    deliveries: list[Delivery]


class Log:
    """Writes down at each ring what is new; it keeps the last lines only."""

    def __init__(
        self, workspace: Workspace, journal: Journal, faults: Faults, stagehand: Stagehand
    ) -> None:
        self._workspace = workspace
        self._deliveries = Book(journal.deliveries)
        self._calls = Book(journal.calls)
        self._problems = Book(workspace.problems)
        self._faults = faults
        self._in_force: dict[int, Fault] = {}
        self._stagehand = stagehand
        self._app: AppState | None = None
        self._ticking = Ticking(workspace.clock)
        self._lines: deque[tuple[int, str]] = deque(maxlen=KEPT)
        self._count = 0
        workspace.bell.listen(self.look)

    def look(self) -> None:
        """Write down what is new."""
        for line in self._news():
            self._count += 1
            head = {"n": self._count, "at": self._workspace.clock.now().isoformat()}
            self._lines.append((self._count, written(head | line)))

    def reader(self) -> Callable[[], str | None]:
        """For one reader: first the lines that are kept, then what was added since."""
        heard: int | None = None

        def news() -> str | None:
            nonlocal heard
            if heard == self._count:
                return None
            texts = [text for number, text in self._lines if number > (heard or 0)]
            whole = ',"whole":true' if heard is None else ""
            heard = self._count
            return f'{{"lines":[{",".join(texts)}]{whole}}}'

        return news

    def _news(self) -> Iterator[Json]:
        yield from self._clock_lines()
        yield from map(log_lines.request, self._deliveries.news())
        yield from map(log_lines.call, self._calls.news())
        yield from map(log_lines.refusal, self._problems.news())
        yield from self._fault_lines()
        yield from self._app_lines()

    def _clock_lines(self) -> Iterator[Json]:
        jump = self._ticking.jump()
        if jump is None:
            return
        self._ticking.tell()
        if jump.total_seconds() > 0:
            yield log_lines.clock(f"{self._workspace.clock.now():%a %d %b %Y, %H:%M} UTC")

    def _fault_lines(self) -> Iterator[Json]:
        before, now = self._in_force, {f.number: f for f in self._faults.in_force()}
        self._in_force = now
        for number in now.keys() - before.keys():
            yield log_lines.fault(troubles.label(now[number]), "begun")
        for number in before.keys() - now.keys():
            yield log_lines.fault(troubles.label(before[number]), "ended")

    def _app_lines(self) -> Iterator[Json]:
        before, self._app = self._app, self._stagehand.app_state()
        if before is not None and before.state != self._app.state:
            yield log_lines.bot(self._app)
