"""What `/critical customers` answers."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.customers import Customer
from bot.views import texts
from bot.views.blocks import section, sections
from bot.views.board import row
from bot.views.customers import everything, named
from bot.views.scene import Message, Reader
from storage.tasks import Task

GUESSES = 5

_HOW = "`/critical customers find acme` tells all that is known of one."
_NONE = (
    "Nobody has told me of a customer yet. Whoever runs me does: "
    "`python -m bot customers import customers.csv`, or *customers* in the team's rules."
)


def overview(customers: int, open_of_vips: int, open_with_custom_code: int) -> Message:
    """Say how many customers there are, and how many open tasks are of special ones."""
    if not customers:
        return Message(texts.as_plain(_NONE), [section(_NONE)])
    head = f"Customers: {customers}"
    counted = (
        f"Open tasks of VIPs: {open_of_vips}",
        f"Open tasks of customers with custom code: {open_with_custom_code}",
    )
    return Message(
        f"{head}. {'. '.join(counted)}.", [section("\n".join([f"*{head}*", *counted, _HOW]))]
    )


def one(
    customer: Customer, tasks: Sequence[Task], reader: Reader, now: datetime, *, is_more: bool
) -> Message:
    """Tell all that is known of a customer, and what of theirs is open."""
    count = f"more than {len(tasks)}" if is_more else str(len(tasks))
    open_ = f"Open tasks: {count}" if tasks else "No task of theirs is open."
    shown = [
        *sections([f"*{named(customer)}*", *everything(customer, reader)]),
        section(f"*{open_}*" if tasks else open_),
        *(section(texts.clip(row(task, reader, now), 600)) for task in tasks),
    ]
    return Message(texts.as_notification(f"{named(customer)}. {open_}"), shown)


def several(typed: str, customers: Sequence[Customer], total: int) -> Message:
    """List who may be meant."""
    head = f"{total} customers fit {texts.quoted(typed, 100)}"
    more = f"and {total - len(customers)} more: type more of the name."
    lines = [*map(named, customers), *([more] if total > len(customers) else [_HOW])]
    return Message(
        texts.clip(texts.as_notification(f"{head}: {', '.join(map(named, customers))}"), 600),
        sections([f"*{head}*", *lines]),
    )


def nobody(typed: str, near: Sequence[Customer]) -> Message:
    """Say that nobody is called so, and who is called something like it."""
    what = f"No customer is called {texts.quoted(typed, 100)}."
    names = [named(customer) for customer in near]
    meant = f" Did you mean {texts.listed(names, 'or')}?" if names else f" {_HOW}"
    return Message(texts.clip(texts.as_notification(what + meant), 600), [section(what + meant)])
