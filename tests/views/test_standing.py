"""How a task stands, under a notice that is older than that."""

import pytest

from bot.domain.lifecycle import Status
from bot.views import texts
from bot.views.standing import next_step, now
from tests.views.stage import LATER, NOW, READER, a_question, a_scene, a_task


@pytest.mark.parametrize("status", Status)
def test_every_status_has_a_sentence_for_what_comes_next(status: Status) -> None:
    for task in (a_task(status), a_task(status, accepted_by=None, waiting_since=NOW)):
        assert next_step(a_scene(task)).endswith((".", "”"))
        assert now(a_scene(task)).endswith((".", "”"))


def test_a_waiting_task_says_who_was_asked_and_not_its_status() -> None:
    scene = a_scene(a_task(Status.ASSIGNED, waiting_since=NOW), open_questions=(a_question(),))
    since = texts.date(NOW, READER)
    both = f"Both clocks stand since {since}, until the answer."
    assert now(scene) == f"Sam has been asked. {both}"


def test_a_customer_who_is_waited_for_is_told_with_the_day() -> None:
    parked = a_question(waits_until=LATER)
    scene = a_scene(a_task(Status.ASSIGNED, waiting_since=NOW), open_questions=(parked,))
    assert next_step(scene).startswith(f"Sam is asked again on {texts.date(LATER, READER)}.")
