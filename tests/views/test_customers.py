"""What is known of a customer stands where it is needed, whole or cut to what Slack takes."""

from dataclasses import replace

import pytest

from bot.domain.customers import CustomCode, Customer, Importance
from bot.domain.notices import Audience, Happening
from bot.views import notices_assignee, notices_reporter
from bot.views.customers import at_once, in_a_line
from bot.views.details import details
from bot.views.scene import Scene
from bot.views.task_card import card
from tests.views.stage import NASTY, a_scene, after, everything
from tests.views.test_notices import harmless

CODE = CustomCode(
    does="Signs their people on",
    test_site="https://test.acme.example/login",
    source="https://git.example/acme-sso",
    documents=("https://wiki.example/acme", "https://wiki.example/sso"),
    known_by=("U0IVAN", "U0DANA"),
)
ACME = Customer(
    "Acme",
    Importance.VIP,
    CODE,
    links={"contract": "https://crm.example/acme"},
    notes="They pay by the hour.",
    synonyms=("Acme Corp", "ACM"),
    helpdesk_id="55120",
    time_zone="America/New_York",
)
THEIRS = (
    "What it does: Signs their people on",
    "Test site: <https://test.acme.example/login|test.acme.example/login>",
    "Source: <https://git.example/acme-sso|git.example/acme-sso>",
    (
        "Documents: <https://wiki.example/acme|wiki.example/acme>, "
        "<https://wiki.example/sso|wiki.example/sso>"
    ),
    "Who knows it: Ivan and Dana",
)


def about_acme(happening: Happening) -> Scene:
    return replace(after(happening), customer=ACME)


@pytest.mark.parametrize("line", THEIRS)
def test_custom_code_is_told_whole_to_who_works_with_it(line: str) -> None:
    raised, assigned = about_acme(Happening.RAISED), about_acme(Happening.ASSIGNED)
    assert raised.entry is not None
    assert assigned.entry is not None
    shown = (
        notices_reporter.direct(raised, raised.entry, Audience.FOLLOWER),
        notices_assignee.direct(assigned, assigned.entry),
        details(about_acme(Happening.RAISED), [], [], [], 1),
    )
    for message in shown:
        assert line in everything(message)


def test_a_customer_without_custom_code_takes_no_room() -> None:
    plain = replace(ACME, custom_code=None, importance=Importance.NORMAL)
    shown = everything(card(a_scene(customer=plain)))
    assert "custom code" not in shown
    assert "VIP" not in shown
    assert "*Customer:* Acme" in shown


def test_the_details_tell_all_that_is_known_of_the_customer() -> None:
    shown = everything(details(a_scene(customer=ACME), [], [], [], 1))
    for line in (
        *THEIRS,
        "Importance: VIP",
        "Also called: Acme Corp, ACM",
        "In the helpdesk: 55120",
        "Time zone: America/New_York",
        "Notes: They pay by the hour.",
        "contract: <https://crm.example/acme|crm.example/acme>",
    ):
        assert line in shown


@pytest.mark.parametrize("words", NASTY)
def test_whatever_a_customer_is_called_is_harmless(words: str) -> None:
    link = f"https://a.example/{words}"
    nasty = Customer(
        words,
        Importance.VIP,
        CustomCode(words, link, link, (link,) * 40, ("U0IVAN",) * 40),
        links={words: link, "second": words},
        notes=words,
        synonyms=(words,) * 40,
        helpdesk_id=words,
        time_zone=words,
    )
    scene = a_scene(customer=nasty)
    harmless(card(scene))
    harmless(details(scene, [], [], [], 1))
    assigned = replace(after(Happening.ASSIGNED), customer=nasty)
    assert assigned.entry is not None
    harmless(notices_assignee.direct(assigned, assigned.entry))


def test_what_there_is_no_room_for_is_said_to_be_elsewhere() -> None:
    long = replace(CODE, documents=tuple(f"https://wiki.example/{'x' * 900}{n}" for n in range(9)))
    told = at_once(a_scene(customer=replace(ACME, custom_code=long)), 1_200)
    assert len(told) <= 1_200 + len("\nThe rest is in `/critical customers find …`.")
    assert told.endswith("The rest is in `/critical customers find …`.")
    assert "Who knows it: Ivan and Dana" in told


def test_on_a_card_custom_code_is_one_line() -> None:
    scene = a_scene(customer=ACME)
    line = (
        "*Custom code:* Signs their people on · <https://test.acme.example/login|test site> · "
        "<https://git.example/acme-sso|source> · 2 documents · Ivan and Dana know it"
    )
    assert in_a_line(scene) == line
    assert line in everything(card(scene))
    assert "Test site" not in everything(card(scene))
    long = replace(ACME, custom_code=CustomCode(does="Signs their people on, " * 20))
    assert len(in_a_line(a_scene(customer=long))) < 80
    assert in_a_line(a_scene(customer=None)) == ""
