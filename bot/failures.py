"""What goes wrong on the command line for reasons outside the program, in words for people."""

import errno
import socket

import asyncpg
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

from bot.settings import Settings
from bot.views import config as words
from storage.engine import sqlite_file


class Refused(Exception):  # noqa: N818 -- a refusal is named for what was refused
    """A command cannot be carried out; each sentence says why, and the cure."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(*sentences)
        self.sentences = sentences


def look_at_file(url: str) -> None:
    """Raise OSError if the file behind a SQLite address is there, but cannot be opened.

    The driver would find out too, in a thread that then outlives the event loop.
    """
    file = sqlite_file(url)
    if file is not None and file.exists():
        file.open("rb+").close()


def explain(error: Exception, settings: Settings) -> tuple[str, ...]:
    """Say what a person has to know of an error; nothing means that it is a bug."""
    if isinstance(error, Refused):
        return error.sentences
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return (words.port_taken(settings.port),)
    found = database_failure(error, settings.database_url)
    return () if found is None else (found,)


def database_failure(error: Exception, url: str) -> str | None:
    """Say why the database cannot be used, or None if the error is about something else."""
    # Known by its name: importing Alembic for it would cost every start.
    if type(error).__name__ == "CommandError" and "Can't locate revision" in str(error):
        return words.NEWER_DATABASE
    why = _why(error)
    if why is None:
        return None
    return words.no_database(make_url(url).render_as_string(hide_password=True), why)


def _why(error: Exception) -> str | None:
    if isinstance(error, DBAPIError) and not isinstance(error, (DataError, IntegrityError)):
        return _first_line(error.orig or error)
    if isinstance(error, (asyncpg.PostgresError, asyncpg.InterfaceError)):
        return _first_line(error)
    return _why_away(error) if isinstance(error, OSError) else None


def _why_away(error: OSError) -> str:
    kinds: tuple[tuple[type[OSError], str], ...] = (
        (ConnectionRefusedError, "nothing answers there"),
        (socket.gaierror, "its host is not known"),
        (TimeoutError, "it does not answer in time"),
        (PermissionError, "its file may not be opened"),
        (IsADirectoryError, "it is a directory"),
        (FileNotFoundError, "its folder does not exist"),
    )
    return next((why for kind, why in kinds if isinstance(error, kind)), str(error))


def _first_line(error: BaseException) -> str:
    # The driver's adapter puts the class before what the server said.
    line = str(error).partition("\n")[0]
    return line.partition(">: ")[2] or line if line.startswith("<class ") else line
