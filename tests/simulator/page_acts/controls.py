"""Messages with one control of each kind, and the app that hears of them."""

from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.simulator.messages import Message
from tests.simulator.conftest import EVENTS, Stage
from tests.simulator.surfaces import options, section

KINDS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "static_select": ({"options": options("a", "b")}, {"selected_option": options("b")[0]}),
    "radio_buttons": ({"options": options("a", "b")}, {"selected_option": options("b")[0]}),
    "external_select": ({}, {"selected_option": options("Ivan")[0]}),
    "users_select": ({}, {"selected_user": "U0ADA"}),
    "conversations_select": ({}, {"selected_conversation": "C0CRITICAL"}),
    "channels_select": ({}, {"selected_channel": "C0CRITICAL"}),
    "datepicker": ({}, {"selected_date": "2026-11-24"}),
    "timepicker": ({}, {"selected_time": "09:00"}),
    "datetimepicker": ({}, {"selected_date_time": 1_795_511_700}),
    "checkboxes": ({"options": options("a", "b")}, {"selected_options": options("a", "b")}),
    "multi_static_select": ({"options": options("a", "b")}, {"selected_options": options("a")}),
    "multi_external_select": ({}, {"selected_options": options("Ivan")}),
    "multi_users_select": ({}, {"selected_users": ["U0ADA", "U0SAM"]}),
    "multi_conversations_select": ({}, {"selected_conversations": ["C0CRITICAL"]}),
    "multi_channels_select": ({}, {"selected_channels": ["C0CRITICAL"]}),
    "overflow": ({"options": options("a", "b")}, {"selected_option": options("a")[0]}),
}
"""Each control of a message: what it is made of, and a choice in it."""


def receiving(stage: Stage) -> list[dict[str, Any]]:
    """The app acknowledges every press; what it received is collected."""
    received: list[dict[str, Any]] = []

    @stage.app.action(EVENTS)
    async def on_action(ack: AsyncAck, body: dict[str, Any]) -> None:
        received.append(body)
        await ack()

    return received


async def posted(stage: Stage, *blocks: dict[str, Any]) -> Message:
    """A message of the app with these blocks in #critical."""
    answer = await stage.client.chat_postMessage(
        channel="C0CRITICAL", text="Card", blocks=list(blocks)
    )
    return stage.slack.message("C0CRITICAL", str(answer["ts"]))


def control(kind: str) -> dict[str, Any]:
    """A block with this control, made of what its kind needs."""
    element = {"type": kind, "action_id": "a", **KINDS[kind][0]}
    if kind == "datetimepicker":
        return {"type": "actions", "block_id": "b", "elements": [element]}
    return section("Choose", block_id="b", accessory=element)


def at(message: Message, block_id: str, action_id: str) -> dict[str, Any]:
    """Where a control of a message is, as the page says it."""
    holder = {"place": message.channel, "ts": message.ts}
    return {"holder": holder, "block_id": block_id, "action_id": action_id}


def plain(value: object) -> object:
    """A choice without what Slack adds to the texts of options."""
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return (value["text"]["text"], value["value"])
    return value
