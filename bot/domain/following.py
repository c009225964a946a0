"""Following a task, and counting whom else it affects."""

from collections.abc import Iterable
from enum import StrEnum


class Part(StrEnum):
    """How somebody stands to a task after they asked to follow it, or not to."""

    FOLLOWS_NOW = "follows_now"
    FOLLOWS_ALREADY = "follows_already"
    RAISED_IT = "raised_it"
    FOLLOWS_NO_MORE = "follows_no_more"
    FOLLOWED_NOT = "followed_not"


Named = tuple[str | None, str | None]
"""A customer and a ticket of theirs; at least one of the two."""


def others(own: str | None, named: Iterable[Named]) -> int:
    """Count whom a task affects beside its own customer.

    A customer counts once, however many tickets came from them; a ticket alone counts by itself,
    as long as nobody says from whom it came.
    """
    pairs = [(_same(customer), _same(ticket)) for customer, ticket in named]
    customers = {customer for customer, _ in pairs if customer}
    of_customers = {ticket for customer, ticket in pairs if customer}
    alone = {ticket for customer, ticket in pairs if not customer}
    return len(customers - {_same(own)}) + len(alone - of_customers)


def is_known(own: str | None, named: Iterable[Named], new: Named) -> bool:
    """Whether nothing is new in what is said.

    That is the task's own customer, a customer without a ticket who is there with one or without,
    a ticket that is there with the same customer, or one without a customer that is there at all.
    """
    customer, ticket = _same(new[0]), _same(new[1])
    pairs = {(_same(own), ""), *((_same(one), _same(other)) for one, other in named)}
    if not ticket:
        return customer in {one for one, _ in pairs}
    if not customer:
        return ticket in {other for _, other in pairs}
    return (customer, ticket) in pairs


def _same(name: str | None) -> str:
    """Bring what means the same to one spelling."""
    return " ".join((name or "").split()).casefold()
