"""Questions as they stand in a DM, and what has become of them since."""

from bot.domain.lifecycle import Status
from bot.domain.notices import ROUTES, Audience, Happening
from bot.simulator.blocks import message_problems
from bot.views import notices
from tests.views.stage import (
    LATER,
    a_question,
    a_scene,
    a_task,
    after,
    an_entry,
    everything,
    labels,
    parts,
)


def test_a_question_that_was_answered_shows_the_answer_and_no_button() -> None:
    question = a_question(answer="Firefox", answered_by="U0BEN", answered_at=a_task().raised_at)
    scene = a_scene(entry=an_entry(Happening.QUESTION_ASKED), question=question)
    message = notices.direct(scene, Audience.ASKED)
    assert labels(message.blocks) == []
    assert "Ben answered: “Firefox”" in everything(message)


def test_a_question_stands_in_its_notice() -> None:
    scene = a_scene(entry=an_entry(Happening.QUESTION_ASKED), question=a_question())
    message = notices.direct(scene, Audience.ASKED)
    assert "Ivan cannot go on without you: “Which browser do they use?”" in message.text
    assert [button["value"] for button in parts(message.blocks, "button")] == ["5"] * 3


def test_who_asked_and_has_the_task_can_go_on_from_the_answer() -> None:
    scene = after(Happening.QUESTION_ANSWERED, "Firefox")
    assert "Fixed…" in labels(notices.direct(scene, Audience.ASKER).blocks)
    asked_by_ada = a_scene(
        scene.task, entry=scene.entry, question=a_question("What?", asked_by="U0ADA")
    )
    assert labels(notices.direct(asked_by_ada, Audience.ASKER).blocks) == []
    assert "Sam answers Ada: “Firefox”" in notices.direct(asked_by_ada, Audience.ASSIGNEE).text


def test_a_question_row_that_is_missing_leaves_the_words_of_the_history() -> None:
    for happening in (Happening.QUESTION_ASKED, Happening.QUESTION_ANSWERED):
        scene = a_scene(entry=an_entry(happening, "Which browser?"))
        part = ROUTES[happening].direct[0]
        assert "Which browser?" in notices.direct(scene, part).text
        assert message_problems(notices.line(scene).blocks) == []


def test_a_question_that_was_passed_on_or_put_off_says_so_where_it_stood_first() -> None:
    entry = an_entry(Happening.QUESTION_ASKED)
    new = a_question(asked_to="U0KIM", asked_before=["U0SAM"])
    shown = everything(notices.direct(a_scene(entry=entry, question=new), Audience.ASKED))
    assert "Passed on to Kim; whoever of you knows it may answer." in shown
    parked = a_question(waits_until=LATER)
    shown = everything(notices.direct(a_scene(entry=entry, question=parked), Audience.ASKED))
    assert "The customer does not answer yet. Sam is asked again on" in shown


def test_who_was_asked_then_stays_in_the_history_when_it_is_passed_on() -> None:
    entry, new = an_entry(Happening.QUESTION_ASKED), a_question(asked_to="U0KIM")
    assert "Ivan asks Sam:" in notices.line(a_scene(entry=entry, question=new)).text


def test_a_question_of_a_finished_task_can_only_be_answered() -> None:
    scene = a_scene(
        a_task(Status.FIXED), entry=an_entry(Happening.QUESTION_ASKED), question=a_question()
    )
    assert labels(notices.direct(scene, Audience.ASKED).blocks) == ["Answer…"]
