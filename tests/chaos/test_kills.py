"""Killed at random moments and started again, the bot loses nothing and says nothing twice."""

import asyncio
import os
from pathlib import Path
from random import Random

import pytest

from bot.clock import SystemClock
from tests.chaos.crew import Crew
from tests.chaos.process import a_moment
from tests.chaos.proof import prove
from tests.chaos.town import Town, town

KILLS = int(os.environ.get("CHAOS_KILLS", "10"))
"""Half of them on SQLite and by HTTP, half on PostgreSQL and through Socket Mode."""

SEED = int(os.environ.get("CHAOS_SEED") or SystemClock().now().timestamp())
FLOWS = 3


async def killed(opened: Town, random: Random, times: int) -> None:
    """Kill the bot after a few steps, or a little later, as often as asked."""
    for _ in range(times):
        await opened.has_happened(opened.steps() + random.randint(1, 25))
        await a_moment(random.choice([0.001, 0.005, 0.02, 0.1]))
        await opened.restart(opened.bot)


@pytest.mark.parametrize(
    ("database_url", "door"),
    [("sqlite", "http"), ("postgres", "socket")],
    indirect=["database_url"],
)
async def test_whenever_it_is_killed_nothing_is_lost_or_doubled(
    database_url: str, door: str, tmp_path: Path
) -> None:
    print(f"CHAOS_SEED={SEED} CHAOS_KILLS={KILLS}")  # noqa: T201 -- shown when it fails
    is_over = asyncio.Event()
    async with town(database_url, tmp_path, sockets=door == "socket") as opened:
        crew = Crew(opened)
        async with asyncio.TaskGroup() as both:
            both.create_task(crew.work(FLOWS, is_over))
            await killed(opened, Random(SEED), KILLS // 2)  # noqa: S311 -- no secret
            is_over.set()
        await prove(opened, crew.cases)
