"""The team's rules are read with all their problems at once, each with its cure."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.applications import Application, Component
from bot.domain.customers import CustomCode, Customer, Importance
from bot.domain.durations import Duration
from bot.domain.rules import (
    ControlPoint,
    Developer,
    Problem,
    Rules,
    RulesRefused,
    Week,
    Weekday,
)
from bot.domain.rules_reading import KNOWN, read
from bot.domain.severity import DEFAULT_RULES, Severity
from tests.domain.rules_written import LEAST, parsed, problems

SAMPLE = """
critical_channel: C0CRITICAL
time_zone: Europe/Berlin
working_hours: {days: [mon, tue, wed, thu, fri], from: "09:00", to: "18:00", holidays: DE}
administrators: [U0ADA, U0BEN]          # the first is on duty
managers: [U0MIRA]
developers:
  - {user: U0IVAN, capacity: 5, applications: [shop]}
  - {user: U0DANA, capacity: 3}
severities:
  4: {acknowledge_within: 5m, update_every: 1h, fix_within: 4h, clock: always}
  3: {acknowledge_within: 30m, update_every: 1d, fix_within: 2d, clock: working}
  2: {acknowledge_within: 1d, update_every: 3d, fix_within: 5d, clock: working}
  1: {acknowledge_within: 2d, update_every: 5d, fix_within: 10d, clock: working}
control_point: {day: tue, at: "10:00", answer_within: 4h}
applications:
  - {key: shop, name: Web shop, owner: U0ADA, components: [checkout, search], checklist: ["Tried in a private window"]}
customers:
  - {name: Acme, importance: vip, custom_code: true, links: {test site: "https://…"}, notes: "single sign-on is theirs"}
"""
FULL = Rules(
    critical_channel="C0CRITICAL",
    administrators=("U0ADA", "U0BEN"),
    developers=(Developer("U0IVAN", 5, ("shop",)), Developer("U0DANA", 3)),
    managers=("U0MIRA",),
    time_zone="Europe/Berlin",
    working_hours=Week(holidays="DE"),
    applications=(
        Application(
            "shop",
            "Web shop",
            "U0ADA",
            (Component("checkout"), Component("search")),
            ("Tried in a private window",),
        ),
    ),
    customers=(
        Customer(
            "Acme",
            Importance.VIP,
            custom_code=CustomCode(),
            links={"test site": "https://…"},
            notes="single sign-on is theirs",
        ),
    ),
)


def test_the_sample_reads_as_it_is() -> None:
    assert parsed(SAMPLE) == FULL


def test_what_is_left_out_keeps_its_default() -> None:
    rules = parsed(LEAST)
    assert rules == Rules("C1", ("U1",), (Developer("U2", 4),))
    assert rules.severities == DEFAULT_RULES
    assert rules.time_zone == "UTC"
    assert rules.control_point == ControlPoint(Weekday.TUE, time(10), Duration(4, "h"))


def test_single_keys_keep_their_defaults_too() -> None:
    severities = read({**yaml.safe_load(LEAST), "severities": {3: {"fix_within": "3d"}, 2: None}})
    usual = DEFAULT_RULES[Severity.CRITICAL]
    assert severities.severities == {
        **DEFAULT_RULES,
        Severity.CRITICAL: replace(usual, fix_within=Duration(3, "d")),
    }


def test_a_key_without_a_value_counts_as_left_out() -> None:
    assert read({**yaml.safe_load(LEAST), "managers": None, "customers": None}) == parsed(LEAST)


@settings(max_examples=100, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=4) | st.just("U1"),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from([*KNOWN, "user", "key", "name", "x"]), inner, max_size=5
            )
        ),
        max_leaves=20,
    )
)
def test_no_document_breaks_the_reading(written: object) -> None:
    with pytest.raises(RulesRefused) as refused:
        read(written)
    assert refused.value.problems


def test_all_problems_are_told_at_once() -> None:
    with pytest.raises(RulesRefused) as refused:
        parsed("{critical_chanel: C1, administrators: [], time_zone: Europe/Belin}")
    assert [(problem.path, problem.cure) for problem in refused.value.problems] == [
        (("critical_chanel",), "did you mean critical_channel?"),
        (("critical_channel",), "add critical_channel: …"),
        (("developers",), "add developers: …"),
        (("administrators",), "name at least one person; the first is on duty"),
        (("time_zone",), "did you mean Europe/Berlin?"),
    ]


@pytest.mark.parametrize(
    ("more", "path", "cure"),
    [
        ("colour: red", ("colour",), "use one of: critical_channel"),
        ("managers: U1", ("managers",), "write it as [one, another]"),
        ("managers: [sam]", ("managers", 0), "copy it from their profile"),
        ("managers: [U1, U1]", ("managers", 1), "keep one of them"),
        ("critical_channel: general", ("critical_channel",), "copy it from the channel's details"),
        ("developers: []", ("developers",), "name at least one developer"),
        ("developers: [U1]", ("developers", 0), "write it as key: value"),
        ("developers: [{user: U1, capacity: 0}]", ("developers", 0, "capacity"), "such as 4"),
        ("developers: [{user: U1, capacity: yes}]", ("developers", 0, "capacity"), "such as 4"),
        ("developers: [{user: U1}, {user: U1}]", ("developers", 1, "user"), "keep one of them"),
        ("time_zone: Nowhere", ("time_zone",), "write it like Europe/Berlin"),
        ("time_zone: Europe", ("time_zone",), "did you mean Europe/"),
        ("time_zone: 1", ("time_zone",), "put it in quotes"),
        ("working_hours: {from: 10:00}", ("working_hours", "from"), 'in quotes: "10:00"'),
        ("working_hours: {to: late}", ("working_hours", "to"), 'such as "09:00"'),
        ("working_hours: {to: '09:00'}", ("working_hours",), "let from be earlier than to"),
        ("working_hours: {days: []}", ("working_hours", "days"), "name at least one"),
        ("working_hours: {days: [tues]}", ("working_hours", "days", 0), "did you mean tue?"),
        ("working_hours: {holidays: NO}", ("working_hours", "holidays"), 'in quotes: "NO"'),
        ("working_hours: {holidays: Norway}", ("working_hours", "holidays"), "two letters"),
        ("severities: {5: {}}", ("severities", 5), "use 1, 2, 3 or 4; 4 is the worst"),
        ("severities: {4: {}, '4': {}}", ("severities", "4"), "keep one of them"),
        ("severities: {4: {fix_within: 4}}", ("severities", 4, "fix_within"), "such as 30m"),
        ("severities: {4: {clock: work}}", ("severities", 4, "clock"), "did you mean working?"),
        ("control_point: {day: 2}", ("control_point", "day"), "use one of: mon, tue"),
        ("applications: [{key: a}]", ("applications", 0, "name"), "add name: …"),
        ("applications: [{key: 1, name: a}]", ("applications", 0, "key"), "put it in quotes"),
        ("customers: [{name: ' '}]", ("customers", 0, "name"), "write something"),
        (
            "customers: [{name: a, custom_code: 1}]",
            ("customers", 0, "custom_code"),
            "true or false",
        ),
        ("customers: [{name: a, links: {b: c}}]", ("customers", 0, "links", "b"), "https://"),
    ],
)
def test_a_problem_names_its_place_and_its_cure(
    more: str, path: tuple[str | int, ...], cure: str
) -> None:
    found = problems(more)
    assert list(found) == [path]
    assert cure in found[path][1]


def test_an_owner_is_somebody_who_takes_part() -> None:
    found = problems("applications: [{key: a, name: A, owner: U9}, {key: b, name: B, owner: U2}]")
    assert list(found) == [("applications", 0, "owner")]


def test_a_developer_knows_applications_that_exist() -> None:
    found = problems(
        "{developers: [{user: U2, applications: [shop, shp]}], applications: [{key: shop, name: S}]}"
    )
    assert found == {
        ("developers", 0, "applications", 1): (
            "the application 'shp' is not defined",
            "did you mean shop?",
        )
    }


def test_the_same_problem_is_told_once() -> None:
    with pytest.raises(RulesRefused) as refused:
        read({**yaml.safe_load(LEAST), "managers": "U1"})
    assert refused.value.problems == (
        Problem(("managers",), "'U1' is not a list", "write it as [one, another]"),
    )


def test_the_hours_of_the_team_are_in_its_zone() -> None:
    hours = FULL.hours(lambda day: day == date(2026, 12, 25))
    assert hours.opens_at(date(2026, 11, 23)) == datetime(2026, 11, 23, 8, tzinfo=UTC)
    assert not hours.is_working_day(date(2026, 12, 25))
    assert FULL.hours().is_working_day(date(2026, 12, 25))
