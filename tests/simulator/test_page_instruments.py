"""The instruments on the screen: the clock, what is due, the app's process, the faults."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.simulator.clock import SystemClock
from bot.simulator.faults import Fault
from bot.simulator.page import outlook, ticking
from bot.simulator.page.stagehand import AppState, Due
from bot.simulator.page.ticking import Ticking
from bot.simulator.server import Simulator
from tests.simulator import browsing
from tests.simulator.browsing import Helper, Screen
from tests.simulator.conftest import Stage, TestClock

CHANNEL = "C0CRITICAL"


@pytest.fixture
def helper(clock: TestClock) -> Helper:
    return Helper(clock)


@pytest.fixture
async def slack(clock: TestClock, helper: Helper) -> AsyncIterator[Simulator]:
    async with browsing.practice(clock, helper) as simulator:
        yield simulator


@pytest.fixture
async def screen(stage: Stage) -> AsyncIterator[Screen]:
    """Sam's screen."""
    async with browsing.screen(stage.slack, stage.sam.id) as screen:
        yield screen


async def test_a_moved_clock_is_told_and_what_ticks_by_itself_is_not(
    stage: Stage, clock: TestClock, screen: Screen
) -> None:
    await stage.ada.writes("Down", channel=CHANNEL)
    assert "clock" not in (await screen.hear())["set"]
    clock.advance(minutes=15)
    stage.slack.workspace.bell.ring()
    values = await screen.until(lambda values: "T09:15" in values["clock"]["now"])
    assert values["clock/steps"][0]["to"] == "2026-11-23T09:30:00+00:00"


def test_a_clock_that_runs_is_told_once_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = Ticking(SystemClock())
    first = shown.instant()
    assert shown.instant() == first
    monkeypatch.setattr(ticking, "TOLD_EVERY", timedelta(0))
    assert shown.instant() > first


async def test_what_is_due_is_told_when_it_changes(
    stage: Stage, helper: Helper, screen: Screen
) -> None:
    helper.due = [Due(helper.clock.now() + timedelta(hours=1), "It asks again")]
    stage.slack.workspace.bell.ring()
    values = await screen.until(lambda values: values["clock/next"])
    assert values["clock/next"] == [{"at": "2026-11-23T10:00:00+00:00", "what": "It asks again"}]


async def test_nobody_waits_for_what_is_due(
    stage: Stage, helper: Helper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outlook, "ASK_EVERY", 0)
    helper.answers.clear()
    async with browsing.screen(stage.slack, "U0SAM") as screen:
        await stage.ada.writes("Down", channel=CHANNEL)
        await screen.until(lambda _: screen.messages(CHANNEL))


async def test_how_the_app_is_comes_by_the_stream(
    stage: Stage, helper: Helper, screen: Screen
) -> None:
    helper.state = AppState("down", helper.clock.now())
    stage.slack.workspace.bell.ring()
    values = await screen.until(lambda values: values["bot"]["state"] != "running")
    assert values["bot"] == {"state": "down", "since": "2026-11-23T09:00:00+00:00"}


async def test_faults_say_how_long_they_last(
    stage: Stage, clock: TestClock, screen: Screen
) -> None:
    def left(index: int) -> object:
        found = screen.values["faults"]
        return found[index]["left"] if len(found) > index else None

    faults = stage.slack.faults
    faults.add(Fault(kind="error", times=2))
    faults.add(Fault(kind="away", until=clock.now() + timedelta(minutes=30)))
    lasting = faults.add(Fault(kind="error", method="chat.update"))
    values = await screen.until(lambda _: left(2))
    assert [fault["left"] for fault in values["faults"]] == [
        "2 more calls",
        "30 more minutes",
        "until it is ended",
    ]
    assert len({fault["id"] for fault in values["faults"]}) == 3
    assert values["faults"][1]["kind"] == "away"
    clock.advance(minutes=28, seconds=30)
    stage.slack.workspace.bell.ring()
    await screen.until(lambda _: left(1) == "2 more minutes")
    clock.advance(minutes=1)
    stage.slack.workspace.bell.ring()
    await screen.until(lambda _: left(1) == "1 more minute")
    clock.advance(minutes=1)
    faults.take("chat.postMessage", set())
    stage.slack.workspace.bell.ring()
    await screen.until(lambda _: left(1) == "until it is ended")
    assert left(0) == "1 more call"
    faults.remove(lasting)
    await screen.until(lambda values: len(values["faults"]) == 1)
    faults.take("chat.postMessage", set())
    stage.slack.workspace.bell.ring()
    await screen.until(lambda values: not values["faults"])
