"""Which links lead to a helpdesk's ticket or a tracker's issue, and what it is called there."""

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.domain.addresses import Pattern, Ticket

_SCHEME = re.compile(r"https?://(?:[^/@\s]{1,200}@)?", re.IGNORECASE)
_PIECES = re.compile(r"(\*|\{id\})")
_ID = r"(?P<id>[^/?#\s&]{1,100})"
_END = r"(?:[/?#].*)?"


def tickets_in(links: Sequence[str], patterns: Sequence[Pattern]) -> tuple[Ticket, ...]:
    """Give the tickets and issues among links, each once and in order."""
    found = (_ticket(link, pattern) for link in links for pattern in patterns)
    by_thing = dict[tuple[str, str], Ticket]()
    for ticket in found:
        if ticket is not None:
            by_thing.setdefault((ticket.system, ticket.address), ticket)
    return tuple(by_thing.values())


def _ticket(link: str, pattern: Pattern) -> Ticket | None:
    address = _SCHEME.sub("", link, count=1)
    found = _compiled(pattern.shape).fullmatch(address[:2_000])
    if found is None:
        return None
    return Ticket(pattern.system, pattern.kind, found["id"], link)


@lru_cache(maxsize=256)
def _compiled(shape: str) -> re.Pattern[str]:
    """Turn a shape into a pattern; `*` is anything but a slash, what follows the shape is left."""
    named = False
    parts = list[str]()
    for piece in _PIECES.split(shape.rstrip("/")):
        if piece == "{id}":
            parts.append(_ID if not named else r"[^/?#\s]{1,100}")
            named = True
        else:
            parts.append(r"[^/?#\s]{1,200}" if piece == "*" else re.escape(piece))
    return re.compile("".join(parts) + ("" if named else r"(?P<id>)") + _END, re.IGNORECASE)
