"""Whom a task is about: a customer, and the code that was written for them alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Importance(StrEnum):
    """How much the team's own side cares about a customer."""

    VIP = "vip"
    NORMAL = "normal"


@dataclass(frozen=True, slots=True)
class CustomCode:
    """Code that only this customer has: what it does, where it is, and who knows it (Slack ids)."""

    does: str = ""
    test_site: str | None = None
    source: str | None = None
    documents: tuple[str, ...] = ()
    known_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Customer:
    """Whom a task is about; `links` go from a name such as "test site" to an address."""

    name: str
    importance: Importance | None = None
    custom_code: CustomCode | None = None
    links: Mapping[str, str] = field(default_factory=dict)
    notes: str = ""
    synonyms: tuple[str, ...] = ()
    helpdesk_id: str | None = None
    time_zone: str | None = None


def folded(name: str) -> str:
    """Bring spellings of one name together: case and blanks make no other customer."""
    return " ".join(name.split()).casefold()
