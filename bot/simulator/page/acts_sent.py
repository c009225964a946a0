"""What the page sent with an act, read with care: anything else than agreed is nonsense."""

from dataclasses import dataclass

from bot.simulator.shapes import Json

LONGEST_TEXT = 12_000
LONGEST_NAME = 200
MOST_NAMES = 100
CONTROL = {code: None for code in range(32) if chr(code) not in "\n\t"} | {127: None}
"""What no keyboard types, and no database takes."""


class NonsenseError(Exception):
    """The page never sends this; the message is a sentence."""


class RefusedError(Exception):
    """A person asked for what cannot be done; the message tells them why."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One act as it was sent."""

    json: Json

    def name(self, key: str) -> str:
        """A short text that must be there: an id, a name."""
        found = self.json.get(key)
        if not isinstance(found, str) or not 0 < len(found) <= LONGEST_NAME:
            message = f"“{key}” has to be a short text."
            raise NonsenseError(message)
        return found

    def optional_name(self, key: str) -> str | None:
        """A short text, or None."""
        return self.name(key) if self.json.get(key) is not None else None

    def text(self, key: str) -> str:
        """What somebody typed, without the blanks around it."""
        return self.typed(key).strip()

    def typed(self, key: str) -> str:
        """What somebody typed, without its control characters."""
        found = self.json.get(key, "")
        if not isinstance(found, str):
            message = f"“{key}” has to be a text."
            raise NonsenseError(message)
        if len(found) > LONGEST_TEXT:
            message = f"That is too long: {len(found)} characters, {LONGEST_TEXT} are the most."
            raise RefusedError(message)
        return found.replace("\r\n", "\n").translate(CONTROL)

    def flag(self, key: str) -> bool:
        """True or false; false if nothing was said."""
        found = self.json.get(key, False)
        if not isinstance(found, bool):
            message = f"“{key}” has to be true or false."
            raise NonsenseError(message)
        return found

    def names(self, key: str) -> list[str]:
        """A list of ids; empty if there is none."""
        found = self.json.get(key)
        if not isinstance(found, list | None):
            message = f"“{key}” has to be a list."
            raise NonsenseError(message)
        found = found or []
        if len(found) > MOST_NAMES or not all(isinstance(name, str) for name in found):
            message = f"“{key}” has to be a list of at most {MOST_NAMES} ids."
            raise NonsenseError(message)
        return found

    def inner(self, key: str) -> "Sent":
        """An object inside."""
        found = self.json.get(key)
        if not isinstance(found, dict):
            message = f"“{key}” has to be an object."
            raise NonsenseError(message)
        return Sent(found)

    def number(self, key: str, default: int, most: int) -> int:
        """A whole number from one on."""
        found = self.json.get(key, default)
        if not isinstance(found, int) or isinstance(found, bool) or not 1 <= found <= most:
            message = f"“{key}” has to be a number from 1 to {most}."
            raise NonsenseError(message)
        return found
