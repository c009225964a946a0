"""The team's rules are written with nothing lost, and compared value by value."""

from dataclasses import replace
from datetime import time

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.applications import Application, Component
from bot.domain.customers import CustomCode, Customer, Importance
from bot.domain.durations import Duration
from bot.domain.rules import (
    ControlPoint,
    Developer,
    Rules,
    Week,
    Weekday,
)
from bot.domain.rules_document import Change, differences, document
from bot.domain.rules_reading import read
from bot.domain.severity import DEFAULT_RULES, Severity, SeverityRule
from bot.domain.working_hours import ClockKind

SHOP = Application(
    "shop", "Web shop", "U0ADA", (Component("checkout"),), ("Tried in a private window",)
)
ACME = Customer("Acme", Importance.VIP, custom_code=CustomCode(), links={"test site": "https://…"})
FULL = Rules(
    critical_channel="C0CRITICAL",
    administrators=("U0ADA", "U0BEN"),
    developers=(Developer("U0IVAN", 5, ("shop",)), Developer("U0DANA", 3)),
    managers=("U0MIRA",),
    applications=(SHOP,),
    customers=(ACME,),
)
TEXTS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8)
PEOPLE = st.from_regex(r"[UW][A-Z0-9]{1,6}", fullmatch=True)
DURATIONS = st.builds(Duration, st.integers(1, 366), st.sampled_from(["s", "m", "h", "d"]))
TIMES = st.integers(0, 1439).map(lambda minute: time(*divmod(minute, 60)))
RULES = st.builds(
    Rules,
    critical_channel=st.from_regex(r"[CG][A-Z0-9]{1,6}", fullmatch=True),
    administrators=st.lists(PEOPLE, min_size=1, max_size=3, unique=True).map(tuple),
    developers=st.lists(
        st.builds(Developer, PEOPLE, st.integers(1, 9)),
        min_size=1,
        max_size=3,
        unique_by=lambda developer: developer.user,
    ).map(tuple),
    managers=st.lists(PEOPLE, max_size=3, unique=True).map(tuple),
    time_zone=st.sampled_from(["UTC", "Europe/Berlin", "Asia/Kolkata"]),
    working_hours=st.builds(
        lambda days, hours, holidays: Week(days, min(hours), max(hours), holidays),
        st.frozensets(st.sampled_from(Weekday), min_size=1),
        st.lists(TIMES, min_size=2, max_size=2, unique=True),
        st.sampled_from([None, "DE", "DE-BY", "NO"]),
    ),
    severities=st.fixed_dictionaries(
        {
            severity: st.builds(SeverityRule, *[DURATIONS] * 4, st.sampled_from(ClockKind))
            for severity in Severity
        }
    ),
    control_point=st.builds(ControlPoint, st.sampled_from(Weekday), TIMES, DURATIONS),
    applications=st.lists(
        st.builds(Application, TEXTS, TEXTS), max_size=3, unique_by=lambda one: one.key
    ).map(tuple),
    customers=st.lists(
        st.builds(
            Customer,
            TEXTS,
            st.none() | st.sampled_from(Importance),
            st.none() | st.builds(CustomCode),
            st.dictionaries(TEXTS, TEXTS.map("https://{}".format), max_size=2),
            st.text(max_size=9).map(str.strip),
        ),
        max_size=3,
        unique_by=lambda one: one.name,
    ).map(tuple),
)


def test_written_rules_read_as_the_same_rules() -> None:
    assert read(document(FULL)) == FULL
    assert read(yaml.safe_load(yaml.safe_dump(document(FULL), allow_unicode=True))) == FULL


def test_every_default_is_written() -> None:
    least = Rules("C1", ("U1",), (Developer("U2"),))
    assert document(least)["time_zone"] == "UTC"
    assert document(least)["severities"] == document(FULL)["severities"]
    assert read(document(least)) == least


@settings(max_examples=100, deadline=None)
@given(RULES)
def test_any_rules_survive_writing_and_reading(rules: Rules) -> None:
    assert read(document(rules)) == rules
    assert differences(rules, read(document(rules))) == ()


def test_changes_say_what_was_and_what_is() -> None:
    worst = replace(DEFAULT_RULES[Severity.STOPPED], fix_within=Duration(6, "h"))
    new = replace(
        FULL,
        administrators=("U0BEN", "U0ADA"),
        developers=(Developer("U0DANA", 2), Developer("U0IVAN", 5, ("shop",))),
        severities={**DEFAULT_RULES, Severity.STOPPED: worst},
        managers=(),
        customers=(replace(ACME, custom_code=None, links={}),),
    )
    assert differences(FULL, new) == (
        Change("administrators", "U0ADA, U0BEN", "U0BEN, U0ADA"),
        Change("developers[U0DANA].capacity", "3", "2"),
        Change("severities[4].fix_within", "4h", "6h"),
        Change("customers[Acme].custom_code", "true", "false"),
        Change("managers", "U0MIRA", None),
        Change("customers[Acme].links[test site]", "https://…", None),
    )


def test_the_first_rules_are_all_new() -> None:
    changes = differences(None, FULL)
    assert all(change.before is None for change in changes)
    assert Change("critical_channel", None, "C0CRITICAL") in changes
