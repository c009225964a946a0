"""Which links tell where it breaks."""

import pytest

from bot.domain.addresses import USUAL, Kind, Pattern
from bot.domain.pages import pages

PAGE = "https://shop.example/pay"
OWN = Pattern("Helpdesk", Kind.TICKET, "help.example.com/t/{id}")


@pytest.mark.parametrize(
    "link",
    [
        "https://github.com/acme/shop/blob/main/a.py",
        "https://gitlab.example.com/acme/shop/-/issues/1",
        "https://acme.atlassian.net/wiki/x",
        "https://jira.example.com/secure/Dashboard.jspa",
        "https://acme.zendesk.com/agent/dashboard",
        "https://secure.usedesk.ru/tickets/17",
        "https://x.slack.com/archives/C1/p2",
        "https://help.example.com/t/12",
        "http://localhost:8080/a",
    ],
)
def test_where_tickets_and_code_live_nothing_breaks(link: str) -> None:
    assert pages(f"See {link} and {PAGE}", [link, PAGE], (*USUAL, OWN)) == (PAGE,)


@pytest.mark.parametrize(
    "text",
    [
        f"Cannot log in\n```\nGET {PAGE} 500\n```",
        f"Cannot log in, `curl {PAGE}`",
        f"Cannot log in\n2026-11-24 09:30:01 ERROR web: GET {PAGE} 500",
        f'Cannot log in\nTraceback (most recent call last):\n  get("{PAGE}")',
    ],
)
def test_what_stands_in_code_or_a_log_only_is_no_page(text: str) -> None:
    assert pages(text, [PAGE], USUAL) == ()
    assert pages(f"{PAGE}\n{text}", [PAGE], USUAL) == (PAGE,)


def test_a_link_that_was_given_by_itself_counts() -> None:
    assert pages("Cannot log in", [PAGE], USUAL) == (PAGE,)
    assert pages(f"See <{PAGE}> ({PAGE})", [PAGE], USUAL) == (PAGE,)
