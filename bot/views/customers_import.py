"""The words of `customers import` on the command line."""

from collections.abc import Iterator

NOTHING = "Nothing to change."
EMPTY = "There is no customer in it."


def too_large(file: str, mebibytes: int) -> str:
    """Say that a file is larger than any list of customers."""
    return f"{file} is larger than {mebibytes} MiB. Import it in parts."


def done(new: int, changed: int, unchanged: int) -> Iterator[str]:
    """Say what came of an import."""
    if not new and not changed:
        yield NOTHING if unchanged else EMPTY
    yield f"{_counted(new)} new, {changed} changed, {unchanged} unchanged."


def of_rules(count: int) -> str:
    """Say that the team's rules hold."""
    if count == 1:
        return "1 customer of the file is in the team's rules, too, and stays as the rules say."
    return f"{count} customers of the file are in the team's rules, too, and stay as the rules say."


def others(count: int) -> str:
    """Say that nobody is taken out by an import."""
    stay = "stays as it is" if count == 1 else "stay as they are"
    return f"{_counted(count)} that the file does not name {stay}."


def _counted(count: int) -> str:
    return f"{count} customer{'' if count == 1 else 's'}"
