"""Beside a bot that runs somebody is forgotten: the card says so, and work goes on."""

from bot.services import forgetting
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
    await story.ivan.clicks("Ask reporter…").fills(question="Which browser?").submits()
    await story.settle()
    details = await story.kim.commands("/critical", "CRIT-1", channel="C0GENERAL")
    assert "somebody who was forgotten raised it" in details.rendered
    assert "Zebra" not in details.rendered
    assert "not be reached" not in card(story)
    assert len(story.sam.notifications) == told
    asked = [call for call in story.slack.calls if "forgotten" in str(call.arguments.get("user"))]
    assert asked == []
