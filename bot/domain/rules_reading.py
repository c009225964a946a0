"""The team's rules from a document that a person wrote; all its problems at once (DESIGN §6)."""

import re
from collections.abc import Mapping
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from bot.domain.documents import Node, closest, shown, unique
from bot.domain.rules import (
    Application,
    ControlPoint,
    Customer,
    Developer,
    Importance,
    Rules,
    RulesRefused,
    Week,
    Weekday,
)
from bot.domain.severity import DEFAULT_RULES, Severity, SeverityRule
from bot.domain.working_hours import ClockKind

NEEDED = ("critical_channel", "administrators", "developers")
KNOWN = (
    *NEEDED,
    *("managers", "time_zone", "working_hours", "severities", "control_point"),
    *("applications", "customers"),
)

_PERSON = re.compile(r"[UW][A-Z0-9]+")
_CHANNEL = re.compile(r"[CG][A-Z0-9]+")
_HOLIDAYS = re.compile(r"[A-Z]{2}(-[A-Za-z0-9]{1,4})?")
_ADDRESS = re.compile(r"https?://\S+")
_WEEKDAYS = {day.name.lower(): day for day in Weekday}
_CLOCKS = {kind.value: kind for kind in ClockKind}
_IMPORTANCES = {importance.value: importance for importance in Importance}


def read(document: object) -> Rules:
    """Read the rules; what is left out keeps its default. Raises RulesRefused with all problems."""
    top = Node(document, (), [])
    found = top.fields(KNOWN, NEEDED)
    rules = Rules(**{})
    if top.problems:
        raise RulesRefused(tuple(top.problems))
    return rules
