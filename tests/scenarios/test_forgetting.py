"""Beside a bot that runs somebody is forgotten: the card says so, and work goes on."""

from sqlmodel import select

from bot.domain.people import FORGOTTEN
from bot.services import forgetting
from storage import affected
from storage.chases import Chase
from storage.engine import Database
from tests.scenarios.steps import card
from tests.scenarios.world import CRITICAL, World


async def test_the_card_forgets_and_the_task_goes_on(story: World) -> None:
    await story.sam.writes("Zebra checkout is down\n500 on pay", channel=CRITICAL)
    await story.settle()
    assert "Zebra" in card(story)
    beside = Database(story.bot.settings.database_url)
    await forgetting.forget(beside, story.clock, story.sam.id)
    await beside.close()
    await story.advance(minutes=1)
    shown = card(story)
    assert "Zebra" not in shown
    assert "Sam" not in shown
    assert "somebody who was forgotten" in shown
    told = len(story.sam.notifications)
    await story.ada.clicks("Assign…").fills(developer="Ivan", deadline="tomorrow").submits()
    await story.settle()
    await story.ivan.clicks("Ask reporter…").fills(question="Which browser?", whom="Kim").submits()
    await story.settle()
    details = await story.kim.commands("/critical", "CRIT-1", channel="C0GENERAL")
    assert "somebody who was forgotten raised it" in details.rendered
    assert "Zebra" not in details.rendered
    assert "not be reached" not in card(story)
    assert len(story.sam.notifications) == told
    asked = [call for call in story.slack.calls if "forgotten" in str(call.arguments.get("user"))]
    assert asked == []


async def test_who_added_a_customer_and_asked_how_it_stands_is_named_no_more(story: World) -> None:
    await story.sam.writes("Checkout is down", channel=CRITICAL)
    await story.settle()
    await story.kim.clicks("Me too…").fills(customer="Globex").submits()
    await story.settle()
    await story.kim.writes("any news?", channel=CRITICAL)
    await story.settle()
    beside = Database(story.bot.settings.database_url)
    await forgetting.forget(beside, story.clock, story.kim.id)
    async with beside.read() as session:
        (one,) = await affected.list_of(session, 1)
        (chase,) = (await session.exec(select(Chase))).all()
    await beside.close()
    assert (one.added_by, one.customer) == (FORGOTTEN, "Globex")
    assert chase.chased_by == FORGOTTEN
