"""Which web addresses are a helpdesk's ticket or a tracker's issue."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import cache


class Kind(StrEnum):
    """Whose thing an address leads to."""

    TICKET = "ticket"
    """The helpdesk's."""
    ISSUE = "issue"
    """The tracker's."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """How the addresses of one system look.

    `shape` is an address without its scheme, in which `*` stands for anything but a slash and
    `{id}` for what the ticket or issue is called: `*.zendesk.com/agent/tickets/{id}`.
    """

    system: str
    kind: Kind
    shape: str


USUAL: tuple[Pattern, ...] = (
    Pattern("Zendesk", Kind.TICKET, "*.zendesk.com/agent/tickets/{id}"),
    Pattern("Zendesk", Kind.TICKET, "*.zendesk.com/tickets/{id}"),
    Pattern("Zendesk", Kind.TICKET, "*.zendesk.com/requests/{id}"),
    Pattern("Usedesk", Kind.TICKET, "secure.usedesk.ru/tickets/{id}"),
    Pattern("Usedesk", Kind.TICKET, "*.usedesk.ru/tickets/{id}"),
    Pattern("Usedesk", Kind.TICKET, "*.usedesk.com/tickets/{id}"),
    Pattern("Jira", Kind.ISSUE, "*.atlassian.net/browse/{id}"),
    Pattern("Jira", Kind.ISSUE, "jira.*/browse/{id}"),
    Pattern("GitHub", Kind.ISSUE, "github.com/*/*/issues/{id}"),
)


@dataclass(frozen=True, slots=True)
class Ticket:
    """An address that leads to a ticket or an issue, and what it is called there."""

    system: str
    kind: Kind
    id: str
    address: str


def ticket(address: str, patterns: Collection[Pattern]) -> Ticket | None:
    """Say which ticket or issue an address leads to, if it leads to one."""
    bare = address.partition("://")[2]
    for pattern in patterns:
        found = _compiled(pattern.shape).match(bare)
        if found is not None:
            return Ticket(pattern.system, pattern.kind, found["id"], address)
    return None


@cache
def _compiled(shape: str) -> re.Pattern[str]:
    """Make a pattern of a shape; what follows the id, such as a query, says nothing of it."""
    parts = (_SIGNS.get(part, re.escape(part)) for part in re.split(r"(\*|\{id\})", shape))
    return re.compile("".join(parts) + r"(?=[/?#]|\Z)", re.IGNORECASE)


_SIGNS = {"*": "[^/]{1,200}", "{id}": "(?P<id>[^/?#]{1,200})"}
