"""An application with a channel, administrators, a chain, severities and owners of its own."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain import rules_reading
from bot.services import registry
from bot.simulator.messages import Message
from bot.simulator.person import Person
from storage import tasks
from tests.scenarios import steps
from tests.scenarios.world import CRITICAL, RULES, World

OWN = "C0SHOP"
SHOP: dict[str, Any] = {
    "key": "shop",
    "name": "Web shop",
    "synonyms": ["store"],
    "channel": OWN,
    "administrators": ["U0KIM"],
    "chain": ["U0LIA"],
    "owner": "U0IVAN",
    "components": [{"name": "checkout", "owner": "U0DANA"}, "search"],
    "levels": {"support": "Passwords and refunds", "development": "Error pages"},
    "checklist": ["Seen by a second person"],
    "severities": {4: {"acknowledge_within": "2m", "fix_within": "2h"}},
    "runbooks": {"payments": "https://wiki.example/payments"},
}
PAY = "Checkout is down in the web shop\n500 on pay"


@pytest.fixture
async def lia(story: World) -> Person:
    """Give the web shop ways of its own; Lia ends its chain. The story is told with it."""
    lia = story.slack.add_person(
        "U0LIA", name="lia", real_name="Lia Example", display_name="Lia", tz="Europe/Berlin"
    )
    everybody = [story.sam, story.kim, story.ada, story.ben, story.ivan, story.dana, lia]
    story.slack.add_channel(OWN, "shop-critical", everybody)
    applications = [SHOP, {"key": "crm", "name": "CRM"}]
    document = {**RULES, "applications": applications}
    database = story.bot.desk.database
    await registry.apply(database, story.clock, rules_reading.read(document))
    await story.settle()
    return lia


def cards(story: World, channel: str) -> list[Message]:
    return [one for one in story.slack.channel_messages(channel) if one.bot_id]


def card(story: World, channel: str = OWN) -> str:
    return story.slack.rendered(cards(story, channel)[-1], story.ada)


async def raised(story: World, text: str = PAY) -> None:
    await story.sam.writes(text, channel=OWN)
    await story.settle()


@pytest.mark.usefixtures("lia")
async def test_a_message_in_its_channel_is_its_task_and_goes_to_its_own_administrator(
    story: World,
) -> None:
    await raised(story, "The page stays white")
    assert cards(story, CRITICAL) == []
    assert "CRIT-1" in card(story)
    assert "Web shop" in card(story)
    assert story.kim.was_told("waiting for you")
    assert not story.ada.was_told("CRIT-1")
    assert story.sam.was_told("Kim")


@pytest.mark.usefixtures("lia")
async def test_a_message_there_is_its_own_whatever_else_it_names(story: World) -> None:
    await raised(story, "No orders come to the CRM any more")
    assert "Web shop" in card(story)
    assert story.kim.was_told("waiting for you")


@pytest.mark.usefixtures("lia")
async def test_a_command_there_means_what_it_names_or_else_the_channel(story: World) -> None:
    await story.sam.commands("/critical", "The CRM is down", channel=OWN)
    await story.settle()
    assert "CRM" in card(story, CRITICAL)
    await story.sam.commands("/critical", "The page stays white", channel=OWN)
    await story.settle()
    assert "Web shop" in card(story)


@pytest.mark.usefixtures("lia")
async def test_its_administrator_decides_of_its_tasks_and_of_no_others(story: World) -> None:
    await raised(story)
    await story.kim.clicks("Assign…").fills(developer="Ivan").submits()
    await story.settle()
    assert story.ivan.was_told("yours, by")

    await steps.raised(story, "Mails are lost")
    before = steps.card(story, "CRIT-2")
    await story.kim.clicks("Accept", on=steps.card_message(story, "CRIT-2"))
    await story.settle()
    assert "Only a task administrator" in steps.whispers(story.kim)[-1]
    assert "Ada is on duty" in steps.whispers(story.kim)[-1]
    assert steps.card(story, "CRIT-2") == before


@pytest.mark.usefixtures("lia")
async def test_an_administrator_of_the_team_is_its_backup(story: World) -> None:
    await raised(story)
    await story.advance(minutes=2)
    assert story.kim.was_told("nobody has accepted it in 2 min, so you are called again")
    await story.advance(minutes=2)
    assert story.ada.was_told("nobody has accepted it in 4 min")
    await story.ada.clicks("Accept")
    await story.settle()
    assert "Accepted" in card(story)


async def test_its_chain_is_called_at_its_own_pace_and_the_managers_are_not(
    story: World, lia: Person
) -> None:
    await raised(story)
    await story.advance(minutes=2)
    for called in (story.ada, story.ben, lia):
        assert not called.was_told("CRIT-1")
        await story.advance(minutes=2)
        assert called.was_told("CRIT-1")
    await story.advance(hours=1)
    assert not story.mira.was_told("CRIT-1")


@pytest.mark.usefixtures("lia")
async def test_its_severities_hold_for_its_tasks_alone(story: World) -> None:
    await raised(story)
    await steps.raised(story, "Mails are lost")
    desk = story.bot.desk
    async with desk.database.read() as session:
        shop, other = [await tasks.get(session, number) for number in (1, 2)]
    assert shop.deadline_at - shop.raised_at == timedelta(hours=2)
    assert other.deadline_at - other.raised_at == timedelta(hours=4)


@pytest.mark.usefixtures("lia")
async def test_who_is_away_is_stood_in_for_by_the_team(story: World) -> None:
    await story.kim.commands("/critical", "away")
    await story.settle()
    await raised(story)
    assert story.ada.was_told("waiting for you")
    assert not story.kim.was_told("waiting for you")


@pytest.mark.usefixtures("lia")
async def test_the_components_owner_stands_first_in_assign(story: World) -> None:
    await raised(story)
    form = await story.kim.clicks("Assign…")
    assert form is not None
    (field,) = [one for one in form.view.blocks if one.get("block_id") == "developer"]
    shown = [
        (one["text"]["text"], one["description"]["text"]) for one in field["element"]["options"]
    ]
    assert [about for _, about in shown] == ["owns checkout", "owns Web shop"]
    assert shown[0][0].startswith("Dana")


@pytest.mark.usefixtures("lia")
async def test_a_task_that_names_it_in_the_critical_channel_goes_to_its_people_there(
    story: World,
) -> None:
    await steps.raised(story, "Search in the web shop finds nothing")
    assert cards(story, OWN) == []
    assert "Web shop" in steps.card(story)
    assert story.kim.was_told("waiting for you")


@pytest.mark.usefixtures("lia")
async def test_its_runbooks_are_on_the_card_and_with_the_assignee(story: World) -> None:
    await raised(story)
    assert "https://wiki.example/payments" in str(cards(story, OWN)[-1].blocks)
    await story.kim.clicks("Assign…").fills(developer="Ivan").submits()
    await story.settle()
    given = [one for one in story.ivan.dms if "yours, by" in one.text]
    assert "https://wiki.example/payments" in str(given[-1].blocks)


@pytest.mark.usefixtures("lia")
async def test_everybody_reads_who_knows_it_and_what_comes_to_development(story: World) -> None:
    listed = await story.sam.commands("/critical", "apps")
    assert "Web shop" in listed.messages[-1].text
    of_shop = await story.sam.commands("/critical", "apps Store")
    told = str(of_shop.messages[-1].blocks)
    assert "Kim, then Ada, then Ben, then Lia" in told
    assert "Support solves" in told
    assert "Comes to development" in told
    unknown = await story.sam.commands("/critical", "apps shp")
    assert "There is no application “shp”" in unknown.messages[-1].text
    assert cards(story, CRITICAL) == []


@pytest.mark.usefixtures("lia")
async def test_a_report_that_begins_with_apps_is_a_report(story: World) -> None:
    await story.sam.commands("/critical", "apps are down for everybody since ten")
    await story.settle()
    assert "apps are down" in str(cards(story, CRITICAL)[-1].text)


@pytest.mark.usefixtures("lia")
async def test_what_no_event_told_of_is_found_in_its_channel_too(story: World) -> None:
    await raised(story)
    await story.bot.latecomers.begin()
    await story.advance(minutes=2)
    door = story.slack.request_url
    story.slack.send_to("http://127.0.0.1:9/slack/events")
    await story.sam.writes("The page stays white", channel=OWN)
    for minutes in (0, 1, 5, 10):
        await story.advance(minutes=minutes)
    story.slack.send_to(door)
    story.slack.problems.clear()
    assert "CRIT-1" in card(story)
    assert await story.bot.latecomers.tick() == 1
    await story.settle()
    assert "CRIT-2 · The page stays white" in card(story)
    assert "Web shop" in card(story)
    assert await story.bot.latecomers.tick() == 0
