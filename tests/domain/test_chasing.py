"""Chasing words are known in three languages, and nothing that tells of a failure is taken for them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import chasing
from tests.domain import chasing_phrases as phrases

CHASING = [
    "any news?",
    "Any news",
    "Hi Ivan, any update on this?",
    "<@U0IVAN> any news??",
    "any updates yet please",
    "Any progress here?",
    "any news about the checkout?",
    "what's the status?",
    "Status?",
    "ETA?",
    "How is it going?",
    "how's it looking :slightly_smiling_face:",
    "When will it be fixed?",
    "is it fixed yet?",
    "Is anyone looking at this?",
    "still waiting",
    "bump",
    "Gibt es schon Neuigkeiten?",
    "Gibt's was Neues?",
    "Hallo zusammen, wie ist der Stand?",
    "Wie sieht's aus?",
    "Wann ist das behoben?",
    "Neuigkeiten?",
    "есть новости?",
    "Есть ли новости",
    "Добрый день, какие новости?",
    "что нового?",
    "Ну что там?",
    "когда починят?",
    "Когда уже будет готово?",
    "Есть апдейт?",
    "как дела?",
]
NAMED = [
    ("what about CRIT-12", (12,)),
    ("What about crit-12?", (12,)),
    ("any news on CRIT-12 and CRIT-7?", (12, 7)),
    ("CRIT-12?", (12,)),
    ("hi, CRIT-12?", (12,)),
    ("How is CRIT-12 going?", (12,)),
    ("when will CRIT-12 be fixed", (12,)),
    ("status of CRIT-12", (12,)),
    ("CRIT-12: any news?", (12,)),
    ("Was ist mit CRIT-12?", (12,)),
    ("Gibt es Neuigkeiten zu CRIT-12?", (12,)),
    ("Что с CRIT-12?", (12,)),
    ("что там по CRIT-12", (12,)),
    ("есть новости по CRIT-12?", (12,)),
    ("Hey Ivan, is there anything new on CRIT-12? The customer is asking.", (12,)),
    ("any progress on CRIT-12, CRIT-13 or CRIT-14", (12, 13, 14)),
    ("when will CRIT-12 and CRIT-13 be fixed?", (12, 13)),
    ("any news on crit12?", (12,)),
    ("what about crit 12", (12,)),
    ("Any update on ticket 5512?", ()),
]
RAISING = [
    "",
    "   ",
    "?",
    "Checkout is down for Acme",
    "Status page is down",
    "The status of orders is wrong for all of Acme",
    "Any update of a customer fails with 500",
    "Any update for Acme fails with 500?",
    "News section shows nothing",
    "CRIT-12 is broken again, 500 on pay",
    "Update fails",
    "When will it be fixed? Checkout is down for Acme again, 500 on pay since ten",
    "Is anyone looking at the checkout being down for all of Acme since ten?",
    "what about the invoices",
    "severity 3: any news letter has the wrong date",
    "Still waiting for the page to load",
    "Новости не открываются",
    "Не работает оплата",
    "Neuigkeiten werden nicht angezeigt",
    "thank you",
    "ping www.example.com fails",
]


@pytest.mark.parametrize("text", CHASING)
def test_who_asks_how_it_goes_is_understood(text: str) -> None:
    assert chasing.read(text) == ()


def test_the_same_is_asked_in_many_ways_in_three_languages() -> None:
    for text in phrases.CHASING:
        named = [int(digits) for digits in re.findall(r"(?i)crit[- ]?(\d+)", text)]
        assert (text, chasing.read(text)) == (text, tuple(named))


@pytest.mark.parametrize(("text", "numbers"), NAMED)
def test_the_task_that_is_asked_about_is_known(text: str, numbers: tuple[int, ...]) -> None:
    assert chasing.read(text) == numbers


@pytest.mark.parametrize("text", RAISING)
def test_what_says_more_than_that_is_no_chasing(text: str) -> None:
    assert chasing.read(text) is None


def test_what_tells_of_a_failure_or_answers_somebody_is_no_chasing() -> None:
    assert [text for text in phrases.RAISING if chasing.read(text) is not None] == []


FAILURES = (
    "broken",
    "fails",
    "down",
    "500",
    "cannot log in",
    "сломано",
    "ошибка",
    "kaputt",
    "Fehler 500",
)


@given(
    st.sampled_from([*CHASING, *phrases.CHASING]),
    st.lists(st.sampled_from(FAILURES), min_size=1, max_size=3),
    st.sampled_from(
        ("{failure}: {text}", "{failure}, {text}", "{text} {failure}.", "{text} {failure}?")
    ),
)
def test_chasing_words_hide_no_failure(text: str, failure: list[str], shape: str) -> None:
    assert chasing.read(shape.format(text=text, failure=" ".join(failure))) is None


@given(st.integers(1, 10**9 - 1), st.sampled_from(("{}?", "what about {}", "что с {}?")))
def test_every_task_can_be_named(number: int, words: str) -> None:
    assert chasing.read(words.format(f"CRIT-{number}")) == (number,)


@pytest.mark.parametrize(
    "answer",
    ["Since noon, CRIT-2.", "CRIT-2", "Yes, CRIT-2", "still waiting", "bump", "Ada, CRIT-2?"],
)
def test_where_an_answer_is_awaited_it_is_one(answer: str) -> None:
    assert chasing.read(answer) is not None
    assert chasing.read(answer, is_awaited=True) is None


@pytest.mark.parametrize("asked", ["any news?", "CRIT-12: any news?", "есть новости?"])
def test_nobody_answers_by_asking_for_news(asked: str) -> None:
    assert chasing.read(asked, is_awaited=True) is not None
