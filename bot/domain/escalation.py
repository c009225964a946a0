"""The escalation chain: whom to call, one step after the other, while nobody accepts a task."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.people import on_duty
from bot.domain.rules import Rules

Step = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """Whom the chain calls at an instant, if nobody accepts before."""

    at: datetime
    who: Step


def chain(rules: Rules) -> tuple[Step, ...]:
    """List the steps (DESIGN §1): on-duty administrator, each backup, then all managers at once.

    Who is an administrator too is not called once more as a manager. Who is away is passed by
    while somebody else is there.
    """
    managers = tuple(who for who in rules.managers if who not in rules.administrators)
    steps = (*((who,) for who in rules.administrators), managers)
    there = [tuple(who for who in step if who not in rules.away) for step in steps]
    return tuple(filter(None, there)) or tuple(filter(None, steps))


def last_to_call(rules: Rules) -> Step:
    """Name whom the chain ends with, beyond who is on duty: they are told when nothing else helped."""
    return tuple(who for who in chain(rules)[-1] if who != on_duty(rules))


def still_to_call(rules: Rules, called: Sequence[str], steps: int) -> tuple[Step, ...]:
    """List the steps that are left, after so many steps of this run have been called.

    `called` names everybody who was ever called, the last ones last. While the chain runs people
    go and come back, and the order changes: whoever is left is called, and nobody twice.
    """
    known = frozenset(called[len(called) - steps :] if steps else ())
    left = (tuple(who for who in step if who not in known) for step in chain(rules))
    return tuple(filter(None, left))
