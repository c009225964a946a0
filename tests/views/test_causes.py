"""The list of causes and its form: nothing that people typed breaks either."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.causes import Occurrence, problem
from bot.domain.lifecycle import Status
from bot.simulator.blocks import message_problems
from bot.views import causes, notices_causes
from bot.views.fields import FieldProblem
from bot.views.origin import Origin
from storage.causes import Cause, Finding, Kind, Outcome
from tests.views.stage import NASTY, NOW, READER, RULES, a_task, everything, labels

PLACE = causes.Place(1, 1, 1, 0)


def a_cause(words: str = "A release", **changes: Any) -> Cause:  # noqa: ANN401 -- columns
    known: dict[str, Any] = {
        "task_id": 12,
        "said_at": NOW,
        "said_by": "U0IVAN",
        "kind": Kind.CODE,
        "cause": words,
        "prevention": words,
        "link": words,
        "outcome_at": NOW,
    }
    return Cause(**(known | changes))


def a_finding(words: str = "A release", tasks: int = 3, cause: Cause | None = None) -> Finding:
    """Make a problem whose tasks came a day apart, each fixed after two hours; one was merged."""
    ids = range(12, 12 - tasks, -1)
    found = [
        a_task(Status.MERGED if number == 11 else Status.CLOSED, id=number, title=words)
        for number in ids
    ]
    known = problem(
        Occurrence(
            task.number,
            NOW - timedelta(days=12 - task.number),
            None if task.status is Status.MERGED else NOW + timedelta(hours=2),
            task.status is Status.MERGED,
        )
        for task in found
    )
    return Finding(known, found, cause, [words, "Globex"])


def test_a_problem_is_told_with_how_often_it_came_and_what_it_cost() -> None:
    shown = everything(causes.causes([a_finding(cause=a_cause())], PLACE, RULES, READER))
    assert "came twice in 2 d · " in shown
    assert "CRIT-12" in shown
    assert "2 d 4 h until fixed in all" in shown
    assert "Affected: A release, Globex" in shown
    assert "Cause (code): “A release”, Ivan" in shown
    assert "· proposed, " in shown


def test_who_was_asked_and_said_nothing_is_named() -> None:
    owed = a_cause(said_at=None, said_by=None, kind=None, asked_at=NOW, asked_to="U0IVAN")
    message = causes.causes(
        [a_finding(tasks=1, cause=owed)], causes.Place(1, 1, 0, 1), RULES, READER
    )
    assert "*Asked and not said yet*" in everything(message)
    assert "Ivan was asked for the cause on" in everything(message)
    assert message.text.startswith("Causes: 0 known problems, 1 asked and not said yet.")
    assert labels(message.blocks) == ["Cause…"]


def test_many_tasks_and_customers_are_counted() -> None:
    found = a_finding(tasks=9)
    many = Finding(found.problem, [*found.tasks] * 3, None, [f"Customer {n}" for n in range(50)])
    shown = everything(causes.causes([many], PLACE, RULES, READER))
    assert "and 19 more" in shown
    assert "Customer 5 and 44 more" in shown
    assert "Nobody has said what the cause is." in shown


@pytest.mark.parametrize("words", NASTY)
def test_the_list_is_valid_whatever_was_typed(words: str) -> None:
    findings = [a_finding(words, cause=a_cause(words)) for _ in range(causes.PAGE_SIZE)]
    message = causes.causes(findings, causes.Place(2, 9, 30, 2), RULES, READER)
    assert message_problems(message.blocks) == []
    assert "<!channel>" not in everything(message)
    assert "<@U1>" not in everything(message)


@pytest.mark.parametrize("words", NASTY)
def test_the_form_holds_what_was_said(words: str) -> None:
    task, said = a_task(Status.CLOSED, title=words), a_cause(words, outcome=Outcome.DONE)
    view = causes.cause_form(Origin(task_id=12), task, said)
    chosen = [one["element"].get("initial_option") for one in view["blocks"][1:]]
    assert [one["value"] for one in chosen if one] == ["code", "done"]
    assert len(view["title"]["text"]) <= 24


def test_a_form_without_the_cause_or_its_place_is_refused_at_the_field() -> None:
    where = {"where_it_lies": {"value": {"selected_option": {"value": "code"}}}}
    with pytest.raises(FieldProblem) as nowhere:
        causes.read_cause({"state": {"values": {}}})
    assert nowhere.value.block_id == "where_it_lies"
    spoilt = {"where_it_lies": {"value": {"selected_option": {"value": "moon"}}}}
    with pytest.raises(FieldProblem) as unknown:
        causes.read_cause({"state": {"values": spoilt}})
    assert unknown.value.block_id == "where_it_lies"
    with pytest.raises(FieldProblem) as silent:
        causes.read_cause({"state": {"values": where}})
    assert silent.value.block_id == "cause"
    typed = where | {"cause": {"value": {"value": " A release "}}}
    said = causes.read_cause({"state": {"values": typed}})
    assert said == causes.CauseFields(Kind.CODE, "A release", "", None, Outcome.PROPOSED)


def test_every_kind_and_outcome_has_its_word() -> None:
    assert set(notices_causes.KINDS) == set(Kind)
    assert set(notices_causes.OUTCOMES) == set(Outcome)
