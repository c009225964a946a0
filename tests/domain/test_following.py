"""Whom else a task affects is counted by who they are, however they are spelt."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.following import is_known, others

NAMES = st.none() | st.sampled_from(("Acme", "acme ", "Globex", "GLOBEX", "Initech"))
NAMED = st.tuples(NAMES, st.none() | st.sampled_from(("1", "2"))).filter(any)


@pytest.mark.parametrize(
    ("named", "count"),
    [
        ([], 0),
        ([("Globex", None)], 1),
        ([("Globex", "1"), (" globex ", "2")], 1),
        ([("Globex", None), ("Initech", None)], 2),
        ([("acme", "1")], 0),
        ([(None, "1"), (None, "1"), (None, "2")], 2),
        ([(None, "1"), ("Globex", "1")], 1),
        ([("Globex", "1"), (None, "1"), ("Globex", None)], 1),
        ([(None, "1"), ("Acme", "1")], 0),
    ],
)
def test_a_customer_counts_once_and_the_tasks_own_not_at_all(
    named: list[tuple[str | None, str | None]], count: int
) -> None:
    assert others("Acme", named) == count


@given(st.lists(NAMED), NAMED)
@example([(None, "1"), ("Acme", "1")], ("Globex", "1"))
def test_what_is_known_already_never_raises_the_count(
    named: list[tuple[str | None, str | None]], new: tuple[str | None, str | None]
) -> None:
    before, after = others("Acme", named), others("Acme", [*named, new])
    # A ticket counts by itself only until somebody says from whom it came.
    is_of_somebody = any(customer and ticket == new[1] for customer, ticket in named)
    is_named = new[0] is not None and (None, new[1]) in named and not is_of_somebody
    fresh = {-1, 0} if is_named else {0, 1}
    assert after - before in ({0} if is_known("Acme", named, new) else fresh)


@pytest.mark.parametrize(
    ("new", "known"),
    [
        (("Acme", None), True),
        (("GLOBEX", None), True),
        (("Globex", " 1"), True),
        ((None, "1"), True),
        (("Globex", "2"), False),
        (("Acme", "2"), False),
        ((None, "2"), False),
        (("Initech", None), False),
    ],
)
def test_saying_the_same_again_says_nothing_new(
    new: tuple[str | None, str | None], known: bool
) -> None:
    assert is_known("Acme", [("Globex", "1")], new) is known
