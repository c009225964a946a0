"""Every call of the main flows is one that the real Slack would take, by each check there is."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest

from bot import app
from bot.services import board
from tests.handlers.front import FORM, JSON, Front
from tests.scenarios.world import CRITICAL, World
from tests.slack_schemas import needs_shared, schema_problems

SAMPLES = Path(__file__).parents[3] / "shared" / "slack" / "samples" / "bolt-python"


async def whole_day(story: World) -> None:
    """Use every form and every button once, and look at everything."""
    sam, ada, ivan = story.sam, story.ada, story.ivan
    await sam.writes("Checkout is down for Acme\n500 on pay", channel=CRITICAL, files=["a.png"])
    await story.settle()
    await sam.writes("and the search, too", channel=CRITICAL)
    await story.settle()
    await sam.opens_home()
    await ada.clicks("Accept")
    await story.settle()
    await ada.clicks("Ask reporter…").fills(question="Which shop?").submits()
    await story.settle()
    await sam.clicks("Answer…").fills(answer="The <big> one & only").submits()
    await story.settle()
    await ada.clicks("Assign…").fills(developer="Ivan", deadline="tomorrow").submits()
    await story.settle()
    await ivan.clicks("Start")
    await ivan.clicks("Need more time…").fills(reason="It is deep").submits()
    await story.settle()
    await ivan.clicks("Fixed…").fills(what_to_tell_the_customer="It works again.").submits()
    await story.settle()
    await sam.clicks("Still broken…").fills(reason="Not on my side").submits()
    await story.settle()
    await ivan.clicks("Fixed…").fills(what_to_tell_the_customer="Now it does.").submits()
    await story.settle()
    await sam.clicks("Works")
    for words in ("", "mine", "board", "help", "CRIT-1", "CRIT-9", "One more is down"):
        await sam.commands("/critical", words, channel=CRITICAL)
        await story.settle()
    await ada.opens_home()
    await story.settle()


@needs_shared
async def test_every_message_and_view_passes_the_schema_of_slacks_types(story: World) -> None:
    await whole_day(story)
    checked = 0
    for call in story.slack.calls:
        for thing in shown(call.arguments):
            checked += 1
            assert schema_problems(thing) == [], call.method
    assert checked > 30


async def test_slack_says_yes_to_every_call(story: World) -> None:
    await whole_day(story)
    refused = [(one.method, one.answer.get("error")) for one in story.slack.calls if not one.ok]
    assert refused == []
    assert {one.method for one in story.slack.calls} >= {
        "chat.postMessage", "chat.update", "conversations.open", "reactions.add", "users.info",
        "reactions.remove", "views.open", "views.publish", "chat.getPermalink",
    }  # fmt: skip


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="Slack's samples lie outside of the repository")
async def test_recorded_requests_of_slack_do_no_harm(
    story: World, caplog: pytest.LogCaptureFixture
) -> None:
    async with app.listening(story.bot) as doors, aiohttp.ClientSession() as session:
        front = Front(session, f"http://127.0.0.1:{doors.port}")
        for name, body, kind in recorded():
            answer = await front.signs(body, kind)
            # Only what nobody registered, such as another app's command, may be unknown.
            assert answer.status in {200, 404}, name
    await story.settle()
    assert (await board.board(story.bot.desk, "U0ADA", 1, 10)).total == 0
    assert [record.getMessage() for record in caplog.records if record.exc_info] == []
    # Their triggers and response URLs are not this Slack's: nothing of them is to be blamed.
    story.slack.problems.clear()


def shown(arguments: dict[str, Any]) -> Iterator[Any]:
    """Give the blocks of a message, or the view, of one call."""
    for name in ("blocks", "view"):
        given = arguments.get(name)
        if given:
            yield json.loads(given) if isinstance(given, str) else given


def recorded() -> Iterator[tuple[str, str, str]]:
    for file in sorted(SAMPLES.glob("*.json")):
        payload = json.loads(file.read_text(encoding="utf-8"))
        if "event" in payload or payload.get("type") == "url_verification":
            yield file.name, json.dumps(payload), JSON
        elif "command" in payload:
            yield file.name, urlencode(payload), FORM
        else:
            yield file.name, urlencode({"payload": json.dumps(payload)}), FORM
