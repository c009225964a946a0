"""What every request asks first, in as few journeys as can be: is it new, and which rules hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import String, bindparam, func
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import people, requests, rules
from storage.requests import RequestKey
from storage.statements import Statement
from storage.types import UtcDateTime, backend_of


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether a request was not carried out before, and the version of the rules in force."""

    is_new: bool
    version: int | None


async def claim(
    session: AsyncSession, keys: Sequence[str], now: datetime, held: str | None = None
) -> Opening:
    """Take a request for this transaction; whoever is `held` writes nothing else until it ends."""
    if backend_of(session) == "sqlite":
        is_new = await requests.claim(session, keys, now)
        return Opening(is_new, await rules.find_version(session))
    ((taken, version, _),) = await _CLAIM.fetch(session, {"keys": keys, "now": now, "held": held})
    return Opening(taken == len(keys), version)


def _claim(_backend: str) -> Any:  # noqa: ANN401 -- a select
    """Build the statement for PostgreSQL, which can put in and look at once."""
    key = func.unnest(bindparam("keys", type_=ARRAY(String, dimensions=1)))
    given = select(key, bindparam("now", type_=UtcDateTime()))
    put = insert(RequestKey).from_select(["key", "at"], given).on_conflict_do_nothing()
    taken = put.returning(col(RequestKey.key)).cte("taken")
    count = select(func.count()).select_from(taken)
    return select(count.scalar_subquery(), rules.VERSION.scalar_subquery(), people.lock())


_CLAIM = Statement(_claim)
