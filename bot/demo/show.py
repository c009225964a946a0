"""`python -m bot demo`: plays the day and says how it went."""

import asyncio
import sys
import time

from rich.console import Console

from bot import logs
from bot.demo import stage, story
from bot.demo.day import Day, NotAsTold
from bot.demo.printing import Printer

OPENING = """\
Cavalry: a critical day in a few seconds.
A stand-in for Slack runs on this machine, and the real bot before it. It needs no account,
nothing leaves 127.0.0.1, and the clock is moved by hand."""

COMPANY = """\
Sam and Kim (New York) are support; Ada is on duty as administrator, Ben is her backup; Ivan, Dana
and Noor are developers. What stands beside │ is what the named person reads, buttons in [ ]."""

CLOSING = """\
You saw four tasks go through a day: raised by two typed lines and by /critical, accepted, assigned
by load, asked about, dated anew, fixed, reopened, closed, merged, declined and brought back.
Nobody had to ask how it stands. An old click, a second delivery and an outage lost nothing.

To go on: README.md has five steps from here to the first task in your own workspace."""


def main() -> None:
    """Play the day; leaves with 1 if something was not as told."""
    # No highlighting: numbers in people's words are words.
    console = Console(highlight=False, markup=False, emoji=False)
    logs.configure("console", "CRITICAL")
    if not asyncio.run(_played(Printer(console))):
        sys.exit(1)


async def _played(printer: Printer) -> bool:
    begun = time.monotonic()
    printer.paragraph(OPENING, "bold")
    printer.paragraph(COMPANY)
    async with stage.opened() as opened:
        try:
            await _tell(Day(opened, printer))
        except (NotAsTold, AssertionError) as error:
            printer.failure(str(error))
            return False
    printer.rule()
    printer.paragraph(CLOSING)
    printer.paragraph(f"({time.monotonic() - begun:.1f} s)", "dim")
    return True


async def _tell(day: Day) -> None:
    for title, chapter in story.CHAPTERS:
        day.printer.chapter(title)
        await chapter(day)
    problems = day.stage.slack.problems
    if problems:
        raise NotAsTold("\n".join(["Slack would have refused or warned:", *problems]))
