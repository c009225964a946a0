"""Who waits at the doors goes first: Slack gives a request 3 s, and what is sent can wait a little."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress

PATIENCE = 0.25
"""Seconds that sending waits for a calm moment at most, so that it goes on under any load."""


class Calm:
    """Knows whether a request is under way in this process."""

    def __init__(self) -> None:
        self._visits = 0
        self._nobody = asyncio.Event()
        self._nobody.set()

    @contextmanager
    def visit(self) -> Iterator[None]:
        """Count a request for as long as it is under way."""
        self._visits += 1
        self._nobody.clear()
        try:
            yield
        finally:
            self._visits -= 1
            if not self._visits:
                self._nobody.set()

    async def wait(self) -> None:
        """Wait until no request is under way, but not for long."""
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await self._nobody.wait()
