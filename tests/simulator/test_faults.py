import asyncio

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.simulator.faults import Fault, FaultKind
from bot.simulator.person import Person
from bot.simulator.server import Simulator

pytestmark = pytest.mark.usefixtures("people", "http")


async def test_a_rate_limit_strikes_so_many_times(slack: Simulator, client: AsyncWebClient) -> None:
    slack.faults.add(Fault(kind="rate_limited", method="chat.update", times=1, retry_after=30))
    posted = await client.chat_postMessage(channel="C0CRITICAL", text="a")
    ts = str(posted["ts"])
    with pytest.raises(SlackApiError) as caught:
        await client.chat_update(channel="C0CRITICAL", ts=ts, text="b")
    assert caught.value.response.headers["Retry-After"] == "30"
    await client.chat_update(channel="C0CRITICAL", ts=ts, text="b")
    assert slack.problems == []


async def test_an_error_strikes_one_channel(
    slack: Simulator, client: AsyncWebClient, sam: Person, ada: Person
) -> None:
    slack.faults.add(Fault(kind="error", channel="U0SAM", error="account_inactive"))
    with pytest.raises(SlackApiError, match="account_inactive"):
        await client.chat_postMessage(channel="U0SAM", text="x")
    with pytest.raises(SlackApiError, match="account_inactive"):
        await client.chat_postMessage(channel=sam.dm, text="x")
    await client.chat_postMessage(channel="U0ADA", text="x")
    assert ada.was_told("x")
    slack.faults.clear()
    await client.chat_postMessage(channel="U0SAM", text="y")
    assert sam.notifications == ["y"]


async def test_the_server_fails(slack: Simulator, client: AsyncWebClient) -> None:
    slack.faults.add(Fault(kind="server_error", status=503))
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel="C0CRITICAL", text="x")
    assert caught.value.response.status_code == 503
    assert slack.channel_messages("C0CRITICAL") == []


@pytest.mark.parametrize(("kind", "said"), [("timeout_before", []), ("timeout_after", ["x"])])
async def test_the_answer_is_lost_before_or_after_the_effect(
    slack: Simulator, client: AsyncWebClient, kind: FaultKind, said: list[str]
) -> None:
    slack.faults.add(Fault(kind=kind, times=1))
    with pytest.raises(aiohttp.ClientError):
        await client.chat_postMessage(channel="C0CRITICAL", text="x")
    assert [m.text for m in slack.channel_messages("C0CRITICAL")] == said


async def test_silence_can_last(slack: Simulator, client: AsyncWebClient) -> None:
    slack.faults.add(Fault(kind="timeout_after", hangs=True))
    posting = asyncio.create_task(client.chat_postMessage(channel="C0CRITICAL", text="x"))
    while not slack.calls:
        await asyncio.wait({posting}, timeout=0.01)
    assert not posting.done()
    posting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await posting
    assert [m.text for m in slack.channel_messages("C0CRITICAL")] == ["x"]


async def test_after_a_silence_comes_the_answer_of_what_was_done(
    slack: Simulator, client: AsyncWebClient
) -> None:
    after = slack.faults.add(Fault(kind="timeout_after", hangs=True, channel="U0SAM"))
    before = slack.faults.add(Fault(kind="timeout_before", hangs=True, channel="U0ADA"))
    done = asyncio.create_task(client.chat_postMessage(channel="U0SAM", text="x"))
    lost = asyncio.create_task(client.chat_postMessage(channel="U0ADA", text="x"))
    while len(slack.calls) < 2:
        await asyncio.wait({done, lost}, timeout=0.01)
    slack.faults.remove(after)
    assert (await done)["ok"]
    assert not lost.done()
    slack.faults.remove(before)
    with pytest.raises(aiohttp.ClientError):
        await lost


async def test_nobody_is_there(slack: Simulator, client: AsyncWebClient) -> None:
    away = slack.faults.add(Fault(kind="away"))
    with pytest.raises(aiohttp.ClientError):
        await client.auth_test()
    slack.faults.remove(away)
    assert (await client.auth_test())["ok"]
