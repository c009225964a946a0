"""The main job through each door, through broken lines, and before a database that does not answer."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress

import pytest
from sqlalchemy import text

from bot import sockets
from bot.clock import FrozenClock
from bot.services import board
from bot.simulator.faults import Fault
from handlers import errors
from storage.engine import Database
from tests.conftest import BOT_ANSWERS_WITHIN, SLACK_WAITS
from tests.scenarios.world import APP_TOKEN, CRITICAL, World, world

WAIT_FOR = 60.0


@pytest.fixture(params=["http", "sockets"])
async def either(
    request: pytest.FixtureRequest, database_url: str, clock: FrozenClock
) -> AsyncIterator[World]:
    """Open a story through one door, then through the other."""
    async with world(database_url, clock, sockets=request.param == "sockets") as opened:
        yield opened


@pytest.fixture
async def lines(
    database_url: str, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[World]:
    """Open a story over sockets that look quickly whether they still stand."""
    monkeypatch.setattr(sockets, "PING_EVERY", 1)
    async with world(database_url, clock, sockets=True) as opened:
        yield opened


async def test_the_main_job_is_done_through_either_door(either: World) -> None:
    story, sam, ada, ivan = either, either.sam, either.ada, either.ivan
    await sam.writes("Checkout is down for Acme\n500 on pay", channel=CRITICAL)
    await story.settle()
    assert sam.was_told("CRIT-1")
    await ada.clicks("Accept")
    await story.settle()
    await ada.clicks("Assign…").fills(developer="Ivan", deadline="day after tomorrow").submits()
    await story.settle()
    await ivan.clicks("Start")
    await story.settle()
    await ivan.clicks("Fixed…").fills(what_to_tell_the_customer="It works again.").submits()
    await story.settle()
    assert sam.was_told("It works again.")
    await sam.clicks("Works")
    answer = await sam.commands("/critical", "CRIT-1", channel=CRITICAL)
    await story.settle()
    assert "Closed" in story.card()
    assert "CRIT-1" in answer.text
    assert story.slack.problems == []
    assert {delivery.door for delivery in story.slack.deliveries} == {_door(story)}


async def test_an_event_that_comes_again_changes_nothing(either: World) -> None:
    await either.sam.writes("Checkout is down", channel=CRITICAL)
    await either.settle()
    for delivery in list(either.slack.deliveries):
        again = await either.slack.redeliver(delivery)
        assert again.acknowledged
    await either.settle()
    assert await count(either) == 1
    assert len([one for one in either.sam.notifications if "CRIT-1" in one]) == 1


async def test_the_bot_holds_two_lines(lines: World) -> None:
    assert len(lines.slack.sockets.connections) == 2


async def test_while_one_line_is_cut_the_other_goes_on(lines: World) -> None:
    first, second = lines.slack.sockets.connections
    first.break_off()
    lines.slack.sockets.connections.remove(first)
    await lines.sam.writes("Checkout is down", channel=CRITICAL)
    await arrives(lines)
    await until(lambda: len(lines.slack.sockets.connections) == 2)
    assert second in lines.slack.sockets.connections


@pytest.mark.parametrize("reason", ["warning", "refresh_requested", "link_disabled"])
async def test_a_line_that_slack_takes_back_is_opened_anew(lines: World, reason: str) -> None:
    before = list(lines.slack.sockets.connections)
    await lines.slack.disconnect_sockets(reason)
    await until(lambda: _is_renewed(lines, before))
    await lines.sam.writes("Checkout is down", channel=CRITICAL)
    await arrives(lines)


async def test_lines_that_are_cut_while_slack_is_away_come_back(lines: World) -> None:
    before = list(lines.slack.sockets.connections)
    away = lines.slack.faults.add(Fault(kind="away"))
    await until(lambda: lines.slack.sockets.connections == [])
    lines.slack.faults.remove(away)
    await until(lambda: _is_renewed(lines, before))
    await lines.sam.writes("Checkout is down", channel=CRITICAL)
    await arrives(lines)


@asynccontextmanager
async def hurried(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """Have the bot give up an answer soon."""
    with monkeypatch.context() as within:
        within.setattr(errors, "ANSWER_WITHIN", 0.3)
        yield


async def test_an_event_waits_for_the_commit_and_comes_again(
    story: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with hurried(monkeypatch), nobody_else_writes(story):
        await story.sam.writes("Checkout is down", channel=CRITICAL)
    tried = [one for one in story.slack.deliveries if one.name == "message"]
    assert [one.acknowledged for one in tried] == [False, False]
    assert [one.status for one in tried] == [503, 503]
    assert await count(story) == 0
    await story.advance(minutes=1)
    assert await count(story) == 1
    assert story.slack.problems.count("event message was not acknowledged: http_error") == 2
    story.slack.problems.clear()


def test_an_answer_is_given_up_before_slack_gives_up() -> None:
    assert BOT_ANSWERS_WITHIN < SLACK_WAITS


async def test_a_click_that_takes_too_long_changes_nothing_and_says_so(
    story: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await story.sam.writes("Checkout is down", channel=CRITICAL)
    await story.settle()
    async with hurried(monkeypatch), nobody_else_writes(story):
        await story.ada.clicks("Accept")
    await story.settle()
    (click,) = [one for one in story.slack.deliveries if one.name == "block_actions"]
    assert click.acknowledged
    assert "try once more" in story.slack.rendered(story.ada.ephemerals[-1], story.ada)
    assert "New" in story.card()
    await story.ada.clicks("Accept")
    await story.settle()
    assert "Accepted" in story.card()


async def test_a_form_that_takes_too_long_changes_nothing_and_says_so(
    story: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = await story.sam.uses_shortcut("Raise a critical task")
    assert form is not None
    async with hurried(monkeypatch), nobody_else_writes(story):
        await form.fills(title="Checkout is down", what_happened="500 on pay").submits()
    await story.settle()
    assert await count(story) == 0
    assert story.sam.was_told("try once more")
    given_back = story.slack.rendered(story.sam.dms[-1], story.sam)
    assert "You wrote: “Checkout is down”" in given_back
    assert "You wrote: “500 on pay”" in given_back


async def test_a_command_that_takes_too_long_gives_back_what_was_typed(
    story: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with hurried(monkeypatch), nobody_else_writes(story):
        answer = await story.sam.commands("/critical", "Checkout is down & out", channel=CRITICAL)
    assert answer.message is not None
    given_back = story.slack.rendered(answer.message, story.sam)
    assert "try once more" in given_back
    assert "You wrote: “Checkout is down & out”" in given_back
    assert await count(story) == 0


async def test_what_is_under_way_has_its_answer_before_the_bot_hangs_up(story: World) -> None:
    lines = sockets.Sockets(story.bot.slack, APP_TOKEN, story.bot.client)
    lines.open()
    await lines.connected()
    story.slack.send_to(None)
    async with nobody_else_writes(story):
        writing = asyncio.create_task(story.sam.writes("Checkout is down", channel=CRITICAL))
        await until(lambda: any(one.owed for one in story.slack.sockets.connections))
        await asyncio.wait({writing}, timeout=0.1)
        closing = asyncio.create_task(lines.finish())
        await asyncio.wait({closing}, timeout=0.1)
        assert not closing.done()
    await closing
    await writing
    story.slack.acknowledge_within = 0.2  # nobody takes what comes now
    await story.settle()
    await lines.close()
    story.slack.problems.clear()
    first = next(one for one in story.slack.deliveries if one.name == "message")
    assert first.acknowledged
    assert first.attempt == 0
    assert (await board.board(story.bot.desk, "U0ADA", 1, 10)).total == 1


class nobody_else_writes:  # noqa: N801 -- it reads as what it does
    """Hold the database, as a long transaction of somebody else does."""

    def __init__(self, story: World) -> None:
        self._database = Database(story.bot.desk.database.url)
        self._holding = self._database.write()

    async def __aenter__(self) -> None:
        session = await self._holding.__aenter__()
        connection = await session.connection()
        if not self._database.is_sqlite:
            await connection.execute(text("LOCK TABLE requests IN EXCLUSIVE MODE"))

    async def __aexit__(self, *_error: object) -> None:
        await self._holding.__aexit__(None, None, None)
        await self._database.close()


async def count(story: World) -> int:
    await story.settle()
    return (await board.board(story.bot.desk, "U0ADA", 1, 10)).total


async def arrives(lines: World) -> None:
    """Wait for one task: where a line died on the way, Slack brings the message again."""
    async with asyncio.timeout(WAIT_FOR):
        while await count(lines) == 0:
            await lines.advance(minutes=1)
    assert await count(lines) == 1


async def until(is_so: Callable[[], bool]) -> None:
    """Let the loop run until something out there has happened; real lines take real time."""
    async with asyncio.timeout(WAIT_FOR):
        while not is_so():
            with suppress(TimeoutError):
                await asyncio.wait_for(asyncio.Event().wait(), 0.02)


def _is_renewed(story: World, before: Sequence[object]) -> bool:
    now = story.slack.sockets.connections
    return len(now) == 2 and not any(one in before for one in now)


def _door(story: World) -> str:
    return "socket" if story.slack.sockets.connections else "http"
