"""What a developer needs to know to begin, and which of it somebody has told already."""

from collections.abc import Collection, Mapping
from enum import StrEnum


class Topic(StrEnum):
    """What nearly every application wants to know; a template may hold questions of its own."""

    CUSTOMER = "customer"
    HOW_MANY = "how_many"
    STEPS = "steps"
    EXPECTED = "expected"
    """What was expected, and what was seen instead."""
    ADDRESS = "address"
    SCREENSHOTS = "screenshots"
    SINCE = "since"
    WORKAROUND = "workaround"
    """What was tried to get around it."""


USUAL: tuple[str, ...] = (
    Topic.CUSTOMER,
    Topic.HOW_MANY,
    Topic.SINCE,
    Topic.STEPS,
    Topic.EXPECTED,
    Topic.ADDRESS,
)
"""The template of an application that has none of its own, and of a task without one."""


def missing(template: Collection[str], told: Collection[str]) -> tuple[str, ...]:
    """List what nobody has told yet, in the template's order."""
    return tuple(topic for topic in template if topic not in told)


def answers(told: Mapping[str, str]) -> dict[str, str]:
    """Leave out what was left empty."""
    return {topic: text.strip() for topic, text in told.items() if text.strip()}
