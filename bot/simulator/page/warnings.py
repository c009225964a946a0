"""What a warning sign says to the person who sees it."""

import re

UNHEARD = re.compile(r"(?P<what>\S+) was not acknowledged: (?P<reason>\S+)")
LATE = frozenset({"http_timeout", "timeout"})


def worded(text: str, app: str) -> str:
    """The warning in words for people; the log has the rest."""
    unheard = UNHEARD.fullmatch(text)
    if unheard is None:
        return text
    what = unheard["what"] if unheard["what"].startswith("/") else "That"
    why = "did not answer in time" if unheard["reason"] in LATE else "could not be reached"
    return f"{what} did not work: {app} {why}. Try it again in a moment."
