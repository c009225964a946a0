"""Statements that run at every request: compiled once, and run on the driver itself."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Dialect
from sqlalchemy.types import TypeEngine
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import driver
from storage.driver import Values

Convert = Callable[[Any], Any]


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
    """A statement whose parameters are known by name; `build` makes it for a kind of database.

    `columns` names the parameters of an INSERT that has no VALUES of its own.
    """

    def __init__(self, build: Callable[[str], Any], columns: Sequence[str] | None = None) -> None:
        self._build = build
        self._columns = columns
        self._plans: dict[str, _Plan] = {}

    async def fetch(self, session: AsyncSession, given: Mapping[str, Any]) -> Sequence[Values]:
        """Run it in the session's transaction, and give the rows that it returns."""
        found = await driver.behind(session)
        plan = self._plan(found.dialect)
        return [plan.row(row) for row in await found.fetch(plan.sql, plan.values(given))]

    async def find(self, session: AsyncSession, given: Mapping[str, Any]) -> Values | None:
        """Run it, and give the first row that it returns, if any."""
        rows = await self.fetch(session, given)
        return rows[0] if rows else None

    async def run_each(self, session: AsyncSession, rows: Iterable[Mapping[str, Any]]) -> None:
        """Run it once for each of the rows, in one go."""
        found = await driver.behind(session)
        plan = self._plan(found.dialect)
        if values := [plan.values(row) for row in rows]:
            await found.run_each(plan.sql, values)

    def _plan(self, dialect: Dialect) -> _Plan:
        plan = self._plans.get(dialect.name)
        if plan is None:
            plan = self._plans[dialect.name] = self._compile(dialect)
        return plan

    def _compile(self, dialect: Dialect) -> _Plan:
        built = self._build(dialect.name)
        compiled = built.compile(dialect=dialect, column_keys=self._columns)
        goes_in = [
            (name, _going_in(compiled.binds[name].type, dialect)) for name in compiled.positiontup
        ]
        comes_out = [_coming_out(column.type, dialect) for column in built.exported_columns]
        fixed = {name: bind.value for name, bind in compiled.binds.items() if not bind.required}
        return _Plan(compiled.string, goes_in, comes_out, fixed)


def _going_in(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _coming_out(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    # Neither driver of ours needs to be told how the database calls the type.
    return kind.dialect_impl(dialect).result_processor(dialect, None)
