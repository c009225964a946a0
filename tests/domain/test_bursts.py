"""What is written within a minute goes on with the task, or is plainly another one."""

import pytest

from bot.domain.bursts import Subject, is_another

ACME = Subject("Acme", "shop", "checkout")
NOTHING = Subject()


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (Subject("Globex", "crm"), "Globex cannot import into the CRM"),
        (Subject("Globex", "crm"), "Globex cannot import into the CRM, too"),
        (Subject("Globex"), "Globex cannot log in"),
        (Subject("Acme", "crm"), "Acme cannot import into the CRM"),
        (Subject(None, "crm"), "The CRM is down"),
        (Subject("Globex", "shop", "search"), "Search of the shop finds nothing for Globex"),
    ],
)
def test_another_customer_or_another_place_is_another_task(said: Subject, text: str) -> None:
    assert is_another(ACME, said, text)


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (NOTHING, "They get 500 on pay"),
        (Subject("Acme"), "Acme calls every minute"),
        (Subject("Acme", "shop", "search"), "The shop's search is slow for Acme"),
        (Subject("Globex", "shop", "checkout"), "Checkout is down for Globex"),
        (Subject("Globex", "shop"), "The shop is down for Globex"),
        (Subject("Globex"), "Globex has it, too"),
        (Subject("Globex"), "and Globex"),
        (Subject("Globex"), "У Глобекс тоже"),
        (Subject("Acme", "crm"), "It is in the CRM as well"),
    ],
)
def test_what_names_nothing_else_or_says_too_goes_on_with_it(said: Subject, text: str) -> None:
    assert not is_another(ACME, said, text)
    assert not is_another(NOTHING, said, text)
