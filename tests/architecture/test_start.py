"""A start loads what it needs, and nothing that only other commands or other teams need."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
NOT_NEEDED = {
    # Only when the database is behind, and only for teams that name a region.
    "alembic",
    "holidays",
    # Only for dates that are written in a rare way; it is loaded beside the first requests.
    "dateparser",
    # Other commands.
    "bot.demo",
    "bot.doctor",
    "bot.forget",
    "bot.simulator",
    "bot.team_file",
}


def test_a_start_loads_nothing_that_it_does_not_need() -> None:
    look = "import bot.app, bot.cli, bot.failures, sys; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", look], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    assert "slack_bolt" in loaded
    assert NOT_NEEDED.isdisjoint(loaded)
