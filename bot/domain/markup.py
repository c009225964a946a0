r"""What a person typed in Slack, as plain text and facts.

Slack escapes `&`, `<` and `>` and writes everything else that it knows as `<…>`: people, channels,
groups, dates, addresses. Each pattern here matches in linear time, whatever was pasted.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import islice

from bot.domain import greetings

TITLE_LENGTH = 80
GREETED = 10
"""Lines that may go by before somebody comes to the point."""

_MARKUP = re.compile(r"<([^<>]*)>|&(amp|lt|gt);")
_ESCAPED = re.compile(r"&(amp|lt|gt);")
_ESCAPES = {"amp": "&", "lt": "<", "gt": ">"}
_MENTION = re.compile(r"[@#][A-Z0-9]+", re.ASCII)
_GROUP = re.compile(r"!subteam\^([A-Z0-9]+)", re.ASCII)
_BROADCASTS = ("!channel", "!here", "!everyone")
_ADDRESS = re.compile(r"([a-z][a-z0-9+.-]{1,19}):\S+", re.IGNORECASE | re.ASCII)
_SILENT_SCHEMES = ("mailto", "tel")
_LEADING = re.compile(r"\A(?:https?://|mailto:|tel:)", re.IGNORECASE)
_LINK = re.compile(r"<(https?://[^<>|\s]+)(?:\|[^<>]*)?>|https?://[^\s<>]+", re.IGNORECASE)
_SCHEME_ONLY = re.compile(r"https?:/*", re.IGNORECASE)
_ASKED = re.compile(r"\s{0,99}\?\s{0,99}<@([UW][A-Z0-9]{1,30})(?:\|[^<>]*)?>[\s,:]{0,99}", re.ASCII)
_ASKED_LAST = re.compile(
    r"(?:([?!.])[\s,]{0,9}(?:for\s{1,9})?|[,;:]\s{0,9}(?:for\s{1,9})?|\sfor\s{1,9})"
    r"<@([UW][A-Z0-9]{1,30})(?:\|[^<>]{0,99})?>[\s.!]{0,99}\Z",
    re.ASCII,
)
_ALOUD = re.compile(r"\s{0,99}\?(?!\?)\s*(.*\w.*)", re.DOTALL)
_AFTER_A_LINK = ".,;:!?'\"`*_~]}’”»…"
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_INVISIBLE = re.compile(r"[\u200b\u2060\ufeff]")

SAID = frozenset({None, "file_share", "me_message", "thread_broadcast"})
"""Subtypes of what somebody has just said; all others tell of something else about a message."""


def plain_text(slack_text: str, names: Mapping[str, str]) -> str:
    """Turn Slack's text into what its reader sees; `names` knows people and groups by id.

    A `<` that belongs to no markup stays as it is. Control characters go, but for newline and tab.
    """

    def replace(found: re.Match[str]) -> str:
        if found[2]:
            return _ESCAPES[found[2]]
        seen = _seen(found[1], names)
        return found[0] if seen is None else seen

    return printable(_MARKUP.sub(replace, slack_text))


def links(slack_text: str) -> tuple[str, ...]:
    """List the web addresses in Slack's text, marked up or bare, each once and in order."""
    found = (_marked(match[1]) or _bare(match[0]) for match in _LINK.finditer(slack_text))
    return tuple(dict.fromkeys(link for link in found if not _SCHEME_ONLY.fullmatch(link)))


def ask_whom(slack_text: str) -> tuple[str | None, str]:
    """Split `? @somebody text` into whom it asks (a Slack id) and `? text`; else it asks nobody.

    `? text, @somebody` and `? text for @somebody` ask so, too; who is named within it is not asked.
    """
    last = _ASKED_LAST.search(slack_text) if slack_text.lstrip().startswith("?") else None
    if last is not None and slack_text[: last.start()].strip(" ?"):
        return last[2], f"{slack_text[: last.start()]}{last[1] or ''}"
    found = _ASKED.match(slack_text)
    if found is None or not slack_text[found.end() :].strip():
        return None, slack_text
    return found[1], f"? {slack_text[found.end() :]}"


def question(text: str) -> str | None:
    """Give the question of `? text`, which asks a reporter in a task's thread; else None."""
    found = _ALOUD.fullmatch(text)
    return found[1] if found is not None else None


def printable(text: str) -> str:
    """Leave out what no database and no JSON takes: NUL and its kin, halves of surrogates."""
    return _UNPRINTABLE.sub("", text)


def title(text: str, length: int = TITLE_LENGTH) -> str:
    """Make a title of plain text: its first line that says something, at most 80 characters.

    A greeting or an excuse says nothing, unless nothing else is there.
    It is cut between words, or within one that alone would fill half of it; "" if there is none.
    """
    lines = (" ".join(_INVISIBLE.sub("", line).split()) for line in text.splitlines())
    begun = list(islice(filter(None, lines), GREETED))
    line = next(filter(None, map(greetings.without, begun)), begun[0] if begun else "")
    if len(line) <= length:
        return line
    end = line.rfind(" ", 0, length)
    if end < length // 2:
        end = length - 1
    return line[:end].rstrip("\u200d ") + "…"


def _seen(markup: str, names: Mapping[str, str]) -> str | None:
    """Say what stands on the screen for `<markup>`; None if Slack knows no such thing."""
    head, _, label = markup.partition("|")
    label = _unescaped(label)
    if _MENTION.fullmatch(head):
        return _marked_by(head[0], names.get(head[1:]) or label or head[1:])
    if group := _GROUP.fullmatch(head):
        return _marked_by("@", names.get(group[1]) or label or group[1])
    if head in _BROADCASTS:
        return f"@{head[1:]}"
    if head.startswith("!"):
        return label or None
    return _address(_unescaped(head), label)


def _address(address: str, label: str) -> str | None:
    scheme = _ADDRESS.fullmatch(address)
    if scheme is None:
        return None
    shown = address
    if scheme[1].lower() in _SILENT_SCHEMES:
        shown = address.partition(":")[2]
    is_itself = not label.strip() or _bare_name(label) == _bare_name(address)
    return shown if is_itself else f"{label} ({shown})"


def _bare_name(address: str) -> str:
    """Leave out what Slack leaves out of a label it made by itself: `example.com`."""
    return _LEADING.sub("", address).rstrip("/")


def _marked_by(mark: str, name: str) -> str:
    return name if name.startswith(mark) else mark + name


def _marked(link: str | None) -> str:
    return printable(_unescaped(link or ""))


def _bare(link: str) -> str:
    """Take a bare address out of its sentence: no `&gt;`, full stop or closing bracket after it."""
    address = re.split(r"[<>]", _marked(link), maxsplit=1)[0].rstrip(_AFTER_A_LINK)
    if address.endswith(")") and "(" not in address:
        address = address.rstrip(")" + _AFTER_A_LINK)
    return address


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: _ESCAPES[found[1]], text)


def instant(ts: str) -> datetime:
    """Say when a message was written, by the `ts` that Slack gave it (UTC)."""
    seconds, _, fraction = ts.partition(".")
    written = datetime.fromtimestamp(int(seconds), UTC)
    return written + timedelta(microseconds=int(fraction.ljust(6, "0")[:6] or 0))


def message_key(channel: str, ts: str) -> str:
    """Name a message as a request: however it is met, by its event or in the channel, it is one."""
    return f"said:{channel}:{ts}"
