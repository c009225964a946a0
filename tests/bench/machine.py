"""The machine: a core for the program that is measured, another for the load, and the processes."""

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import aiohttp

ROOT = Path(__file__).parents[2]
CORES = sorted(os.sched_getaffinity(0))
ALL, SUBJECT, LOAD = frozenset(CORES), frozenset(CORES[:1]), frozenset(CORES[-1:])

STARTS_WITHIN = 30
LOOK_EVERY = 0.005
"""Seconds between looks at a process that tells nobody when it is ready."""

OURS = ("SLACK_", "DATABASE_URL", "PORT", "LOG_", "PYTHONPATH", "PG")


@dataclass(frozen=True, slots=True)
class Program:
    """A process that was started and answers on a port."""

    process: subprocess.Popen[bytes]
    port: int
    started_in: float

    def memory(self) -> float:
        """Say how much memory it holds, in MB."""
        return memory_of(self.process.pid)


def memory_of(process: int) -> float:
    """Say how much memory a process holds, in MB."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024


@contextmanager
def pinned(cores: frozenset[int]) -> Iterator[None]:
    """Keep this process on these cores."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cores)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


@asynccontextmanager
async def running(
    module: Sequence[str], env: Mapping[str, str], cores: frozenset[int] = SUBJECT
) -> AsyncIterator[Program]:
    """Run a module on these cores, from when it is ready; killed at the end: its work was counted."""
    port, begun = free_port(), perf_counter()
    process = start(module, {**env, "PORT": str(port)}, cores)
    try:
        await _ready(process, f"http://127.0.0.1:{port}/readyz")
        yield Program(process, port, perf_counter() - begun)
    finally:
        process.kill()
        process.wait()


def start(
    module: Sequence[str], env: Mapping[str, str], cores: frozenset[int] = SUBJECT
) -> subprocess.Popen[bytes]:
    """Start a module with this environment, on these cores from its first instruction."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    # A folder without `.env`, in which nothing of the developer's is found.
    with pinned(cores):
        return subprocess.Popen(
            [sys.executable, "-m", *module],
            env={**kept, "PYTHONPATH": str(ROOT), "LOG_LEVEL": "WARNING", **env},
            cwd=ROOT / "tests",
            stdin=subprocess.DEVNULL,
        )


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def until(instant: float) -> None:
    """Wait for an instant of the loop's clock, for load that has its own beat."""
    loop = asyncio.get_running_loop()
    reached = loop.create_future()
    loop.call_at(instant, reached.set_result, None)
    await reached


async def _ready(process: subprocess.Popen[bytes], url: str) -> None:
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(STARTS_WITHIN), aiohttp.ClientSession() as session:
        while not await _answers(session, url):
            if process.poll() is not None:
                msg = f"it ended at once with {process.returncode}"
                raise RuntimeError(msg)
            await until(loop.time() + LOOK_EVERY)


async def _answers(session: aiohttp.ClientSession, url: str) -> bool:
    try:
        async with session.get(url) as response:
            return response.status == 200
    except aiohttp.ClientConnectionError:
        return False
