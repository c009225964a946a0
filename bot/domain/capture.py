"""What a report says, as far as it is beyond doubt: whom, what, how many, since when, until when.

No network and no model: patterns that match in linear time, and names that are known. What is not
sure stays empty; it is asked for later. What is quoted as code, a log or an address is not read.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.addresses import USUAL, Pattern, Ticket
from bot.domain.applications import Application
from bot.domain.capture_addresses import tickets_in
from bot.domain.capture_counts import how_many
from bot.domain.capture_dates import since_of, warm, wished_of
from bot.domain.capture_names import customers_of
from bot.domain.capture_nothing import is_of_the_world, is_over, is_small_talk
from bot.domain.capture_parts import parts_of
from bot.domain.capture_people import developer_of
from bot.domain.capture_severity import severity_of
from bot.domain.capture_text import said
from bot.domain.markup import links
from bot.domain.severity import Severity

__all__ = ["Captured", "Known", "Named", "read", "warm"]


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something that has a name: a customer, a developer (`key` is the Slack id)."""

    key: str
    name: str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What names a report may use, and how addresses of tickets look."""

    customers: tuple[Named, ...] = ()
    applications: tuple[Application, ...] = ()
    developers: tuple[Named, ...] = ()
    addresses: tuple[Pattern, ...] = USUAL


@dataclass(frozen=True, slots=True)
class Captured:
    """What was read; None and () where the text does not say, or not beyond doubt.

    `customer` is a name as it is known, `maybe_customers` such names to choose from, `application`
    a key, `component` a name, `developer` a Slack id. `how_many` is one of "all customers",
    "several customers", "one customer", "all users", "several users", "one user", "7 users",
    "7 customers". `since` and `wished` are instants in UTC.
    """

    severity: Severity | None = None
    customer: str | None = None
    maybe_customers: tuple[str, ...] = ()
    application: str | None = None
    component: str | None = None
    how_many: str | None = None
    since: datetime | None = None
    wished: datetime | None = None
    links: tuple[str, ...] = ()
    tickets: tuple[Ticket, ...] = ()
    developer: str | None = None


def read(
    text: str,
    known: Known,
    written_at: datetime,
    zone: ZoneInfo,
    mentioned: Collection[str] = (),
) -> Captured:
    """Read a report that was `written_at` by somebody who lives in `zone`.

    `mentioned` are the Slack ids that it marks up; a developer among them is wished for.
    """
    told = said(text)
    found = links(text)
    customer, maybe = customers_of(told, known.customers, found)
    application, component = parts_of(told, known.applications)
    captured = Captured(
        severity=severity_of(told.own),
        customer=customer,
        maybe_customers=maybe,
        application=application,
        component=component,
        how_many=how_many(told.all),
        since=since_of(told.all, written_at, zone),
        wished=wished_of(told.all, written_at, zone),
        links=found,
        tickets=tickets_in(found, known.addresses),
        developer=developer_of(told, known.developers, mentioned),
    )
    return captured if captured.severity else _without_loose_talk(captured, told.all)


def _without_loose_talk(captured: Captured, text: str) -> Captured:
    """Leave out what a text without a severity counts, dates or names if it tells of no trouble."""
    is_of_a_part = captured.application is not None or bool(captured.tickets)
    is_named = captured.customer is not None or bool(captured.maybe_customers)
    if is_named and not is_of_a_part and is_of_the_world(text):
        captured = replace(captured, customer=None, maybe_customers=())
    if not (captured.how_many or captured.since or captured.wished):
        return captured
    if is_over(text) or (not is_of_a_part and is_small_talk(text)):
        return replace(captured, how_many=None, since=None, wished=None)
    return captured
