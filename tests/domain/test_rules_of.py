"""An application's own rules stand over the team's, for its tasks and nobody else's."""

from dataclasses import replace

from bot.domain.applications import Application
from bot.domain.durations import Duration
from bot.domain.escalation import chain
from bot.domain.people import Role, on_duty, roles
from bot.domain.rules import Developer, Rules
from bot.domain.severity import DEFAULT_RULES, Severity

FASTER = replace(DEFAULT_RULES[Severity.STOPPED], acknowledge_within=Duration(2, "m"))
SHOP = Application(
    "shop",
    "Web shop",
    channel="C0SHOP",
    administrators=("U0KIM", "U0BEN"),
    chain=("U0LIA",),
    severities={Severity.STOPPED: FASTER},
)
RULES = Rules(
    "C0CRITICAL",
    ("U0ADA", "U0BEN"),
    (Developer("U0IVAN"),),
    ("U0MIRA",),
    applications=(SHOP, Application("crm", "CRM")),
)


def test_its_administrators_are_called_first_then_the_teams_then_its_chain() -> None:
    assert chain(RULES.of("shop")) == (("U0KIM",), ("U0BEN",), ("U0ADA",), ("U0LIA",))


def test_who_is_away_comes_last_of_all() -> None:
    gone = replace(RULES, away={"U0KIM": None})
    assert gone.of("shop").administrators == ("U0BEN", "U0ADA", "U0KIM")
    assert on_duty(gone.of("shop")) == "U0BEN"


def test_where_everybody_is_away_its_own_administrator_is_on_duty() -> None:
    gone = replace(RULES, away={"U0KIM": None, "U0BEN": None, "U0ADA": None})
    assert on_duty(gone.of("shop")) == "U0KIM"


def test_its_severities_and_its_channel_take_the_place_of_the_teams() -> None:
    shop = RULES.of("shop")
    assert shop.severities == {**DEFAULT_RULES, Severity.STOPPED: FASTER}
    assert shop.critical_channel == "C0SHOP"


def test_what_it_leaves_out_is_the_teams() -> None:
    plain = replace(RULES, applications=(Application("shop", "Web shop", channel="C0SHOP"),))
    shop = plain.of("shop")
    assert (shop.administrators, shop.managers) == (RULES.administrators, RULES.managers)
    assert shop.severities == RULES.severities


def test_an_application_with_nothing_of_its_own_has_the_teams_rules_themselves() -> None:
    assert RULES.of("crm") is RULES
    assert RULES.of(None) is RULES
    assert RULES.of("unheard of") is RULES


def test_an_applications_rules_are_made_once() -> None:
    assert RULES.of("shop") is RULES.of("shop")


def test_from_an_applications_rules_another_ones_are_the_teams_again() -> None:
    assert RULES.of("shop").of("crm") is RULES
    assert RULES.of("shop").of("shop") is RULES.of("shop")


def test_rules_that_were_changed_make_those_of_their_applications_anew() -> None:
    RULES.of("shop")
    assert replace(RULES, managers=(), administrators=("U0NEW",)).of("shop").administrators == (
        *SHOP.administrators,
        "U0NEW",
    )


def test_its_own_administrator_is_none_of_other_tasks() -> None:
    assert Role.ADMINISTRATOR in roles("U0KIM", RULES.of("shop"))
    assert Role.ADMINISTRATOR not in roles("U0KIM", RULES)
    assert Role.ADMINISTRATOR in roles("U0ADA", RULES.of("shop"))
