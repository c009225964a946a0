"""Notices that are about no single task: which there are, and what of them may wait or go."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Subject(StrEnum):
    """What such a notice is about; the subject of its outbox row begins with this word."""

    ON_DUTY = "on_duty"
    OFF_DUTY = "off_duty"
    OFFER = "offer"
    REFUSED = "refused"
    AWAY = "away"
    STAND_IN = "stand_in"
    RELIEVED = "relieved"
    CONTROL_POINT = "control_point"
    CONTROL_POINT_REMINDER = "control_point_reminder"
    CONTROL_POINT_DIGEST = "control_point_digest"
    FAILURE = "failure"
    HINT = "hint"


class InQuiet(StrEnum):
    """What becomes of a notice in the quiet hours of whom it is for."""

    AT_ONCE = "at_once"
    TOGETHER = "together"
    """It waits, and is told in the one message at their end."""
    BY_ITSELF = "by_itself"
    """It waits, and keeps a message of its own: it is a list with buttons, or a digest itself."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How far a notice may be put off, and whether somebody may choose not to get it."""

    in_quiet: InQuiet
    can_mute: bool


MANNERS: Mapping[Subject, Manner] = MappingProxyType(
    {
        # From now on severity 4 calls them: who does not know it is on duty in name only.
        Subject.ON_DUTY: Manner(InQuiet.AT_ONCE, can_mute=False),
        Subject.OFF_DUTY: Manner(InQuiet.TOGETHER, can_mute=True),
        # Somebody waits for their word now, and is on duty until they have it.
        Subject.OFFER: Manner(InQuiet.AT_ONCE, can_mute=False),
        Subject.REFUSED: Manner(InQuiet.AT_ONCE, can_mute=False),
        # What burns among the tasks of who is away is asked about by its own clock.
        Subject.AWAY: Manner(InQuiet.BY_ITSELF, can_mute=False),
        Subject.STAND_IN: Manner(InQuiet.TOGETHER, can_mute=True),
        Subject.RELIEVED: Manner(InQuiet.TOGETHER, can_mute=True),
        # A round waits for hours, and its messages are shown anew in their place.
        Subject.CONTROL_POINT: Manner(InQuiet.BY_ITSELF, can_mute=False),
        Subject.CONTROL_POINT_REMINDER: Manner(InQuiet.BY_ITSELF, can_mute=False),
        Subject.CONTROL_POINT_DIGEST: Manner(InQuiet.BY_ITSELF, can_mute=True),
        # Somebody was not told of something, and nobody else knows.
        Subject.FAILURE: Manner(InQuiet.AT_ONCE, can_mute=False),
        # It answers what they wrote a moment ago.
        Subject.HINT: Manner(InQuiet.AT_ONCE, can_mute=False),
    }
)


def read_subject(written: str) -> Subject | None:
    """Read the subject of a row, "word:12"; None for what is nobody's own notice."""
    try:
        return Subject(written.partition(":")[0])
    except ValueError:
        return None
