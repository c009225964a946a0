"""Keeping customers: those of the team's rules, and those that are imported."""

from array import array
from collections.abc import AsyncIterator, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.customers import Customer, folded
from storage import customer_changes as changes
from storage import customers as storage
from storage.customer_keys import KeyRow, numbers_of
from storage.customers import Kept
from storage.engine import Database

T = TypeVar("T")

AT_ONCE = 2_000
"""Customers that are put in with one call."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import, in customers."""

    new: int
    changed: int
    unchanged: int
    of_rules: int
    """Those that the file names and the team's rules do, too: the rules hold."""
    others: int
    """Those that are there and that the file does not name."""


@dataclass(frozen=True, slots=True)
class _Written:
    """A customer to be put in, and the row whose place they take, if there is one."""

    customer: Customer
    before: Kept | None = None


@dataclass(slots=True)
class _Plan:
    """What differs between what is there and what is to be."""

    written: list[_Written] = field(default_factory=list)
    gone: list[Kept] = field(default_factory=list)
    unchanged: int = 0
    of_rules: int = 0
    others: int = 0


async def import_(
    database: Database, customers: Sequence[Customer], given: Collection[str]
) -> Imported:
    """Put customers in, or change them, all or nothing; of those there are, `given` is changed.

    `given` are the names of fields. A customer of the team's rules stays as the rules say, and
    who is not among these stays as they are.
    """
    wanted = {folded(one.name): one for one in customers}
    async with database.read() as session:
        ahead = await _compare(session, wanted, given)
    if not ahead.written:
        return _told(ahead)
    # What they are found by takes longest to say: nobody else has to wait for that.
    known = {folded(one.customer.name): _numbers(one.customer) for one in ahead.written}
    async with database.write() as session:
        await changes.hold(session)
        plan = await _compare(session, wanted, given)
        await _write(session, plan, known, is_of_rules=False)
    return _told(plan)


async def keep_of_rules(session: AsyncSession, customers: Sequence[Customer]) -> None:
    """Let the customers of the rules be these; who was imported by that name is theirs from now."""
    await changes.hold(session)
    plan, left = _Plan(), {folded(one.name): one for one in customers}
    for row in await changes.list_of_rules(session, tuple(left)):
        customer = left.pop(folded(row.customer.name), None)
        if customer is None:
            plan.gone.append(row)
        elif not (row.is_of_rules and row.customer == customer):
            plan.written.append(_Written(customer, row))
    plan.written += [_Written(customer) for customer in left.values()]
    await _write(session, plan, {}, is_of_rules=True)


async def _compare(
    session: AsyncSession, wanted: Mapping[str, Customer], given: Collection[str]
) -> _Plan:
    plan, left = _Plan(), dict(wanted)
    async for row in _all(session):
        customer = left.pop(folded(row.customer.name), None)
        if customer is None:
            plan.others += 1
        elif row.is_of_rules:
            plan.of_rules += 1
        else:
            _note(plan, row, customer, given)
    plan.written += [_Written(customer) for customer in left.values()]
    return plan


def _told(plan: _Plan) -> Imported:
    changed = sum(one.before is not None for one in plan.written)
    new = len(plan.written) - changed
    return Imported(new, changed, plan.unchanged, plan.of_rules, plan.others)


async def _all(session: AsyncSession) -> AsyncIterator[Kept]:
    last = 0
    while page := await changes.list_page(session, last):
        last = page[-1].number
        for row in page:
            yield row


def _note(plan: _Plan, row: Kept, customer: Customer, given: Collection[str]) -> None:
    known = row.customer
    told = replace(known, **{name: getattr(customer, name) for name in given})
    if told == known:
        plan.unchanged += 1
    else:
        plan.written.append(_Written(told, row))


async def _write(
    session: AsyncSession, plan: _Plan, known: Mapping[str, "array[int]"], *, is_of_rules: bool
) -> None:
    """Write what differs; a row that changes is taken out and put in again with its number."""
    if not plan.written and not plan.gone:
        return
    # Asked before the rows are taken out that come again with their numbers.
    number = await changes.find_last(session)
    rows = [*plan.gone, *(one.before for one in plan.written if one.before is not None)]
    for some in _portions(rows):
        before = ((row.number, _numbers(row.customer)) for row in some)
        await changes.remove(session, [row.number for row in some], _keys(before))
    for part in _portions(plan.written):
        numbered = list[tuple[int, Customer]]()
        for one in part:
            number += one.before is None
            numbered.append((one.before.number if one.before else number, one.customer))
        values = [
            {"id": id_, **storage.values(who, is_of_rules=is_of_rules)} for id_, who in numbered
        ]
        found = ((id_, known.get(folded(who.name)) or _numbers(who)) for id_, who in numbered)
        await changes.put(session, values, _keys(found))
    concerned = {folded(row.customer.name) for row in rows} | {
        folded(one.customer.name) for one in plan.written
    }
    await changes.settle(session, concerned)


def _numbers(customer: Customer) -> "array[int]":
    return array("Q", numbers_of(customer.name, customer.synonyms))


def _keys(customers: Iterable[tuple[int, Iterable[int]]]) -> list[KeyRow]:
    return [KeyRow(key, number) for number, keys in customers for key in keys]


def _portions(items: Sequence[T]) -> Iterable[Sequence[T]]:
    return (items[start : start + AT_ONCE] for start in range(0, len(items), AT_ONCE))
