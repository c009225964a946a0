"""Spans as the team writes them: `30m`, `2d`. What a day is, a clock decides (working_hours)."""

import re
from dataclasses import dataclass
from typing import Literal, Self, get_args

Unit = Literal["s", "m", "h", "d"]

LONGEST_DAYS = 366
HOW_TO_WRITE = (
    f"write a whole number and s, m, h or d, such as 30m or 2d, from 1s to {LONGEST_DAYS}d"
)
SECONDS: dict[Unit, int] = {"s": 1, "m": 60, "h": 3600, "d": 86400}

_WRITTEN = re.compile(r"([0-9]{1,9})([smhd])")


@dataclass(frozen=True, slots=True)
class Duration:
    """A number of seconds, minutes, hours or days, kept as it was written."""

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        """Refuse what no deadline can be counted from: nothing, or more than a year."""
        if self.unit not in get_args(Unit) or not 0 < self.amount * SECONDS[self.unit] <= _LONGEST:
            raise ValueError(_cure(f"{self.amount}{self.unit}"))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2d` or `30m`; raise ValueError with a sentence that says what to write."""
        written = _WRITTEN.fullmatch(text.strip())
        if written is None:
            raise ValueError(_cure(text))
        amount, unit = written.groups()
        return cls(int(amount), next(one for one in get_args(Unit) if one == unit))

    def __str__(self) -> str:  # type: ignore[explicit-override]  # typing.override is Python 3.12
        return f"{self.amount}{self.unit}"


_LONGEST = LONGEST_DAYS * SECONDS["d"]


def _cure(text: str) -> str:
    return f"{text!r} is no duration: {HOW_TO_WRITE}"
