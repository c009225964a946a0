from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from tests.simulator.conftest import Stage
from tests.simulator.surfaces import button, modal, section


async def test_mentions_are_escaped_as_the_manifest_asks(stage: Stage, app: AsyncApp) -> None:
    received: list[str] = []

    @app.command("/parrot")
    @app.command("/plain")
    async def on_command(ack: AsyncAck, command: dict[str, Any]) -> None:
        received.append(command["text"])
        await ack()

    for command in ("/parrot", "/plain"):
        answer = await stage.sam.commands(
            command, "<@U0ADA> in <#C0CRITICAL> & co", channel="C0CRITICAL"
        )
        assert answer.messages == []
        assert answer.text == ""
    assert received == ["<@U0ADA|ada> in <#C0CRITICAL|critical> &amp; co", "@ada in #critical & co"]
    with pytest.raises(AssertionError, match="/else is not a valid command"):
        await stage.sam.commands("/else")


async def test_an_answer_is_for_the_asker_unless_it_says_otherwise(
    stage: Stage, app: AsyncApp
) -> None:
    @app.command("/parrot")
    async def on_parrot(ack: AsyncAck) -> None:
        await ack(text="Yours", blocks=[section("*Yours* alone")])

    @app.command("/plain")
    async def on_plain(ack: AsyncAck) -> None:
        await ack(text="For all", response_type="in_channel")

    answer = await stage.sam.commands("/parrot", channel="C0CRITICAL")
    assert (answer.text, answer.rendered) == ("Yours", "Yours alone")
    assert answer.blocks[0]["type"] == "section"
    assert stage.ada.reads("C0CRITICAL") == []
    await stage.sam.commands("/plain", channel="C0CRITICAL")
    assert stage.ada.reads("C0CRITICAL") == ["For all"]


async def test_a_command_may_open_a_modal_and_answer_later(stage: Stage, app: AsyncApp) -> None:
    later: list[AsyncRespond] = []

    @app.command("/parrot")
    async def on_parrot(
        ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond
    ) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=modal(section("Hello")))
        later.append(respond)
        await ack()

    answer = await stage.sam.commands("/parrot")
    assert answer.modal is not None
    assert answer.modal.text == "Hello"
    await later[0]("Done")
    assert answer.text == "Done"


async def test_an_answer_with_bad_blocks_warns_the_asker(stage: Stage, app: AsyncApp) -> None:
    @app.command("/parrot")
    async def on_parrot(ack: AsyncAck) -> None:
        await ack(text="x", blocks=[{"type": "nothing"}])

    await stage.sam.commands("/parrot")
    assert "invalid_blocks" in stage.sam.warnings[0]


async def post(url: str, **json: object) -> int:
    async with aiohttp.ClientSession() as session, session.post(url, json=json) as response:
        return response.status


async def response_url(stage: Stage, app: AsyncApp, *, ephemeral: bool = False) -> str:
    """The response_url of Ada's click on a fresh message."""
    found: list[str] = []

    @app.action("press")
    async def on_press(ack: AsyncAck, body: dict[str, Any]) -> None:
        found.append(body["response_url"])
        assert ("message" in body) is not ephemeral
        await ack()

    said: dict[str, Any] = {"channel": "C0CRITICAL", "text": "a", "blocks": [button("Press")]}
    if ephemeral:
        await stage.client.chat_postEphemeral(user="U0ADA", **said)
    else:
        await stage.client.chat_postMessage(**said)
    await stage.ada.clicks("Press")
    return found[0]


@pytest.mark.parametrize("ephemeral", [True, False])
async def test_a_click_s_message_is_replaced_and_deleted(
    stage: Stage, app: AsyncApp, ephemeral: bool
) -> None:
    url = await response_url(stage, app, ephemeral=ephemeral)
    assert await post(url, text="b", replace_original=True) == 200
    assert stage.ada.reads("C0CRITICAL") == ["b"]
    assert await post(url, delete_original=True) == 200
    assert stage.ada.reads("C0CRITICAL") == []


async def test_a_response_url_serves_five_times(stage: Stage, app: AsyncApp) -> None:
    url = await response_url(stage, app)
    assert [await post(url, text=str(n)) for n in range(6)] == [200] * 5 + [404]
    assert [m.text for m in stage.ada.ephemerals] == list("01234")
    assert stage.slack.problems == ["response_url: used_url"]


async def test_a_response_url_lives_half_an_hour_and_checks_blocks(
    stage: Stage, app: AsyncApp
) -> None:
    url = await response_url(stage, app)
    assert await post(url, text="x", blocks=[{"type": "nothing"}]) == 400
    root = stage.slack.channel_messages("C0CRITICAL")[0].ts
    assert await post(url, text="y", response_type="in_channel", thread_ts=root) == 200
    assert stage.slack.thread("C0CRITICAL", root)[1].text == "y"
    stage.clock.advance(minutes=31)
    assert await post(url, text="x") == 404
