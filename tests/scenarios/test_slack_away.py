"""Slack is away for half an hour, in every way in which it can be; nobody misses anything by it."""

import asyncio
import socket
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace

import aiohttp
import pytest
from sqlmodel import col, select

from bot.clock import FrozenClock
from bot.domain.pace import SLACKS
from bot.simulator.faults import Fault
from storage.outbox import Outcome, Row
from tests.scenarios import steps
from tests.scenarios.world import CRITICAL, World, world

CALL_FOR = 0.3
"""Seconds until the bot gives up a call to a Slack that is away: the test has no time for one that
says nothing. Once it is back, a call has its usual time, however busy the machine is."""

AT_LAST = 600
"""Seconds of the story after which everything has to be said; it only ends what would never end."""

FAULTS = {
    "says nothing": Fault(kind="timeout_before", hangs=True),
    "closes its lines": Fault(kind="away"),
    "fails": Fault(kind="server_error", status=503),
    "does it, but does not answer": Fault(kind="timeout_after"),
}
NO_NAME = "has no address"


@pytest.fixture
async def story(database_url: str, clock: FrozenClock) -> AsyncIterator[World]:
    """Open the company of a story before a Slack that counts what it is sent."""
    async with world(database_url, clock, sockets=False, pace=SLACKS) as opened:
        opened.slack.limits.are_enforced = True
        yield opened


@pytest.mark.parametrize(
    ("database_url", "how"),
    [*(("sqlite", how) for how in (*FAULTS, NO_NAME)), ("postgres", NO_NAME)],
    indirect=["database_url"],
)
async def test_what_happens_in_half_an_hour_without_slack_is_told_once_in_order_and_not_too_fast(
    story: World, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await steps.raised(story, f"{steps.WHOLE}\nseverity 2")
    await story.advance(minutes=1)
    await story.ada.clicks("Assign…").fills(developer="Ivan").submits()
    await all_is_said(story)
    async with away(story, how, monkeypatch):
        await story.ivan.clicks("Start")
        for minute in range(0, 30, 5):
            for writer in (story.sam, story.kim):
                await writer.writes(f"Problem at {minute}\nseverity 2", channel=CRITICAL)
            await story.advance(minutes=5)
    assert all(one.acknowledged for one in story.slack.deliveries)
    before = len(story.kim.notifications)
    rows = await all_is_said(story)
    assert len(story.kim.notifications) - before == 6
    assert {row.outcome for row in rows} == {Outcome.SENT}
    assert all(call.status != 429 for call in story.slack.calls)
    said = conversations(story).values()
    assert [told for told in said if told != sorted(set(told))] == []
    assert sum(map(len, said)) == len([row for row in rows if row.ts])
    assert "In progress" in steps.card(story)


async def all_is_said(story: World) -> Sequence[Row]:
    """Let second after second pass until nothing waits; give what was in the outbox."""
    for _ in range(AT_LAST):
        await story.advance(seconds=1)
        async with story.bot.desk.database.read() as session:
            rows = (await session.exec(select(Row).order_by(col(Row.id)))).all()
        if all(row.outcome for row in rows):
            return rows
    msg = f"still waiting: {[row for row in rows if row.outcome is None]}"
    raise AssertionError(msg)


@asynccontextmanager
async def away(story: World, how: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """Have no Slack to call inside the block; what it sends still arrives."""
    client, faults = story.bot.client, story.slack.faults
    usual = client.base_url
    within = aiohttp.ClientTimeout(total=CALL_FOR)
    async with aiohttp.ClientSession(timeout=within) as hasty:
        with monkeypatch.context() as patched:
            patched.setattr(client, "session", hasty)
            if how == NO_NAME:
                client.base_url = "http://slack.example/api/"
                patched.setattr(asyncio.get_running_loop(), "getaddrinfo", no_address)
            else:
                faults.add(replace(FAULTS[how]))
            yield
    faults.clear()
    client.base_url = usual


async def no_address(*_name: object, **_more: object) -> list[object]:
    raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")


def conversations(story: World) -> dict[tuple[str, str | None], list[int]]:
    """Read what the bot said in each place, by the rows that it was said for."""
    said: dict[tuple[str, str | None], list[int]] = defaultdict(list)
    people = (story.sam, story.kim, story.ada, story.ben, story.ivan, story.mira)
    places = [story.slack.workspace.channel(CRITICAL).messages, *(one.dms for one in people)]
    for message in [one for place in places for one in place if one.metadata]:
        said[message.channel, message.thread_ts].append(
            int((message.metadata or {})["event_payload"]["outbox_id"])
        )
    return said
