"""The demo, as somebody starts it who has just cloned the project."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from bot.demo import show, story
from bot.demo.day import Day

ROOT = Path(__file__).parents[1]
COLUMNS = 80
STEPS = (
    "needs no account",
    "Sam types two lines",
    "joins the same task",
    "puts one fact right",
    "Put right: how many…",
    "4 of 6 told",
    "only they see this",
    "presses Accept",
    "○ Ivan · 1 open",
    "presses Start",
    "presses It is this one",
    "presses Ask reporter…",
    "answers in the thread",
    "presses Need more time…",
    "presses Agree",
    "presses Fixed…",
    "presses Still broken…",
    "harbour.zendesk.com/agent/tickets/7301: “The certificate",
    "presses Works",
    "presses Cause…",
    "types /critical causes",
    "[CRIT-1.md]",
    "types /critical Harbour",
    "Did you mean Harbour Books or Harbour Foods?",
    "chooses Decline…",
    "presses Bring it back…",
    "types /critical board",
    "types /critical mine",
    "types /critical CRIT-1",
    "the old card",
    "delivers it again",
    "Slack is back",
    "README.md",
)


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
        [sys.executable, "-m", "bot", "demo", "--story"],
        cwd=ROOT,
        env=os.environ | surroundings,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
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


def test_every_step_is_named(played: subprocess.CompletedProcess[str]) -> None:
    said = " ".join(played.stdout.split())
    assert [step for step in STEPS if step not in said] == []


def test_it_reads_well_on_a_narrow_screen_without_colours(
    played: subprocess.CompletedProcess[str],
) -> None:
    assert "\x1b" not in played.stdout
    assert [line for line in played.stdout.splitlines() if len(line) > COLUMNS] == []


def test_the_readme_shows_a_piece_of_it(played: subprocess.CompletedProcess[str]) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    excerpt = readme.partition("```text\n")[2].partition("```")[0]
    assert excerpt
    assert excerpt in played.stdout, "copy that place anew from the output of make demo"


async def test_it_plays_in_colours_too() -> None:
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, width=COLUMNS, color_system="standard")
    assert await show.play(console)
    assert "\x1b[" in screen.getvalue()


async def test_what_is_not_as_told_is_said() -> None:
    async def chapter(day: Day) -> None:
        day.proves("Nobody hears of anything.", is_so=True)
        day.proves("The moon is green.", is_so=False)

    screen = io.StringIO()
    assert not await show.play(Console(file=screen), [("A wrong story", chapter)])
    assert "✓ Nobody hears of anything." in screen.getvalue()
    assert "✗ This is not as told:\n\nThe moon is green." in screen.getvalue()


async def test_what_slack_would_refuse_is_said() -> None:
    async def chapter(day: Day) -> None:
        day.stage.slack.problems.append("chat.postMessage: invalid_blocks")

    screen = io.StringIO()
    assert not await show.play(Console(file=screen), [("A careless story", chapter)])
    assert "invalid_blocks" in screen.getvalue()


async def test_a_missing_button_is_said() -> None:
    async def chapter(day: Day) -> None:
        await day.pressing(day.people.sam, "Works")

    screen = io.StringIO()
    assert not await show.play(Console(file=screen), [("An impatient story", chapter)])
    assert "Sam has no direct message with Works." in screen.getvalue()
