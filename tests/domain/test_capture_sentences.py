"""One sentence for each rule of reading: what it fills in, and what it leaves alone."""

from typing import Any

import pytest

from tests.domain.test_capture import facts, taken


def told(text: str) -> dict[str, Any]:
    return {field: value for field, value in facts(taken(text)).items() if value is not None}


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Sev: 4. Printers are dead", 4),
        ("(severity 3) it can wait for nobody", 3),
        ("severity level: 2", 2),
        ("Критичность - 4", 4),
        ("the whole office is at a standstill, a complete standstill", 4),
        ("nobody can work there", 4),
        ("They cannot work at all", 4),
        ("никто не может работать", 4),
        ("совсем не могут работать", 4),
        ("They can endure it for a few days", 3),
        ("they could put up with this for another two days", 3),
        ("пару дней перетерпят", 3),
        ("потерпим пару дней", 3),
        ("it's not critical", 2),
        ("ничего критичного", 2),
        ("only a slight inconvenience", 1),
        ("a cosmetic issue", 1),
        ("это чисто косметика", 1),
        ("sev3, not sev4", 3),
        ("sev 4, can somebody look at it?", 4),
        ("not a sev4", None),
        ("no longer sev 3", None),
        ("it was a sev4 yesterday", None),
        ("is it a sev4?", None),
        ("sev 2 or 3", None),
        ("sev 3-4", None),
        ("sev3 for me, severity 4 for them", None),
        ("maybe sev 4", None),
        ("they call it severity 4", None),
        ("клиент считает, что критичность 4", None),
        ("раньше была критичность 4", None),
        ("сев 3 или сев 4", None),
        ("our Samsung S4 and the Audi S3 in the yard", None),
        ("> sev4 please", None),
        ("the customer says “severity 4”", None),
        ("not just an inconvenience", None),
        ("не просто неудобно, а невозможно", None),
        ("they can't live with it for a couple of days", None),
        ("не потерпят пару дней", None),
        ("is it not critical?", None),
        ("пока не критично", None),
        ("магазин косметики не открывается", None),
        ("urgent, asap, blocker, everything is down", None),
        ("критично!!!", None),
    ],
)
def test_severity(text: str, severity: int | None) -> None:
    assert told(text).get("severity") == severity


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("dead since about 9:15", "2026-11-24 09:15"),
        ("dead since 9 am", "2026-11-24 09:00"),
        ("since 5 pm yesterday", "2026-11-23 17:00"),
        ("since yesterday, 17:30", "2026-11-23 17:30"),
        ("since yesterday morning", "2026-11-23 09:00"),
        ("since 22:10", "2026-11-23 22:10"),
        ("since Monday morning", "2026-11-23 09:00"),
        ("since Tuesday", "2026-11-24 00:00"),
        ("since last Wednesday", "2026-11-18 00:00"),
        ("since Nov 19", "2026-11-19 00:00"),
        ("since 19th of November, 14:00", "2026-11-19 14:00"),
        ("since 2026-11-20 14:00", "2026-11-20 14:00"),
        ("since the day before yesterday", "2026-11-22 00:00"),
        ("it started at 11:40", "2026-11-24 11:40"),
        ("it broke half an hour ago", "2026-11-24 12:35"),
        ("the site has been down for 3 hours", "2026-11-24 10:05"),
        ("for the last 20 minutes nothing works", "2026-11-24 12:45"),
        ("с 9 утра не печатает", "2026-11-24 09:00"),
        ("со среды", "2026-11-18 00:00"),
        ("со вчерашнего утра", "2026-11-23 09:00"),
        ("вчера с 16:20", "2026-11-23 16:20"),
        ("с 20.11.", "2026-11-20 00:00"),
        ("с 20 ноября 15:30", "2026-11-20 15:30"),
        ("началось в 10:40", "2026-11-24 10:40"),
        ("упал 20 минут назад", "2026-11-24 12:45"),
        ("не открывается уже 3 часа", "2026-11-24 10:05"),
        ("лежит два часа", "2026-11-24 11:05"),
        ("they wrote 40 minutes ago", None),
        ("звонили час назад", None),
        ("since the update", None),
        ("since 3 of them left", None),
        ("since last night", None),
        ("мы с 8 клиентами говорили", None),
        ("магазин с 10 до 22", None),
        ("from 10:00 to 12:00 it was down", None),
        ("they open at 10:20", None),
        ("restart takes 20 minutes", None),
        ("I waited for 2 hours", None),
        ("через 2 часа перезвонят", None),
        ("not since 10:20", None),
    ],
)
def test_since(text: str, since: str | None) -> None:
    assert told(text).get("since") == since


@pytest.mark.parametrize(
    ("text", "wished"),
    [
        ("please by 17:15", "2026-11-24 17:15"),
        ("no later than 4 pm", "2026-11-24 16:00"),
        ("deadline: tomorrow 10:00", "2026-11-25 10:00"),
        ("they need it by the end of the week", "2026-11-27 18:00"),
        ("by tomorrow evening", "2026-11-25 18:00"),
        ("by the 27th of November", "2026-11-27 18:00"),
        ("by 1 December, noon", "2026-12-01 12:00"),
        ("please solve it within half an hour", "2026-11-24 13:35"),
        ("не позднее 17:00", "2026-11-24 17:00"),
        ("нужно к вечеру", "2026-11-24 18:00"),
        ("к утру нужно", "2026-11-25 09:00"),
        ("до завтра, просят", "2026-11-25 18:00"),
        ("к понедельнику", "2026-11-30 18:00"),
        ("до 28.11.", "2026-11-28 18:00"),
        ("в течение 40 минут просят ответить", "2026-11-24 13:45"),
        ("просят до конца недели", "2026-11-27 18:00"),
        ("by 9:00", None),
        ("the shop is open until 20:00", None),
        ("магазин работает до 20:00", None),
        ("перерыв до 14:00", None),
        ("he is on holiday until Friday", None),
        ("not needed by Friday", None),
        ("it was fixed by 18:00 yesterday", None),
        ("signed by 3 people", None),
        ("they both wrote within 2 hours", None),
        ("до свидания", None),
        ("by the way", None),
        ("by 16:00 or by 17:00", None),
    ],
)
def test_wished(text: str, wished: str | None) -> None:
    assert told(text).get("wished") == wished


@pytest.mark.parametrize(
    ("text", "customer"),
    [
        ("call from Globex", "Globex"),
        ("globex can't print", "Globex"),
        ("у Глобекса не печатает", "Globex"),
        ("клиент Глобэкс", "Globex"),
        ("Customer: Initec", "Initech"),
        ("Нордвинду нужен отчёт", "Nordwind"),
        ("для Стройдвора", "Стройдвор"),
        ("from Muller und Sohne", "Müller & Söhne"),
        ("Contoso's printers", "Contoso"),
        ("у Ромашки всё белое", "Ромашка"),
        ("Чайка просит отчёт", "Чайка"),
        ("Target asks for a new logo", "Target"),
        ("Globex this time, not Acme", "Globex"),
        ("same as at Acme last week, now Globex", "Globex"),
        ("Зелёного Луга касается", "Зелёный Луг"),
        ("Fabrikam (Berlin)", "Fabrikam"),
        ("missed the target again", None),
        ("Target group is wrong", None),
        ("Лента новостей не грузится", None),
        ("в мире такого нет", None),
        ("like at Acme", None),
        ("globex.example is their domain", None),
        ("the vector image is broken", None),
        ("Our partner writes that it is slow", None),
        ("send me a DM", None),
    ],
)
def test_customer(text: str, customer: str | None) -> None:
    found = told(text)
    assert (found.get("customer"), found.get("maybe")) == (customer, None)


@pytest.mark.parametrize(
    ("text", "maybe"),
    [
        ("Globex or Acme, I did not hear it", ["Acme", "Globex"]),
        ("Acme? The line was bad", ["Acme"]),
        ("the customer is Silverlane", ["Silverlake", "Silverline"]),
        ("Дельта просит перезвонить", ["Дельта Банк", "Дельта Пак"]),
        ("кажется, Вектор", ["Вектор"]),
        ("у ромашки всё белое", ["Ромашка"]),
        ("Contoso, Fabrikam: same picture", ["Contoso", "Fabrikam"]),
    ],
)
def test_maybe(text: str, maybe: list[str]) -> None:
    found = told(text)
    assert (found.get("customer"), found.get("maybe")) == (None, maybe)


@pytest.mark.parametrize(
    ("text", "application", "component"),
    [
        ("Web-shop: checkout hangs", "shop", "checkout"),
        ("checkouts fail", "shop", "checkout"),
        ("поиск ничего не находит", "shop", "search"),
        ("в поиске пусто", "shop", "search"),
        ("the CRM's contacts are gone", "crm", "contacts"),
        ("contacts don't load", "crm", "contacts"),
        ("reports in Billing", "billing", "reports"),
        ("не открываются отчёты в црм", "crm", "reports"),
        ("выгрузка в 1С падает", "import", "1C exchange"),
        ("push notifications come twice", "mobile", "push notifications"),
        ("CRM is fine, the storefront is down", "shop", None),
        ("биллинг работает нормально, а телефония молчит", "crm", "telephony"),
        ("I will search for it", None, None),
        ("we import tea", None, None),
        ("my contacts told me", None, None),
        ("CRM or Billing, not sure", None, None),
        ("login is slow", None, None),
        ("our reports differ", None, None),
    ],
)
def test_parts(text: str, application: str | None, component: str | None) -> None:
    found = told(text)
    assert (found.get("application"), found.get("component")) == (application, component)


@pytest.mark.parametrize(
    ("text", "how_many"),
    [
        ("3 of their users", "3 users"),
        ("twelve people cannot log in", "12 users"),
        ("a single user", "one user"),
        ("у троих менеджеров", "3 users"),
        ("25 человек", "25 users"),
        ("все сотрудники", "all users"),
        ("every user is hit", "all users"),
        ("all of their employees", "all users"),
        ("у пары клиентов", "several customers"),
        ("для всех клиентов", "all customers"),
        ("5 different customers", "5 customers"),
        ("только у них", "one customer"),
        ("nobody else reported it", "one customer"),
        ("users affected: 7", "7 users"),
        ("not all users", None),
        ("hello all users", None),
        ("if all customers have it", None),
        ("how many users?", None),
        ("3 orders and 4 printers", None),
        ("up to 50 users per contract", None),
        ("3 users or 5 users", None),
    ],
)
def test_how_many(text: str, how_many: str | None) -> None:
    assert told(text).get("how_many") == how_many


@pytest.mark.parametrize(
    ("text", "developer"),
    [
        ("@Dana Weiss please", "U0DANA"),
        ("cc @Ben Adler", "U0BEN"),
        ("could Kim check it?", "U0KIM"),
        ("please assign to Ivan", "U0IVAN"),
        ("For Dana: same as last week", "U0DANA"),
        ("Дана, посмотри пожалуйста", "U0DANA"),
        ("пусть Иван возьмёт", "U0IVAN"),
        ("Ivan is on holiday", None),
        ("Dana fixed it last week", None),
        ("I spoke to Kim about it", None),
        ("could Olga check it?", None),
        ("@Nobody Known please", None),
        ("don't give it to Ivan", None),
        ("Иван чинил это вчера", None),
    ],
)
def test_developer(text: str, developer: str | None) -> None:
    assert told(text).get("developer") == developer


@pytest.mark.parametrize(
    "text",
    [
        "```\nsev4 Acme since 10:20, 3 users, @Ivan Petrov\n```",
        "`sev4` `Acme`",
        "2026-11-24 10:20:01 ERROR Acme severity=4 users=3",
        "[10:20:01] WARN sev4 for all customers of CRM",
        "ERROR: sev4 CRM all users",
        "java.lang.IllegalStateException: sev4 for Acme",
    ],
)
def test_what_is_pasted_says_nothing(text: str) -> None:
    assert told(text) == {}
