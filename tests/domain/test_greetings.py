"""A title is what a report says, not how it greets; and no words are lost where it is not sure."""

import pytest

from bot.domain.greetings import without
from bot.domain.markup import title

REPORT = "Checkout is down for Acme"


@pytest.mark.parametrize(
    "greeting",
    [
        "Hi team,",
        "Hi!",
        "hello everyone 👋",
        "*Good morning*, all",
        "Hey @Ada,",
        "Hi Ada",
        "Dear colleagues,",
        "sorry to bother",
        "Sorry to bother you on a busy day.",
        "Hi team, sorry for the noise!",
        "I’m so sorry to disturb you again",
        "Hi :wave:",
        "Hello, hope you are well.",
        "Добрый день!",
        "Доброе утро, коллеги!",
        "Коллеги, добрый день.",
        "Привет, Ада!",
        "Всем привет",
        "Здравствуйте, извините за беспокойство!",
        "Простите, что отвлекаю",
    ],
)
def test_what_only_greets_is_no_title(greeting: str) -> None:
    assert title(f"{greeting}\n\n{REPORT}\nsince ten") == REPORT
    assert title(greeting) == " ".join(greeting.split())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Hi team. Sorry to bother you on a busy day. We got a call", "We got a call"),
        ("Hi team, sorry to bother you on a busy day. We got a call", "We got a call"),
        ("Hello! 500 on pay", "500 on pay"),
        ("Добрый день! Оплата не проходит", "Оплата не проходит"),
        ("Hello! #12 is back", "#12 is back"),
    ],
)
def test_whole_sentences_of_it_are_left_out(typed: str, said: str) -> None:
    assert without(typed) == said


@pytest.mark.parametrize(
    "typed",
    [
        REPORT,
        "Hi, checkout is down",
        "Hi team checkout is down",
        "Hello World! is shown on the page",
        "Hi Acme cannot pay",
        "High load on the shop",
        "Sorry page is shown to all customers",
        "Sorry but nobody can log in",
        "sorry for the noise in the player, all videos hum",
        "Hey Globex, they cannot pay",
        "Dear customer mails are empty",
        "All, customers cannot pay",
        "Team, search is down",
        "Good morning mails are not sent",
        "Прости нет кнопки",
        "Приветствие не показывается",
        "Добрый день оплата не проходит",
    ],
)
def test_what_says_anything_stays_whole(typed: str) -> None:
    assert without(typed) == typed
    assert title(typed) == typed
