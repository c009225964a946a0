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

    A customer counts once, however many tickets came from them; a ticket alone counts by itself.
    """
    known = {_same(own)}
    for customer, ticket in named:
        known.add(_same(customer) if customer else f"ticket {_same(ticket)}")
    return len(known - {_same(own)})


def is_known(own: str | None, named: Iterable[Named], new: Named) -> bool:
    """Whether nothing is new in what is said: the same customer and ticket, or the task's own."""
    pair = (_same(new[0]), _same(new[1]))
    return pair in {(_same(own), ""), *((_same(one), _same(other)) for one, other in named)}


def _same(name: str | None) -> str:
    """Bring what means the same to one spelling."""
    return " ".join((name or "").split()).casefold()
