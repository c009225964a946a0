"""One sentence for each rule of reading whom it is about, what is broken, and who is wished for."""

from typing import Any

import pytest

from bot.domain.capture import Captured
from tests.domain.test_capture import TABLES, facts, known_of, taken

KNOWN = known_of(TABLES["capture_cases_more"]["known"])


def told(text: str) -> dict[str, Any]:
    found: Captured = taken(text, KNOWN)
    return {field: value for field, value in facts(found).items() if value is not None}


@pytest.mark.parametrize(
    ("text", "customer"),
    [
        ("Рассвет звонил", "Рассвет"),
        ("клиент рассвет", "Рассвет"),
        ("customer: рассвет", "Рассвет"),
        ("«рассвет» не может войти", "Рассвет"),
        ("рассвет: пусто", "Рассвет"),
        ("у рассвета пусто, https://rassvet.example/app", "Рассвет"),
        ("romashka asks for help", "Ромашка"),
        ("Next asks for help", "Next"),
        ("Купцу нужен отчёт", "Купец"),
        ("Вектору надо срочно", "Вектор"),
        ("вектрой недовольны", "Вектра"),
        ("Delta Food calls", "Delta Foods"),
        ("Piter Prts. Nothing prints", "Piter Parts"),
        ("Старк Индастриз не могут войти", "Stark Industries"),
        ("клиент X5", "X5"),
        ("at X5 nothing works", "X5"),
        ("at 9:30 Blue Harbor wrote", "Blue Harbor Shipping"),
        ("    at com.foo.Globex.run(Acme.java:12)\nHooli", "Hooli"),
        ("Customer: globex, checkout", "Globex"),
        ("Globex has a ValueError: Acme not found in the log", "Globex"),
        ("It is slow.\n\n-- this is Vandelay", "Vandelay"),
        ("> It is slow.\n> Regards, Acme IT", "Acme"),
        ("> Kind regards\n> Sabine\n> Hooli\nThis is Acme", "Acme"),
        ("На рассвете всё упало", None),
        ("Точка не ставится", None),
        ("печенье в лукошке на кухне", None),
        ("the text of the mail is wrong", None),
        ("Text: something", None),
        ("BMW X5 photo is missing", None),
        ("a SAP IKA module", None),
        ("the week begins from Monday", None),
        ("уходят через почту, плюс не приходят", None),
        ("customer: Foobar GmbH\nsame as at Globex, Acme wrote", None),
        ("Клиент: ООО Фигня, как и Глобекс", None),
        ('raise RuntimeError("Globex is bad")', None),
        ("It is slow.\nKind regards,\nPetra\nAcme\n+49 30 1234567", None),
        ("Всё медленно.\nС уважением,\nИван\nГлобекс", None),
    ],
)
def test_customer(text: str, customer: str | None) -> None:
    found = told(text)
    assert (found.get("customer"), found.get("maybe")) == (customer, None)


@pytest.mark.parametrize(
    ("text", "maybe"),
    [
        ("рассвет звонил", ["Рассвет"]),
        ("у точки что-то не так", ["Точка"]),
        ("next asks for help", ["Next"]),
        ("delta again", ["Delta"]),
        ("Вектро звонили", ["Вектор", "Вектра"]),
        ("I think it was Fabrikam, or maybe Contoso", ["Contoso", "Fabrikam"]),
        ("Globex or Globus, I did not catch it", ["Globex", "Globus"]),
        ("Globex? or Globus?", ["Globex", "Globus"]),
        ("Initech oder Hooli", ["Hooli", "Initech"]),
        ("Инитек, а может Акме", ["Acme", "Initech"]),
        ("Альфа-Мед и Альфа это разные клиенты?", ["Альфа", "Альфа-Мед"]),
    ],
)
def test_maybe(text: str, maybe: list[str]) -> None:
    found = told(text)
    assert (found.get("customer"), found.get("maybe")) == (None, maybe)


@pytest.mark.parametrize(
    ("text", "application", "component"),
    [
        ("reports that the WMS freezes", "wms", None),
        ("Globex: reports are empty in Billing", "billing", "reports"),
        ("Globex reports a bug in the calendar", "crm", "calendar"),
        ("вопрос по пушам", "mobile", "push"),
        ("в календаре неделя начинается с воскресенья", "crm", "calendar"),
        ("in the calendar the week starts on Sunday", "crm", "calendar"),
        ("Acme → calendar → reminders come at night", "crm", "calendar"),
        ("IKA + invoices + negative amounts = trouble", "billing", "invoices"),
        ("rounding in invoices, off by one cent", "billing", "invoices"),
        ("просят глянуть календарь", "crm", "calendar"),
        ("обе про витрину", "shop", None),
        ("контакты дублируются", "crm", "contacts"),
        ("everything ok except billing", "billing", None),
        ("CRM works fine except for the calendar", "crm", "calendar"),
        ("Reports in Warehouse", "wms", "reports"),
        ("contacts: search box jumps", "crm", None),
        ("git push fails for me", None, None),
        ("Google calendar does not sync", None, None),
        ("the warehouse people cannot work", None, None),
        ("they paid the invoices", None, None),
        ("meet me in the warehouse", None, None),
        ("счета оплачены", None, None),
    ],
)
def test_parts(text: str, application: str | None, component: str | None) -> None:
    found = told(text)
    assert (found.get("application"), found.get("component")) == (application, component)


@pytest.mark.parametrize(
    ("text", "developer"),
    [
        ("I'd like Mark Stone to look at it", "U0MARK"),
        ("we'd prefer Dana", "U0DANA"),
        ("нужен Олег, он им делал доработку", "U0OLEG"),
        ("нужна Анна", "U0ANNA"),
        ("нужна Анна из их бухгалтерии", None),
        ("нужен Олег, их админ", None),
        ("their admin Oleg would like to help", None),
        ("could Oleg from their team check it", None),
        ("Олег из Акме просит посмотреть", None),
    ],
)
def test_developer(text: str, developer: str | None) -> None:
    assert told(text).get("developer") == developer
