"""How the day looks in a terminal: on 80 columns, with and without colours."""

import re
import textwrap
from collections.abc import Iterable
from datetime import datetime

from rich.console import Console
from rich.text import Text

from bot.demo import wording
from bot.demo.noticing import Seen
from bot.simulator.modal import Modal
from bot.simulator.rendering import Reader

NARROWEST, WIDEST = 40, 96
MARGIN = 7
BAR = "│ "
BUTTON = re.compile(r"\[[^\]]+\]")
UNBROKEN = "\u00a0"


class Printer:
    """Writes down what happens."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._width = max(min(console.width, WIDEST), NARROWEST)
        self._chapters = 0

    def chapter(self, text: str) -> None:
        """Begin a part of the day."""
        self._chapters += 1
        head = f"── {self._chapters}. {text} "
        self._console.print()
        self._line(head + "─" * max(self._width - len(head), 2), "bold cyan")

    def paragraphs(self, text: str) -> None:
        """Write a few sentences; an empty line parts them."""
        for paragraph in text.split("\n\n"):
            self._console.print()
            for part in textwrap.wrap(" ".join(paragraph.split()), self._width):
                self._console.print(Text(part))

    def deed(self, text: str, at: datetime) -> None:
        """Say what somebody does."""
        self._console.print()
        self._indented(f"{at:%H:%M}", f"▸ {text}", "bold yellow")

    def seen(self, seen: Seen, at: datetime) -> None:
        """Show a message, or what has changed in it."""
        self._indented("" if seen.is_change else f"{at:%H:%M}", seen.head, "green")
        self._quoted(seen.lines)

    def modal(self, modal: Modal, reader: Reader) -> None:
        """Show a form, with what can be chosen in it."""
        self._indented("", f"A form opens: {modal.title}", "green")
        self._quoted(wording.form(modal, reader))

    def filled(self, values: dict[str, str]) -> None:
        """Show what is filled in."""
        for label, value in values.items():
            self._indented("", f"{label}: {value}", "yellow")

    def proof(self, text: str) -> None:
        """Say what has been checked."""
        self._indented("", f"✓ {text}", "green")

    def failure(self, text: str) -> None:
        """Say that something was not as told."""
        self._console.print()
        self._line("✗ This is not as told:", "bold red")
        self.paragraphs(text)

    def rule(self) -> None:
        """Draw the line before the end."""
        self._console.print()
        self._line("─" * self._width, "cyan")

    def _line(self, text: str, style: str) -> None:
        self._console.print(Text(text, style, overflow="ellipsis", no_wrap=True))

    def _quoted(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._indented("", line, bar=BAR)

    def _indented(self, margin: str, text: str, style: str = "", bar: str = "") -> None:
        """Write text beside the margin; what is in brackets stays in one line if it fits."""
        room = self._width - MARGIN - len(bar) - 1
        whole = BUTTON.sub(lambda found: _kept(found[0], room), text)
        hanging = "" if bar else "  "
        for number, part in enumerate(textwrap.wrap(whole, room, subsequent_indent=hanging)):
            line = Text(part.replace(UNBROKEN, " "), style)
            line.highlight_regex(BUTTON, "bold blue")
            lead = f"{'' if number else margin:<{MARGIN}}{bar}"
            self._console.print(Text.assemble((lead, "dim"), line))


def _kept(button: str, room: int) -> str:
    return button.replace(" ", UNBROKEN) if len(button) <= room else button
