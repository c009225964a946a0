"""Who owns what is broken is nearest, then whom the reporter asked for, then who develops it."""

from bot.domain.applications import Application, Component
from bot.domain.rules import Developer
from bot.domain.ties import Closeness, Tie, closeness, ties

SHOP = Application(
    "shop",
    "Web shop",
    "U0DANA",
    (Component("checkout", "U0IVAN"), Component("search")),
    developers=("U0NOA",),
)
TEAM = (
    Developer("U0IVAN"),
    Developer("U0DANA"),
    Developer("U0NOA"),
    Developer("U0LIA", applications=("shop",)),
    Developer("U0MAX"),
)


def of(slack_id: str, component: str | None = None, wished: str | None = None) -> tuple[Tie, ...]:
    return ties(slack_id, SHOP, component, TEAM, wished)


def test_the_components_owner_is_nearest() -> None:
    assert of("U0IVAN", "checkout") == (Tie(Closeness.OWNS_COMPONENT, "checkout"),)


def test_the_owner_of_another_component_is_not() -> None:
    assert of("U0IVAN", "search") == ()


def test_the_applications_owner_is_near_whatever_the_component() -> None:
    assert of("U0DANA", "checkout") == (Tie(Closeness.OWNS_APPLICATION, "Web shop"),)


def test_who_develops_it_is_known_from_either_list() -> None:
    assert of("U0NOA") == of("U0LIA") == (Tie(Closeness.DEVELOPS, "Web shop"),)
    assert of("U0MAX") == ()


def test_a_wish_comes_after_the_components_owner_and_before_all_others() -> None:
    order = sorted(
        ("U0MAX", "U0NOA", "U0DANA", "U0LIA", "U0IVAN"),
        key=lambda who: closeness(of(who, "checkout", wished="U0LIA")),
    )
    assert order == ["U0IVAN", "U0LIA", "U0DANA", "U0NOA", "U0MAX"]


def test_who_was_wished_and_owns_it_has_both_ties() -> None:
    assert of("U0IVAN", "checkout", "U0IVAN") == (
        Tie(Closeness.OWNS_COMPONENT, "checkout"),
        Tie(Closeness.WISHED),
    )


def test_without_an_application_only_a_wish_ties() -> None:
    assert ties("U0IVAN", None, None, TEAM) == ()
    assert ties("U0IVAN", None, "checkout", TEAM, "U0IVAN") == (Tie(Closeness.WISHED),)
