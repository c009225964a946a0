"""Every form: Slack takes it, and what was filled in comes back."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from bot.domain.deadlines import Choice, Offer
from bot.domain.severity import Severity
from bot.simulator.blocks import view_problems
from bot.views import forms
from bot.views.forms import DeveloperOffer, FieldProblem
from bot.views.origin import Origin
from bot.views.scene import Reader
from bot.views.task_form import Prefill, raise_form, read_raise_form
from storage.tasks import Size
from tests.views.stage import (
    BERLIN,
    DEADLINE,
    LATER,
    NASTY,
    READER,
    RULES,
    a_question,
    a_task,
    parts,
)

View = dict[str, Any]
ORIGIN = Origin(task_id=12, stands="new:", channel="C0CRITICAL")
OFFERS = [
    Offer(Choice.BY_SEVERITY, DEADLINE),
    Offer(Choice.IN_2_HOURS, DEADLINE),
    Offer(Choice.TODAY, DEADLINE),
    Offer(Choice.TOMORROW, LATER, moved=True),
    Offer(Choice.DAY_AFTER_TOMORROW, LATER),
    Offer(Choice.IN_A_WEEK, LATER),
]
DEVELOPERS = [DeveloperOffer("U0IVAN", 2, DEADLINE, 3), DeveloperOffer("U0DANA", 0, None, 0)]
FORMS: dict[str, Callable[[], View]] = {
    "assign": lambda: forms.assign_form(ORIGIN, DEVELOPERS, OFFERS, RULES, READER),
    "move_deadline": lambda: forms.move_deadline_form(ORIGIN, OFFERS, RULES, READER, DEADLINE),
    "ask_for_time": lambda: forms.ask_for_time_form(ORIGIN, OFFERS, RULES, READER, DEADLINE),
    "fix": lambda: forms.fix_form(ORIGIN),
    "reopen": lambda: forms.reopen_form(ORIGIN),
    "decline": lambda: forms.decline_form(ORIGIN),
    "revive": lambda: forms.revive_form(ORIGIN),
    "set_severity": lambda: forms.set_severity_form(ORIGIN, Severity.CRITICAL),
    "ask": lambda: forms.ask_form(ORIGIN, "U0SAM", RULES, READER),
    "answer": lambda: forms.answer_form(ORIGIN, a_question(), READER),
    "pass_on": lambda: forms.pass_on_form(ORIGIN, a_question(), READER),
    "customer_silent": lambda: forms.silence_form(
        ORIGIN, a_question(), READER, date(2026, 11, 25), may_give_up=True
    ),
    "merge": lambda: forms.merge_form(ORIGIN, [a_task(id=7), a_task(id=8)]),
    "raise": lambda: raise_form(ORIGIN, Prefill()),
}
LABELS = {
    "assign": ["Developer", "Size", "Deadline", "Exactly", "Note"],
    "move_deadline": ["Deadline", "Exactly", "Reason", "What to tell the customer"],
    "ask_for_time": ["Deadline", "Exactly", "Reason", "What to tell the customer"],
    "fix": ["What to tell the customer"],
    "reopen": ["Reason"],
    "decline": ["Reason", "What to tell the customer"],
    "revive": ["Reason"],
    "set_severity": ["Severity", "Reason"],
    "ask": ["Question", "Whom"],
    "answer": ["Answer", "Files"],
    "pass_on": ["Whom"],
    "customer_silent": ["What now", "Wait until", "Reason"],
    "merge": ["Other task"],
    "raise": ["Title", "What happened", "Severity", "Customer", "Link", "Files"],
}
SELECTED = {
    "datetimepicker": "selected_date_time",
    "datepicker": "selected_date",
    "users_select": "selected_user",
}
READERS: dict[str, Callable[[View], object]] = {
    "move_deadline": forms.read_move_deadline,
    "ask_for_time": forms.read_ask_for_time,
    "fix": forms.read_fix,
    "reopen": forms.read_reopen,
    "decline": forms.read_decline,
    "revive": forms.read_revive,
    "ask": forms.read_ask,
    "raise": read_raise_form,
}


def filled(view: View, **given: object) -> View:
    """Fill a form in as Slack would hand it over; what is not given keeps its initial value."""
    values = {
        block["block_id"]: {"value": _filled(block["element"], given.get(block["block_id"]))}
        for block in parts(view, "input")
    }
    return view | {"state": {"values": values}}


def _filled(element: View, given: object) -> View:
    state: View = {"type": element["type"]}
    if element["type"] in {"static_select", "radio_buttons"}:
        chosen = (one for one in _options(element) if one["value"] == given)
        return state | {"selected_option": next(chosen, element.get("initial_option"))}
    if element["type"] == "file_input":
        return state | {"files": given or []}
    key = SELECTED.get(element["type"], "value")
    initial = "initial_value" if key == "value" else key.replace("selected", "initial")
    return state | {key: given or element.get(initial)}


def _options(element: View) -> list[View]:
    groups = element.get("option_groups", [])
    return [*element.get("options", []), *(one for group in groups for one in group["options"])]


def option_texts(view: View, block_id: str) -> list[str]:
    (block,) = (one for one in parts(view, "input") if one["block_id"] == block_id)
    return [str(option["text"]["text"]) for option in _options(block["element"])]


@pytest.mark.parametrize("verb", FORMS)
def test_slack_takes_the_form_and_it_asks_what_was_agreed(verb: str) -> None:
    view = FORMS[verb]()
    assert view_problems(view) == []
    assert view["callback_id"] == verb
    assert [block["label"]["text"] for block in parts(view, "input")] == LABELS[verb]
    assert Origin.unpack(view["private_metadata"]) == ORIGIN
    assert verb == "raise" or "CRIT-12" in view["title"]["text"]


@pytest.mark.parametrize("verb", READERS)
def test_white_space_counts_as_nothing(verb: str) -> None:
    view = FORMS[verb]()
    blank = {
        block["block_id"]: " \n\t "
        for block in parts(view, "input")
        if block["element"]["type"] == "plain_text_input"
    }
    with pytest.raises(FieldProblem) as raised:
        READERS[verb](filled(view, **blank))
    needed = [block["block_id"] for block in parts(view, "input") if not block["optional"]]
    assert raised.value.block_id in needed
    assert raised.value.sentence.endswith(".")


def test_an_assignment_comes_back() -> None:
    view = filled(FORMS["assign"](), developer="U0DANA", size="large", note="  Go on ")
    assert forms.read_assign(view) == forms.AssignFields(
        "U0DANA", Size.LARGE, Choice.BY_SEVERITY, None, "Go on"
    )


def test_a_medium_size_and_the_severitys_deadline_are_offered_first() -> None:
    read = forms.read_assign(filled(FORMS["assign"](), developer="U0IVAN"))
    assert (read.size, read.choice, read.note) == (Size.MEDIUM, Choice.BY_SEVERITY, None)


def test_an_exact_time_counts_whatever_the_list_says() -> None:
    seconds = int(DEADLINE.timestamp())
    view = filled(FORMS["move_deadline"](), exactly=seconds, reason="r", for_customer="c")
    expected = forms.MoveFields(Choice.EXACTLY, DEADLINE, "r", "c")
    assert forms.read_move_deadline(view) == expected
    asked = filled(FORMS["ask_for_time"](), deadline="tomorrow", reason="r", for_customer="c")
    assert forms.read_ask_for_time(asked) == forms.TimeFields(Choice.TOMORROW, None, "r", "c")


def test_a_developer_must_be_chosen() -> None:
    with pytest.raises(FieldProblem) as raised:
        forms.read_assign(filled(FORMS["assign"]()))
    assert raised.value.block_id == "developer"


def test_the_words_of_a_form_come_back_stripped() -> None:
    def read(verb: str, **given: str) -> object:
        return READERS[verb](filled(FORMS[verb](), **given))

    assert read("fix", for_customer=" It works. ") == forms.FixFields("It works.")
    assert read("reopen", reason="No.") == forms.ReopenFields("No.")
    assert read("decline", reason="No.") == forms.DeclineFields("No.", None)
    assert read("revive", reason="Yes.") == forms.ReviveFields("Yes.")
    assert read("ask", question="Why?") == forms.AskFields("Why?", "U0SAM")


def test_a_severity_comes_back() -> None:
    view = FORMS["set_severity"]()
    unchanged = forms.read_set_severity(filled(view))
    assert unchanged == forms.SeverityFields(Severity.CRITICAL, None)
    assert forms.read_set_severity(filled(view, severity="1")).severity is Severity.INCONVENIENCE
    assert [text[0] for text in option_texts(view, "severity")] == ["4", "3", "2", "1"]


def test_another_task_comes_back() -> None:
    view = filled(FORMS["merge"](), other_task="8")
    assert forms.read_merge(view) == forms.MergeFields(8)
    assert option_texts(view, "other_task")[0] == "CRIT-7 · Checkout is down for Acme"


def test_a_task_is_never_offered_to_itself() -> None:
    view = forms.merge_form(ORIGIN, [a_task(id=12)])
    assert view_problems(view) == []
    assert "submit" not in view
    assert "no other open task" in str(view)


def test_more_than_a_hundred_options_go_into_groups() -> None:
    tasks = [a_task(id=number) for number in range(100, 450)]
    view = forms.merge_form(ORIGIN, tasks)
    assert view_problems(view) == []
    assert len(option_texts(view, "other_task")) == 350
    crowd = [DeveloperOffer(f"U{number}", 0, None, 1) for number in range(130)]
    many = forms.assign_form(ORIGIN, crowd, OFFERS, RULES, READER)
    assert view_problems(many) == []
    assert forms.read_assign(filled(many, developer="U129")).developer == "U129"


def test_a_developer_is_shown_with_what_they_carry() -> None:
    assert option_texts(FORMS["assign"](), "developer") == [
        "Ivan · 2 open, next due Tue 24 Nov, 14:10 · room for 3",
        "Dana · 0 open · no room",
    ]


def test_a_long_name_gives_way_to_what_the_developer_carries() -> None:
    reader = Reader(BERLIN, {"U0IVAN": "Ivan the Terribly Long Named " * 4})
    view = forms.assign_form(ORIGIN, DEVELOPERS, OFFERS, RULES, reader)
    assert view_problems(view) == []
    assert option_texts(view, "developer")[0].endswith("room for 3")


def test_each_deadline_shows_the_date_it_means() -> None:
    assert option_texts(FORMS["assign"](), "deadline") == [
        "By severity · Tue 24 Nov, 14:10",
        "In 2 hours · Tue 24 Nov, 14:10",
        "Today 18:00 · Tue 24 Nov, 14:10",
        "Tomorrow, moved to the next working day · Thu 26 Nov, 14:10",
        "Day after tomorrow · Thu 26 Nov, 14:10",
        "In a week · Thu 26 Nov, 14:10",
        "Exactly · as set below",
    ]


def test_the_end_of_work_is_no_hour_for_who_lives_elsewhere() -> None:
    away = Reader(type(BERLIN)("America/New_York"))
    view = forms.move_deadline_form(ORIGIN, OFFERS, RULES, away, DEADLINE)
    assert "Today at the end of work · Tue 24 Nov, 08:10" in option_texts(view, "deadline")


def test_without_any_offer_the_exact_time_is_left() -> None:
    view = forms.move_deadline_form(ORIGIN, [], RULES, READER, DEADLINE)
    assert view_problems(view) == []
    read = forms.read_move_deadline(filled(view, reason="r"))
    assert (read.choice, read.exactly) == (Choice.EXACTLY, None)


def test_a_raised_task_comes_back() -> None:
    files = [
        {"id": "F1", "name": "a.png", "permalink": "https://f/1", "url_private": "https://p/1"},
        {"id": "F2", "title": "b", "url_private": "https://p/2"},
    ]
    given = {"what_happened": " 500 on pay ", "severity": "3", "link": "https://h/1"}
    read = read_raise_form(filled(FORMS["raise"](), files=files, title=" ", **given))
    assert read.title is None
    assert read.description == "500 on pay"
    assert read.severity is Severity.CRITICAL
    assert read.customer is None
    assert read.link == "https://h/1"
    assert read.files[0] == {"name": "a.png", "url": "https://f/1"}
    assert read.files[1] == {"name": "b", "url": "https://p/2"}
    assert read.file_ids == ["F1", "F2"]


def test_a_new_task_is_of_severity_four_unless_said() -> None:
    read = read_raise_form(filled(FORMS["raise"](), what_happened="It is down"))
    assert read.severity is Severity.STOPPED


@pytest.mark.parametrize("words", NASTY)
def test_a_form_takes_whatever_it_is_filled_with(words: str) -> None:
    prefill = Prefill(words, words, Severity.CRITICAL, words, f"https://a.example/{words}")
    assert view_problems(raise_form(ORIGIN, prefill)) == []
    assert view_problems(forms.answer_form(ORIGIN, a_question(words), READER)) == []
    merge = forms.merge_form(ORIGIN, [a_task(id=7, title=words)])
    assert view_problems(merge) == []


def test_a_number_too_long_for_a_title_stands_alone() -> None:
    view = forms.set_severity_form(Origin(task_id=2_147_483_647), Severity.STOPPED)
    assert view["title"]["text"] == "CRIT-2147483647"


def test_a_view_without_state_has_nothing_filled_in() -> None:
    with pytest.raises(FieldProblem):
        forms.read_merge({})
