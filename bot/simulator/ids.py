"""Ids and timestamps as Slack makes them, the same on every run."""

from random import Random

from bot.simulator.clock import Clock

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
MICROSECONDS = 1_000_000
STEP = 100


class Ids:
    """Makes ids; `ts` values are unique, increasing and formed from the clock."""

    def __init__(self, clock: Clock, random: Random) -> None:
        self._clock = clock
        self._random = random
        self._last = 0

    def new(self, prefix: str) -> str:
        """A fresh id such as `C07K2M9QXAB`."""
        return f"{prefix}0" + "".join(self._random.choices(ALPHABET, k=9))

    def ts(self) -> str:
        """The next timestamp, such as `1700000000.000100`."""
        now = int(self._clock.now().timestamp() * MICROSECONDS)
        self._last = max(now - now % STEP + STEP, self._last + STEP)
        return f"{self._last // MICROSECONDS}.{self._last % MICROSECONDS:06d}"

    def secret(self, length: int = 24) -> str:
        """Random lower-case letters for URLs and triggers."""
        return "".join(self._random.choices(ALPHABET.lower(), k=length))

    def trigger(self) -> str:
        """A fresh `trigger_id`."""
        number = self._random.randrange
        return f"{number(10**12)}.{number(10**12)}.{self.secret(32)}"

    def envelope(self) -> str:
        """A fresh `envelope_id`, in the form of a UUID."""
        digits = f"{self._random.getrandbits(128):032x}"
        cuts = (digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:])
        return "-".join(cuts)
