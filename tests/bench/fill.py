"""Filling a SQLite file with tasks and what was sent about them, by the million and in seconds."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.payloads import CRITICAL

RAISED_AT = "strftime('%Y-%m-%d %H:%M:%S.000000', 'now', '-2 days')"
ENDED_AT = "strftime('%Y-%m-%d %H:%M:%S.000000', 'now', '-1 day')"
"""A short while ago, so that nothing is old enough to be removed."""

DUE_FROM = 1_830_000_000
DUE_AT = f"strftime('%Y-%m-%d %H:%M:%S.000000', {DUE_FROM} + n * 60, 'unixepoch')"
FAST = ("journal_mode = OFF", "synchronous = OFF", "cache_size = -800000", "foreign_keys = OFF")


@dataclass(frozen=True, slots=True)
class Shape:
    """How many tasks, every which of them is open, and how many people raised them."""

    tasks: int
    open_every: int = 50
    people: int = 500

    @property
    def reporter(self) -> str:
        """Name the reporter of task `n`, in SQL."""
        return f"printf('U0REP%05d', n % {self.people})"

    @property
    def is_open(self) -> str:
        """Say in SQL whether task `n` is open."""
        return f"n % {self.open_every} = 0"


def fill(file: Path, shape: Shape) -> None:
    """Put the tasks in, each with its message, its history and three rows that were sent.

    Whoever opens the file next puts it back into WAL mode.
    """
    with writing(file, *FAST) as connection, _without_indexes(connection):
        _insert(connection, "people", shape.people, _person(shape))
        _insert(connection, "tasks", shape.tasks, _task(shape))
        _insert(connection, "history", shape.tasks, _raised(shape))
        _insert(connection, "messages", shape.tasks, _message(shape))
        for kind, first in (("card", 0), ("reaction", 1), ("direct", 2)):
            row = {**_sent(shape, kind), "id": f"{first} * {shape.tasks} + n"}
            _insert(connection, "outbox", shape.tasks, row)


def make_due(file: Path, rows: int) -> None:
    """Let the DMs about the newest tasks wait to be sent again, each to another person."""
    with writing(file) as connection:
        connection.execute(
            "UPDATE outbox SET outcome = NULL, settled_at = NULL, channel = NULL, ts = NULL,"
            " attempts = 0 WHERE kind = 'direct' AND task_id > (SELECT max(id) FROM tasks) - ?",
            (rows,),
        )


@contextmanager
def writing(file: Path, *pragmas: str) -> Iterator[sqlite3.Connection]:
    """Open a file beside whoever else has it open."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN IMMEDIATE")
        yield connection
        if connection.in_transaction:
            connection.execute("COMMIT")


@contextmanager
def _without_indexes(connection: sqlite3.Connection) -> Iterator[None]:
    """Build the indexes when all rows are there: sorted once instead of grown in disorder."""
    found = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    indexes = connection.execute(found).fetchall()
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    yield
    for _, sql in indexes:
        connection.execute(sql)


def _insert(
    connection: sqlite3.Connection, table: str, count: int, values: Mapping[str, str]
) -> None:
    """Insert rows for n = 1 … count. A column that is needed and not named holds nothing."""
    columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
    needed = {
        name: "''" if "CHAR" in kind or kind in {"TEXT", "JSON"} else "0"
        for _, name, kind, not_null, default, is_key in columns
        if not_null and default is None and not is_key
    }
    there = {name for _, name, *_ in columns}
    row = needed | {name: sql for name, sql in values.items() if name in there}
    connection.execute(
        f"WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted LIMIT {count})"  # noqa: S608 -- our own words
        f" INSERT INTO {table} ({', '.join(row)}) SELECT {', '.join(row.values())} FROM counted"
    )


def _person(shape: Shape) -> Mapping[str, str]:
    return {
        "slack_id": shape.reporter,
        "name": "printf('Reporter %d', n)",
        "zone": "'Europe/Berlin'",
        "dm_channel": f"'D' || substr({shape.reporter}, 2)",
        "read_at": "strftime('%Y-%m-%d %H:%M:%S.000000')",
    }


def _task(shape: Shape) -> Mapping[str, str]:
    return {
        "id": "n",
        "version": "1",
        "status": f"iif({shape.is_open}, 'new', 'closed')",
        "severity": "1 + n / 50 % 4",
        "title": "'Checkout is down for Acme, order ' || n",
        "description": "'Checkout is down for Acme, order ' || n || ': error 500 on pay since 9:40'",
        "links": "'[]'",
        "files": "'[]'",
        "unreached": "'[]'",
        "called": "'[]'",
        "reporter": shape.reporter,
        "assignee": f"iif({shape.is_open}, NULL, printf('U0DEV%03d', n % 50))",
        "raised_at": RAISED_AT,
        "fixed_at": f"iif({shape.is_open}, NULL, {ENDED_AT})",
        "ended_at": f"iif({shape.is_open}, NULL, {ENDED_AT})",
        "deadline_at": DUE_AT,
        "next_update_at": DUE_AT,
        "source": "'message'",
        "channel": f"'{CRITICAL}'",
        "origin_channel": f"'{CRITICAL}'",
        "origin_ts": "n || '.000100'",
        "thread_ts": "n || '.000100'",
        "card_ts": "n || '.000200'",
        "card_link": "'https://bench.slack.com/archives/C0CRITICAL/p' || n",
    }


def _raised(shape: Shape) -> Mapping[str, str]:
    facts = '{"severity": 4, "deadline": "2027-12-28T17:00:00+00:00"}'
    return {
        "id": "n",
        "task_id": "n",
        "at": RAISED_AT,
        "actor": shape.reporter,
        "happening": "'raised'",
        "facts": f"'{facts}'",
    }


def _message(shape: Shape) -> Mapping[str, str]:
    return {
        "channel": f"'{CRITICAL}'",
        "ts": "n || '.000100'",
        "task_id": "n",
        "author": shape.reporter,
        "text": "'Checkout is down for Acme, order ' || n || ': error 500 on pay since 9:40'",
        "links": "'[]'",
        "files": "'[]'",
        "written_at": RAISED_AT,
    }


def _sent(shape: Shape, kind: str) -> Mapping[str, str]:
    is_direct = kind == "direct"
    person = f"'D' || substr({shape.reporter}, 2)"
    return {
        "dedupe_key": f"'{kind}:' || n" + (f" || ':' || {shape.reporter}" if is_direct else ""),
        "kind": f"'{kind}'",
        "conversation": f"'dm:' || {shape.reporter}" if is_direct else "'task:' || n",
        "place": f"'dm:' || {shape.reporter}" if is_direct else f"'{CRITICAL}'",
        "task_id": "n",
        "entry_id": "n" if is_direct else "NULL",
        "recipient": shape.reporter if is_direct else "NULL",
        "audience": "'reporter'" if is_direct else "NULL",
        "needs_card": "0" if kind == "card" else "1",
        "created_at": RAISED_AT,
        "due_at": RAISED_AT,
        "generation": "1",
        "attempts": "1",
        "outcome": "'sent'",
        "settled_at": RAISED_AT,
        "channel": person if is_direct else f"'{CRITICAL}'",
        "ts": "n || '.000200'",
    }
