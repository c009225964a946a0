"""Whoever decides something of a task goes by the rules of its application."""

import ast
from collections.abc import Iterator

from tests.architecture.sources import Function, functions, name_of, python_files

OF_THE_TEAM = {
    *("addresses", "applications", "application", "application_in", "channels", "customers"),
    *("away", "control_point", "developers", "of", "proposals", "stand_ins", "time_zone"),
}
"""What is the same for every application."""


def test_a_task_in_hand_is_decided_of_by_its_applications_rules() -> None:
    found = [
        f"{name_of(file)}:{line} {function.name}"
        for file in python_files("bot/services")
        for function in functions(file)
        if _has_task(function) and not _goes_about(function)
        for line in _team_rules(function)
    ]
    assert found == [], "ask work.about(task).rules"


def _has_task(function: Function) -> bool:
    """Whether it is given a task, or reads one."""
    read = (
        node
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Await)
    )
    names = {ast.unparse(target) for node in read for target in node.targets}
    return "task" in names | {one.arg for one in function.args.args}


def _goes_about(function: Function) -> bool:
    """Whether it goes on with `work = work.about(task)`."""
    return any(
        isinstance(node, ast.Assign)
        and any(isinstance(one, ast.Name) and one.id == "work" for one in node.targets)
        for node in ast.walk(function)
    )


def _team_rules(function: Function) -> Iterator[int]:
    """Say where `work.rules` is used for more than what every application has from the team."""
    harmless = {
        id(node.value)
        for node in ast.walk(function)
        if isinstance(node, ast.Attribute) and node.attr in OF_THE_TEAM
    }
    for node in ast.walk(function):
        if not isinstance(node, ast.Attribute) or id(node) in harmless:
            continue
        if ast.unparse(node) == "work.rules":
            yield node.lineno


def test_the_rules_of_the_team_are_found_where_a_task_is_at_hand() -> None:
    (team,) = ast.parse("def f(work, task): return on_duty(work.rules)").body
    (about,) = ast.parse("def f(work, task): return on_duty(work.about(task).rules)").body
    (away,) = ast.parse("def f(work, task): return task.assignee in work.rules.away").body
    assert isinstance(team, Function)
    assert isinstance(about, Function)
    assert isinstance(away, Function)
    assert [[*_team_rules(one)] for one in (team, about, away)] == [[1], [], []]
