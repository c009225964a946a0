"""Which tasks hold the words of another one: found by the database's own search.

The database holds the words apart from the tasks, in `task_words` (SQLite) or in `tasks.words`
(PostgreSQL); migration 0014 makes both. Neither is a table or a column of ours: nobody reads them
but this search.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import combinations

from sqlalchemy import bindparam, text
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tasks import Task, is_open
from storage.types import UtcDateTime, backend_of

OWN = frozenset({"words", "ix_tasks_words"})
"""What the search has for itself, beside the tables: `task_words` and all that begins so, and these."""

COMMON = 600
"""Tasks; a word that is in more of them tells little by itself, and is looked for with others."""

MOST_ROWS = 2000
"""So many tasks with rare words are weighed; the words beyond that count as common."""

RARE = 4
"""So much more a word weighs that is looked for by itself than common ones that come together."""

TOGETHER = 3
"""So many common words have to come together, of the four that are rarest."""


async def find(
    session: AsyncSession, words: Sequence[str], since: datetime, most: int
) -> Sequence[int]:
    """Name tasks that hold some of these words, or longer ones, those with most of them first.

    Only what is open, or ended since then. A word is letters and digits, in lower case.
    """
    if not words:
        return ()
    groups = _groups(await _count(session, words))
    backend = backend_of(session)
    looks = " UNION ALL ".join(
        f"SELECT number, {RARE if len(group) == 1 else 1} AS weight"  # noqa: S608 -- our own words
        f" FROM ({_LOOKS[backend].format(n=n, recent=_RECENT)}) AS look{n}"
        for n, group in enumerate(groups)
    )
    of_tasks = _OF_TASKS if backend == "sqlite" else ""
    found = text(
        f"SELECT number FROM ({looks}) AS found{of_tasks}"  # noqa: S608 -- our own words
        " GROUP BY number ORDER BY sum(weight) DESC, number DESC LIMIT :most"
    ).bindparams(bindparam("since", type_=UtcDateTime()))
    given = {f"words{n}": _asked(backend, group) for n, group in enumerate(groups)}
    connection = await session.connection()
    rows = await connection.execute(found, given | {"since": since, "most": most})
    return [number for (number,) in rows.all()]


async def list_beside(session: AsyncSession, task: Task, most: int) -> Sequence[int]:
    """Name the newest open tasks of the same component, other than this one.

    None for a task of which nobody knows the component.
    """
    if task.application is None or task.component is None:
        return ()
    here = col(Task.application) == task.application, col(Task.component) == task.component
    query = select(Task.id).where(*here, is_open)
    # One more, for the task itself is among them.
    found = await session.exec(query.order_by(col(Task.id).desc()).limit(most + 1))
    return [number for number in found.all() if number not in {None, task.id}][:most]


async def forget(session: AsyncSession) -> None:
    """Keep no word that no task says any more: SQLite's search only notes that it is gone."""
    if backend_of(session) == "sqlite":
        connection = await session.connection()
        await connection.exec_driver_sql("INSERT INTO task_words (task_words) VALUES ('optimize')")


async def _count(session: AsyncSession, words: Sequence[str]) -> Mapping[str, int]:
    """Say in how many tasks each word is, as far as that is not common."""
    backend = backend_of(session)
    counts = " UNION ALL ".join(
        f"SELECT {n}, count(*) FROM ({_LOOKS[backend].format(n=n, recent='')}) AS look{n}"  # noqa: S608 -- our own words
        for n in range(len(words))
    )
    given = {f"words{n}": _asked(backend, [word]) for n, word in enumerate(words)}
    connection = await session.connection()
    rows = (await connection.execute(text(counts), given)).all()
    return {words[n]: count for n, count in rows}


def _groups(counts: Mapping[str, int]) -> Sequence[Sequence[str]]:
    """Say what is looked for: the rarest words each by itself, the common ones only together."""
    ordered = sorted(counts, key=lambda word: (counts[word], word))
    rare, rows = list[str](), 0
    for word in ordered:
        rows += counts[word]
        if counts[word] <= COMMON and rows <= MOST_ROWS:
            rare.append(word)
    common = [word for word in ordered if word not in rare][: TOGETHER + 1]
    together = combinations(common, min(TOGETHER, len(common))) if common else ()
    return [[word] for word in rare] + [list(group) for group in together]


def _asked(backend: str, words: Sequence[str]) -> str:
    """Write in the words of the database that a task must hold all of these, or longer ones."""
    if backend == "sqlite":
        return " AND ".join(f'"{word}"*' for word in words)
    return " & ".join(f"'{word}':*" for word in words)


_RECENT = " AND (ended_at IS NULL OR ended_at > :since)"
_OF_TASKS = f" JOIN tasks ON tasks.id = number{_RECENT}"
_LOOKS = {
    "sqlite": (
        "SELECT rowid AS number FROM task_words WHERE task_words MATCH :words{n}"  # noqa: S608 -- our own words
        f" ORDER BY rowid DESC LIMIT {COMMON + 1}"
    ),
    "postgresql": (
        "SELECT id AS number FROM tasks WHERE words @@ to_tsquery('simple', :words{n}){recent}"  # noqa: S608 -- our own words
        f" LIMIT {COMMON + 1}"
    ),
}
