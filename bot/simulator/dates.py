"""Slack's date tokens, `<!date^seconds^format|fallback>`, as one reader sees them."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

TOKEN = re.compile(r"<!date\^(-?\d+)\^([^|>^]*)(?:\^[^|>]*)?(?:\|([^>]*))?>")
FIELD = re.compile(r"\{(\w+)\}")
RELATIVE = {-1: "yesterday", 0: "today", 1: "tomorrow"}
SPANS = (("day", 86_400), ("hour", 3_600), ("minute", 60))


def render(text: str, zone: ZoneInfo, now: datetime, *, clock_24h: bool) -> str:
    """The text with every date token written out in the reader's zone."""

    def written(match: re.Match[str]) -> str:
        at = datetime.fromtimestamp(int(match[1]), UTC)
        return formatted(match[2], at, (zone, now), clock_24h=clock_24h)

    return TOKEN.sub(written, text)


def formatted(
    pattern: str, at: datetime, seen: tuple[ZoneInfo, datetime], *, clock_24h: bool
) -> str:
    """One format such as `{date_short} at {time}` for the instant `at`."""
    zone, now = seen[0], seen[1]
    local, today = at.astimezone(zone), now.astimezone(zone)

    def field(match: re.Match[str]) -> str:
        name = match[1]
        if name == "ago":
            return ago(at, now)
        if name in {"time", "time_secs"}:
            return _time(local, has_seconds=name == "time_secs", clock_24h=clock_24h)
        if name.endswith("_pretty"):
            return _pretty(name, local, today)
        return FORMATS[name](local) if name in FORMATS else match[0]

    return FIELD.sub(field, pattern)


def ago(at: datetime, now: datetime) -> str:
    """`3 minutes ago`, `in 2 hours`, `just now`."""
    seconds = (now - at).total_seconds()
    for unit, length in SPANS:
        count = int(abs(seconds) // length)
        if count:
            span = f"{count} {unit}" + ("s" if count > 1 else "")
            return f"{span} ago" if seconds > 0 else f"in {span}"
    return "just now"


def _pretty(name: str, local: datetime, today: datetime) -> str:
    days = (local.date() - today.date()) // timedelta(days=1)
    if days in RELATIVE:
        word = RELATIVE[days]
        return word.capitalize() if name == "day_divider_pretty" else word
    if name == "day_divider_pretty":
        return FORMATS["date_long"](local)
    plain = name.removesuffix("_pretty")
    return FORMATS[plain](local) if plain in FORMATS else f"{{{name}}}"


def _time(local: datetime, *, has_seconds: bool, clock_24h: bool) -> str:
    seconds = ":%S" if has_seconds else ""
    if clock_24h:
        return local.strftime(f"%H:%M{seconds}")
    return f"{local.hour % 12 or 12}" + local.strftime(f":%M{seconds} %p")


def _ordinal(day: int) -> str:
    suffix = "th" if day in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{suffix}"


def _date(local: datetime) -> str:
    return f"{local:%B} {_ordinal(local.day)}, {local.year}"


FORMATS: dict[str, Callable[[datetime], str]] = {
    "date_num": lambda local: f"{local:%Y-%m-%d}",
    "date": _date,
    "date_short": lambda local: f"{local:%b} {local.day}, {local.year}",
    "date_long": lambda local: f"{local:%A}, {_date(local)}",
}
