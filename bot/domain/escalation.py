"""The escalation chain: whom to call, one step after the other, while nobody accepts a task."""

from bot.domain.rules import Rules


def chain(rules: Rules) -> tuple[tuple[str, ...], ...]:
    """List the steps (DESIGN §1): on-duty administrator, each backup, then all managers at once.

    Who is an administrator too is not called once more as a manager.
    """
    managers = tuple(who for who in rules.managers if who not in rules.administrators)
    steps = tuple((who,) for who in rules.administrators)
    return (*steps, managers) if managers else steps
