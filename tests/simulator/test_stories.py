from typing import Any

import pytest
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp

from bot.simulator.person import Person
from bot.simulator.server import Simulator
from tests.simulator.conftest import Stage

FORM: dict[str, Any] = {
    "type": "modal",
    "callback_id": "form",
    "title": {"type": "plain_text", "text": "Assign"},
    "submit": {"type": "plain_text", "text": "Assign"},
    "notify_on_close": True,
    "blocks": [
        {
            "type": "input",
            "block_id": "developer",
            "label": {"type": "plain_text", "text": "Developer"},
            "element": {"type": "users_select", "action_id": "developer"},
        },
        {
            "type": "input",
            "block_id": "size",
            "label": {"type": "plain_text", "text": "Size"},
            "element": {
                "type": "static_select",
                "action_id": "size",
                "options": [
                    {"text": {"type": "plain_text", "text": "Small, a day"}, "value": "s"},
                    {"text": {"type": "plain_text", "text": "Large, a week"}, "value": "l"},
                ],
            },
        },
        {
            "type": "input",
            "block_id": "what",
            "optional": True,
            "label": {"type": "plain_text", "text": "What happened?"},
            "element": {"type": "plain_text_input", "action_id": "what", "max_length": 10},
        },
    ],
}
CARD: list[dict[str, Any]] = [
    {"type": "header", "text": {"type": "plain_text", "text": "CRIT-1"}},
    {
        "type": "actions",
        "block_id": "card",
        "elements": [
            {
                "type": "button",
                "action_id": "assign",
                "text": {"type": "plain_text", "text": "Assign…"},
                "value": "1",
            },
            {
                "type": "overflow",
                "action_id": "more",
                "options": [
                    {"text": {"type": "plain_text", "text": "Decline…"}, "value": "decline"},
                    {"text": {"type": "plain_text", "text": "Merge…"}, "value": "merge"},
                ],
            },
        ],
    },
]


def with_card(app: AsyncApp, submissions: list[dict[str, Any]]) -> None:
    """The app answers every message in a channel with a card whose button opens a form."""

    @app.message("down")
    async def on_message(message: dict[str, Any], say: Any) -> None:
        await say(text="CRIT-1", blocks=CARD, thread_ts=message["ts"], reply_broadcast=True)

    @app.action("assign")
    async def on_assign(ack: Any, body: dict[str, Any], client: Any) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)
        await ack()

    @app.view("form")
    async def on_form(ack: Any, view: dict[str, Any]) -> None:
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
                "text": {"type": "plain_text", "text": "Small, a day"},
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
