"""Public holidays by country, or by country and region ("DE", "DE-BY")."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache

DAYS_KNOWN = 4000
"""Ten years of them: the calendar takes as long for one day as all the rest of a clock."""


def load(region: str) -> Callable[[date], bool]:
    """Find out the public holidays of a region. Raises ValueError for one that is not known."""
    import holidays  # noqa: PLC0415 -- half a second and 40 MB, only for teams that name a region

    country, _, subdivision = region.partition("-")
    try:
        calendar = holidays.country_holidays(country, subdiv=subdivision or None)
    except NotImplementedError as error:
        msg = f"no public holidays are known for {region}"
        raise ValueError(msg) from error
    return lru_cache(DAYS_KNOWN)(calendar.__contains__)
