import asyncio
from typing import Any

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.simulator.person import Person
from bot.simulator.server import Simulator
from tests.simulator.conftest import APP_TOKEN, TestClock
from tests.simulator.surfaces import button


async def url_of(slack: Simulator) -> str:
    client = AsyncWebClient(token=APP_TOKEN, base_url=slack.api_url)
    return str((await client.apps_connections_open(app_token=APP_TOKEN))["url"])


async def test_the_url_serves_once_and_hello_counts(slack: Simulator) -> None:
    async with aiohttp.ClientSession() as session:
        url = await url_of(slack)
        first = await session.ws_connect(url)
        hello = await first.receive_json()
        assert hello["type"] == "hello"
        assert hello["num_connections"] == 1
        assert hello["connection_info"] == {"app_id": "A0PARROT"}
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(url)
        second = await session.ws_connect(await url_of(slack))
        assert (await second.receive_json())["num_connections"] == 2
        await second.ping(b"hello")
        await first.close()
        await second.close()


async def test_the_eleventh_connection_is_sent_away(slack: Simulator) -> None:
    slack.limits.are_enforced = False
    async with aiohttp.ClientSession() as session:
        sockets = [await session.ws_connect(await url_of(slack)) for _ in range(11)]
        frames = [await socket.receive_json() for socket in sockets]
        assert [frame["type"] for frame in frames] == ["hello"] * 10 + ["disconnect"]
        assert frames[-1]["reason"] == "too_many_websockets"
        for socket in sockets:
            await socket.close()


async def test_a_payload_goes_to_one_connection_and_waits_for_its_acknowledgement(
    slack: Simulator, people: list[Person]
) -> None:
    async with aiohttp.ClientSession() as session:
        socket = await session.ws_connect(await url_of(slack))
        await socket.receive_json()
        writing = asyncio.create_task(people[0].writes("down", channel="C0CRITICAL"))
        frame = await socket.receive_json()
        assert frame["type"] == "events_api"
        assert frame["accepts_response_payload"] is False
        assert frame["retry_attempt"] == 0
        assert not writing.done()
        await socket.send_json({"envelope_id": frame["envelope_id"]})
        message = await writing
        assert frame["payload"]["event"]["ts"] == message.ts
        await socket.close()
    assert slack.problems == []


async def test_a_late_acknowledgement_is_a_problem(
    slack: Simulator, clock: TestClock, people: list[Person]
) -> None:
    slack.acknowledge_within = 0.05
    async with aiohttp.ClientSession() as session:
        socket = await session.ws_connect(await url_of(slack))
        await socket.receive_json()
        await people[0].writes("down", channel="C0CRITICAL")
        frames = [await socket.receive_json() for _ in range(2)]
        assert [f["retry_attempt"] for f in frames] == [0, 1]
        assert frames[1]["retry_reason"] == "timeout"
        assert frames[0]["payload"] == frames[1]["payload"]
        await socket.send_json({"envelope_id": frames[0]["envelope_id"]})
        clock.advance(minutes=1)
        slack.acknowledge_within = 60
        ticking = asyncio.create_task(slack.tick())
        third = await socket.receive_json()
        await socket.send_json({"envelope_id": third["envelope_id"]})
        assert [d.acknowledged for d in await ticking] == [True]
        await socket.close()
    assert any("late acknowledgement" in problem for problem in slack.problems)


async def test_without_a_connection_an_event_waits_for_the_clock(
    slack: Simulator, clock: TestClock, people: list[Person], app: AsyncApp
) -> None:
    await people[0].writes("down", channel="C0CRITICAL")
    assert [d.reason for d in slack.deliveries] == ["no_connection"] * 2
    handler = AsyncSocketModeHandler(app, APP_TOKEN)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    clock.advance(minutes=1)
    assert [d.acknowledged for d in await slack.tick()] == [True]
    await handler.close_async()  # type: ignore[no-untyped-call]


@pytest.mark.parametrize("reason", ["refresh_requested", "link_disabled"])
async def test_a_disconnect_is_announced(slack: Simulator, reason: str) -> None:
    async with aiohttp.ClientSession() as session:
        socket = await session.ws_connect(await url_of(slack))
        await socket.receive_json()
        await slack.disconnect_sockets("warning")
        assert (await socket.receive_json())["reason"] == "warning"
        await slack.disconnect_sockets(reason)
        frame = await socket.receive_json()
        assert (frame["type"], frame["reason"]) == ("disconnect", reason)
        assert (await socket.receive()).type is aiohttp.WSMsgType.CLOSE


async def test_a_line_is_cut_without_a_word(slack: Simulator) -> None:
    async with aiohttp.ClientSession() as session:
        socket = await session.ws_connect(await url_of(slack))
        await socket.receive_json()
        await slack.disconnect_sockets(None)
        assert (await socket.receive()).type is aiohttp.WSMsgType.CLOSED


async def test_an_answer_travels_with_the_acknowledgement(
    slack: Simulator, app: AsyncApp, people: list[Person], socket: AsyncSocketModeHandler
) -> None:
    @app.command("/parrot")
    async def on_command(ack: AsyncAck, command: dict[str, Any]) -> None:
        await ack(f"You said {command['text']}")

    answer = await people[0].commands("/parrot", "hello", channel="C0CRITICAL")
    assert answer.text == "You said hello"
    assert socket.client is not None
    assert slack.problems == []


async def test_a_click_over_the_socket(
    app: AsyncApp, people: list[Person], client: AsyncWebClient, socket: AsyncSocketModeHandler
) -> None:
    seen: list[dict[str, Any]] = []

    @app.action("press")
    async def on_press(ack: AsyncAck, body: dict[str, Any]) -> None:
        seen.append(body)
        await ack()

    await client.chat_postMessage(channel="C0CRITICAL", text="x", blocks=[button("Press")])
    await people[1].clicks("Press")
    assert seen[0]["user"]["id"] == "U0ADA"
    assert socket.client is not None
