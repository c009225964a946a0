"""The demo's bot, in a process of its own: `python -m bot.demo.bot_process`.

It is the bot that `python -m bot run` starts, but for its clock, which the workspace moves. What it
has to know comes as one line of JSON on standard input, and then each move of the clock; it answers
each with a line that says when its next timer is due. When the lines end, it ends.
"""

import asyncio
import gc
import json
import sys
from contextlib import suppress
from datetime import timedelta
from typing import Any

from pydantic import SecretStr

from bot import app, logs
from bot.app import Bot
from bot.demo.clock import RunningClock
from bot.services import timers
from bot.settings import Settings

HERE = "127.0.0.1"
CONNECTED_WITHIN = 3.0
"""Seconds for the lines to stand; Slack may be away, and the bot runs all the same."""


def main() -> None:
    """Run until standard input ends."""
    gc.disable()
    asyncio.run(_run())


async def _run() -> None:
    said = await _standard_input()
    first = await said.readline()
    if not first:
        return
    told = json.loads(first)
    settings = _settings(told)
    for secret in settings.secrets():
        logs.hide(secret)
    logs.configure(settings.log_format, settings.log_level)
    clock = RunningClock(timedelta(seconds=told["ahead"]))
    async with app.running(settings, clock, HERE) as (bot, doors):
        if doors.sockets is not None:
            with suppress(TimeoutError):
                await asyncio.wait_for(asyncio.shield(doors.sockets.connected()), CONNECTED_WITHIN)
        await _answer(bot, told)
        while line := await said.readline():
            told = json.loads(line)
            clock.keep(timedelta(seconds=told["ahead"]))
            await _answer(bot, told)


async def _answer(bot: Bot, told: dict[str, Any]) -> None:
    """Do what is due, and say when the next timer is."""
    await bot.settle()
    due_at = await timers.find_next_due(bot.desk)
    answer = {"number": told["number"], "next": due_at and due_at.isoformat()}
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def _settings(told: dict[str, Any]) -> Settings:
    # Everything is said here, so that nothing of a real set-up's environment gets in.
    return Settings(
        slack_bot_token=SecretStr(told["bot_token"]),
        slack_app_token=SecretStr(told["app_token"]),
        slack_signing_secret=SecretStr(""),
        slack_api_url=told["slack_api_url"],
        database_url=told["database_url"],
        port=0,
        log_format="console",
        log_level="INFO",
    )


async def _standard_input() -> asyncio.StreamReader:
    reader = asyncio.StreamReader()
    protocol = asyncio.StreamReaderProtocol(reader)
    await asyncio.get_running_loop().connect_read_pipe(lambda: protocol, sys.stdin)
    return reader


if __name__ == "__main__":
    main()
