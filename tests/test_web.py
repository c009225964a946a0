"""What those who run the bot may ask of it."""

import asyncio
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest
from pydantic import SecretStr

from bot import app
from bot.clock import FrozenClock
from bot.settings import Settings
from bot.simulator.faults import Fault
from tests.conftest import sqlite_url
from tests.handlers.front import Answer, Front
from tests.scenarios.world import BOT_TOKEN, CRITICAL, SECRET, world

GREETED_WITHIN = 60
"""Seconds; they only end what would never end."""


def settings(database_url: str, **more: str) -> Settings:
    return Settings(
        slack_bot_token=SecretStr(BOT_TOKEN),
        slack_signing_secret=SecretStr(SECRET),
        slack_app_token=SecretStr(more.get("app_token", "")),
        slack_api_url="http://127.0.0.1:9/",
        database_url=database_url,
        port=0,
    )


async def asked(database_url: str, clock: FrozenClock, path: str, **more: str) -> Answer:
    async with (
        app.build(settings(database_url, **more), clock) as bot,
        app.listening(bot) as doors,
        aiohttp.ClientSession() as session,
    ):
        return await Front(session, f"http://127.0.0.1:{doors.port}").get(path)


async def test_it_says_that_it_lives(database_url: str, clock: FrozenClock) -> None:
    assert await asked(database_url, clock, "/healthz") == Answer(200, "alive\n")


async def test_it_says_that_it_is_ready(database_url: str, clock: FrozenClock) -> None:
    assert await asked(database_url, clock, "/readyz") == Answer(200, "ready\n")


async def test_it_is_not_ready_before_the_database_is_up_to_date(
    empty_database_url: str, clock: FrozenClock
) -> None:
    answer = await asked(empty_database_url, clock, "/readyz")
    assert answer.status == 503
    assert "python -m bot migrate" in answer.text
    assert (await asked(empty_database_url, clock, "/healthz")).status == 200


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
async def test_it_is_not_ready_while_the_database_is_away(
    kind: str, clock: FrozenClock, tmp_path: Path
) -> None:
    away = "postgresql+asyncpg://ada:hush@127.0.0.1:9/cavalry"
    if kind == "sqlite":
        file = tmp_path / "cavalry.db"
        file.write_text("this is no database" * 100)
        away = sqlite_url(file)
    answer = await asked(away, clock, "/readyz")
    assert answer.status == 503
    assert answer.text.startswith("the database does not answer: ")
    assert "hush" not in answer.text


async def test_slacks_requests_are_taken_over_http_only_where_there_is_no_socket(
    database_url: str, clock: FrozenClock
) -> None:
    async with (
        world(database_url, clock, sockets=True) as story,
        app.listening(story.bot) as doors,
        aiohttp.ClientSession() as session,
    ):
        front = Front(session, f"http://127.0.0.1:{doors.port}")
        assert (await front.commands(command="/critical", text="help")).status == 404
        assert (await front.get("/readyz")).status == 200


async def test_the_figures_count_requests_and_deliveries(
    database_url: str, clock: FrozenClock
) -> None:
    async with world(database_url, clock, sockets=False) as story:
        await story.sam.writes("Checkout is down", channel=CRITICAL)
        await story.settle()
        await story.sam.clicks("Accept")
        async with app.listening(story.bot) as doors, aiohttp.ClientSession() as session:
            figures = await Front(session, f"http://127.0.0.1:{doors.port}").get("/metrics")
    assert figures.status == 200
    assert 'cavalry_request_seconds_count{kind="event",outcome="done"}' in figures.text
    assert 'cavalry_request_seconds_count{kind="click",outcome="refused"} 1.0' in figures.text
    assert 'cavalry_deliveries_total{kind="card",outcome="sent"} 1.0' in figures.text
    assert 'cavalry_actions_total{name="accept",outcome="refused"} 1.0' in figures.text
    assert 'cavalry_database_seconds_count{kind="write"}' in figures.text
    assert "cavalry_outbox_rows 0.0" in figures.text


async def test_the_figures_tell_how_late_timers_were_looked_at(
    database_url: str, clock: FrozenClock
) -> None:
    async with world(database_url, clock, sockets=True) as story:
        await story.sam.writes("Checkout is down", channel=CRITICAL)
        await story.settle()
        await story.advance(minutes=5, seconds=40)
        async with app.listening(story.bot) as doors, aiohttp.ClientSession() as session:
            figures = await Front(session, f"http://127.0.0.1:{doors.port}").get("/metrics")
    assert 'cavalry_timers_late_seconds_count{reason="acceptance"} 1.0' in figures.text
    assert 'cavalry_timers_late_seconds_sum{reason="acceptance"} 40.0' in figures.text


async def test_the_figures_count_our_lines_and_those_that_slack_sees(
    database_url: str, clock: FrozenClock
) -> None:
    async with (
        # Slack counts the lines of the bot in the story, too: 2 of ours are 4 of its.
        world(database_url, clock, sockets=True) as story,
        app.listening(story.bot) as doors,
        aiohttp.ClientSession() as session,
    ):
        front = Front(session, f"http://127.0.0.1:{doors.port}")
        # The lines stand a moment later, and Slack's greetings come after that.
        expected = {"cavalry_sockets 2.0", "cavalry_slacks_sockets 4.0"}
        figures = set[str]()
        async with asyncio.timeout(GREETED_WITHIN):
            while not expected <= figures:
                figures = set((await front.get("/metrics")).text.splitlines())
    assert expected <= figures


async def test_the_figures_count_what_has_to_be_tried_again(
    database_url: str, clock: FrozenClock
) -> None:
    async with world(database_url, clock, sockets=False) as story:
        fault = Fault(kind="server_error", status=503, method="chat.postMessage", times=1)
        story.slack.faults.add(fault)
        await story.sam.writes("Checkout is down", channel=CRITICAL)
        await story.settle()
        async with app.listening(story.bot) as doors, aiohttp.ClientSession() as session:
            figures = await Front(session, f"http://127.0.0.1:{doors.port}").get("/metrics")
    assert 'cavalry_retries_total{error="HTTP 503"} 1.0' in figures.text


async def test_what_waits_to_be_sent_is_told_and_measured(
    database_url: str, clock: FrozenClock
) -> None:
    async with world(database_url, clock, sockets=True) as story:
        await story.sam.writes("Checkout is down", channel=CRITICAL)
        await story.slack.settled()
        clock.advance(timedelta(seconds=90))
        async with app.listening(story.bot) as doors, aiohttp.ClientSession() as session:
            front = Front(session, f"http://127.0.0.1:{doors.port}")
            ready, figures = await front.get("/readyz"), await front.get("/metrics")
    assert "5 notices wait, the oldest for 90 s" in ready.text
    assert "cavalry_outbox_rows 5.0" in figures.text
    assert "cavalry_outbox_age_seconds 90.0" in figures.text
