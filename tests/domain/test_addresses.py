"""Which addresses lead to a ticket or an issue, and what it is called there."""

import pytest

from bot.domain.addresses import USUAL, Kind, Pattern, ticket


@pytest.mark.parametrize(
    ("address", "system", "kind", "its_id"),
    [
        ("https://acme.zendesk.com/agent/tickets/5512", "Zendesk", Kind.TICKET, "5512"),
        ("https://secure.usedesk.ru/tickets/77?from=mail", "Usedesk", Kind.TICKET, "77"),
        ("https://acme.atlassian.net/browse/SHOP-12", "Jira", Kind.ISSUE, "SHOP-12"),
        ("https://github.com/acme/shop/issues/9#issuecomment-1", "GitHub", Kind.ISSUE, "9"),
        ("HTTPS://GitHub.com/acme/shop/issues/10/events", "GitHub", Kind.ISSUE, "10"),
    ],
)
def test_a_ticket_is_known_by_its_address(
    address: str, system: str, kind: Kind, its_id: str
) -> None:
    found = ticket(address, USUAL)
    assert found is not None
    assert (found.system, found.kind, found.id, found.address) == (system, kind, its_id, address)


@pytest.mark.parametrize(
    "address",
    [
        "https://shop.example/pay",
        "https://acme.zendesk.com/agent/dashboard",
        "https://github.com/acme/shop",
        "https://github.com/acme/shop/pull/10/files",
        "https://evil.example/acme.zendesk.com/agent/tickets/1",
        "acme.zendesk.com",
        "",
        "https://" + "a" * 10_000,
    ],
)
def test_any_other_address_is_a_page(address: str) -> None:
    assert ticket(address, USUAL) is None


def test_a_team_has_patterns_of_its_own() -> None:
    own = Pattern("Desk", Kind.TICKET, "desk.example/t/{id}")
    found = ticket("https://desk.example/t/12", (own,))
    assert found is not None
    assert found.id == "12"
    assert ticket("https://deskXexample/t/12", (own,)) is None
