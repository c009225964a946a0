"""What is rarely done, and is refused or shown all the same."""

import json
from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.simulator.messages import Message
from bot.simulator.person import Person
from bot.simulator.server import Simulator
from tests.simulator.conftest import MANIFEST, Stage
from tests.simulator.surfaces import field, modal, options, section


def allow(slack: Simulator, *scopes: str) -> None:
    """The app's manifest asks for more scopes."""
    manifest = slack.workspace.manifest
    object.__setattr__(manifest, "scopes", (*manifest.scopes, *scopes))


async def refusal(client: AsyncWebClient, method: str, **arguments: object) -> str:
    with pytest.raises(SlackApiError) as caught:
        await client.api_call(method, json=arguments)
    return str(caught.value.response["error"])


async def test_groups_are_opened_and_channels_joined(stage: Stage) -> None:
    allow(stage.slack, "mpim:write", "mpim:history", "channels:join", "team:read")
    group = await stage.client.conversations_open(users="U0SAM,U0ADA")
    again = await stage.client.conversations_open(users="U0ADA,U0SAM")
    assert group["channel"] == again["channel"]
    known = await stage.client.conversations_open(channel=group["channel"]["id"])
    assert known["channel"] == group["channel"]
    client, opening = stage.client, "conversations.open"
    assert await refusal(client, opening, users="U0ADA,U0NO") == "users_not_found"
    assert await refusal(client, opening) == "users_list_not_supplied"
    old = stage.slack.add_channel("C0OPEN", "open", [stage.sam], bot_is_member=False)
    assert await refusal(client, "conversations.history", channel="C0OPEN") == "not_in_channel"
    assert await refusal(client, "reactions.add", channel="C0OPEN", timestamp="1", name="x") == (
        "not_in_channel"
    )
    await client.conversations_join(channel="C0OPEN")
    assert (await client.conversations_info(channel="C0OPEN"))["channel"]["is_member"]
    old.is_archived = True
    assert await refusal(client, "conversations.join", channel="C0OPEN") == "is_archived"
    assert (await client.team_info())["team"]["domain"] == "workspace"
    assert (await client.api_test(hello="you"))["args"] == {"hello": "you"}
    assert await refusal(client, "api.test", error="my_error") == "my_error"
    assert await refusal(client, "bots.info", bot="B0ELSE") == "bot_not_found"


async def test_views_that_have_no_place(stage: Stage) -> None:
    home = {"type": "home", "blocks": [section("x")]}
    assert await refusal(stage.client, "views.publish", user_id="U0NO", view=home) == (
        "user_not_found"
    )
    assert await refusal(stage.client, "views.open", trigger_id="1") == "invalid_arguments"
    assert await refusal(stage.client, "views.open", trigger_id="1", view="x") == (
        "invalid_arguments"
    )
    await stage.client.views_publish(user_id="U0SAM", view=home)
    assert await refusal(stage.client, "views.publish", user_id="U0SAM", view=home, hash="1") == (
        "hash_conflict"
    )
    object.__setattr__(stage.slack.workspace.manifest, "has_home", False)
    assert await refusal(stage.client, "views.publish", user_id="U0SAM", view=home) == (
        "not_enabled"
    )


async def test_bodies_that_are_no_arguments(stage: Stage) -> None:
    headers = {"Content-Type": "application/json"}
    url = stage.slack.api_url + "chat.postMessage"
    async with aiohttp.ClientSession(headers=headers) as session:
        for body, error in (("{", "invalid_json"), ("[]", "json_not_object")):
            async with session.post(url, data=body) as response:
                assert (await response.json())["error"] == error
    client = stage.client
    posting = {"channel": "C0CRITICAL", "text": "x"}
    assert await refusal(client, "chat.postMessage", **posting, blocks="no") == "invalid_blocks"
    assert await refusal(client, "chat.postMessage", **posting, metadata="no") == (
        "invalid_arguments"
    )
    assert await refusal(client, "conversations.history", channel="C0CRITICAL", limit="x") == (
        "invalid_arguments"
    )


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ({"response_action": "dance"}, "unknown answer"),
        ({"response_action": "errors"}, "without errors"),
        ({"response_action": "push"}, "view is missing"),
    ],
)
async def test_answers_to_a_submission_that_mean_nothing(
    stage: Stage, app: AsyncApp, answer: dict[str, Any], problem: str
) -> None:
    @app.shortcut("raise")
    async def on_raise(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=modal(section("x")))
        await ack()

    @app.view("form")
    async def on_form(ack: AsyncAck) -> None:
        response = await ack()
        response.body = json.dumps(answer)
        response.headers["content-type"] = ["application/json"]

    submission = await stage.sam.uses_shortcut("Raise a task").submits()
    assert not submission.closed
    assert problem in stage.sam.warnings[0]


async def test_selects_in_a_message_are_picked_from(stage: Stage, app: AsyncApp) -> None:
    actions: list[dict[str, Any]] = []

    @app.action("who")
    @app.action("which")
    async def on_choice(ack: AsyncAck, body: dict[str, Any]) -> None:
        actions.append(body)
        await ack()

    @app.options("which")
    async def on_options(ack: AsyncAck) -> None:
        await ack(options=options("Acme"))

    who = {"type": "users_select", "action_id": "who"}
    which = {"type": "external_select", "action_id": "which"}
    blocks = [section("*Developer:*", accessory=who), section("Customer", accessory=which)]
    await stage.client.chat_postMessage(channel="C0CRITICAL", text="x", blocks=blocks)
    await stage.ada.picks("developer", "Sam")
    await stage.ada.picks("Customer", "Acme")
    assert actions[0]["actions"][0]["selected_user"] == "U0SAM"
    assert actions[1]["actions"][0]["selected_option"]["value"] == "Acme"
    states = actions[1]["state"]["values"].values()
    assert {"type": "users_select", "selected_user": "U0SAM"} in [s.get("who") for s in states]
    with pytest.raises(AssertionError, match="no select 'Else'"):
        await stage.ada.picks("Else", "x")
    stage.sam.profile.deleted = True
    with pytest.raises(AssertionError, match="no person 'Sam'"):
        await stage.ada.picks("developer", "Sam")


def test_every_block_can_be_read(slack: Simulator, sam: Person) -> None:
    plain = {"type": "plain_text", "text": "Title"}
    cell = {"type": "raw_text", "text": "a"}
    text = {"type": "rich_text_section", "elements": [{"type": "text", "text": "b"}]}
    items = [{"type": "rich_text_section", "elements": [{"type": "emoji", "name": "eyes"}]}]
    blocks: list[dict[str, Any]] = [
        field("Label", {"type": "plain_text_input", "placeholder": plain}, hint=plain),
        {"type": "image", "image_url": "https://a.example", "alt_text": "A picture"},
        {"type": "markdown", "text": "**x** y"},
        {"type": "table", "rows": [[cell, {"type": "rich_text", "elements": [text]}]]},
        {"type": "card", "title": plain, "actions": [{"type": "button", "text": plain}]},
        {"type": "rich_text", "elements": [{"type": "rich_text_list", "elements": items}]},
    ]
    shown = slack.rendered(Message("C", "1.0", "x", blocks=blocks), sam)
    for expected in ("Label: [Title]", "A picture", "a | b", "[Title]", "• :eyes:"):
        assert expected in shown


async def test_the_driver_says_what_is_wrong(stage: Stage) -> None:
    message = await stage.sam.writes("mine", channel="C0CRITICAL")
    with pytest.raises(AssertionError, match="Ada did not write"):
        await stage.ada.edits(message, "yours")
    stage.slack.add_channel("C0ELSE", "else")
    with pytest.raises(AssertionError, match="Sam is not in else"):
        stage.sam.reads("C0ELSE")
    reply = await stage.ada.replies("why?", to=message)
    assert stage.sam.reads("C0CRITICAL", thread=message) == ["mine", "why?"]
    assert reply in stage.slack.thread("C0CRITICAL", message.ts)
    assert stage.slack.person("U0SAM").mention == "<@U0SAM>"
    stage.slack.send_to(None)
    asleep = Simulator(
        MANIFEST, clock=stage.clock, signing_secret="s", bot_token="b", app_token="a"
    )
    with pytest.raises(RuntimeError, match="start the simulator first"):
        asleep.send_to("http://127.0.0.1:1/")
