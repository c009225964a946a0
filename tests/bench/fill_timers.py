"""Filling a SQLite file, which has its tasks, with what is due about them."""

from datetime import UTC, datetime
from pathlib import Path

from tests.bench.fill import DUE_AT, DUE_FROM, FAST, writing

NOW = datetime(2027, 1, 13, 10, tzinfo=UTC)
"""A Wednesday on which everybody works."""

THE_FIRST_ARE_DUE = datetime.fromtimestamp(DUE_FROM + 20 * 60, UTC)
"""When twenty of those are due that wait, of which each is due a minute after the one before."""

_AT = "'2027-01-{} 10:00:00.000000'"
MONDAY, YESTERDAY, TODAY = _AT.format(11), _AT.format(12), _AT.format(13)
THIS_MORNING = "'2027-01-13 09:00:00.000000'"
AT_NOON = "'2027-01-13 11:00:00.000000'"
NEXT_WEEK = _AT.format(20)

REASONS = (
    "CASE id % 4 WHEN 0 THEN 'update' WHEN 1 THEN 'near' WHEN 2 THEN 'deadline' ELSE 'question' END"
)
DEADLINES = f"CASE id % 4 WHEN 1 THEN {AT_NOON} WHEN 2 THEN {THIS_MORNING} ELSE {NEXT_WEEK} END"
UPDATES = f"iif(id % 4 = 0, {THIS_MORNING}, {NEXT_WEEK})"


def fill_due(file: Path) -> None:
    """Give each task one timer that is due: for its update, its deadline near or past, a question.

    So the rows of as many tasks have to be read, and what follows from it is told of each.
    """
    with writing(file, *FAST) as connection:
        # A round of so many tasks would be a figure of its own.
        connection.execute("DELETE FROM timers")
        connection.execute(
            "UPDATE tasks SET status = 'in_progress', assignee = printf('U0DEV%03d', id % 50),"  # noqa: S608 -- our own words
            f" raised_at = {MONDAY}, deadline_at = {DEADLINES}, next_update_at = {UPDATES},"
            f" waiting_since = iif(id % 4 = 3, {YESTERDAY}, NULL)"
        )
        connection.execute(f"UPDATE history SET at = {MONDAY}")  # noqa: S608 -- our own words
        connection.execute(
            "INSERT INTO promises (task_id, made_at, to_at)"  # noqa: S608 -- our own words
            f" SELECT id, {MONDAY}, deadline_at FROM tasks"
        )
        connection.execute(
            "INSERT INTO questions (id, task_id, text, asked_by, asked_to, asked_at)"  # noqa: S608 -- our own words
            f" SELECT id, id, 'Since when?', assignee, reporter, {YESTERDAY}"
            " FROM tasks WHERE id % 4 = 3"
        )
        connection.execute(
            "INSERT INTO timers (key, reason, task_id, subject, due_at, step, strikes)"  # noqa: S608 -- our own words
            f" SELECT {REASONS} || ':' || id, {REASONS}, id, iif(id % 4 = 3, id, ''), {TODAY}, 0, 0"
            " FROM tasks"
        )


def fill_waiting(file: Path) -> None:
    """Give each task one timer that is due with its deadline, long from now."""
    with writing(file, *FAST) as connection:
        connection.execute(
            "INSERT INTO timers (key, reason, task_id, due_at, step, strikes)"  # noqa: S608 -- our own words
            f" SELECT 'deadline:' || n, 'deadline', n, {DUE_AT}, 0, 0"
            " FROM (SELECT id AS n FROM tasks)"
        )
