"""Zones that are named behind a time: `09:40 UTC`, `10:00 мск`."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

_ZONE = re.compile(
    r"\s?\(?(utc|gmt|z|zulu|cet|cest|msk|мск|по\sмоск\w{2,4}|eet|eest|bst|est|edt|cst|cdt|pst|pdt|ist|jst|local|their\stime"
    r"|по\sместному|по\sих|их\sвремени|moscow|london|new\syork|[a-z]{4,12}\stime|по\s[а-я]{4,14}ск(?:ому|и))(?![\w:])"
)
_HOURS_EAST = (
    dict.fromkeys(("utc", "gmt", "z", "zulu"), 0)
    | dict.fromkeys(
        ("msk", "мск", "moscow", "moscow time", "по москве", "по московски", "по московскому"), 3
    )
    | {"cet": 1, "cest": 2, "eet": 2, "eest": 3, "est": -5, "edt": -4, "pst": -8, "pdt": -7}
)
"""What is behind a time names its zone; one that is not here may be any."""


def is_named(text: str, end: int) -> bool:
    """Say whether a time that ends at a place is told with its zone."""
    return _ZONE.match(text, end) is not None


def ahead(text: str, end: int, now: datetime, zone: ZoneInfo) -> timedelta | None:
    """Give how far the zone named at a place is ahead of `zone` now; None if it may be any."""
    named = _ZONE.match(text, end)
    hours = _HOURS_EAST.get(named[1]) if named else None
    if hours is None:
        return None
    return timedelta(hours=hours) - (now.replace(tzinfo=zone).utcoffset() or timedelta())
