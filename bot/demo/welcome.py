"""`python -m bot demo`: opens the practice workspace, says where, and closes it at the end."""

import asyncio
import gc
import os
import signal
import sys
import webbrowser
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console

from bot import logs, team_file
from bot.demo import company, practice
from bot.demo.practice import Wish
from bot.domain.rules import Rules
from bot.failures import Refused
from bot.views.config import which_slack

PORTS = (8642, 0)
"""The usual one, or any where that is taken."""

DESKTOPS = ("DISPLAY", "WAYLAND_DISPLAY")

OPENING = "Cavalry: a practice workspace on this machine. No account, nothing leaves 127.0.0.1."
TO_DO = """\
The real bot runs behind it; it talks to {slack}.

  Be Sam        type two lines into #critical: what is broken, and for whom. What was read
                of them stands on the card; a click puts it right, a form tells the rest
  The same      type: Invoices show the wrong VAT, Globex. It is known, and what helps, too
  Two of them   type: Harbour cannot log in, 3 users. Which Harbour?
  Split view    sit Ada beside Sam, press Accept and Assign…, and see it arrive
  Clock         move it: who is called when nobody accepts?
  Ask           /critical apps, /critical customers find acme, /critical CRIT-1 export
  Break it      let Slack fail or crash the bot, go on, and see that nothing is lost

Ctrl+C ends it, and nothing of it is left.
"""


@dataclass(frozen=True, slots=True)
class Options:
    """What was said on the command line."""

    port: int | None = None
    config: Path | None = None
    at: str | None = None
    browser: bool = True


def main(options: Options) -> None:
    """Open the workspace until somebody ends it. Raises Refused."""
    logs.configure("console", "CRITICAL")
    with suppress(asyncio.CancelledError):
        asyncio.run(_run(options))


async def _run(options: Options) -> None:
    _end_on_signals()
    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
    console.print(OPENING)
    rules = await _rules(options.config)
    ports = PORTS if options.port is None else (options.port,)
    wish = Wish(rules, ports, _instant(options.at, rules))
    async with practice.opened(wish) as slack:
        console.print(TO_DO.format(slack=which_slack(slack.api_url)))
        if options.browser and _has_screen():
            webbrowser.open(slack.page_url)
        # What is there now stays: only what comes is looked through for garbage.
        gc.freeze()
        gc.enable()
        # The last line: who waits for it may go on at once.
        console.print(f"Ready: {slack.page_url}")
        await asyncio.Event().wait()


def _end_on_signals() -> None:
    """End in good order at Ctrl+C; who presses it again need not wait for less than a second."""
    loop, running = asyncio.get_running_loop(), asyncio.current_task()
    is_ended = False

    def end() -> None:
        nonlocal is_ended
        if running is not None and not is_ended:
            is_ended = True
            running.cancel()

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, end)


async def _rules(file: Path | None) -> Rules:
    return company.rules() if file is None else await team_file.rules_of(file, team_file.read(file))


def _instant(written: str | None, rules: Rules) -> datetime | None:
    """Read a time of the team's wall clock."""
    if written is None:
        return None
    try:
        instant = datetime.fromisoformat(written)
    except ValueError:
        msg = f"{written} is no time. Write it as 2026-11-24T09:02."
        raise Refused(msg) from None
    return instant if instant.tzinfo else instant.replace(tzinfo=ZoneInfo(rules.time_zone))


def _has_screen() -> bool:
    """Whether somebody sits at this terminal, with a desktop around it."""
    is_desktop = sys.platform in {"darwin", "win32"} or any(map(os.environ.get, DESKTOPS))
    return sys.stdout.isatty() and is_desktop
