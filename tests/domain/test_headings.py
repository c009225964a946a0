"""What people write under headings, on lines of their own or within one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.headings import read_report, read_told
from bot.domain.template import USUAL

OWN = "Which contract?"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("steps: 1. pay", {"steps": "1. pay"}),
        ("Шаги: открыть корзину", {"steps": "открыть корзину"}),
        ("Ожидали: оплата. Получили 500", {"expected": "оплата. Получили 500"}),
        ("*Steps to reproduce:*\n1. open\n2. pay", {"steps": "1. open\n2. pay"}),
        ("Steps:\n\n1. open", {"steps": "1. open"}),
        ("Expected: ok\nActual: 500", {"expected": "ok\n500"}),
        ("- url: https://shop.example/pay", {"address": "https://shop.example/pay"}),
        ("which contract?: 12-B", {OWN: "12-B"}),
        ("Which contract: 12-B", {OWN: "12-B"}),
        ("Customer: Acme\nHow many: all", {"customer": "Acme", "how_many": "all"}),
        ("с какого времени: с утра", {"since": "с утра"}),
        ("Steps: pay\n\nThanks", {"steps": "pay"}),
        ("steps:", {}),
        ("https://shop.example/steps: gone", {}),
        ("We took steps: none helped", {}),
        ("", {}),
        ("12:30: it broke", {}),
    ],
)
def test_what_stands_under_a_heading_is_told(text: str, told: dict[str, str]) -> None:
    assert read_told(text, (*USUAL, OWN)) == told
    assert read_told(text, (*USUAL, OWN), begins=True) == told


def test_in_a_talk_only_what_begins_with_a_heading_tells_something() -> None:
    text = "I asked them.\nSteps: pay"
    assert read_told(text, USUAL, begins=True) == {}
    assert read_told(text, USUAL) == {"steps": "pay"}


@given(st.text(max_size=3000))
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    told = read_told(text, (*USUAL, text[:40]))
    assert all(words.strip() for words in told.values())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Basket loses goods. Repro: 1) open shop 2) add 3) reload. Expected: stays. Seen: empty.",
            {"steps": "1) open shop 2) add 3) reload.", "expected": "stays.\nempty."},
        ),
        (
            "Шаги: открыть магазин, набрать «чай». Ожидали: список чаёв. Видим: пусто.",
            {"steps": "открыть магазин, набрать «чай».", "expected": "список чаёв.\nпусто."},
        ),
        ("steps: open, pay; expected: ok", {"steps": "open, pay;", "expected": "ok"}),
        ("It is down. Which contract? 12-B", {OWN: "12-B"}),
        ("Contract: 12-B", {OWN: "12-B"}),
        ("We know the steps: none. It expected: nothing", {}),
        ("```\nSteps: none\n```\nExpected: ok", {"expected": "ok"}),
        ("Log `x. Steps: none` of it", {}),
        ("Which contract?", {}),
    ],
)
def test_a_heading_within_a_line_begins_a_sentence_and_stands_in_no_code(
    text: str, told: dict[str, str]
) -> None:
    assert read_report(text, (*USUAL, OWN)) == told


def test_a_label_that_is_not_known_is_no_talk() -> None:
    text = "Браузер: Chrome\nАдрес: https://shop.example.com/s"
    assert read_told(text, USUAL, begins=True) == {"address": "https://shop.example.com/s"}
    assert read_told(f"Hello there\n{text}", USUAL, begins=True) == {}


def test_who_asks_a_question_of_the_template_again_tells_nothing() -> None:
    asked = "Which contract? Sam, please look it up"
    assert read_told(asked, (OWN,), begins=True, answers=False) == {}
    assert read_told("Which contract?: 12", (OWN,), begins=True, answers=False) == {OWN: "12"}


def test_a_question_of_the_teams_own_goes_before_a_usual_one_that_is_not_asked() -> None:
    assert read_told("Address: 12", ("What is the address?",)) == {"What is the address?": "12"}
    assert read_told("Address: 12", USUAL) == {"address": "12"}
