"""Who starts the demo at a screen has the page before them."""

import os
import pty
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.demos import PATIENCE, READY, ROOT

COMMAND = (sys.executable, "-m", "bot", "demo", "--port", "0")


@pytest.mark.parametrize("more", [(), ("--no-browser",)])
def test_the_page_is_opened_where_there_is_a_browser(tmp_path: Path, more: tuple[str, ...]) -> None:
    browser, opened = tmp_path / "browser", tmp_path / "opened"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > {opened}\n')
    browser.chmod(0o700)
    screen = {"DISPLAY": ":0", "BROWSER": f"{browser} %s"}
    leader, follower = pty.openpty()
    with (
        os.fdopen(leader, "rb") as terminal,
        subprocess.Popen(
            [*COMMAND, *more],
            cwd=ROOT,
            env=os.environ | screen,
            stdin=subprocess.DEVNULL,
            stdout=follower,
        ) as process,
    ):
        os.close(follower)
        watchdog = threading.Timer(PATIENCE, process.kill)
        watchdog.start()
        while not (line := terminal.readline().decode()).startswith(READY):
            pass
        process.send_signal(signal.SIGINT)
        process.wait()
        watchdog.cancel()
    assert opened.exists() != bool(more)
    if not more:
        assert opened.read_text() == line.removeprefix(READY).strip()
