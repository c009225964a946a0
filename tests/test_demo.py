"""The demo, as somebody starts it who has just cloned the project."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.demo import story

ROOT = Path(__file__).parents[1]
COLUMNS = 80


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    """Play it once, with settings around it that it must not take up."""
    temporary = tmp_path_factory.mktemp("temporary")
    surroundings = {
        "TMPDIR": str(temporary),
        "SLACK_BOT_TOKEN": "xoxb-of-a-real-workspace",
        "SLACK_APP_TOKEN": "xapp-of-a-real-workspace",
        "SLACK_API_URL": "http://127.0.0.1:9/api/",
        "DATABASE_URL": "postgresql+asyncpg://nobody@127.0.0.1:9/nothing",
        "LOG_LEVEL": "DEBUG",
        "NO_COLOR": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", "bot", "demo"],
        cwd=ROOT,
        env=os.environ | surroundings,
        capture_output=True,
        encoding="utf-8",
        timeout=30,
        check=False,
    )
    assert list(temporary.iterdir()) == []
    return done


def test_the_day_ends_well(played: subprocess.CompletedProcess[str]) -> None:
    assert played.returncode == 0, played.stdout[-2000:] + played.stderr
    assert played.stderr == ""
    assert "Traceback" not in played.stdout


def test_every_chapter_is_told(played: subprocess.CompletedProcess[str]) -> None:
    heads = [f"── {number}. {title} " for number, (title, _) in enumerate(story.CHAPTERS, 1)]
    found = [played.stdout.find(head) for head in heads]
    assert -1 not in found
    assert found == sorted(found)


@pytest.mark.parametrize(
    "step",
    [
        "needs no account",
        "Sam types two lines",
        "joins the same task",
        "only they see this",
        "presses Accept",
        "○ Ivan · 1 open",
        "presses Start",
        "chooses Merge…",
        "presses Ask reporter…",
        "answers in the thread",
        "presses Need more time…",
        "presses Agree",
        "presses Fixed…",
        "presses Still broken…",
        "presses Works",
        "types /critical Exports",
        "chooses Decline…",
        "presses Bring it back…",
        "types /critical board",
        "types /critical mine",
        "types /critical CRIT-1",
        "the old card",
        "delivers it again",
        "Slack is back",
        "README.md",
    ],
)
def test_it_names(step: str, played: subprocess.CompletedProcess[str]) -> None:
    assert step in " ".join(played.stdout.split())


def test_it_reads_well_on_a_narrow_screen_without_colours(
    played: subprocess.CompletedProcess[str],
) -> None:
    assert "\x1b" not in played.stdout
    assert [line for line in played.stdout.splitlines() if len(line) > COLUMNS] == []
