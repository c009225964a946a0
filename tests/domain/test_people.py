"""Who somebody is towards a task."""

import pytest

from bot.domain.people import Role, Sides, on_duty, roles
from bot.domain.rules import Developer, Rules

RULES = Rules(
    critical_channel="C0CRITICAL",
    administrators=("U0ADA", "U0BEN"),
    managers=("U0MIRA",),
    developers=(Developer("U0IVAN", 5), Developer("U0ADA", 2)),
)


@pytest.mark.parametrize(
    ("slack_id", "held"),
    [
        ("U0ADA", {Role.ADMINISTRATOR, Role.DEVELOPER}),
        ("U0BEN", {Role.ADMINISTRATOR}),
        ("U0IVAN", {Role.DEVELOPER}),
        ("U0MIRA", {Role.MANAGER}),
        ("U0SAM", set()),
        ("", set()),
    ],
)
def test_the_rules_say_what_somebody_is_for_the_team(slack_id: str, held: set[Role]) -> None:
    assert roles(slack_id, RULES) == held


def test_a_task_says_who_is_its_reporter_and_who_its_assignee() -> None:
    sides = Sides("U0SAM", "U0IVAN")
    assert roles("U0SAM", RULES, sides) == {Role.REPORTER}
    assert roles("U0IVAN", RULES, sides) == {Role.DEVELOPER, Role.ASSIGNEE}
    assert roles("U0KIM", RULES, sides) == set()


def test_one_person_may_be_everything_at_once() -> None:
    held = roles("U0ADA", RULES, Sides("U0ADA", "U0ADA"))
    assert held == {Role.REPORTER, Role.ADMINISTRATOR, Role.DEVELOPER, Role.ASSIGNEE}


def test_nobody_is_the_assignee_of_a_task_that_nobody_has() -> None:
    assert roles("U0IVAN", RULES, Sides("U0SAM", None)) == {Role.DEVELOPER}
    assert roles("", RULES, Sides("U0SAM", None)) == set()


def test_an_assignee_who_is_no_developer_any_more_is_still_the_assignee() -> None:
    assert roles("U0GONE", RULES, Sides("U0SAM", "U0GONE")) == {Role.ASSIGNEE}


def test_the_first_administrator_is_on_duty() -> None:
    assert on_duty(RULES) == "U0ADA"
