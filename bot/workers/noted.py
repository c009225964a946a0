"""What a notice is made from that is about no single task."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.domain.rules import Rules
from bot.services.desk import Desk
from bot.views.scene import Message, Reader
from storage.outbox import Row


@dataclass(frozen=True, slots=True)
class Noted:
    """The rules, whom the notice names, and how it is worded for its reader."""

    rules: Rules
    wording: Callable[[Reader], Message]
    people: frozenset[str] = field(default_factory=frozenset)


Read = Callable[[Desk, Row], Awaitable[Noted | None]]
"""Reads what a notice tells of; None when there is nothing to say any more."""
