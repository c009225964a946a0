"""Column types that read back what was written, on SQLite and on PostgreSQL alike."""

from datetime import UTC, datetime
from enum import IntEnum, StrEnum
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, SmallInteger, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession
from typing_extensions import override


class UtcDateTime(TypeDecorator[datetime]):
    """An instant in UTC. SQLite drops the zone in silence, so a naive value is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            msg = "an instant needs its zone"
            raise ValueError(msg)
        return value.astimezone(UTC)

    @override
    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=value.tzinfo or UTC).astimezone(UTC)


class Word(TypeDecorator[StrEnum]):
    """A word of a closed set, stored as text: a new word needs no migration."""

    impl = String(32)
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words

    @override
    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        return None if value is None else self.words(value)


class Grade(TypeDecorator[IntEnum]):
    """A number of a closed set."""

    impl = SmallInteger()
    cache_ok = True

    def __init__(self, grades: type[IntEnum]) -> None:
        super().__init__()
        self.grades = grades

    @override
    def process_bind_param(self, value: IntEnum | None, dialect: Dialect) -> int | None:
        return None if value is None else int(value)

    @override
    def process_result_value(self, value: int | None, dialect: Dialect) -> IntEnum | None:
        return None if value is None else self.grades(value)


def document() -> Any:  # noqa: ANN401 -- SQLAlchemy's own type for a variant is Any
    """Make the type of a JSON column. Nested changes are not noticed: assign anew."""
    return JSON().with_variant(JSONB(), "postgresql")


def build_insert(backend: str, table: type[SQLModel]) -> Any:  # noqa: ANN401 -- two dialects
    """Begin an INSERT that may say what happens ON CONFLICT, in the words of the database."""
    return sqlite_insert(table) if backend == "sqlite" else postgres_insert(table)


def backend_of(session: AsyncSession) -> str:
    """Name the database behind a session."""
    return session.get_bind().dialect.name
