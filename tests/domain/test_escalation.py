"""The chain while people go and come back."""

from dataclasses import replace

from bot.domain.escalation import chain, still_to_call
from bot.domain.rules import Rules

RULES = Rules("C0CRITICAL", ("U0ADA", "U0BEN", "U0EVA"), (), managers=("U0MIRA", "U0BEN"))


def away(*who: str, rules: Rules = RULES) -> Rules:
    return replace(rules, away=dict.fromkeys(who))


def test_administrators_come_one_by_one_and_then_all_managers() -> None:
    assert chain(RULES) == (("U0ADA",), ("U0BEN",), ("U0EVA",), ("U0MIRA",))


def test_who_is_away_is_passed_by_while_somebody_is_there() -> None:
    assert chain(away("U0BEN", "U0MIRA")) == (("U0ADA",), ("U0EVA",))
    everybody = away("U0ADA", "U0BEN", "U0EVA", "U0MIRA")
    assert chain(everybody) == chain(RULES)


def test_whoever_is_left_is_called_and_nobody_twice() -> None:
    called = ["U0ADA"]
    assert still_to_call(away("U0ADA"), called, 1)[0] == ("U0BEN",)
    assert still_to_call(away("U0BEN"), called, 1)[0] == ("U0EVA",)
    turned = replace(RULES, administrators=("U0EVA", "U0ADA", "U0BEN"))
    assert still_to_call(turned, ["U0ADA", "U0BEN"], 2) == (("U0EVA",), ("U0MIRA",))


def test_a_new_run_calls_everybody_again() -> None:
    assert still_to_call(RULES, ["U0ADA", "U0BEN"], 0) == chain(RULES)
    assert still_to_call(RULES, ["U0BEN", "U0ADA"], 1)[0] == ("U0BEN",)
