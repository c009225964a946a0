"""How a task stands, under a notice that is older than that."""

import pytest

from bot.domain.lifecycle import Status
from bot.views.standing import next_step, now
from tests.views.stage import NOW, a_question, a_scene, a_task


@pytest.mark.parametrize("status", Status)
def test_every_status_has_a_sentence_for_what_comes_next(status: Status) -> None:
    for task in (a_task(status), a_task(status, accepted_by=None, waiting_since=NOW)):
        assert next_step(a_scene(task)).endswith((".", "”"))
        assert now(a_scene(task)).endswith((".", "”"))


def test_a_waiting_task_says_who_was_asked_and_not_its_status() -> None:
    scene = a_scene(a_task(Status.ASSIGNED, waiting_since=NOW), open_questions=(a_question(),))
    assert now(scene) == "Sam has been asked. Both clocks stand until the answer."
