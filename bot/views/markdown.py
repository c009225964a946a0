"""Markdown: what people typed is text in it, and no line of theirs can be anything else."""

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

HARD_BREAK = "  \n"
"""What ends a line and no paragraph."""

_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]"
)
_SIGNS = re.compile(r"[\\`*_\[\]<>|~#$&]")
_BEGINS = re.compile(r"^(\s*)(?:([-+=:!])|(\d{1,9})([.)]))")
_TOKEN = re.compile(
    r"<(?:!date\^(\d+)\^[^<>]*|([@#])(\w+)(?:\|[^<>]*)?|(https?://[^<>|\s]+)(?:\|([^<>]*))?)>"
)


def escaped(words: str) -> str:
    """Write what somebody typed as text on one line, which begins nothing and ends nothing."""
    line = " ".join(_UNSEEN.sub("", words).split())
    return _BEGINS.sub(_begun, _SIGNS.sub(r"\\\g<0>", line))


def _begun(found: re.Match[str]) -> str:
    sign, digits, after = found[2], found[3], found[4]
    return f"\\{sign}" if sign else f"{digits}\\{after}"


def quoted(words: str, indent: str = "") -> str:
    """Quote what somebody typed, line for line."""
    lines = [escaped(line) for line in _UNSEEN.sub("", words).splitlines()]
    while lines and not lines[-1]:
        lines.pop()
    shown = [f"{indent}> {line}".rstrip() for line in lines] or [f"{indent}>"]
    return HARD_BREAK.join(shown)


def of_mrkdwn(words: str, zone: ZoneInfo) -> str:
    """Write Slack's own markup out on one line: dates, names and links; all else is text.

    What stands in mrkdwn between them has its `&`, `<` and `>` escaped, as Slack wants it.
    """
    return _BEGINS.sub(_begun, "".join(_pieces(words, zone)).strip())


def _pieces(words: str, zone: ZoneInfo) -> Iterator[str]:
    end = 0
    for token in _TOKEN.finditer(words):
        yield _text(words[end : token.start()])
        yield _token(token, zone)
        end = token.end()
    yield _text(words[end:])


def _text(mrkdwn: str) -> str:
    typed = html.unescape(mrkdwn)
    before, after = (" " if typed[at : at + 1 or None].isspace() else "" for at in (0, -1))
    inner = _SIGNS.sub(r"\\\g<0>", " ".join(_UNSEEN.sub("", typed).split()))
    return f"{before}{inner}{after}" if inner else before


def _token(token: re.Match[str], zone: ZoneInfo) -> str:
    seconds, mark, name, address, label = token.groups()
    if seconds is not None:
        return when(datetime.fromtimestamp(int(seconds), UTC), zone)
    if mark is not None:
        return escaped(f"{mark}{name}") if mark == "@" else f"\\#{name}"
    return link(html.unescape(address), html.unescape(label) if label is not None else "")


def link(address: str, label: str = "") -> str:
    """Point a label to an address; what is no address of the web is text."""
    if not _ADDRESS.fullmatch(address):
        return escaped(f"{label} {address}".strip())
    return f"[{escaped(label)}](<{address}>)" if label else f"<{address}>"


_ADDRESS = re.compile(r"https?://[^\s<>\\\x00-\x20\x7f-\x9f]{1,2000}", re.IGNORECASE)


def when(instant: datetime, zone: ZoneInfo) -> str:
    """Write an instant in UTC and, beside it, on the clock of who reads."""
    utc = instant.astimezone(UTC)
    shown = f"{utc:%Y-%m-%d %H:%M} UTC"
    if zone.key in {"UTC", "Etc/UTC"}:
        return shown
    local = instant.astimezone(zone)
    day = "" if local.date() == utc.date() else f"{local:%Y-%m-%d} "
    return f"{shown} ({day}{local:%H:%M} {zone.key.replace('_', ' ')})"
