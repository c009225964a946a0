"""Rows as objects, without what the ORM does for each of them: built, put in and read at once."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, literal_column
from sqlalchemy.orm import ClassManager, class_mapper
from sqlalchemy.orm.attributes import instance_state
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.driver import Values
from storage.statements import Insertion


class Table(SQLModel):
    """What the class of a table derives from.

    Its rows are built without a look at their values: SQLModel does not check them either, but
    takes 0.3 ms for a task.
    """

    def __init__(self, **given: Any) -> None:  # noqa: ANN401 -- columns
        fixed, made = _defaults(type(self))
        values = self.__dict__
        values.update(fixed)
        for name, make in made:
            if name not in given:
                values[name] = make()
        values.update(given)


T = TypeVar("T", bound=Table)


async def add_once(session: AsyncSession, table: type[Table], values: Mapping[str, Any]) -> bool:
    """Put a row in unless its key is there already; say whether it was us."""
    return await _add_once(table, tuple(values)).add(session, values) is not None


async def add_all_once(
    session: AsyncSession, table: type[Table], rows: Sequence[Mapping[str, Any]]
) -> None:
    """Put rows in, in one go, each unless its key is there already."""
    if rows:
        await _put_once(table, tuple(rows[0])).put(session, rows)


async def add(session: AsyncSession, row: Table) -> None:
    """Put a new row in, now: it has its id afterwards."""
    found = await _adding(type(row)).add(session, row.__dict__)
    row.__dict__.update(zip(_keys(type(row)), found or (), strict=True))
    _detach(row)


async def put(session: AsyncSession, row: Table) -> None:
    """Put a new row in whose id nobody asks for, before the next look."""
    await _putting(type(row)).put(session, [row.__dict__])


def load(table: type[T], values: Values) -> T:
    """Make the row of what a `select` of its table gave; who adds it to a session changes it."""
    row: T = _manager(table).new_instance()
    row.__dict__.update(zip(columns(table), values, strict=True))
    _detach(row)
    return row


def reload(row: Table, values: Values) -> None:
    """Let a row stand as a statement that returns its table says."""
    row.__dict__.update(zip(columns(type(row)), values, strict=True))


def _detach(row: Table) -> None:
    """Let the ORM take a row for one that it has read; its own way goes through every column."""
    values, table = row.__dict__, type(row)
    instance_state(row).key = (table, tuple(values[name] for name in _keys(table)), None)


@cache
def _manager(table: type[T]) -> ClassManager[T]:
    return class_mapper(table).class_manager


@cache
def _add_once(table: type[Table], given: Sequence[str]) -> Insertion:
    done: ColumnElement[int] = literal_column("1")
    return Insertion(table, given, lambda insert: insert.on_conflict_do_nothing().returning(done))


@cache
def _put_once(table: type[Table], given: Sequence[str]) -> Insertion:
    return Insertion(table, given, lambda insert: insert.on_conflict_do_nothing())


@cache
def _adding(table: type[Table]) -> Insertion:
    keys = [class_mapper(table).columns[name] for name in _keys(table)]
    return Insertion(table, _given(table), lambda insert: insert.returning(*keys))


@cache
def _putting(table: type[Table]) -> Insertion:
    return Insertion(table, _given(table))


def _given(table: type[Table]) -> Sequence[str]:
    """Name the columns that are given; the database itself gives a row that has one its number."""
    return [name for name in columns(table) if [name] != _keys(table) or name != "id"]


@cache
def columns(table: type[Table]) -> Sequence[str]:
    """Name the columns of a table, as they stand in it."""
    return [str(column.key) for column in class_mapper(table).columns]


@cache
def _keys(table: type[Table]) -> Sequence[str]:
    return [str(column.key) for column in class_mapper(table).primary_key]


@cache
def _defaults(table: type[Table]) -> tuple[Mapping[str, Any], Sequence[tuple[str, Any]]]:
    """Say what columns hold that nothing is given for, and what makes it where each has its own."""
    fields = [(name, one) for name, one in table.model_fields.items() if not one.is_required()]
    made = [(name, one.default_factory) for name, one in fields if one.default_factory]
    fixed = {name: one.default for name, one in fields if not one.default_factory}
    return fixed, made
