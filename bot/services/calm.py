"""Who waits at the doors goes first: Slack gives a request 3 s, and what is sent can wait a little."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress

PATIENCE = 0.25
"""Seconds after which whoever waits goes on under any load; in line, the next waits as long again."""

LULL = 0.05
"""Seconds without a request that end a crowd of them: the next ones are on their way until then."""


class Calm:
    """Knows whether requests are under way in this process."""

    def __init__(self) -> None:
        self._visits = 0
        self._is_crowd = False
        self._resting: asyncio.TimerHandle | None = None
        self._nobody = asyncio.Event()
        self._nobody.set()
        self._first = asyncio.Lock()

    @contextmanager
    def visit(self) -> Iterator[None]:
        """Count a request for as long as it is under way."""
        self._visits += 1
        self._is_crowd |= self._visits > 1
        if self._resting is not None:
            self._resting.cancel()
        self._nobody.clear()
        try:
            yield
        finally:
            self._visits -= 1
            if not self._visits:
                self._leave()

    def _leave(self) -> None:
        if self._is_crowd:
            self._resting = asyncio.get_running_loop().call_later(LULL, self._rest)
        else:
            self._rest()

    def _rest(self) -> None:
        self._is_crowd = False
        self._nobody.set()

    async def wait(self) -> None:
        """Wait until no request is under way, but not for long."""
        if self._nobody.is_set():
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await self._nobody.wait()

    async def wait_in_line(self) -> None:
        """Wait as others do the same: while there is always a request, go on one by one."""
        if self._nobody.is_set():
            return
        async with self._first:
            await self.wait()
