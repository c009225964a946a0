"""Applications, customers and addresses of the rules are read, and refused at their place."""

from dataclasses import replace

import pytest

from bot.domain.addresses import USUAL, Kind, Pattern
from bot.domain.applications import Application, Component, Levels
from bot.domain.customers import CustomCode
from bot.domain.durations import Duration
from bot.domain.severity import DEFAULT_RULES, Severity
from tests.domain.rules_written import problems, with_more

APP = ("applications", 0)
LINK = ("addresses", 0)
SHOP = """
severities: {4: {update_every: 2h}}
applications:
  - key: shop
    name: Web shop
    synonyms: [store]
    channel: C2
    owner: U8
    administrators: [U8]
    chain: [U9]
    developers: [U2]
    components: [search, {name: checkout, owner: U9, synonyms: [pay]}]
    levels: {support: Passwords, development: Errors}
    template: [steps, "Which browser?"]
    checklist: [Seen by a second person]
    severities: {4: {fix_within: 2h}, 3: {}}
    runbooks: {payments: "https://wiki.example/pay"}
"""


def test_an_application_says_all_that_is_its_own() -> None:
    usual = replace(DEFAULT_RULES[Severity.STOPPED], update_every=Duration(2, "h"))
    assert with_more(SHOP).applications == (
        Application(
            "shop",
            "Web shop",
            "U8",
            (Component("search"), Component("checkout", "U9", ("pay",))),
            ("Seen by a second person",),
            synonyms=("store",),
            channel="C2",
            administrators=("U8",),
            chain=("U9",),
            developers=("U2",),
            levels=Levels("Passwords", "Errors"),
            template=("steps", "Which browser?"),
            severities={Severity.STOPPED: replace(usual, fix_within=Duration(2, "h"))},
            runbooks={"payments": "https://wiki.example/pay"},
        ),
    )


def test_custom_code_is_only_named_or_told_of() -> None:
    written = (
        "customers: [{name: a, custom_code: false}, {name: b, custom_code: true},"
        " {name: c, custom_code: {does: Imports, known_by: [U2], documents: ['https://x.example']}}]"
    )
    rules = with_more(written)
    assert [one.custom_code for one in rules.customers] == [
        None,
        CustomCode(),
        CustomCode("Imports", documents=("https://x.example",), known_by=("U2",)),
    ]


def test_own_addresses_go_before_the_usual() -> None:
    written = "addresses: [{system: Tracker, kind: issue, shape: 'tracker.example/{id}'}]"
    rules = with_more(written)
    own = Pattern("Tracker", Kind.ISSUE, "tracker.example/{id}")
    assert rules.addresses == (own, *USUAL)


def test_a_severity_is_proposed_from_a_count_on() -> None:
    rules = with_more("proposals: {4: 10, 3: 5}")
    assert rules.proposals == {Severity.STOPPED: 10, Severity.CRITICAL: 5}


@pytest.mark.parametrize(
    ("more", "path", "cure"),
    [
        ("customers: [{name: a, colour: red}]", ("customers", 0, "colour"), "use one of: name"),
        ("customers: [{name: a, helpdesk_id: 5}]", ("customers", 0, "helpdesk_id"), "in quotes"),
        ("customers: [{name: a, time_zone: Berlin}]", ("customers", 0, "time_zone"), "Europe/"),
        (
            "customers: [{name: a, custom_code: {source: git}}]",
            ("customers", 0, "custom_code", "source"),
            "https://",
        ),
        (
            "customers: [{name: a, custom_code: {by: U1}}]",
            ("customers", 0, "custom_code", "by"),
            "use one of: does",
        ),
        (
            "customers: [{name: a, custom_code: {documents: [wiki]}}]",
            ("customers", 0, "custom_code", "documents", 0),
            "https://",
        ),
        (
            "customers: [{name: a, custom_code: {known_by: [U9]}}]",
            ("customers", 0, "custom_code", "known_by", 0),
            "add the person there",
        ),
        (
            "customers: [{name: Acme, synonyms: [ACE]}, {name: Ace}]",
            ("customers", 0, "synonyms", 0),
            "keep it at one place",
        ),
        (
            "customers: [{name: Acme, synonyms: [Ace]}, {name: Bolt, synonyms: [' ace']}]",
            ("customers", 1, "synonyms", 0),
            "keep it at one place",
        ),
        ("applications: [{key: a, name: A, colour: red}]", (*APP, "colour"), "use one of: key"),
        ("applications: [{key: a, name: A, channel: shop}]", (*APP, "channel"), "C0…"),
        ("applications: [{key: a, name: A, channel: C1}]", (*APP, "channel"), "leave it out"),
        (
            "applications: [{key: a, name: A, channel: C2}, {key: b, name: B, channel: C2}]",
            ("applications", 1, "channel"),
            "give it a channel of its own",
        ),
        ("applications: [{key: a, name: A, administrators: U1}]", (*APP, "administrators"), "as ["),
        (
            "applications: [{key: a, name: A, administrators: [kim]}]",
            (*APP, "administrators", 0),
            "copy it from their profile",
        ),
        (
            "applications: [{key: a, name: A, chain: [U8, U8]}]",
            (*APP, "chain", 1),
            "keep one of them",
        ),
        (
            "applications: [{key: a, name: A, developers: [U2, U1]}]",
            (*APP, "developers", 1),
            "add {user: …} to developers",
        ),
        (
            "applications: [{key: a, name: A, components: [x, {name: y, owner: U9}]}]",
            (*APP, "components", 1, "owner"),
            "add the person there",
        ),
        (
            "applications: [{key: a, name: A, components: [x, {name: x}]}]",
            (*APP, "components", 1),
            "keep one of them",
        ),
        (
            "applications: [{key: a, name: A, components: [x, {name: y, synonyms: [X]}]}]",
            (*APP, "components", 1, "synonyms", 0),
            "keep it at one place",
        ),
        (
            "applications: [{key: a, name: A, components: [{owner: U2}]}]",
            (*APP, "components", 0, "name"),
            "add name: …",
        ),
        (
            "applications: [{key: a, name: Shop}, {key: b, name: B, synonyms: [shop]}]",
            ("applications", 1, "synonyms", 0),
            "keep it at one place",
        ),
        ("applications: [{key: a, name: A, levels: {first: x}}]", (*APP, "levels", "first"), "sup"),
        (
            "applications: [{key: a, name: A, template: [adress]}]",
            (*APP, "template", 0),
            "did you mean address?",
        ),
        (
            "applications: [{key: a, name: A, template: [browser]}]",
            (*APP, "template", 0),
            "write an own question as a sentence",
        ),
        (
            f"applications: [{{key: a, name: A, template: ['Why {'so ' * 50}?']}}]",
            (*APP, "template", 0),
            "in fewer words",
        ),
        (
            f"applications: [{{key: a, name: A, template: {[f'Q {n}' for n in range(21)]}}}]",
            (*APP, "template"),
            "needs to begin",
        ),
        (
            "applications: [{key: a, name: A, severities: {4: {fix_in: 2h}}}]",
            (*APP, "severities", 4, "fix_in"),
            "did you mean fix_within?",
        ),
        (
            "applications: [{key: a, name: A, runbooks: {pay: wiki}}]",
            (*APP, "runbooks", "pay"),
            "https://",
        ),
        (
            "addresses: [{system: T, kind: task, shape: 'a/{id}'}]",
            (*LINK, "kind"),
            "use one of: ti",
        ),
        ("addresses: [{system: T, kind: issue}]", (*LINK, "shape"), "add shape: …"),
        ("addresses: [{system: T, kind: issue, shape: t.example/1}]", (*LINK, "shape"), "{id}"),
        (
            "addresses: [{system: T, kind: issue, shape: 'https://t.example/{id}'}]",
            (*LINK, "shape"),
            "leave https:// out",
        ),
        ("addresses: [{system: T, kind: issue, shape: '{id}'}]", (*LINK, "shape"), "its path"),
        ("addresses: [{system: T, kind: issue, shape: 'a b/{id}'}]", (*LINK, "shape"), "without"),
        (
            "addresses: [{system: T, kind: issue, shape: '**/{id}'}]",
            (*LINK, "shape"),
            "but a slash",
        ),
        (
            f"addresses: [{{system: T, kind: issue, shape: '{'a/' * 200}{{id}}'}}]",
            (*LINK, "shape"),
            "keep it to 200 characters",
        ),
        ("proposals: {5: 1}", ("proposals", 5), "use 1, 2, 3 or 4"),
        ("proposals: {3: few}", ("proposals", 3), "whole number"),
        ("proposals: {1: 5}", ("proposals", 1), "propose 2, 3 or 4"),
        ("proposals: {3: 5, 4: 5}", ("proposals", 4), "let it take more customers"),
    ],
)
def test_a_problem_names_its_place_and_its_cure(
    more: str, path: tuple[str | int, ...], cure: str
) -> None:
    found = problems(more)
    assert list(found) == [path]
    assert cure in found[path][1]
