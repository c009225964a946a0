"""The log: what went between the workspace and the app, how it went, and nothing secret."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.simulator.faults import Fault
from bot.simulator.page import log, log_lines, stream
from bot.simulator.page.stagehand import AppState
from bot.simulator.server import Simulator
from tests.simulator import browsing
from tests.simulator.browsing import Helper, LogEars
from tests.simulator.conftest import APP_TOKEN, BOT_TOKEN, SECRET, Stage, TestClock

CHANNEL = "C0CRITICAL"


@pytest.fixture
def helper(clock: TestClock) -> Helper:
    return Helper(clock)


@pytest.fixture
async def slack(clock: TestClock, helper: Helper) -> AsyncIterator[Simulator]:
    async with browsing.practice(clock, helper) as simulator:
        yield simulator


@pytest.fixture
async def ears(stage: Stage) -> AsyncIterator[LogEars]:
    async with browsing.log(stage.slack) as ears:
        yield ears


async def test_a_request_is_told_with_its_acknowledgement(stage: Stage, ears: LogEars) -> None:
    await stage.ada.writes("Down", channel=CHANNEL)
    line = await ears.line("request", "message")
    assert (line["outcome"], line["is_bad"]) == ("acknowledged", False)
    assert line["ms"] == pytest.approx(stage.slack.deliveries[-1].seconds * 1000, abs=0.1)
    assert line["at"] == "2026-11-23T09:00:00+00:00"
    assert line["detail"]["event"]["text"] == "Down"


async def test_a_request_that_nobody_took_says_why_and_which_attempt(slack: Simulator) -> None:
    ada = slack.add_person("U0ADA", name="ada")
    slack.add_channel(CHANNEL, "critical", [ada])
    await ada.writes("Down", channel=CHANNEL)
    async with browsing.log(slack) as ears:
        await ears.line("request", "message")
    found = [line for line in ears.lines if line["kind"] == "request"]
    assert [line["outcome"] for line in found] == [
        "not acknowledged: no_connection",
        "not acknowledged: no_connection, attempt 2",
    ]
    assert all(line["is_bad"] for line in found)
    refused = [line["what"] for line in ears.lines if line["kind"] == "refusal"]
    assert refused == ["event message was not acknowledged: no_connection"] * 2


async def test_a_call_is_told_with_its_answer(
    stage: Stage, client: AsyncWebClient, ears: LogEars
) -> None:
    await client.chat_postMessage(channel=CHANNEL, text="Hello")
    line = await ears.line("call", "chat.postMessage")
    assert (line["outcome"], line["is_bad"]) == ("ok", False)
    [made] = [call for call in stage.slack.calls if call.method == "chat.postMessage"]
    assert line["ms"] == pytest.approx(made.seconds * 1000, abs=0.1)
    assert made.seconds > 0
    assert line["detail"]["arguments"] == {"channel": CHANNEL, "text": "Hello"}
    assert line["detail"]["answer"]["message"]["text"] == "Hello"


async def test_a_refused_call_says_why(client: AsyncWebClient, ears: LogEars) -> None:
    with pytest.raises(SlackApiError):
        await client.chat_postMessage(channel=CHANNEL, text="Hello", blocks=[{"type": "odd"}])
    line = await ears.line("call", "chat.postMessage")
    assert (line["outcome"], line["is_bad"]) == ("invalid_blocks", True)
    refusals = [line for line in ears.lines if line["kind"] == "refusal"]
    assert ["invalid_blocks" in refusal["what"] for refusal in refusals] == [True]


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (Fault(kind="rate_limited", times=1), "ratelimited"),
        (Fault(kind="server_error", times=1), "no answer (500)"),
        (Fault(kind="timeout_before", times=1), "lost on its way"),
        (Fault(kind="timeout_after", times=1), "ok, but the answer was lost"),
        (Fault(kind="error", error="fatal_error", times=1), "fatal_error"),
    ],
    ids=lambda value: value.kind if isinstance(value, Fault) else "",
)
async def test_a_call_that_is_struck_says_so(
    stage: Stage, client: AsyncWebClient, ears: LogEars, fault: Fault, outcome: str
) -> None:
    stage.slack.faults.add(fault)
    with pytest.raises(Exception):  # noqa: B017, PT011 - each fault has an error of its own
        await client.chat_postMessage(channel=CHANNEL, text="Hello")
    line = await ears.line("call", "chat.postMessage")
    assert (line["outcome"], line["is_bad"]) == (outcome, True)


async def test_a_fault_is_told_when_it_begins_and_when_it_is_over(
    stage: Stage, clock: TestClock, ears: LogEars
) -> None:
    def told() -> list[tuple[str, str]]:
        return [(x["what"], x["outcome"]) for x in ears.lines if x["kind"] == "fault"]

    stage.slack.faults.add(Fault(kind="away", until=clock.now() + timedelta(minutes=30)))
    used_up = stage.slack.faults.add(Fault(kind="error", times=1))
    await ears.line("fault", "Calls meet an error")
    away = ("The workspace is away", "begun")
    assert told() == [away, ("Calls meet an error", "begun")]
    stage.slack.faults.take("chat.postMessage", set())
    clock.advance(minutes=30)
    stage.slack.workspace.bell.ring()
    while len(told()) < 4:
        await ears.hear()
    assert sorted(told()[2:]) == [("Calls meet an error", "ended"), (away[0], "ended")]
    assert used_up.times == 0


async def test_the_moved_clock_is_told(stage: Stage, clock: TestClock, ears: LogEars) -> None:
    clock.advance(minutes=15)
    stage.slack.workspace.bell.ring()
    line = await ears.line("clock", "moved to")
    assert line["outcome"] == "Mon 23 Nov 2026, 09:15 UTC"


async def test_the_app_going_and_coming_is_told(
    stage: Stage, helper: Helper, ears: LogEars
) -> None:
    for state in ("running", "down", "down", "starting", "running"):
        helper.state = AppState(state, helper.clock.now())
        stage.slack.workspace.bell.ring()
    await ears.line("bot", "started")
    told = [(x["what"], x["is_bad"]) for x in ears.lines if x["kind"] == "bot"]
    assert told == [("crashed", True), ("is starting", False), ("started", False)]


async def test_what_happened_without_a_sound_is_told_when_the_line_is_kept_alive(
    stage: Stage, helper: Helper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "ALIVE_EVERY", 0.01)
    stage.slack.workspace.bell.ring()
    async with browsing.log(stage.slack) as ears:
        helper.state = AppState("down", helper.clock.now())
        await ears.line("bot", "crashed")
        for _ in range(3):
            assert await ears.ears.line() == ": alive"


async def test_no_token_stands_in_the_log(
    slack: Simulator, stage: Stage, client: AsyncWebClient
) -> None:
    await stage.ada.writes("Down", channel=CHANNEL)
    await stage.ada.commands("/parrot", channel=CHANNEL)
    await client.auth_test()
    await AsyncWebClient(token=APP_TOKEN, base_url=slack.api_url).apps_connections_open(
        app_token=APP_TOKEN
    )
    await client.api_call("api.test", params={"token": BOT_TOKEN, "foo": "bar"})
    async with browsing.stream(f"{slack.page_url}log") as ears:
        text = await ears.line()
    assert '"/parrot"' in text
    assert "apps.connections.open" in text
    for secret in (BOT_TOKEN, APP_TOKEN, SECRET, "verification-token"):
        assert secret not in text


async def test_first_come_the_last_lines_then_new_ones_only(
    stage: Stage, client: AsyncWebClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(log.KEPT + 20):
        stage.slack.workspace.problems.append(f"problem {number}")
    stage.slack.workspace.bell.ring()
    async with browsing.stream(f"{stage.slack.page_url}log") as ears:
        first = await ears.event()
        assert first["whole"] is True
        assert [line["n"] for line in first["lines"]] == list(range(21, log.KEPT + 21))
        assert first["lines"][-1]["what"] == f"problem {log.KEPT + 19}"
        await client.auth_test()
        second = await ears.event()
    assert "whole" not in second
    assert [(line["n"], line["what"]) for line in second["lines"]] == [(log.KEPT + 21, "auth.test")]


async def test_every_reader_hears_everything(stage: Stage, client: AsyncWebClient) -> None:
    await client.auth_test()
    for _ in range(2):
        async with browsing.log(stage.slack) as ears:
            await ears.line("call", "auth.test")


async def test_a_line_says_how_it_was_at_its_moment(
    stage: Stage, client: AsyncWebClient, ears: LogEars
) -> None:
    await client.chat_postMessage(channel=CHANNEL, text="Before")
    [made] = [call for call in stage.slack.calls if call.method == "chat.postMessage"]
    made.arguments["text"] = "After"
    line = await ears.line("call", "chat.postMessage")
    assert line["detail"]["arguments"]["text"] == "Before"


@pytest.mark.parametrize("length", [100, 1_000_000])
def test_a_detail_is_kept_up_to_a_length(length: int) -> None:
    value: dict[str, Any] = {"text": "x" * length}
    kept = log_lines.detail(value)
    assert (kept == value) is (length < log_lines.MOST_DETAIL)
    assert len(str(kept)) < log_lines.MOST_DETAIL + 100
