"""The team's rules are written with nothing lost, and compared value by value."""

from dataclasses import replace
from datetime import time

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.addresses import USUAL, Kind, Pattern
from bot.domain.applications import Application, Component, Levels
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
from bot.domain.template import Topic
from bot.domain.working_hours import ClockKind

FASTER = replace(DEFAULT_RULES[Severity.STOPPED], fix_within=Duration(2, "h"))
SHOP = Application(
    "shop",
    "Web shop",
    "U0ADA",
    (Component("checkout", "U0IVAN", ("basket",)), Component("search")),
    ("Tried in a private window",),
    synonyms=("store",),
    channel="C0SHOP",
    administrators=("U0KIM",),
    chain=("U0LIA",),
    developers=("U0IVAN",),
    levels=Levels("Passwords and refunds.", "Anything with an error page."),
    template=("steps", "address", "Which browser?"),
    severities={Severity.STOPPED: FASTER},
    runbooks={"payments": "https://wiki.example/payments"},
)
ACME = Customer(
    "Acme",
    Importance.VIP,
    custom_code=CustomCode(
        "Their own login",
        "https://test.acme.example",
        "https://git.example/acme",
        ("https://wiki.example/acme",),
        ("U0DANA",),
    ),
    links={"test site": "https://…"},
    synonyms=("Acme Inc.", "acme.example"),
    helpdesk_id="5512",
    time_zone="Europe/Berlin",
)
TRACKER = Pattern("Tracker", Kind.ISSUE, "tracker.example/i/{id}")
FULL = Rules(
    critical_channel="C0CRITICAL",
    administrators=("U0ADA", "U0BEN"),
    developers=(Developer("U0IVAN", 5, ("shop",)), Developer("U0DANA", 3)),
    managers=("U0MIRA",),
    applications=(SHOP,),
    customers=(ACME,),
    addresses=(TRACKER, *USUAL),
    proposals={Severity.CRITICAL: 5, Severity.STOPPED: 10},
)
TEXTS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8)
PEOPLE = st.from_regex(r"[UW][A-Z0-9]{1,6}", fullmatch=True)
DURATIONS = st.builds(Duration, st.integers(1, 366), st.sampled_from(["s", "m", "h", "d"]))
LINKS = st.dictionaries(TEXTS, TEXTS.map("https://{}".format), max_size=2)
PROMISES = st.builds(SeverityRule, *[DURATIONS] * 4, st.sampled_from(ClockKind))
SOME_PEOPLE = st.lists(PEOPLE, max_size=2, unique=True).map(tuple)
COMPONENTS = st.lists(TEXTS, max_size=3, unique=True).map(
    lambda names: tuple(Component(name) for name in names)
)
TOPICS = st.sampled_from(Topic).map(str) | TEXTS.map("{}?".format)
APPLICATIONS = st.builds(
    Application,
    TEXTS,
    TEXTS,
    components=COMPONENTS,
    checklist=st.lists(TEXTS, max_size=2, unique=True).map(tuple),
    administrators=SOME_PEOPLE,
    chain=SOME_PEOPLE,
    levels=st.builds(Levels, st.just("") | TEXTS, st.just("") | TEXTS),
    template=st.lists(TOPICS, max_size=4, unique=True).map(tuple),
    severities=st.dictionaries(st.sampled_from(Severity), PROMISES, max_size=2),
    runbooks=LINKS,
)
CODE = st.builds(
    CustomCode,
    st.just("") | TEXTS,
    st.none() | TEXTS.map("https://{}".format),
    st.none() | TEXTS.map("https://{}".format),
    st.lists(TEXTS.map("https://{}".format), max_size=2, unique=True).map(tuple),
)
CUSTOMERS = st.builds(
    Customer,
    TEXTS,
    st.none() | st.sampled_from(Importance),
    st.none() | CODE,
    LINKS,
    st.text(max_size=9).map(str.strip),
    helpdesk_id=st.none() | TEXTS,
    time_zone=st.none() | st.sampled_from(["UTC", "Asia/Kolkata"]),
)
PATTERNS = st.builds(
    Pattern, TEXTS, st.sampled_from(Kind), TEXTS.map(lambda word: f"*.{word}.example/t/{{id}}")
)


def _meant(rules: Rules) -> Rules:
    """Say what a person can mean: names that are somebody's, and what is not the team's already.

    Every application has a channel and synonyms of its own, every component's owner is there.
    """
    somebody = rules.developers[0].user
    applications = tuple(
        replace(
            one,
            synonyms=(f"other {index}",),
            channel=f"C0{index}OF{rules.critical_channel}",
            developers=(somebody,),
            owner=rules.administrators[0],
            components=tuple(replace(part, owner=somebody) for part in one.components[:1])
            + one.components[1:],
            severities={
                key: rule for key, rule in one.severities.items() if rule != rules.severities[key]
            },
        )
        for index, one in enumerate(rules.applications)
    )
    customers = tuple(
        replace(one, synonyms=(f"other {index}", f"more {index}"))
        for index, one in enumerate(rules.customers)
    )
    return replace(rules, applications=applications, customers=customers)


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
    severities=st.fixed_dictionaries(dict.fromkeys(Severity, PROMISES)),
    control_point=st.builds(ControlPoint, st.sampled_from(Weekday), TIMES, DURATIONS),
    applications=st.lists(APPLICATIONS, max_size=3, unique_by=lambda one: one.key).map(tuple),
    customers=st.lists(CUSTOMERS, max_size=3, unique_by=lambda one: one.name).map(tuple),
    addresses=st.lists(PATTERNS, max_size=2, unique_by=lambda one: one.shape).map(
        lambda own: (*own, *USUAL)
    ),
    proposals=st.sampled_from(
        [{}, {Severity.STOPPED: 9}, {Severity.AFFECTS_WORK: 1, Severity.CRITICAL: 5}]
    ),
).map(_meant)


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
        Change("customers[Acme].custom_code.does", "Their own login", None),
        Change("customers[Acme].custom_code.test_site", "https://test.acme.example", None),
        Change("customers[Acme].custom_code.source", "https://git.example/acme", None),
        Change("customers[Acme].custom_code.documents", "https://wiki.example/acme", None),
        Change("customers[Acme].custom_code.known_by", "U0DANA", None),
        Change("customers[Acme].links[test site]", "https://…", None),
    )


def test_an_application_is_compared_value_by_value() -> None:
    slower = replace(FASTER, fix_within=Duration(3, "h"))
    changed = replace(
        SHOP,
        components=(Component("checkout", "U0DANA", ("basket",)), Component("search")),
        administrators=("U0KIM", "U0BEN"),
        levels=replace(SHOP.levels, support="Passwords."),
        template=("steps",),
        severities={Severity.STOPPED: slower},
        runbooks={"payments": "https://wiki.example/pay", "search": "https://wiki.example/s"},
    )
    assert differences(FULL, replace(FULL, applications=(changed,))) == (
        Change("applications[shop].administrators", "U0KIM", "U0KIM, U0BEN"),
        Change("applications[shop].components[checkout].owner", "U0IVAN", "U0DANA"),
        Change("applications[shop].levels.support", "Passwords and refunds.", "Passwords."),
        Change("applications[shop].template", "steps, address, Which browser?", "steps"),
        Change("applications[shop].severities[4].fix_within", "2h", "3h"),
        Change(
            "applications[shop].runbooks[payments]",
            "https://wiki.example/payments",
            "https://wiki.example/pay",
        ),
        Change("applications[shop].runbooks[search]", None, "https://wiki.example/s"),
    )


def test_addresses_and_proposals_are_compared_by_what_they_are_known_by() -> None:
    new = replace(
        FULL,
        addresses=(replace(TRACKER, kind=Kind.TICKET), *USUAL),
        proposals={Severity.CRITICAL: 5, Severity.STOPPED: 20},
    )
    assert differences(FULL, new) == (
        Change("addresses[tracker.example/i/{id}].kind", "issue", "ticket"),
        Change("proposals[4]", "10", "20"),
    )


def test_of_an_applications_severity_only_its_own_promises_are_written() -> None:
    written = yaml.safe_load(yaml.safe_dump(document(FULL)))
    assert written["applications"][0]["severities"] == {4: {"fix_within": "2h"}}


def test_the_usual_addresses_are_not_written() -> None:
    assert document(replace(FULL, addresses=USUAL))["addresses"] == []


def test_the_first_rules_are_all_new() -> None:
    changes = differences(None, FULL)
    assert all(change.before is None for change in changes)
    assert Change("critical_channel", None, "C0CRITICAL") in changes
