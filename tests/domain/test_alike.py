"""Which reports are taken for the same problem: held against a table, and against what never counts."""

from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import alike
from bot.domain.alike import LIKELY, MOST_WORDS, Said, likeness, ranked, words_to_find

CASES: Sequence[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("alike_cases.yaml").read_text("utf-8")
)
PRECISION, RECALL = 0.95, 0.7


def pair(case: dict[str, Any]) -> tuple[Said, Said]:
    """Make both reports of a case, as tasks say them: the title is the first line."""
    one, other = (
        Said(
            text.partition("\n")[0],
            text,
            **{
                name: case[name][place]
                for name in ("application", "component", "customer")
                if name in case
            },
        )
        for place, text in enumerate((case["one"], case["other"]))
    )
    return one, other


def test_the_table_is_held() -> None:
    said = [(likeness(*pair(case)) >= LIKELY, case["same"], case) for case in CASES]
    for is_said, is_so, case in said:
        if is_said is not is_so:
            print(f"{'not found' if is_so else 'wrong'}: {case}")  # noqa: T201 -- who tunes it reads it
    right = sum(is_said and is_so for is_said, is_so, _ in said)
    precision = right / sum(is_said for is_said, _, _ in said)
    recall = right / sum(is_so for _, is_so, _ in said)
    print(f"{len(CASES)} pairs: precision {precision:.3f}, recall {recall:.3f}")  # noqa: T201
    assert len(CASES) >= 80
    assert precision >= PRECISION
    assert recall >= RECALL


def test_reports_of_different_cases_are_not_taken_for_one_another() -> None:
    """Whatever the table calls the same says something else than its neighbours there."""
    firsts = [pair(case)[0] for case in CASES if case["same"] and "application" not in case]
    pairs = [(a, b) for (m, a), (n, b) in product(enumerate(firsts), enumerate(firsts)) if m < n]
    wrong = [(a.title, b.title) for a, b in pairs if likeness(a, b) >= LIKELY]
    for one in wrong:
        print(f"alike: {one}")  # noqa: T201
    assert len(wrong) / len(pairs) < 0.02


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sev4 urgent please help", "sev4 urgent, please help us"),
        ("Acme 5512", "Acme 5512"),
        ("See https://shop.example/checkout", "See https://shop.example/checkout"),
        ("anna@acme.com has a problem", "anna@acme.com has a question"),
        ("критично, срочно, помогите", "Срочно помогите, критично"),
        ("", ""),
        ("…", "!!!"),
    ],
)
def test_names_numbers_addresses_and_severities_make_nothing_alike(one: str, other: str) -> None:
    first, second = (Said(text, text, customer="Acme") for text in (one, other))
    assert likeness(first, second) < LIKELY


@given(st.text(max_size=400), st.text(max_size=400))
def test_it_reads_anything_and_says_the_same_from_both_sides(one: str, other: str) -> None:
    first, second = Said(one[:80], one), Said(other[:80], other)
    assert likeness(first, second) == pytest.approx(likeness(second, first), abs=0.11)
    found = words_to_find(first)
    assert len(found) <= MOST_WORDS
    assert all(word.isalnum() and word == word.casefold() for word in found)


def test_the_most_likely_comes_first_and_what_is_unlikely_not_at_all() -> None:
    one = Said("Invoice export fails", component="billing")
    others = [
        Said("Search is slow"),
        Said("Export of an invoice fails"),
        Said("Invoice export fails", component="billing"),
    ]
    assert ranked(one, others) == [2, 1]


def test_the_database_is_asked_for_what_is_broken_and_for_its_other_names() -> None:
    found = words_to_find(Said("sev3 Checkout is down for Acme since 9:40"))
    assert found[0] == "check"
    assert "оформ" in {word[:5] for word in found}
    assert not {"sev3", "acme", "since", "down"} & {*found}


def test_a_report_that_only_says_that_all_is_broken_asks_for_that() -> None:
    assert words_to_find(Said("Everything is down")) == ["down"]


def test_a_long_report_counts_by_its_beginning() -> None:
    long = Said("Checkout is down", "Checkout is down\n" + "calendar export " * alike.FARTHEST)
    assert likeness(long, Said("Checkout is down")) >= LIKELY
