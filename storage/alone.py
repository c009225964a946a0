"""SQLite serves one running bot: who runs holds the file, and the system lets go when it dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class NotAlone(Exception):  # noqa: N818 -- it says what was found
    """Another bot runs on this file."""


def _for_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


@contextmanager
def alone(database: Path) -> Iterator[None]:
    """Hold a database file as the only running bot. Raises NotAlone.

    Whoever only reads or writes it for a moment (`config`, `doctor`, `forget`) does not ask here.
    """
    mark_file = database.with_name(f"{database.name}-run")
    with open(mark_file, "w", opener=_for_owner) as mark:
        try:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise NotAlone(database.name) from error
        yield
