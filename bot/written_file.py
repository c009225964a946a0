"""A file that somebody wrote, as the command line takes it: opened, and told what is wrong in it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from bot.domain.flaws import Flaw
from bot.failures import Refused
from bot.views import config as words

SHOWN = 20
"""Flaws that are told at once."""


@contextmanager
def opened(file: Path) -> Iterator[BinaryIO]:
    """Open a file. Raises Refused, also for what shows only while it is read."""
    try:
        with file.open("rb") as found:
            yield found
            return
    except FileNotFoundError:
        why = "missing"
    except IsADirectoryError:
        why = "directory"
    except PermissionError:
        why = "forbidden"
    except UnicodeDecodeError:
        why = "encoding"
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
    raise Refused(words.unreadable(str(file), why))


def told(file: str, flaws: Sequence[Flaw]) -> list[str]:
    """Say what is wrong, the first of it at least."""
    sentences = [
        words.problem(file, one.line, one.where, one.what, one.cure) for one in flaws[:SHOWN]
    ]
    rest = len(flaws) - SHOWN
    return [*sentences, words.more_problems(rest)] if rest > 0 else sentences
