"""Which of a report's links may be the page on which it breaks."""

import re
from collections.abc import Sequence

from bot.domain.addresses import Pattern, ticket
from bot.domain.capture_text import ADDRESS, CODE, READ, said

_NEVER = re.compile(
    r"https?://(?:[^/@\s]{1,200}@)?(?:localhost|127\.0\.0\.1|\[::1\]"
    r"|(?:[\w-]{1,63}\.){0,4}(?:github|gitlab|bitbucket|atlassian|zendesk|usedesk|freshdesk"
    r"|youtrack|slack)\.(?:com|org|net|io|ru|cloud)"
    r"|(?:jira|gitlab|youtrack|redmine|helpdesk)\.[\w.-]{1,200})(?=[:/?#]|\Z)",
    re.IGNORECASE,
)
"""Where tickets, issues and code live, and the machine of whoever looks."""


def pages(text: str, links: Sequence[str], patterns: Sequence[Pattern]) -> tuple[str, ...]:
    """List the links that may lead to where it breaks.

    No ticket, issue or repository does, and nothing that stands only in code, a log or a traceback.
    """
    likely = [one for one in links if not _NEVER.match(one) and ticket(one, patterns) is None]
    if not likely:
        return ()
    written = _own_words(text)
    return tuple(one for one in likely if one in written or one not in text)


def _own_words(text: str) -> str:
    """Leave out code and logs; what is indented under a line of a log belongs to it."""
    kept = list[str]()
    is_log = False
    for line in CODE.sub("\n", text[:READ]).split("\n"):
        is_log = (is_log and line[:1].isspace()) or _is_log(line)
        if not is_log:
            kept.append(line)
    return "\n".join(kept)


def _is_log(line: str) -> bool:
    """Say whether nothing of a line is somebody's own words; its addresses stand for some."""
    return bool(line.strip()) and not said(ADDRESS.sub("it", line)).lines
