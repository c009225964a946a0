import asyncio
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.simulator.person import Person
from bot.simulator.server import Simulator
from tests.simulator.conftest import Stage, TestClock, serve
from tests.simulator.surfaces import button


async def test_an_event_is_offered_at_once_after_a_minute_and_after_five(
    slack: Simulator, clock: TestClock, people: list[Person]
) -> None:
    offered: list[tuple[str | None, str | None, str]] = []

    async def refuse(request: web.Request) -> web.Response:
        headers, body = request.headers, await request.json()
        number, reason = headers.get("X-Slack-Retry-Num"), headers.get("X-Slack-Retry-Reason")
        offered.append((number, reason, body["event_id"]))
        return web.Response(status=500)

    async for url in serve(refuse):
        slack.send_to(url)
        await people[0].writes("down", channel="C0CRITICAL")
        assert [number for number, _, _ in offered] == [None, "1"]
        clock.advance(seconds=59)
        assert await slack.tick() == []
        clock.advance(seconds=1)
        await slack.tick()
        clock.advance(minutes=5)
        await slack.tick()
        clock.advance(hours=1)
        assert await slack.tick() == []
    assert [number for number, _, _ in offered] == [None, "1", "2", "3"]
    assert {reason for _, reason, _ in offered[1:]} == {"http_error"}
    assert len({event_id for _, _, event_id in offered}) == 1
    assert [d.status for d in slack.deliveries] == [500] * 4
    assert len(slack.problems) == 4


async def test_an_app_may_refuse_redelivery(slack: Simulator, people: list[Person]) -> None:
    async def refuse(_request: web.Request) -> web.Response:
        return web.Response(status=500, headers={"X-Slack-No-Retry": "1"})

    async for url in serve(refuse):
        slack.send_to(url)
        await people[0].writes("down", channel="C0CRITICAL")
    assert len(slack.deliveries) == 1


async def test_silence_counts_as_no_acknowledgement(slack: Simulator, people: list[Person]) -> None:
    never = asyncio.Event()

    async def hang(_request: web.Request) -> web.Response:
        await never.wait()
        return web.Response()

    slack.acknowledge_within = 0.05
    async for url in serve(hang):
        slack.send_to(url)
        await people[0].writes("down", channel="C0CRITICAL")
        never.set()
    assert [d.reason for d in slack.deliveries] == ["http_timeout"] * 2
    assert slack.deliveries[0].seconds >= 0.05


async def test_a_click_is_offered_once_and_the_person_sees_a_warning(
    stage: Stage, app: AsyncApp
) -> None:
    @app.action("press")
    async def on_press() -> None:
        """Never acknowledges."""

    await stage.client.chat_postMessage(
        channel="C0CRITICAL", text="Press", blocks=[button("Press")]
    )
    # Else what the post leads to would have to be acknowledged as fast.
    await stage.slack.settled()
    stage.slack.acknowledge_within = 0.3
    assert await stage.ada.clicks("Press") is None
    clicks = [d for d in stage.slack.deliveries if d.name == "block_actions"]
    assert len(clicks) == 1
    assert len(stage.ada.warnings) == 1
    assert stage.sam.warnings == []
    assert "block_actions was not acknowledged" in stage.slack.problems[0]


async def test_a_double_click_has_two_triggers_and_a_redelivery_has_one(
    stage: Stage, app: AsyncApp
) -> None:
    triggers: list[str] = []

    @app.action("press")
    async def on_press(ack: AsyncAck, body: dict[str, Any]) -> None:
        triggers.append(body["trigger_id"])
        await ack()

    await stage.client.chat_postMessage(
        channel="C0CRITICAL", text="Press", blocks=[button("Press")]
    )
    await stage.ada.clicks("Press").twice()
    assert len(set(triggers)) == 2
    await stage.ada.clicks("Press", times=2)
    assert len(set(triggers)) == 4
    await stage.slack.redeliver(stage.slack.deliveries[-1])
    assert len(triggers) == 5
    assert len(set(triggers)) == 4
    assert stage.slack.problems == []


async def test_an_event_is_redelivered_with_its_id(stage: Stage) -> None:
    await stage.sam.writes("down", channel="C0CRITICAL")
    first = stage.slack.deliveries[-1]
    again = await stage.slack.redeliver(first)
    assert again.payload is first.payload
    assert again.attempt == 1
    assert again.acknowledged


async def test_a_button_that_is_not_there_names_those_that_are(
    stage: Stage, client: AsyncWebClient
) -> None:
    await client.chat_postMessage(channel="C0CRITICAL", text="x", blocks=[button("Press")])
    with pytest.raises(AssertionError, match=r"Ada sees no 'Pull'; there are \['Press'\]"):
        await stage.ada.clicks("Pull")
    outsider = stage.slack.add_person("U0OUT", name="out")
    with pytest.raises(AssertionError, match=r"Out sees no 'Press'"):
        await outsider.clicks("Press")


async def test_a_dismissed_confirmation_sends_nothing(stage: Stage, client: AsyncWebClient) -> None:
    confirm = {
        "title": {"type": "plain_text", "text": "Sure?"},
        "text": {"type": "plain_text", "text": "Really?"},
        "confirm": {"type": "plain_text", "text": "Yes"},
        "deny": {"type": "plain_text", "text": "No"},
    }
    await client.chat_postMessage(
        channel="C0CRITICAL", text="x", blocks=[button("Press", confirm=confirm)]
    )
    await stage.ada.clicks("Press", dismiss=True)
    assert "block_actions" not in [d.name for d in stage.slack.deliveries]


async def test_the_signature_is_slack_s(stage: Stage, http: str) -> None:
    await stage.sam.writes("down", channel="C0CRITICAL")
    assert stage.slack.deliveries[-1].status == 200
    async with aiohttp.ClientSession() as session, session.post(http, json={}) as response:
        assert response.status == 401
