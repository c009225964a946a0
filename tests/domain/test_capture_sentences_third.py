"""One sentence for each rule of reading that keeps loose talk, twins and questions apart from facts."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.capture import Known, Named, read
from tests.domain.test_capture import CASES, WRITTEN_AT, ZONE, facts, known_of

PARTS = known_of(CASES["known"])
NAMES = (
    *(
        "Acme",
        "Acme Logistics",
        "Globex",
        "Globex GmbH",
        "Initech",
        "Harbour Books",
        "Harbour Foods",
    ),
    *("Nordwind AG", "Nordwind GmbH", "ООО «Вектор»", "Вектор", "Ромашка", "Northern Wind"),
    *("Ваш Доктор", "Mueller"),
)
KNOWN = Known(
    customers=tuple(Named(name, name) for name in NAMES),
    applications=PARTS.applications,
    developers=(Named("U0PAVL", "Pavel Orlov"), Named("U0TIMU", "Timur Aliev")),
)


def told(text: str, *, hours: float = 0) -> dict[str, Any]:
    """Read a text that is written so many hours after 13:05."""
    found = facts(read(text, KNOWN, WRITTEN_AT + timedelta(hours=hours), ZONE))
    return {field: value for field, value in found.items() if value is not None}


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("sev2 search broken again???? only globex", 2),
        ("globex is dead, sev3????", 3),
        ("sev 3, can somebody look?", 3),
        ("Is this sev2? Acme Logistics cannot search", None),
        ("is this sev 2", None),
        ("should this be sev2, what do you think", None),
        ("search is broken, sev2?", None),
        ("sev4???", None),
        ("can we make it sev3 please?", None),
        ("why is this one sev2 and not more?", None),
        ("It is NOT critical, severity 1, just FYI", 1),
        ("not critical, sev 2", 2),
        ("It is not critical, severity 3", None),
        ("sev 2, just an inconvenience", None),
        ("the invoices of Harbour Books or Harbour Foods sev2", 2),
        ("Acme or Initech sev2", 2),
        ("it is slow or even sev3", None),
        ("sev 3 или сев 4", None),
        ("prio 2 / checkout / Initech", None),
    ],
)
def test_severity(text: str, severity: int | None) -> None:
    assert told(text).get("severity") == severity


@pytest.mark.parametrize(
    ("text", "customer"),
    [
        ("CRM contacts import fails for Globex GmbH, sev2", "Globex GmbH"),
        ("only globex: contacts are empty", "Globex"),
        ("GLOBEX GMBH cannot log in", "Globex GmbH"),
        ("Globex GmbH's search is empty", "Globex GmbH"),
        ("ООО «Вектор» не может войти", "ООО «Вектор»"),
        ("Вектор не может войти", "Вектор"),
        ("Nordwind GmbH cannot log in", "Nordwind GmbH"),
        ("a call from Globex GmbH (not the other Globex)", "Globex GmbH"),
        ('Acme\'s customer Globex GmbH says "search is down"', "Globex GmbH"),
        ("Acme's customers cannot pay", "Acme"),
        ("Ромашка. не путать с Вектором", "Ромашка"),
        ("Acme. Not to be confused with Acme Logistics", "Acme"),
        ("Search finds nothing for Harbor Books", "Harbour Books"),
        ("northern wind says search is empty", "Northern Wind"),
        ("сев 3 / ваш доктор / поиск", "Ваш Доктор"),
        ("у Ромашки кончилась лицензия или это баг?", "Ромашка"),
        ("northern wind 15 m/s", None),
        ("ваш доктор рекомендует чаще вставать", None),
        ("Mueller report is out, happy reading (politics)", None),
        ("the ship is in the harbour", None),
        ("Search for Harbor", None),
    ],
)
def test_customer(text: str, customer: str | None) -> None:
    assert told(text).get("customer") == customer
    assert "maybe" not in told(text)


@pytest.mark.parametrize(
    ("text", "maybe"),
    [
        ("Nordwind cannot log in", ["Nordwind AG", "Nordwind GmbH"]),
        ("Globex Inc: contacts", ["Globex", "Globex GmbH"]),
        ("Globex and Globex GmbH cannot log in", ["Globex", "Globex GmbH"]),
        ("Exports take an hour for Harbour", ["Harbour Books", "Harbour Foods"]),
        ("Export takes an hour for Harbour sev3", ["Harbour Books", "Harbour Foods"]),
        ("Вектор или Ромашка, не расслышала", ["Вектор", "Ромашка"]),
    ],
)
def test_a_question(text: str, maybe: list[str]) -> None:
    assert told(text).get("maybe") == maybe
    assert "customer" not in told(text)


@pytest.mark.parametrize(
    ("text", "component"),
    [
        ("в crm пропали контакты", "contacts"),
        ("search, sev 2. And the cart of the web shop is empty", None),
        ("Acme: search, sev 2. And by the way: cart in the web shop looks odd", None),
        ("нужны контакты и сделки, в сделках пусто", None),
    ],
)
def test_component(text: str, component: str | None) -> None:
    assert told(text).get("component") == component


@pytest.mark.parametrize(
    ("text", "how_many"),
    [
        ("карта не грузится у 2 логистов", "2 users"),
        ("сев 2, у 3 юристов", "3 users"),
        ("- сколько?\n- трое", "3 users"),
        ("10 lawyers cannot sign", "10 users"),
        ("all users, but only in Chrome", "all users"),
        ("All customers but three work", None),
        ("all customers but Acme work", None),
        ("у всех клиентов кроме двух", None),
        ("у всех клиентов, за исключением двух", None),
        ("all users except admins", None),
        ("free training for 30 users", None),
        ("вчера было у всех пользователей, сегодня ни у кого, закрываю", None),
        ("только для протокола: вчера было у 5 пользователей", None),
        ("«у всех пользователей!!!». Проверил: у них ничего не болит", None),
        ("Nothing to repair, 30 users were told", None),
    ],
)
def test_how_many(text: str, how_many: str | None) -> None:
    assert told(text).get("how_many") == how_many


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("Pay answers with 500 since nine, for all their users", "2026-11-24 09:00"),
        ("dead since 9. 50 users", "2026-11-24 09:00"),
        ("dead since 10 this morning", "2026-11-24 10:00"),
        ("dead since noon", "2026-11-24 12:00"),
        ("dead since a quarter past ten", "2026-11-24 10:15"),
        ("dead since ten to nine.", "2026-11-24 08:50"),
        ("не работает с девяти", "2026-11-24 09:00"),
        ("dead since 16:30", "2026-11-23 16:30"),
        ("dead since 14:30 UTC", "2026-11-23 15:30"),
        ("dead since 13:50", None),
        ("dead since two", None),
        ("dead since nine days", None),
        ("dead since nine users left", None),
        ("с девяти компьютеров не войти", None),
        ("[bot] ALERT cpu 97% since 12:01, already gone", None),
        ("это погасло само, было с 12:00", None),
        ("Automatic reply: I am away since Monday", None),
        ("I am out of the office, back since Monday 9:00", None),
        ("самовар на кухне сломан с понедельника, пьём из чайника", None),
    ],
)
def test_since(text: str, since: str | None) -> None:
    assert told(text).get("since") == since


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("dead since quarter past two", "2026-11-24 14:15"),
        ("dead since two", "2026-11-24 14:00"),
        ("dead since nine", "2026-11-24 09:00"),
        ("dead since three", "2026-11-24 15:00"),
    ],
)
def test_an_hour_of_the_afternoon(text: str, since: str) -> None:
    assert told(text, hours=3).get("since") == since


@pytest.mark.parametrize("text", ["dead since six", "dead since seven"])
def test_an_hour_that_may_be_of_the_morning_or_the_evening(text: str) -> None:
    assert "since" not in told(text, hours=7)


@pytest.mark.parametrize(
    ("text", "wished"),
    [
        ("if it is not fixed by 18:00 they leave", "2026-11-24 18:00"),
        ("если до 18:00 не починят сами, будет хуже", None),
        ("If they do not fix it by 18:00 themselves, we go on", None),
        ("wants it by noon", None),
    ],
)
def test_wished(text: str, wished: str | None) -> None:
    assert told(text).get("wished") == wished


def test_noon_is_a_wish_while_it_is_ahead() -> None:
    assert told("wants it by noon", hours=-3)["wished"] == "2026-11-24 12:00"


@pytest.mark.parametrize(
    ("text", "developer"),
    [
        ("Павел Орлов, возьмёшь?", "U0PAVL"),
        ("sev 4. dev wish: Pavel Orlov", "U0PAVL"),
        ("до 18:00 / Timur Aliev плиз", "U0TIMU"),
        ("Тимур Алиев, пожалуйста, не звоните клиенту", None),
    ],
)
def test_developer(text: str, developer: str | None) -> None:
    assert told(text).get("developer") == developer


def test_a_severity_makes_a_task_of_what_is_over() -> None:
    found = told("sev3 for Acme since 10:00, 3 users, nothing to fix for now")
    assert (found["severity"], found["how_many"]) == (3, "3 users")
    assert found["since"] == "2026-11-24 10:00"


def test_a_part_of_the_product_is_no_small_talk() -> None:
    found = told("Acme, politics site: web shop is down since 10:00")
    assert (found["customer"], found["since"]) == ("Acme", "2026-11-24 10:00")
