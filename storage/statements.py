"""Statements that run at every request: compiled once, and run on the driver itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Dialect, bindparam, inspect
from sqlalchemy.types import TypeEngine
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import driver
from storage.driver import Values
from storage.types import build_insert

Convert = Callable[[Any], Any]
Meeting = Callable[[Any], Any]
"""Adds to an INSERT what happens ON CONFLICT."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """A statement in the words of one database, and how values go in and come out."""

    sql: str
    goes_in: Sequence[tuple[str, Convert | None]]
    comes_out: Sequence[Convert | None]
    fixed: Mapping[str, Any]

    def values(self, given: Mapping[str, Any]) -> Values:
        known = {**self.fixed, **given} if self.fixed else given
        return [
            known[name] if convert is None else convert(known[name])
            for name, convert in self.goes_in
        ]

    def row(self, found: Values) -> Values:
        return [
            value if convert is None else convert(value)
            for value, convert in zip(found, self.comes_out, strict=True)
        ]


class Statement:
    """A statement whose parameters are known by name; `build` makes it for a kind of database."""

    def __init__(self, build: Callable[[str], Any]) -> None:
        self._build = build
        self._plans: dict[str, _Plan] = {}

    async def fetch(self, session: AsyncSession, given: Mapping[str, Any]) -> Sequence[Values]:
        """Run it in the session's transaction, and give the rows that it returns."""
        found = await driver.behind(session)
        plan = self._plans.get(found.dialect.name) or self._compile(found.dialect)
        return [plan.row(row) for row in await found.fetch(plan.sql, plan.values(given))]

    async def find(self, session: AsyncSession, given: Mapping[str, Any]) -> Values | None:
        """Run it, and give the first row that it returns, if any."""
        rows = await self.fetch(session, given)
        return rows[0] if rows else None

    def _compile(self, dialect: Dialect) -> _Plan:
        plan = self._plans[dialect.name] = _plan(self._build(dialect.name), dialect)
        return plan


class Insertion:
    """Rows that are put into a table with these columns given."""

    def __init__(
        self,
        table: type[SQLModel],
        columns: Sequence[str],
        meeting: Meeting = lambda insert: insert,
    ) -> None:
        self._table = table
        self._columns = columns
        self._meeting = meeting
        self._plans: dict[str, _Plan] = {}
        self._wide: dict[int, _Plan] = {}

    async def add(self, session: AsyncSession, row: Mapping[str, Any]) -> Values | None:
        """Put one row in, now, and give what is returned of it, if it was put in."""
        found = await driver.behind(session)
        plan = self._plans.get(found.dialect.name) or self._compile(found.dialect)
        rows = await found.add(plan.sql, plan.values(row))
        return rows[0] if rows else None

    async def put(self, session: AsyncSession, rows: Sequence[Mapping[str, Any]]) -> None:
        """Put rows in, before the next look; no two of them may have one key."""
        if not rows:
            return
        found = await driver.behind(session)
        if found.dialect.name == "sqlite":
            plan = self._plans.get("sqlite") or self._compile(found.dialect)
            await found.put(plan.sql, [plan.values(row) for row in rows])
            return
        plan = self._wide.get(len(rows)) or self._compile_wide(found.dialect, len(rows))
        given = {
            f"row_{i}_{name}": row[name] for i, row in enumerate(rows) for name in self._columns
        }
        await found.put(plan.sql, [plan.values(given)])

    def _compile(self, dialect: Dialect) -> _Plan:
        insert = build_insert(dialect.name, self._table)
        given = {name: bindparam(name, type_=kind) for name, kind in self._types()}
        plan = self._plans[dialect.name] = _plan(self._meeting(insert.values(given)), dialect)
        return plan

    def _compile_wide(self, dialect: Dialect, count: int) -> _Plan:
        insert = build_insert(dialect.name, self._table)
        given = [
            {name: bindparam(f"row_{i}_{name}", type_=kind) for name, kind in self._types()}
            for i in range(count)
        ]
        plan = self._wide[count] = _plan(self._meeting(insert.values(given)), dialect)
        return plan

    def _types(self) -> Sequence[tuple[str, TypeEngine[Any]]]:
        columns = inspect(self._table).columns
        return [(name, columns[name].type) for name in self._columns]


def _plan(built: Any, dialect: Dialect) -> _Plan:  # noqa: ANN401 -- any statement
    compiled = built.compile(dialect=dialect)
    binds = [(name, compiled.binds[name]) for name in compiled.positiontup]
    return _Plan(
        sql=compiled.string,
        goes_in=[(name, _going_in(bind.type, dialect)) for name, bind in binds],
        comes_out=[_coming_out(column.type, dialect) for column in built.exported_columns],
        fixed={name: bind.value for name, bind in binds if not bind.required},
    )


def _going_in(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _coming_out(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    # Neither driver of ours needs to be told how the database calls the type.
    return kind.dialect_impl(dialect).result_processor(dialect, None)
