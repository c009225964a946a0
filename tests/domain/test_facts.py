"""What was put right is written down so that it can be read again, and told to whom it matters."""

from datetime import UTC, datetime

import pytest

from bot.domain import facts
from bot.domain.facts import Broken, Fact, Value, Wish
from bot.domain.notices import TO_DATE, TO_FIX

AT = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)
LATER = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
VALUES: dict[Fact, tuple[Value, ...]] = {
    Fact.CUSTOMER: (None, "Acme", "Globex"),
    Fact.WHERE: (None, Broken("shop"), Broken("shop", "checkout")),
    Fact.HOW_MANY: (None, "3 users", "all users"),
    Fact.SINCE: (None, AT, LATER),
    Fact.WISH: (None, Wish("U0IVAN"), Wish(None, AT), Wish("U0DANA", LATER)),
}
CASES = [(fact, one, other) for fact, known in VALUES.items() for one in known for other in known]


@pytest.mark.parametrize(("fact", "before", "after"), CASES)
def test_what_the_history_says_can_be_read_again(fact: Fact, before: Value, after: Value) -> None:
    assert facts.read(facts.told(fact, before, after)) == (fact, before, after)


@pytest.mark.parametrize("fact", Fact)
def test_two_values_never_have_the_same_mark(fact: Fact) -> None:
    marks = [facts.mark(value) for value in VALUES[fact]]
    assert len(set(marks)) == len(marks)


def test_it_is_told_to_whom_it_matters() -> None:
    told = {fact: set(facts.told(fact, None, known[1])) for fact, known in VALUES.items()}
    assert {fact for fact, names in told.items() if TO_FIX in names} == {
        *(Fact.CUSTOMER, Fact.WHERE, Fact.SINCE),
    }
    assert {fact for fact, names in told.items() if TO_DATE in names} == {Fact.WISH}


def test_a_customer_who_is_named_ends_the_question_who_is_meant() -> None:
    assert facts.columns(Fact.CUSTOMER, "Acme") == {"customer": "Acme", "maybe_customers": []}
    assert facts.columns(Fact.CUSTOMER, None)["maybe_customers"] == []


def test_nothing_is_found_of_a_name_that_no_fact_has() -> None:
    assert facts.find("wish") is Fact.WISH
    assert facts.find("severity") is None
