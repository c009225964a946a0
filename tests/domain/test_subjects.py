"""Notices about no task: each is told somehow, and each is known by one word."""

import pytest

from bot.domain.subjects import MANNERS, InQuiet, Subject, read_subject
from bot.services.control_point_items import SUMMARY
from bot.workers.notes import NOTES


def test_each_subject_has_its_manner() -> None:
    assert set(MANNERS) == set(Subject)


def test_each_note_that_can_be_sent_is_a_subject_or_goes_to_the_channel() -> None:
    # The other two are kinds of their own in the outbox.
    assert set(NOTES) == {*Subject, SUMMARY} - {Subject.FAILURE, Subject.HINT}


def test_who_must_say_something_now_is_asked_in_quiet_hours_too() -> None:
    at_once = {one for one, manner in MANNERS.items() if manner.in_quiet is InQuiet.AT_ONCE}
    asked = {Subject.OFFER, Subject.REFUSED, Subject.ON_DUTY}
    assert at_once == {*asked, Subject.FAILURE, Subject.HINT}
    assert not any(MANNERS[one].can_mute for one in at_once)


@pytest.mark.parametrize(
    ("written", "subject"),
    [("offer:12", Subject.OFFER), ("away", Subject.AWAY), (SUMMARY, None), ("", None)],
)
def test_a_subject_is_read_from_its_row(written: str, subject: Subject | None) -> None:
    assert read_subject(written) is subject
