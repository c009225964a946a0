"""Everybody can read what the team's rules say of an application."""

from dataclasses import replace

import pytest

from bot.domain.applications import Application, Component, Levels
from bot.domain.durations import Duration
from bot.domain.rules import Rules
from bot.domain.severity import DEFAULT_RULES, Severity
from bot.simulator.blocks import message_problems
from bot.views import applications
from bot.views.scene import Message, Scene
from tests.views.stage import NASTY, READER, RULES, a_task, strings

FASTER = replace(DEFAULT_RULES[Severity.STOPPED], fix_within=Duration(2, "h"))
SHOP = Application(
    "shop",
    "Web shop",
    "U0IVAN",
    (Component("checkout", "U0DANA", ("basket", "payment")), Component("search")),
    ("Tried in a private window",),
    synonyms=("store",),
    channel="C0SHOP",
    administrators=("U0BEN",),
    chain=("U0KIM",),
    developers=("U0IVAN",),
    levels=Levels("Passwords and refunds", "Anything with an error page"),
    template=("steps", "Which browser?"),
    severities={Severity.STOPPED: FASTER},
    runbooks={"payments": "https://wiki.example/payments"},
)
CRM = Application("crm", "CRM")
KNOWN = replace(RULES, applications=(SHOP, CRM))
WHOLE = {
    "name and key": "*Web shop* · `shop`",
    "synonyms": "Also called: store",
    "channel": "Channel: <#C0SHOP>",
    "administrators": "Administrators of its own: Ben",
    "chain": "Who is called while nobody accepts: Ben, then Ada, then Kim",
    "owner": "Owner: Ivan",
    "developers": "Developers: Ivan",
    "components": "• checkout · Dana owns it · also called basket or payment",
    "a component alone": "• search",
    "support": "*Support solves:* Passwords and refunds",
    "development": "*Comes to development:* Anything with an error page",
    "template": "*What a developer needs to begin:* steps · “Which browser?”",
    "checklist": "• Tried in a private window",
    "severities": "🔴 4 · fixed within 2 h instead of 4 h",
    "runbooks": "• payments: <https://wiki.example/payments|wiki.example/payments>",
}


def read(message: Message) -> str:
    assert message_problems(message.blocks) == []
    return "\n".join(strings(message.blocks))


@pytest.mark.parametrize("part", WHOLE)
def test_an_application_is_told_whole(part: str) -> None:
    assert WHOLE[part] in read(applications.application(SHOP, KNOWN, READER))


def test_what_is_the_teams_is_told_as_it_is_for_the_team() -> None:
    told = read(applications.application(CRM, KNOWN, READER))
    assert "Who is called while nobody accepts: Ada, then Ben" in told
    assert "customer · how many" in told
    for absent in ("Also called", "Channel", "of its own", "Support", "own severities", "Runbooks"):
        assert absent not in told


def test_the_list_says_who_is_called_first_and_where() -> None:
    message = applications.applications(KNOWN, READER)
    told = read(message)
    assert "*2 applications*\n*Web shop* · `shop` · <#C0SHOP> · Ben is called first" in told
    assert "*CRM* · `crm` · Ada is called first" in told
    assert message.text == "Applications: Web shop and CRM"


def test_what_is_unknown_is_said_with_what_there_is() -> None:
    told = read(applications.applications(KNOWN, READER, "<!here> shp"))
    assert "There is no application “&lt;!here&gt; shp”. *2 applications*" in told


def test_without_applications_it_says_where_they_come_from() -> None:
    assert "No applications are known yet" in read(applications.applications(RULES, READER))


def test_a_crowd_of_applications_is_cut_and_counted() -> None:
    many = tuple(Application(f"app{n}", "Application " * 9 + str(n)) for n in range(300))
    told = read(applications.applications(replace(RULES, applications=many), READER))
    shown = told.count("is called first")
    assert 0 < shown < 300
    assert f"and {300 - shown} more" in told


@pytest.mark.parametrize("words", NASTY)
def test_what_the_rules_say_pings_nobody_and_fits(words: str) -> None:
    nasty = Application(
        words,
        words,
        components=tuple(Component(f"{words}{n}", None, (words,)) for n in range(60)),
        checklist=tuple(f"{n}{words}" for n in range(40)),
        synonyms=(words,) * 30,
        levels=Levels(words, words),
        template=(words,),
        runbooks={f"{words}{n}": f"https://wiki.example/{words}{n}" for n in range(40)},
    )
    rules = replace(RULES, applications=(nasty,))
    for message in (
        applications.applications(rules, READER, words),
        applications.application(nasty, rules, READER),
    ):
        told = read(message)
        assert "<!" not in told
        assert "<@" not in told


def of(application: str | None, rules: Rules = KNOWN) -> Scene:
    return Scene(a_task(application=application), rules, READER)


def test_a_card_links_to_the_runbooks_of_its_application() -> None:
    assert applications.runbooks(of("shop")) == "📖 <https://wiki.example/payments|payments>"
    assert applications.runbooks(of("crm")) == ""
    assert applications.runbooks(of(None)) == ""


def test_a_card_has_room_for_so_many_runbooks() -> None:
    many = replace(
        SHOP, runbooks={f"r{n}": f"https://wiki.example/{'x' * 90}{n}" for n in range(30)}
    )
    line = applications.runbooks(of("shop", replace(RULES, applications=(many,))))
    assert len(line) < 1000
    assert line.endswith(" more in `/critical apps`")


def test_whom_the_texts_name_is_known() -> None:
    named = {"U0ADA", "U0BEN", "U0KIM", "U0IVAN", "U0DANA"}
    assert applications.people(KNOWN, SHOP) == named
    assert applications.people(KNOWN) == {"U0ADA", "U0BEN"}
