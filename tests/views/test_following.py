"""What who follows or asks is shown: valid for Slack, and pinging nobody, whatever was typed."""

from datetime import timedelta

import pytest

from bot.domain.following import Part
from bot.domain.lifecycle import Status
from bot.views import chasing, following
from tests.views.stage import NASTY, NOW, a_scene, a_task, everything, labels
from tests.views.test_notices import harmless


@pytest.mark.parametrize("part", Part)
@pytest.mark.parametrize("words", NASTY)
def test_an_answer_to_following_is_harmless(part: Part, words: str) -> None:
    harmless(following.answer(a_task(title=words[:200]), part))


@pytest.mark.parametrize("words", NASTY)
def test_whom_else_it_affects_is_said_harmlessly(words: str) -> None:
    harmless(following.added(a_task(others_affected=2), words[:150], words[:150]))


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("words", ["Checkout", *NASTY])
def test_who_asks_is_told_how_any_task_stands(status: Status, words: str) -> None:
    asked = chasing.Asked(a_scene(a_task(status, title=words[:200])), is_told=False)
    harmless(chasing.answer([asked], NOW))


def test_who_is_told_of_every_step_is_not_offered_to_follow() -> None:
    told = chasing.answer([chasing.Asked(a_scene(), is_told=True)], NOW)
    assert labels(told.blocks) == []
    assert "I tell you about every step" in everything(told)
    assert labels(chasing.answer([chasing.Asked(a_scene(), is_told=False)], NOW).blocks) == [
        "Follow"
    ]


def test_late_dates_are_said_as_such() -> None:
    late = chasing.answer([chasing.Asked(a_scene(), is_told=True)], NOW + timedelta(days=1))
    assert "It was to be fixed by Tue 24 Nov, 14:10, and is late." in late.text
    assert "The next update was due Tue 24 Nov, 11:10." in late.text


def test_while_a_question_is_open_no_update_is_promised() -> None:
    waiting = a_task(Status.ASSIGNED, waiting_since=NOW)
    told = chasing.answer([chasing.Asked(a_scene(waiting), is_told=True)], NOW)
    assert "moves on by as long as the answer takes" in told.text
    assert "next update" not in told.text
