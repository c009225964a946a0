from typing import Any

import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncSay
from slack_sdk.web.async_client import AsyncWebClient

from bot.simulator.person import Person
from bot.simulator.server import Simulator
from tests.simulator.conftest import Stage
from tests.simulator.surfaces import CARD, FORM


def with_card(app: AsyncApp, submissions: list[dict[str, Any]]) -> None:
    """The app answers every message in a channel with a card whose button opens a form."""

    @app.message("down")
    async def on_message(message: dict[str, Any], say: AsyncSay) -> None:
        await say(text="CRIT-1", blocks=CARD, thread_ts=message["ts"], reply_broadcast=True)

    @app.action("assign")
    async def on_assign(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)
        await ack()

    @app.view("form")
    async def on_form(ack: AsyncAck, view: dict[str, Any]) -> None:
        submissions.append(view["state"]["values"])
        await ack()


async def tell(slack: Simulator, sam: Person, ada: Person) -> None:
    message = await sam.writes("Checkout is down", channel="C0CRITICAL")
    submission = await ada.clicks("Assign…").fills(developer="Sam", size="small").submits()
    assert submission.closed
    assert submission.modal is None
    assert slack.thread("C0CRITICAL", message.ts)[1].blocks[0]["text"]["text"] == "CRIT-1"
    assert slack.problems == []


EXPECTED = {
    "developer": {"developer": {"type": "users_select", "selected_user": "U0SAM"}},
    "size": {
        "size": {
            "type": "static_select",
            "selected_option": {
                "text": {"type": "plain_text", "text": "Small, a day", "emoji": True},
                "value": "s",
            },
        }
    },
    "what": {"what": {"type": "plain_text_input", "value": None}},
}


async def test_a_story_from_message_to_submission_over_http(stage: Stage, app: AsyncApp) -> None:
    submissions: list[dict[str, Any]] = []
    with_card(app, submissions)
    await tell(stage.slack, stage.sam, stage.ada)
    assert submissions == [EXPECTED]


@pytest.mark.usefixtures("socket")
async def test_the_same_story_over_socket_mode(
    slack: Simulator, app: AsyncApp, people: list[Person]
) -> None:
    submissions: list[dict[str, Any]] = []
    with_card(app, submissions)
    await tell(slack, *people)
    assert submissions == [EXPECTED]
