"""The demo as people start it, seen and used as a browser does it: over HTTP."""

import json
import os
import signal
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPResponse
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
COMMAND = (sys.executable, "-m", "bot", "demo", "--no-browser")
READY = "Ready: "
PATIENCE = 60.0
"""Seconds after which a test takes a demo for stuck."""

MORNING = "2026-11-24T09:02"
"""A Tuesday, in the zone of the team."""

Values = dict[str, Any]


class Screen:
    """What one person sees, as the page keeps it: by names, and live."""

    def __init__(self, url: str, person: str) -> None:
        self.values: Values = {}
        self._stream: HTTPResponse = urllib.request.urlopen(  # noqa: S310 -- on this machine
            f"{url}stream?as={person}", timeout=PATIENCE
        )
        self._hear()

    def until(self, holds: Callable[["Screen"], bool]) -> None:
        """Look until something holds; whoever never sees it has a time-out of the stream."""
        while not holds(self):
            self._hear()

    def under(self, prefix: str) -> Values:
        """Everything whose name begins so."""
        return {key: one for key, one in self.values.items() if key.startswith(prefix)}

    def messages(self, *words: str, place: str = "") -> list[Values]:
        """The messages that hold all these words, oldest first."""
        found = self.under(f"messages/{place}")
        return [
            found[key]
            for key in sorted(found, key=lambda key: key.rpartition("/")[2])
            if all(word in json.dumps(found[key], ensure_ascii=False) for word in words)
        ]

    def sees(self, *words: str) -> bool:
        """Whether one message holds all these words."""
        return bool(self.messages(*words))

    def close(self) -> None:
        """Look away."""
        self._stream.close()

    def _hear(self) -> None:
        """Take in the next event."""
        while not (line := self._stream.readline().decode()).startswith("data:"):
            assert line, "the stream has ended"
        told = json.loads(line.removeprefix("data:"))
        if told.get("whole"):
            self.values.clear()
        for key in told.get("gone", ()):
            self.values.pop(key, None)
        self.values.update(told.get("set", {}))


@dataclass
class Demo:
    """A demo that is open, and what it said of itself."""

    process: "subprocess.Popen[str]"
    said: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Where its page is."""
        return self.said[-1].removeprefix(READY).strip()

    @contextmanager
    def seen_by(self, person: str) -> Iterator[Screen]:
        """Sit down as somebody."""
        screen = Screen(self.url, person)
        try:
            yield screen
        finally:
            screen.close()

    def act(self, person: str, do: str, **what: object) -> None:
        """Do something on the page; it has to go well."""
        answer = self.ask(person, do, **what)
        assert answer["ok"], answer

    def ask(self, person: str, do: str, **what: object) -> Values:
        """Try to do something on the page, and give its answer."""
        request = urllib.request.Request(  # noqa: S310 -- on this machine
            f"{self.url}act",
            json.dumps({"as": person, "do": do, **what}).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=PATIENCE) as answered:  # noqa: S310
            answer: Values = json.load(answered)
        return answer

    def end(self, number: signal.Signals = signal.SIGINT) -> int:
        """End it as people do, and give its exit code."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)


@contextmanager
def opened(*options: str, env: Mapping[str, str] | None = None) -> Iterator[Demo]:
    """Start a demo, and wait until it says that it is ready."""
    with subprocess.Popen(
        (*COMMAND, *options),
        cwd=ROOT,
        env=os.environ | (env or {}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        demo = Demo(process)
        watchdog = threading.Timer(PATIENCE, process.kill)
        watchdog.start()
        try:
            assert process.stdout is not None
            for line in process.stdout:
                demo.said.append(line)
                if line.startswith(READY):
                    break
            assert demo.said[-1].startswith(READY), "".join(demo.said)
            watchdog.cancel()
            yield demo
        finally:
            watchdog.cancel()
            if process.poll() is None:
                demo.end()
