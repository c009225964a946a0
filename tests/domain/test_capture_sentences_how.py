"""One sentence for each further rule of reading how bad it is, how many have it, since and until when."""

import pytest

from tests.domain.test_capture_sentences import told


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Sev three please", 3),
        ("severity: FOUR", 4),
        ("критичность три", 3),
        ("крит 4, пусто", 4),
        ("крит. 3", 3),
        ("I would call it sev2", 2),
        ("я бы поставил сев 3", 3),
        ("было сев 4, стало сев 2", 2),
        ("Работа у них полностью встала", 4),
        ("Work there is completely stopped", 4),
        ("They say it affects their work but is not critical", 2),
        ("More of an inconvenience, nothing else", 1),
        ("Not more than an inconvenience.", 1),
        ("не более чем неудобство", 1),
        ("sentry is full of errors, sev 3", 3),
        ("they ask if somebody looks (sev 2, please)", 2),
        ("крит-4 опять", None),
        ("severity one of the worst", None),
        ("a severity two levels above", None),
        ("syslog says severity 3 facility 4", None),
        ("nagios shows severity 2", None),
        ("the CVE (severity 4 of 10 by their score)", None),
        ("severity 3 out of 10", None),
        ("sev 4/5", None),
        ("their Jira says sev 4", None),
        ("in Sentry it is severity 3", None),
        ("if it is not fixed by noon, severity 4", None),
        ("если не починим до обеда, будет сев 4", None),
        ("it will be sev 4 tomorrow", None),
        ("sev3 or sev4", None),
        ("I'd say sev 3", 3),
        ("at Globex: nothing works, sev 3", 3),
        ("It is slow.\n--\nJohn\nGlobex Inc\n\nsev 3", 3),
        ("they say severity 1, but look yourself", None),
        ("клиент пишет: сев 4", None),
    ],
)
def test_severity(text: str, severity: int | None) -> None:
    assert told(text).get("severity") == severity


@pytest.mark.parametrize(
    ("text", "how_many"),
    [
        ("severity: 2\ncustomer: Acme\naffected: all customers", "all customers"),
        ("affected: 12 users", "12 users"),
        ("nobody gets mails, none of their users", "all users"),
        ("ни у кого из пользователей не приходит", "all users"),
        ("ни у одного сотрудника не открывается", "all users"),
        ("Только у Вектора. Остальные клиенты ок.", "one customer"),
        ("other customers are fine", "one customer"),
        ("everyone else is fine", "one customer"),
        ("10 users will not be able to work", "10 users"),
        ("none of the users is affected", None),
        ("ни один пользователь не жалуется", None),
        ("50 users will come on Friday", None),
        ("200 users are going to join", None),
        ("20 сотрудников придут завтра", None),
        ("company of 200 employees, one user is out", "one user"),
        ("mobile: white screen, all users", "all users"),
        ("3 customers complained", "3 customers"),
        ("3 of their customers complained", None),
        ("all their customers have it", None),
        ("the limit is 50 users", None),
        ("3 new users were added", None),
        ("добавили 20 пользователей", None),
        ("they have 300 users in total", None),
        ("10 people of theirs visit us on Friday", None),
        ("> all users down since 8:00\nthe bot posted that, a false alarm", None),
        ("> у всех пользователей лежит\nложная тревога", None),
    ],
)
def test_how_many(text: str, how_many: str | None) -> None:
    assert told(text).get("how_many") == how_many


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("dead since 09:40 UTC", "2026-11-24 10:40"),
        ("dead since yesterday 22:30 UTC", "2026-11-23 23:30"),
        ("since 10:00 EST", "2026-11-23 16:00"),
        ("с 9:40 мск", "2026-11-24 07:40"),
        ("From 11:15 on.", "2026-11-24 11:15"),
        ("it happened this morning", "2026-11-24 09:00"),
        ("произошло вчера в 16:00", "2026-11-23 16:00"),
        ("the checkout, 3 managers, for 3 days", "2026-11-21 13:05"),
        ("CRM. 10 minutes ago", "2026-11-24 12:55"),
        ("пустая страница; вот уже 2 часа", "2026-11-24 11:05"),
        ("с 18.11 не грузит", "2026-11-18 00:00"),
        ("nothing in the calendar since Monday", "2026-11-23 00:00"),
        ("since 10:00 their time", None),
        ("since 10:00 London time", None),
        ("Acme called, 10 minutes ago", None),
        ("They wrote. 10 minutes ago.", None),
        ("неделя начинается с воскресенья", None),
        ("they ask since Monday", None),
        ("ждут ответа с утра", None),
        ("every day from Monday on", None),
        ("с 10.10 не грузит", None),
        ("since 2.11", None),
        ("> dead since 08:00\nfalse alarm, sorry", None),
        ("It is slow.\nBest regards\nPetra\nhere since 9:00", None),
    ],
)
def test_since(text: str, since: str | None) -> None:
    assert told(text).get("since") == since


@pytest.mark.parametrize(
    ("text", "wished"),
    [
        ("by 15:00 UTC please", "2026-11-24 16:00"),
        ("нужно до 30.11", "2026-11-30 18:00"),
        ("просят до 27.11", "2026-11-27 18:00"),
        ("Deadline from them 15:30.", "2026-11-24 15:30"),
        ("Deadline from the customer: tomorrow noon", "2026-11-25 12:00"),
        ("дедлайн у них 17:00", "2026-11-24 17:00"),
        ("В течение трёх часов ответить бы.", "2026-11-24 16:05"),
        ("Глобусу нужно завтра утром, сев 2", "2026-11-25 09:00"),
        ("they need it tomorrow morning", "2026-11-25 09:00"),
        ("to be fixed by 16:00, they have a meeting", "2026-11-24 16:00"),
        ("звонить с 9:00 до 17:00", None),
        ("office hours 9:00 to 17:00", None),
        ("call us from 9 am until 5 pm", None),
        ("Связь: до 18:00 по тел. 123", None),
        ("завтра к 10:00 отчётность у них", None),
        ("by 16:00 meeting with the boss", None),
        ("they go live by Friday", None),
        ("they want to launch by Friday", None),
        ("the contract ends by 30.11", None),
        ("надо завтра ехать в офис", None),
        ("до 18.12 часов", None),
        ("It is slow.\nKind regards\nPetra\nreply until 18:00", None),
        ("Медленно.\nС уважением, Мария\nответ до 18:00", None),
    ],
)
def test_wished(text: str, wished: str | None) -> None:
    assert told(text).get("wished") == wished
