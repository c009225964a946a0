"""The load: signed requests over keep-alive connections, with as little work of its own as can be."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from time import perf_counter

from tests.bench.machine import LOAD, pinned, until

CONNECTIONS = 50
ATTEMPTS = 20
"""Slack brings an event four times, and leaves longer and longer between; here it is at once."""

END_OF_HEAD = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Fired:
    """What came of a load: how long it took in all, and each answer, in seconds."""

    took: float
    answers: Sequence[float]
    brought_again: int = 0

    @property
    def rate(self) -> float:
        """Say how many were answered in a second."""
        return len(self.answers) / self.took


class Line:
    """One connection that is kept."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self.brought_again = 0

    @classmethod
    async def open(cls, port: int) -> "Line":
        """Connect."""
        return cls(*await asyncio.open_connection("127.0.0.1", port))

    async def ask(self, request: bytes) -> float:
        """Send a request, and say how many seconds it took until it was taken.

        What is not taken now (503) is brought again, as Slack does, only at once.
        """
        begun = perf_counter()
        for _ in range(ATTEMPTS):
            status = await self._ask(request)
            if status.endswith(b" 200 OK"):
                return perf_counter() - begun
            if b" 503 " not in status:
                break
            self.brought_again += 1
        msg = f"answered {status.decode()}"
        raise RuntimeError(msg)

    async def _ask(self, request: bytes) -> bytes:
        self._writer.write(request)
        head = await self._reader.readuntil(END_OF_HEAD)
        await self._reader.readexactly(_length(head))
        return head.partition(b"\r\n")[0]

    async def close(self) -> None:
        """Hang up."""
        self._writer.close()
        with suppress(ConnectionError):
            await self._writer.wait_closed()


async def fire(
    ports: Sequence[int], requests: Sequence[bytes], connections: int = CONNECTIONS
) -> Fired:
    """Send everything as fast as it is answered; each connection has one request under way."""
    lines = [await Line.open(ports[i % len(ports)]) for i in range(connections)]
    waiting, answers = iter(requests), list[float]()
    with pinned(LOAD):
        begun = perf_counter()
        async with asyncio.TaskGroup() as group:
            for line in lines:
                group.create_task(_work(line, waiting, answers))
        took = perf_counter() - begun
    for line in lines:
        await line.close()
    return Fired(took, answers, sum(line.brought_again for line in lines))


async def pace(port: int, requests: Sequence[bytes], every: float) -> Fired:
    """Send a request each `every` seconds, whether or not the one before has its answer."""
    lines = [await Line.open(port) for _ in range(CONNECTIONS)]
    loop, tasks = asyncio.get_running_loop(), list[asyncio.Task[float]]()
    begun = loop.time()
    with pinned(LOAD):
        for i, request in enumerate(requests):
            await until(begun + i * every)
            tasks.append(asyncio.create_task(lines[i % CONNECTIONS].ask(request)))
        answers = await asyncio.gather(*tasks)
    for line in lines:
        await line.close()
    took = loop.time() - begun
    return Fired(took, answers, sum(line.brought_again for line in lines))


async def _work(line: Line, waiting: Iterator[bytes], answers: list[float]) -> None:
    for request in waiting:
        answers.append(await line.ask(request))  # noqa: PERF401 -- what is answered is to be counted


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.partition(b":")[2])
    return 0
