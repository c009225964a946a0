"""What a figure is: rounds of a subject beside its reference, and the one number they come to."""

import sys
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from statistics import median

ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Samples:
    """One thing that was measured, once in each round."""

    what: str
    unit: str
    values: Sequence[float]

    def line(self) -> str:
        """Say the least, the middle and the most of it."""
        least, middle, most = min(self.values), median(self.values), max(self.values)
        return f"  {self.what:<44} {least:>9.2f} {middle:>9.2f} {most:>9.2f} {self.unit}"


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: its name, its number, and what it was made of."""

    name: str
    value: float
    of: Sequence[Samples] = field(default_factory=tuple)

    def show(self) -> None:
        """Print what was measured."""
        say(f"{self.name} = {self.value:.3g}")
        say(f"  {'':<44} {'min':>9} {'median':>9} {'max':>9}")
        for samples in self.of:
            say(samples.line())


Bench = Callable[[], Awaitable[Sequence[Figure]]]


def ratio(name: str, subject: Samples, reference: Samples) -> Figure:
    """Compare round by round: what disturbs the machine for a while disturbs both of a round."""
    pairs = zip(subject.values, reference.values, strict=True)
    ratios = [ours / theirs for ours, theirs in pairs]
    of = (subject, reference, Samples("subject / reference", "", ratios))
    return Figure(name, median(ratios), of)


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
