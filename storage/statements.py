"""Statements that run at every request: compiled once, and run on the driver itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sqlalchemy import BindParameter, Dialect, bindparam, inspect, literal_column
from sqlalchemy.types import TypeEngine
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import driver
from storage.driver import Values
from storage.types import build_insert

AT_ONCE = 50
"""Rows in one statement on PostgreSQL."""

_ROW = "row_"

Convert = Callable[[Any], Any]
Meeting = Callable[[Any], Any]
"""Adds to an INSERT what happens ON CONFLICT."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """A statement in the words of one database, and how values go in and come out."""

    sql: str
    goes_in: Sequence[tuple[int, str, Convert | None]]
    comes_out: Sequence[Convert | None]
    fixed: Mapping[str, Any]

    def values(self, *rows: Mapping[str, Any]) -> Values:
        known = (*rows, self.fixed)
        return [
            known[i][name] if convert is None else convert(known[i][name])
            for i, name, convert in self.goes_in
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
        plan = self._plans[dialect.name] = _compiled(self._build(dialect.name), dialect)
        return plan


class Insertion:
    """Rows that are put into a table with these columns given; `fixed` ones stand in the SQL."""

    def __init__(
        self,
        table: type[SQLModel],
        columns: Sequence[str],
        meeting: Meeting = lambda insert: insert,
        fixed: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        self._table = table
        self._columns = columns
        self._meeting = meeting
        self._fixed: Mapping[str, Any] = {
            name: literal_column(str(number)) for name, number in fixed.items()
        }
        self._plans: dict[tuple[str, int], _Plan] = {}

    async def add(self, session: AsyncSession, row: Mapping[str, Any]) -> Values | None:
        """Put one row in, now, and give what is returned of it, if it was put in."""
        found = await driver.behind(session)
        plan = self._plan(found.dialect, 1)
        rows = await found.add(plan.sql, plan.values(row))
        return rows[0] if rows else None

    async def put(self, session: AsyncSession, rows: Sequence[Mapping[str, Any]]) -> None:
        """Put rows in, before the next look; no two of them may have one key."""
        if not rows:
            return
        found = await driver.behind(session)
        if found.dialect.name == "sqlite":
            plan = self._plan(found.dialect, 1)
            await found.put(plan.sql, [plan.values(row) for row in rows])
            return
        # Each statement is a journey to the server.
        for start in range(0, len(rows), AT_ONCE):
            some = rows[start : start + AT_ONCE]
            plan = self._plan(found.dialect, len(some))
            await found.put(plan.sql, [plan.values(*some)])

    def _plan(self, dialect: Dialect, rows: int) -> _Plan:
        plan = self._plans.get((dialect.name, rows))
        if plan is None:
            plan = self._plans[dialect.name, rows] = self._compile(dialect, rows)
        return plan

    def _compile(self, dialect: Dialect, rows: int) -> _Plan:
        types = [(name, inspect(self._table).columns[name].type) for name in self._columns]
        given = [
            {
                **{name: bindparam(f"{_ROW}{i}_{name}", type_=kind) for name, kind in types},
                **self._fixed,
            }
            for i in range(rows)
        ]
        insert = build_insert(dialect.name, self._table)
        return _compiled(self._meeting(insert.values(given)), dialect)


def _compiled(built: Any, dialect: Dialect) -> _Plan:  # noqa: ANN401 -- any statement
    compiled = built.compile(dialect=dialect)
    binds = [(name, compiled.binds[name]) for name in compiled.positiontup]
    return _Plan(
        sql=compiled.string,
        goes_in=[(*_place(name, bind), _going_in(bind.type, dialect)) for name, bind in binds],
        comes_out=[_coming_out(column.type, dialect) for column in built.exported_columns],
        fixed={name: bind.value for name, bind in binds if not bind.required},
    )


def _place(name: str, bind: BindParameter[Any]) -> tuple[int, str]:
    """Say in which of the rows that are given a value is, and under which name."""
    if not bind.required:
        return -1, name
    if not name.startswith(_ROW):
        return 0, name
    row, _, column = name.removeprefix(_ROW).partition("_")
    return int(row), column


def _going_in(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _coming_out(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    # Neither driver of ours needs to be told how the database calls the type.
    return kind.dialect_impl(dialect).result_processor(dialect, None)
