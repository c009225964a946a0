from datetime import UTC, datetime

import pytest
from aiohttp import ServerDisconnectedError
from slack_sdk.errors import SlackApiError

from bot.simulator.page import warnings
from tests.simulator.conftest import Stage, TestClock
from tests.simulator.page_acts.conftest import Page, SmallStagehand

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


async def test_the_clock_goes_to_a_step_or_to_an_instant(page: Page, clock: TestClock) -> None:
    await page.acts("clock", to="hour")
    assert clock.now() == datetime(2026, 11, 23, 10, tzinfo=UTC)
    await page.acts("clock", to="2026-11-23T13:00:00+01:00")
    assert clock.now() == NOON
    assert await page.refused("clock", to="2026-11-22T12:00:00Z") == "The clock cannot go back."
    assert "a year" in await page.refused("clock", to="9999-12-31T23:59:59+00:00")
    for odd in ("tomorrow", "2026-11-24T09:00:00", ""):
        await page.nonsense("clock", to=odd)
    assert clock.now() == NOON


@pytest.mark.parametrize(
    ("kind", "is_done"), [("rate_limited", False), ("server_error", False), ("timeout_after", True)]
)
async def test_three_calls_go_wrong_and_then_no_more(
    stage: Stage, page: Page, kind: str, is_done: bool
) -> None:
    await page.writes(stage, "Hello")
    await page.acts("fault", kind=kind)
    for _ in range(3):
        with pytest.raises((SlackApiError, ServerDisconnectedError)):
            await stage.client.chat_postMessage(channel="C0CRITICAL", text="Lost?")
    await stage.client.chat_postMessage(channel="C0CRITICAL", text="Well")
    assert stage.sam.reads("C0CRITICAL") == [
        "Hello",
        *(["Lost?"] * 3 if is_done else []),
        "Well",
    ]


async def test_away_lasts_half_an_hour_of_the_workspace_and_the_page_stays(
    stage: Stage, page: Page, clock: TestClock
) -> None:
    await page.acts("fault", kind="away")
    with pytest.raises(ServerDisconnectedError):
        await stage.client.auth_test()
    clock.advance(minutes=29)
    await page.acts("write", place="C0CRITICAL", text="Still here")
    with pytest.raises(ServerDisconnectedError):
        await stage.client.auth_test()
    clock.advance(minutes=1)
    assert (await stage.client.auth_test())["ok"]


async def test_all_is_well_when_it_is_said_so(stage: Stage, page: Page) -> None:
    await page.acts("fault", kind="away")
    await page.acts("fault", kind="server_error", times=9)
    await page.acts("fault", kind="clear")
    assert (await stage.client.auth_test())["ok"]
    assert stage.slack.faults.in_force() == []


async def test_the_app_is_crashed_and_started(page: Page, stagehand: SmallStagehand) -> None:
    assert await page.refused("fault", kind="start") == "Parrot has not crashed."
    await page.acts("fault", kind="crash")
    assert stagehand.app_state().state == "down"
    assert await page.refused("fault", kind="crash") == "Parrot is down already."
    await page.acts("fault", kind="start")
    assert stagehand.app_state().state == "running"


async def test_what_cannot_be_broken_is_not(stage: Stage, page: Page) -> None:
    await page.nonsense("fault", kind="gravity")
    for times in (0, 101, 1.5, True, "3"):
        await page.nonsense("fault", kind="rate_limited", times=times)
    assert stage.slack.faults.in_force() == []


async def test_nobody_can_be_invented(stage: Stage, page: Page) -> None:
    for user in ("U0NOBODY", "U0PARROT", ""):
        page.user = user
        await page.nonsense("write", place="C0CRITICAL", text="x")
    page.user = "U0ADA"
    stage.ada.profile.deleted = True
    assert await page.refused("write", place="C0CRITICAL", text="x") == (
        "Ada has left the workspace."
    )


@pytest.mark.parametrize(
    ("text", "worded"),
    [
        (
            "block_actions was not acknowledged: http_timeout",
            "That did not work: Parrot did not answer in time. Try it again in a moment.",
        ),
        (
            "/parrot was not acknowledged: no_connection",
            "/parrot did not work: Parrot could not be reached. Try it again in a moment.",
        ),
        ("response_action push: push_limit_reached", "response_action push: push_limit_reached"),
    ],
)
def test_warnings_say_what_can_be_done(text: str, worded: str) -> None:
    assert warnings.worded(text, "Parrot") == worded
