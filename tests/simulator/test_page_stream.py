"""The stream of a screen: at once, only what changed, and never more than the reader can take."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

import aiohttp
import pytest
from yarl import URL

from bot.simulator import server
from bot.simulator.messages import Message
from bot.simulator.page import stream
from bot.simulator.page.gallery import Gallery
from bot.simulator.server import Simulator
from tests.simulator import browsing
from tests.simulator.browsing import Helper, Screen
from tests.simulator.conftest import Stage, TestClock

CHANNEL = "C0CRITICAL"
AGES = 3600.0


@pytest.fixture
def helper(clock: TestClock) -> Helper:
    return Helper(clock)


@pytest.fixture
async def slack(
    clock: TestClock, helper: Helper, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Simulator]:
    # A server that would wait for open lines would wait for ever.
    monkeypatch.setattr(server, "GRACE", AGES)
    async with browsing.practice(clock, helper) as simulator:
        yield simulator


@pytest.fixture
async def screen(stage: Stage) -> AsyncIterator[Screen]:
    """Sam's screen."""
    async with browsing.screen(stage.slack, stage.sam.id) as screen:
        yield screen


async def test_the_first_event_is_the_whole_and_no_other(stage: Stage) -> None:
    async with browsing.stream(f"{stage.slack.page_url}stream?as=U0SAM") as ears:
        assert (await ears.event())["whole"] is True
        await stage.ada.writes("Down", channel=CHANNEL)
        assert "whole" not in await ears.event()


@pytest.mark.parametrize("user", ["U0NOBODY", "", "U0PARROT"])
async def test_nobody_else_has_a_screen(slack: Simulator, user: str) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{slack.page_url}stream", params={"as": user}) as response,
    ):
        assert response.status == 404


async def test_only_what_changed_is_told(stage: Stage) -> None:
    for number in range(5):
        await stage.ada.writes(f"Message {number}", channel=CHANNEL)
    async with browsing.screen(stage.slack, stage.sam.id) as screen:
        message = await stage.ada.writes("One more", channel=CHANNEL)
        event = await screen.hear()
    assert event["gone"] == []
    assert set(event["set"]) == {f"messages/{CHANNEL}/{message.ts}", f"places/{CHANNEL}"}


async def test_what_is_gone_is_told(stage: Stage) -> None:
    message = await stage.ada.writes("Down", channel=CHANNEL)
    async with browsing.screen(stage.slack, stage.sam.id) as screen:
        await stage.ada.deletes(message)
        assert (await screen.hear())["gone"] == [f"messages/{CHANNEL}/{message.ts}"]


async def test_what_is_written_stands_there_before_the_app_has_answered(
    stage: Stage, screen: Screen
) -> None:
    may_answer = asyncio.Event()

    @stage.app.event("message")
    async def on_message() -> None:
        await may_answer.wait()

    writing = asyncio.create_task(stage.ada.writes("Down", channel=CHANNEL))
    await screen.until(lambda _: screen.messages(CHANNEL))
    assert not writing.done()
    may_answer.set()
    await writing


async def test_what_is_said_where_the_app_is_not_is_seen_too(stage: Stage, screen: Screen) -> None:
    stage.slack.add_channel("C0QUIET", "quiet", [stage.sam, stage.ada], bot_is_member=False)
    await screen.until(lambda values: "places/C0QUIET" in values)
    message = await stage.ada.writes("Among us", channel="C0QUIET")
    await screen.until(lambda _: screen.messages("C0QUIET"))
    await stage.ada.reacts("eyes", to=message)
    await screen.until(lambda _: "reactions" in screen.messages("C0QUIET")[0])


async def test_what_comes_by_a_response_url_is_seen(stage: Stage, screen: Screen) -> None:
    await stage.sam.commands("/parrot", channel=CHANNEL)
    url = stage.slack.deliveries[-1].payload["response_url"]
    for count in (1, 2):
        async with aiohttp.ClientSession() as session, session.post(url, json={"text": "Late"}):
            while len(screen.messages(CHANNEL)) < count:
                await screen.hear()
    assert screen.messages(CHANNEL)[1]["only_you"] is True


async def test_what_changes_in_place_is_seen(stage: Stage, screen: Screen) -> None:
    message = await stage.ada.writes("Down", channel=CHANNEL)
    await screen.until(lambda _: screen.messages(CHANNEL))
    message.blocks[0]["elements"][0]["elements"][0]["text"] = "Up"
    stage.slack.workspace.bell.ring()
    event = await screen.hear()
    assert "Up" in str(event["set"][f"messages/{CHANNEL}/{message.ts}"]["blocks"])


def test_an_unchanged_message_is_drawn_once_for_all() -> None:
    gallery, message = Gallery(), Message(CHANNEL, "1795511700.000300", "Down", "U0ADA")
    key, drawn = gallery.look(message, "U0SAM")
    assert key == f"messages/{CHANNEL}/1795511700.000300"
    assert gallery.look(message, "U0SAM")[1] is drawn
    assert gallery.look(message, "U0ADA")[1] is drawn
    message.reactions["eyes"] = ["U0SAM"]
    assert gallery.look(message, "U0SAM")[1] != drawn


async def test_much_in_a_row_is_told_together(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "AT_MOST_EVERY", 0.5)
    async with browsing.screen(stage.slack, "U0SAM") as screen:
        for number in range(20):
            await stage.ada.writes(f"Message {number}", channel=CHANNEL)
        events = 0
        while len(screen.messages(CHANNEL)) < 20:
            await screen.hear()
            events += 1
    assert events < 10


async def test_a_quiet_line_is_kept_alive(
    slack: Simulator, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "ALIVE_EVERY", 0.01)
    async with browsing.stream(f"{slack.page_url}stream?as=U0SAM") as ears:
        await ears.event()
        assert await ears.line() == ": alive"


async def test_what_changed_without_a_sound_is_seen_when_the_line_is_kept_alive(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "ALIVE_EVERY", 0.01)
    async with browsing.screen(stage.slack, "U0SAM") as screen:
        stage.ada.profile.title = "away"
        await screen.until(lambda values: values["people/U0ADA"]["title"] == "away")


async def test_nothing_queues_up_for_who_reads_slowly(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of 100 versions of 300 kB each, a reader that slept through them hears few."""
    monkeypatch.setattr(stream, "AT_MOST_EVERY", 0)
    message = await stage.ada.writes("Down", channel=CHANNEL)
    with asleep(stage.slack) as sleeper:
        async with browsing.screen(stage.slack, "U0ADA") as awake:
            for number in range(100):
                message.text = f"<{number}>" + "x" * 300_000
                stage.slack.workspace.bell.ring()
                await awake.hear()
            assert awake.messages(CHANNEL)[0]["text"].startswith("<99>")
        heard = await asyncio.to_thread(all_until, sleeper, b"<99>")
    assert heard < 20_000_000


async def test_open_streams_do_not_keep_the_workspace_from_closing(
    stage: Stage, screen: Screen
) -> None:
    message = await stage.ada.writes("Down", channel=CHANNEL)
    message.text = "x" * 30_000_000
    with asleep(stage.slack) as sleeper:
        await asyncio.to_thread(sleeper.recv, 1)
        async with asyncio.timeout(browsing.PATIENCE):
            await stage.slack.stop()
            with pytest.raises(aiohttp.ClientError):
                await screen.until(lambda _: False)
    left = [task.get_coro() for task in asyncio.all_tasks()]
    assert [coro for coro in left if "Outlook" in repr(coro)] == []


@contextmanager
def asleep(slack: Simulator) -> Iterator[socket.socket]:
    """Sam's stream with nobody reading it."""
    url = URL(slack.page_url)
    assert url.host is not None
    assert url.port is not None
    head = f"GET {url.path}stream?as=U0SAM HTTP/1.1\r\nHost: {url.authority}\r\n\r\n"
    with socket.create_connection((url.host, url.port)) as line:
        line.settimeout(browsing.PATIENCE)
        line.sendall(head.encode())
        yield line


def all_until(line: socket.socket, mark: bytes) -> int:
    """How many bytes come up to a mark."""
    heard, end = 0, b""
    while mark not in end:
        part = line.recv(2**16)
        assert part, "the line was cut"
        heard, end = heard + len(part), end[-len(mark) :] + part
    return heard
