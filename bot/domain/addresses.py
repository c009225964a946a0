"""Which web addresses are a helpdesk's ticket or a tracker's issue."""

from dataclasses import dataclass
from enum import StrEnum


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
    Pattern("GitHub", Kind.ISSUE, "github.com/*/*/pull/{id}"),
)


@dataclass(frozen=True, slots=True)
class Ticket:
    """An address that leads to a ticket or an issue, and what it is called there."""

    system: str
    kind: Kind
    id: str
    address: str
