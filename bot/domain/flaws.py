"""What is wrong in a file that somebody wrote."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong; `where` is the key or column, empty for the line or file as a whole."""

    line: int
    where: str
    what: str
    cure: str
