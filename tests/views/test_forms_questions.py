"""The forms of questions: what has to be filled in depends on what is chosen."""

from datetime import date

import pytest

from bot.domain.people import FORGOTTEN
from bot.views import forms
from bot.views.forms import FieldProblem
from tests.views.stage import READER, RULES, a_question, parts
from tests.views.test_forms import FORMS, ORIGIN, filled

FILE = {"id": "F1", "name": "a.png", "permalink": "https://files.example/a.png"}


def test_an_answer_is_words_or_files() -> None:
    view = FORMS["answer"]()
    assert forms.read_answer(filled(view, answer=" So. ")) == forms.AnswerFields("So.")
    kept = ({"name": "a.png", "url": "https://files.example/a.png"},)
    assert forms.read_answer(filled(view, files=[FILE])) == forms.AnswerFields("", kept)
    with pytest.raises(FieldProblem) as raised:
        forms.read_answer(filled(view, answer=" \n"))
    assert raised.value.block_id == "answer"


def test_whom_to_ask_has_to_be_chosen() -> None:
    assert forms.read_pass_on(filled(FORMS["pass_on"](), whom="U0KIM")) == "U0KIM"
    with pytest.raises(FieldProblem) as raised:
        forms.read_pass_on(filled(FORMS["pass_on"]()))
    assert raised.value.block_id == "whom"


def test_a_reporter_who_was_forgotten_is_not_offered() -> None:
    (whom,) = parts(forms.ask_form(ORIGIN, FORGOTTEN, RULES, READER), "users_select")
    assert "initial_user" not in whom


def test_waiting_needs_a_day_and_closing_a_reason() -> None:
    view, day = FORMS["customer_silent"](), date(2026, 11, 25)
    assert forms.read_silence(filled(view)) == forms.SilenceFields(day, None)
    closing = filled(view, what_now="close", reason="Gone")
    assert forms.read_silence(closing) == forms.SilenceFields(None, "Gone")
    with pytest.raises(FieldProblem) as raised:
        forms.read_silence(filled(view, what_now="close"))
    assert raised.value.block_id == "reason"


def test_who_may_not_close_it_is_asked_for_a_day_alone() -> None:
    tomorrow = date(2026, 11, 25)
    view = forms.silence_form(ORIGIN, a_question(), READER, tomorrow, may_give_up=False)
    assert [block["block_id"] for block in parts(view, "input")] == ["wait_until"]
    del parts(view, "datepicker")[0]["initial_date"]
    with pytest.raises(FieldProblem) as raised:
        forms.read_silence(filled(view))
    assert raised.value.block_id == "wait_until"
