"""Refusals: what the rules do not allow, as facts. `bot/views/refusals.py` finds the words."""

# ruff: noqa: N818 - a refusal is named for what was refused; it is not a failure

from dataclasses import dataclass
from datetime import datetime


class UserError(Exception):
    """A refusal that a person reads. It carries facts as attributes and no words."""


@dataclass(eq=False)
class PastDeadline(UserError):
    """The deadline that was asked for (`at`) is not after `now`; both are UTC."""

    at: datetime
    now: datetime


@dataclass(eq=False)
class MissingDeadline(UserError):
    """The choice was "exactly", but no date and time came with it."""
