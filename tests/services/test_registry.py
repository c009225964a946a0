"""The team's file is refused with its lines, put in force whole, and written out unchanged."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import DBAPIError

from bot.clock import FrozenClock
from bot.domain.addresses import USUAL, Kind, Pattern
from bot.domain.applications import Application, Component
from bot.domain.customers import CustomCode, Customer
from bot.domain.rules import Problem, Rules, Week
from bot.domain.rules_document import Change
from bot.integrations import public_holidays
from bot.services import registry
from bot.services.people import Profile
from bot.services.registry import ConfigRefused
from storage import people
from storage import rules as storage
from storage.engine import Database

SAMPLE = (Path(__file__).parents[2] / "docs" / "team.example.yaml").read_text("utf-8")
SMALL = """\
critical_channel: C0CRITICAL
administrators: [U0ADA, U0BEN]
developers:
  - {user: U0IVAN, capacity: 5}
  - user: U0DANA
"""
RULES = registry.parse(SMALL)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
WORDS = TEXTS.filter(lambda text: bool(text.strip()))


def flaws(text: str) -> list[tuple[int, str, str, str]]:
    with pytest.raises(ConfigRefused) as caught:
        registry.parse(text)
    return [(one.line, one.where, one.what, one.cure) for one in caught.value.problems]


def test_the_sample_is_what_it_says() -> None:
    rules = registry.parse(SAMPLE)
    assert rules.administrators == ("U0ADA", "U0BEN")
    assert rules.customers[0].links["test site"] == "https://test.acme.example"


@pytest.mark.parametrize(
    ("text", "line", "where", "what"),
    [
        (SMALL.replace("[U0ADA, U0BEN]", "[]"), 2, "administrators", "the list is empty"),
        (SMALL.replace("administrators", "administrator"), 2, "administrator", "not a known key"),
        (SMALL.replace("U0BEN", "U0ADA"), 2, "administrators › 2", "is there twice"),
        (SMALL.replace("capacity: 5", "capacity: few"), 4, "developers › 1 › capacity", "'few'"),
        (SMALL.replace("user: U0DANA", "capacity: 2"), 5, "developers › 2 › user", "missing"),
        (SMALL + "severities:\n  4:\n    clock: x\n", 8, "severities › 4 › clock", "not known"),
        (SMALL + "severities:\n  7: {}\n", 7, "severities › 7", "7 is no severity"),
        (SMALL + "managers: []\nmanagers: [U0M]\n", 7, "managers", "'managers' is there twice"),
        (SMALL + "time_zone: 2026-13-45\n", 6, "time_zone", "cannot be understood"),
        (SMALL + "customers: [{name: a, notes: !!x y}]\n", 6, "customers › 1 › notes", "'y'"),
        (SMALL + "managers: !!set {U0M}\n", 6, "managers", "the tag"),
        (SMALL + 'customers: [{name: "a\\0"}]\n', 6, "customers › 1 › name", "cannot be kept"),
        (SMALL + "<<: {time_zone: UTC}\n", 6, "<<", "'<<' is not a known key"),
        ("critical_channel: C0C\n", 1, "administrators", "administrators is missing"),
    ],
)
def test_a_problem_has_its_line_and_place(text: str, line: int, where: str, what: str) -> None:
    found = [one for one in flaws(text) if one[:2] == (line, where)]
    assert any(what in one[2] for one in found), flaws(text)


@pytest.mark.parametrize(
    ("text", "line", "what", "cure"),
    [
        ("", 1, "the file is empty", "begin with critical_channel"),
        ("- a\n", 1, "the file is not a mapping", "begin with critical_channel"),
        ("a: 1\n\tb: 2\n", 2, "cannot start any token", "not with tabs"),
        ("a: b: c\n", 1, "mapping values are not allowed", "quote a text that holds a colon"),
        ("a: [\n", 2, "this is no YAML", "look at the indentation"),
        ("a: 1\n---\nb: 2\n", 2, "another document", "a file holds one document"),
        ("a: 1\nb: *c\n", 2, "undefined alias", "begins with *"),
        ("a: 1\nb: \x01\n", 2, "a sign that YAML does not allow", "remove it"),
        ("a: &a [*a]\n", 1, "this holds itself", "remove the reference"),
        ("? [a]\n: b\n", 1, "cannot be a key", "write a word"),
        ("[" * 5000, 1, "nested too deeply", "write it flatter"),
        ("x" * (registry.LARGEST + 1), 1, "larger than 1 MiB", "write less"),
    ],
)
def test_what_is_no_file_of_rules_is_refused(text: str, line: int, what: str, cure: str) -> None:
    [(found_line, where, found_what, found_cure)] = flaws(text)
    assert (found_line, where) == (line, "")
    assert what in found_what
    assert cure in found_cure


def test_references_that_grow_beyond_measure_do_no_harm() -> None:
    grown = ["a0: &a0 [x]"]
    grown += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 20)]
    [(_, _, what, _)] = flaws("\n".join(grown))
    assert what == "there are more than 50,000 values"


def test_a_reference_may_be_used_more_than_once() -> None:
    text = SMALL + (
        "applications:\n  - {key: a, name: A, checklist: &usual [Looked]}\n"
        "  - {key: b, name: B, checklist: *usual}\n"
    )
    assert [one.checklist for one in registry.parse(text).applications] == [("Looked",)] * 2


def test_a_file_may_begin_with_a_byte_order_mark() -> None:
    assert registry.parse(f"\ufeff{SMALL}") == RULES


def test_later_findings_have_their_line_too() -> None:
    draft = registry.draft(SMALL)
    place = registry.people_of(draft.rules)["U0DANA"]
    with pytest.raises(ConfigRefused) as caught:
        draft.refuse([Problem(place, "nobody", "name another")])
    assert (caught.value.problems[0].line, caught.value.problems[0].where) == (
        5,
        "developers › 2 › user",
    )
    draft.refuse([])


def test_everybody_is_named_once_at_their_first_place() -> None:
    rules = replace(
        RULES,
        managers=("U0ADA", "U0MIRA"),
        applications=(Application("shop", "Shop", owner="U0IVAN"), Application("x", "X")),
    )
    assert registry.people_of(rules) == {
        "U0ADA": ("administrators", 0),
        "U0BEN": ("administrators", 1),
        "U0MIRA": ("managers", 1),
        "U0IVAN": ("developers", 0, "user"),
        "U0DANA": ("developers", 1, "user"),
    }


def test_whoever_an_application_or_custom_code_names_is_asked_of_slack_too() -> None:
    shop = Application(
        "shop",
        "Shop",
        components=(Component("pay"), Component("search", "U0SIA")),
        administrators=("U0KIM",),
        chain=("U0LIA",),
        developers=("U0NOA",),
    )
    acme = Customer("Acme", custom_code=CustomCode(known_by=("U0ANA",)))
    named = registry.people_of(replace(RULES, applications=(shop,), customers=(acme,)))
    assert (
        named.items()
        >= {
            "U0KIM": ("applications", 0, "administrators", 0),
            "U0LIA": ("applications", 0, "chain", 0),
            "U0NOA": ("applications", 0, "developers", 0),
            "U0SIA": ("applications", 0, "components", 1, "owner"),
            "U0ANA": ("customers", 0, "custom_code", "known_by", 0),
        }.items()
    )


async def test_a_region_without_known_holidays_is_refused() -> None:
    def of(region: str | None) -> Rules:
        return replace(RULES, working_hours=Week(holidays=region))

    assert await registry.find_unknown_holidays(of(None), public_holidays.load) == ()
    assert await registry.find_unknown_holidays(of("DE-BY"), public_holidays.load) == ()
    [problem] = await registry.find_unknown_holidays(of("XX"), public_holidays.load)
    assert problem.path == ("working_hours", "holidays")


def test_an_export_is_read_as_the_same_rules() -> None:
    rules = registry.parse(SAMPLE)
    assert registry.parse(registry.export(rules)) == rules


@given(WORDS, WORDS, st.just("") | WORDS, st.lists(WORDS, max_size=3, unique=True))
def test_an_export_keeps_every_text(key: str, name: str, notes: str, checklist: list[str]) -> None:
    rules = replace(
        RULES,
        applications=(Application(key, name, checklist=tuple(checklist)),),
        customers=(Customer(name, links={name: "https://a.example"}, notes=notes),),
    )
    assert registry.parse(registry.export(rules)) == rules


def test_an_export_has_the_form_that_people_write() -> None:
    text = registry.export(registry.parse(SAMPLE))
    assert '  from: "09:00"\n  to: "18:00"\n' in text
    assert '  at: "10:00"\n' in text
    assert list(yaml.safe_load(text)["severities"]) == [4, 3, 2, 1]
    assert "null" not in text
    assert "{" not in text.replace("{id}", "")  # which stands in the shape of an address


async def test_rules_are_put_in_force_with_everybody_noted(
    database: Database, clock: FrozenClock
) -> None:
    changes = await registry.apply(database, clock, RULES)
    assert Change("administrators", None, "U0ADA, U0BEN") in changes
    assert await registry.find(database) == RULES
    async with database.read() as session:
        known = await people.list_known(session, registry.people_of(RULES))
    assert {one.slack_id for one in known} == {"U0ADA", "U0BEN", "U0IVAN", "U0DANA"}


async def test_what_slack_said_of_people_is_kept(database: Database, clock: FrozenClock) -> None:
    await registry.apply(database, clock, RULES, [Profile("U0ADA", "Ada", "Europe/Berlin")])
    async with database.read() as session:
        [ada] = await people.list_known(session, ["U0ADA"])
    assert (ada.name, ada.zone, ada.read_at) == ("Ada", "Europe/Berlin", clock.now())


async def test_the_version_rises_only_when_something_changed(
    database: Database, clock: FrozenClock
) -> None:
    rules = registry.parse(SAMPLE)
    await registry.apply(database, clock, rules)
    in_force = await registry.find(database)
    assert in_force is not None
    assert await registry.apply(database, clock, registry.parse(registry.export(in_force))) == ()
    assert await version(database) == 1
    [change] = await registry.apply(database, clock, replace(rules, time_zone="UTC"))
    assert change == Change("time_zone", "Europe/Berlin", "UTC")
    assert await version(database) == 2


async def test_another_order_is_a_change(database: Database, clock: FrozenClock) -> None:
    await registry.apply(database, clock, RULES)
    turned = replace(RULES, developers=RULES.developers[::-1])
    assert await registry.apply(database, clock, turned) == (
        Change("developers", "U0IVAN, U0DANA", "U0DANA, U0IVAN"),
    )
    assert await registry.find(database) == turned


async def test_another_order_of_components_or_addresses_is_a_change(
    database: Database, clock: FrozenClock
) -> None:
    shop = Application("shop", "Shop", components=(Component("pay"), Component("search")))
    own = (Pattern("T", Kind.ISSUE, "t.example/{id}"), Pattern("T", Kind.ISSUE, "t.io/{id}"))
    rules = replace(RULES, applications=(shop,), addresses=(*own, *USUAL))
    await registry.apply(database, clock, rules)
    turned = replace(
        rules,
        applications=(replace(shop, components=shop.components[::-1]),),
        addresses=(*own[::-1], *USUAL),
    )
    assert [one.path for one in await registry.apply(database, clock, turned)] == [
        "addresses",
        "applications[shop].components",
    ]
    assert await registry.find(database) == turned


async def test_nothing_is_kept_when_a_part_cannot_be_written(
    database: Database, clock: FrozenClock
) -> None:
    with pytest.raises((UnicodeEncodeError, DBAPIError)):
        await registry.apply(database, clock, RULES, [Profile("U0ADA", "half \ud800", None)])
    assert await registry.find(database) is None
    async with database.read() as session:
        assert await people.list_known(session, ["U0ADA"]) == []


async def test_rules_that_are_no_longer_understood_can_be_replaced(
    database: Database, clock: FrozenClock
) -> None:
    async with database.write() as session:
        await storage.save(session, {"from": "another version"}, clock.now())
    assert await registry.find(database) is None
    assert await registry.apply(database, clock, RULES)
    assert await registry.find(database) == RULES


async def version(database: Database) -> int | None:
    async with database.read() as session:
        return await storage.find_version(session)
