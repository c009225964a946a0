"""The company of the demo: its people, its channels and the rules that its team has agreed on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from bot.demo import what_is_sold
from bot.domain import rules_reading
from bot.domain.rules import Rules
from bot.simulator.person import Person
from bot.simulator.server import Simulator

CRITICAL, SUPPORT, GENERAL = "C0CRITICAL", "C0SUPPORT", "C0GENERAL"
MORNING = datetime(2026, 11, 24, 8, 2, tzinfo=UTC)
"""When the day begins: a Tuesday, two minutes past nine in Berlin."""

BERLIN, NEW_YORK = "Europe/Berlin", "America/New_York"
APP = Path(__file__).parents[2] / "app.yaml"

JOBS: Mapping[str, str] = {
    "sam": "support",
    "kim": "support, in New York",
    "ada": "task administrator on duty",
    "ben": "task administrator, backup",
    "ivan": "developer",
    "dana": "developer",
    "noor": "developer",
    "mira": "manager",
}

RULES: Mapping[str, Any] = {
    "critical_channel": CRITICAL,
    "time_zone": BERLIN,
    "working_hours": {"from": "09:00", "to": "18:00", "holidays": "DE"},
    "administrators": ["U0ADA", "U0BEN"],
    "managers": ["U0MIRA"],
    "developers": [
        {"user": "U0IVAN", "capacity": 5, "applications": ["shop"]},
        {"user": "U0DANA", "capacity": 3},
        {"user": "U0NOOR", "capacity": 2},
    ],
    **what_is_sold.RULES,
}


@dataclass(frozen=True, slots=True)
class Company:
    """Everybody who works here."""

    sam: Person
    kim: Person
    ada: Person
    ben: Person
    ivan: Person
    dana: Person
    noor: Person
    mira: Person

    def __iter__(self) -> Iterator[Person]:
        return (getattr(self, one.name) for one in fields(self))


def manifest() -> dict[str, Any]:
    """Read what Slack is told about the app: the file that a real workspace gets, too."""
    told: dict[str, Any] = yaml.safe_load(APP.read_text(encoding="utf-8"))
    return told


def rules() -> Rules:
    """Read the rules of this company as those of any other."""
    return rules_reading.read(dict(RULES))


def move_in(slack: Simulator) -> Company:
    """Fill an empty workspace with the people and their channels."""
    company = Company(**{name: _hire(slack, name, job) for name, job in JOBS.items()})
    everybody = list(company)
    slack.add_channel(CRITICAL, "critical", everybody)
    slack.add_channel(SUPPORT, "support", [company.sam, company.kim], bot_is_member=False)
    slack.add_channel(GENERAL, "general", everybody, bot_is_member=False)
    slack.add_channel(what_is_sold.PARTNERS, "partners", everybody)
    return company


def _hire(slack: Simulator, name: str, job: str) -> Person:
    is_abroad = job.endswith("New York")
    return slack.add_person(
        f"U0{name.upper()}",
        name=name,
        display_name=name.capitalize(),
        tz=NEW_YORK if is_abroad else BERLIN,
        title=job,
        clock_24h=not is_abroad,
    )
