"""Notices that are about no single task: what stands behind each is read when it is sent."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from bot.domain.rules import Rules
from bot.services.desk import Desk
from bot.views.scene import Message, Reader
from storage.outbox import Row


@dataclass(frozen=True, slots=True)
class Noted:
    """What a notice is made from: the rules, whom it names, and how it is worded for its reader."""

    rules: Rules
    wording: Callable[[Reader], Message]
    people: frozenset[str] = field(default_factory=frozenset)


Read = Callable[[Desk, Row], Awaitable[Noted | None]]
"""Reads what a notice tells of; None when there is nothing to say any more."""

NOTES: Mapping[str, Read] = {}
"""By the word that the subject of the row begins with."""


async def read(desk: Desk, row: Row) -> Noted | None:
    """Read what the row's notice tells of."""
    return await NOTES[row.subject.partition(":")[0]](desk, row)
