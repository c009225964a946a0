"""`python -m bot demo --story`: plays the day and says how it went."""

import asyncio
import sys
import time
from collections.abc import Sequence

from rich.console import Console

from bot import logs
from bot.demo import stage, story
from bot.demo.day import Day, NotAsTold
from bot.demo.printing import Printer
from bot.demo.story import Chapter

OPENING = """\
Cavalry: a critical day in a few seconds. A stand-in for Slack runs on this machine, and the real bot
before it. It needs no account, nothing leaves 127.0.0.1, and the clock is moved by hand.

Sam and Kim (New York) are support; Ada is on duty as administrator, Ben is her backup; Ivan, Dana
and Noor are developers. What stands beside │ is what the named person reads, buttons in [ ].
"""

CLOSING = """\
You saw four tasks go through a day: raised by two typed lines and by /critical, read, put right and
told to the end with a click and a form, accepted, assigned by load, asked about, dated anew, joined,
fixed, reopened, closed with its cause, declined and brought back. Nobody had to ask how it stands. An
old click, a second delivery and an outage lost nothing.

To go on: README.md has five steps from here to the first task in your own workspace.
"""

Chapters = Sequence[tuple[str, Chapter]]


def main() -> None:
    """Play the day; leaves with 1 if something was not as told."""
    logs.configure("console", "CRITICAL")
    # No highlighting: numbers in people's words are words.
    console = Console(highlight=False, markup=False, emoji=False)
    if not asyncio.run(play(console)):
        sys.exit(1)


async def play(console: Console, chapters: Chapters = story.CHAPTERS) -> bool:
    """Play these chapters; says whether everything was as told."""
    begun, printer = time.monotonic(), Printer(console)
    printer.paragraphs(OPENING)
    async with stage.opened() as opened:
        day = Day(opened, printer)
        try:
            await _tell(day, chapters)
        except (NotAsTold, AssertionError) as error:
            printer.failure(str(error))
            return False
    printer.rule()
    printer.paragraphs(CLOSING)
    seconds = time.monotonic() - begun
    printer.paragraphs(f"{day.checks} things were checked, in {seconds:.1f} s.")
    return True


async def _tell(day: Day, chapters: Chapters) -> None:
    for title, chapter in chapters:
        day.printer.chapter(title)
        await chapter(day)
    if problems := day.stage.slack.problems:
        raise NotAsTold("\n\n".join(["Slack would have refused or warned:", *problems]))
