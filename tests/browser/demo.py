"""The demo as people start it: a process of its own, with its page on this machine."""

import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/page/")
MORNING = "2026-11-24T09:02"
"""A Tuesday, as the clock on the wall in Berlin shows it."""
COMMAND = (sys.executable, "-m", "bot", "demo", "--no-browser", "--port", "0", "--at", MORNING)
STARTS_WITHIN = 120.0
ENDS_WITHIN = 60.0


@contextmanager
def played() -> Iterator[str]:
    """Start the demo, say where its page is, and stop it at the end."""
    with subprocess.Popen(
        COMMAND,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            yield _address(process)
        finally:
            _stop(process)


def _address(process: "subprocess.Popen[str]") -> str:
    """Wait for the address, then let the rest of what is printed run off."""
    assert process.stdout is not None
    watchdog = threading.Timer(STARTS_WITHIN, process.kill)
    watchdog.start()
    said: list[str] = []
    try:
        for line in process.stdout:
            said.append(line)
            if found := ADDRESS.search(line):
                threading.Thread(target=process.stdout.read, daemon=True).start()
                return found[0]
    finally:
        watchdog.cancel()
    raise AssertionError("The demo did not start:\n" + "".join(said))


def _stop(process: "subprocess.Popen[str]") -> None:
    process.send_signal(signal.SIGINT)
    try:
        process.wait(ENDS_WITHIN)
    except subprocess.TimeoutExpired:
        process.kill()
        raise
