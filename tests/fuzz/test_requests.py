"""Whatever comes through the door: no error of ours, no change that nobody asked for, no leak."""

import json
import stat
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlencode

import aiohttp
import pytest

from storage.engine import Database
from tests.conftest import sqlite_url
from tests.fuzz import shapes, spoiling
from tests.fuzz.counts import Counts, counted, is_allowed
from tests.fuzz.process import SECRET, TOKEN, Running, running
from tests.fuzz.shapes import PLANTED, SAMPLES, Shape
from tests.handlers.front import FORM, JSON, Front
from tests.scenarios.world import CRITICAL

GROWS_BY = 24 * 1024 * 1024
"""Bytes of memory, after a third of the requests, for all that come then."""

ENGINES = 2
NOT_TAKEN, TIMES = 503, 5
AHEAD = 400
"""Seconds; it is still too much after those that the request takes to arrive."""


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


@pytest.fixture
async def bot(
    database_url: str, tmp_path: Path, session: aiohttp.ClientSession
) -> AsyncIterator[Running]:
    async with running(database_url, tmp_path, session) as started:
        yield started


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = Database(database_url)
    yield opened
    await opened.close()


def shapes_of(bot: Running) -> list[Shape]:
    answer_to = f"{bot.slack.base_url}response/nobody"
    return [*shapes.own(answer_to), *shapes.recorded(answer_to)]


async def sign(front: Front, body: str, kind: str) -> tuple[int, str]:
    sent = body.encode("utf-8", "replace").decode()
    for _ in range(TIMES):
        answer = await front.signs(sent, kind, secret=SECRET)
        # On a machine that stood still it was given up: Slack brings it again.
        if answer.status != NOT_TAKEN:
            break
    return answer.status, answer.text


def test_the_recorded_requests_are_at_hand() -> None:
    if not SAMPLES.is_dir():
        pytest.skip(f"no recorded requests in {SAMPLES}")
    assert len(shapes.recorded("")) > 30


async def test_spoilt_requests_do_no_harm(bot: Running, database: Database) -> None:
    known, count = shapes_of(bot), spoiling.COUNT // ENGINES
    before, memory, errors = await counted(database), 0, []
    for number, plan in enumerate(spoiling.plans(count)):
        spoilt = spoiling.spoil(number, plan, known)
        status, said = await sign(bot.front, spoilt.body, spoilt.kind)
        name = f"FUZZ_SEED={spoiling.SEED}, request {number}: {spoilt}"
        assert status < 500, name
        after = await counted(database)
        change = after.since(before)
        allowed = spoilt.shape.may_change() if spoilt.shape else shapes.ANYTHING
        assert is_allowed(change, allowed), f"{name} changed {change}"
        before = after
        errors += [said] if status >= 400 else []
        memory = bot.memory() if number == count // 3 else memory
    assert bot.memory() - memory < GROWS_BY
    assert before.tasks > 0, "nothing was valid any more: the requests are spoilt too much"
    await holds_its_tongue(bot, errors)


async def holds_its_tongue(bot: Running, errors: list[str]) -> None:
    """Hold that nothing secret and nobody's words are in logs, errors or figures."""
    figures = (await bot.front.get("/metrics")).text
    written = bot.written()
    assert "request" in written
    assert "python_info" in figures or "cavalry" in figures
    for planted in (SECRET, TOKEN, PLANTED):
        for place in (written, figures, *errors):
            assert planted not in place
    bugs = [line for line in written.splitlines() if "request.bug" in line or "Traceback" in line]
    assert bugs == []


async def test_every_valid_shape_does_what_it_says(bot: Running, database: Database) -> None:
    """Else the spoilt ones would prove nothing: they would be turned away for another reason."""
    before = await counted(database)
    for shape in shapes.own(f"{bot.slack.base_url}response/nobody"):
        status, said = await sign(bot.front, *shape.body())
        assert status == 200, (shape, said)
    # The message, the form, a command, one that was near another; and a stranger's 👀 and clicks,
    # who at last says "me too".
    raised = Counts(4, 4, timers=20, promises=4, messages=1)
    followed = Counts(history=5, followers=1, affected=1)
    # Two chases; away without an end, back, away until a day that a timer waits for.
    told = Counts(chases=2, absences=2, timers=1, duty=1, quiet=1)
    change = (await counted(database)).since(before)
    expected = [sum(each) for each in zip(raised, followed, told, strict=True)]
    assert change._replace(outbox=0) == Counts(*expected)
    assert change.outbox >= 4 * (shapes.TOLD - 1)  # none of the texts is long
    assert PLANTED not in bot.written()


async def test_forged_and_late_requests_are_refused(bot: Running, database: Database) -> None:
    before = await counted(database)
    for number, shape in enumerate(shapes_of(bot)):
        body, kind = shape.body()
        for secret, age in (("forged", 0), (SECRET[:-1], 0), (SECRET, 301), (SECRET, -AHEAD)):
            answer = await bot.front.signs(body, kind, secret=secret, age=age)
            assert answer.status == 401, (number, secret, age)
    assert await counted(database) == before


async def test_a_request_that_comes_again_changes_nothing(bot: Running, database: Database) -> None:
    fields = {"command": "/critical", "text": "Down", "user_id": "U0SAM", "trigger_id": "9.9.a"}
    message = {"type": "message", "channel": CRITICAL, "user": "U0SAM", "text": "x", "ts": "1.1"}
    event = {"type": "event_callback", "event_id": "Ev9", "event": message}
    for body, kind in ((urlencode(fields), FORM), (json.dumps(event), JSON)):
        assert (await sign(bot.front, body, kind))[0] == 200
        once = await counted(database)
        for _ in range(3):
            assert (await sign(bot.front, body, kind))[0] == 200
        assert await counted(database) == once


async def test_only_the_owner_reads_the_database(
    tmp_path: Path, session: aiohttp.ClientSession
) -> None:
    async with running(sqlite_url(tmp_path / "new.db"), tmp_path, session) as bot:
        fields = {"command": "/critical", "text": "Down", "user_id": "U0SAM", "trigger_id": "1.1.a"}
        assert (await sign(bot.front, urlencode(fields), FORM))[0] == 200
        modes = modes_in(tmp_path)
    assert modes == dict.fromkeys(("new.db", "new.db-wal", "new.db-shm"), 0o600)


def modes_in(folder: Path) -> dict[str, int]:
    # The lock beside them, that a second bot does not get, holds nothing.
    files = [file for file in folder.glob("new.db*") if file.suffix != ".db-run"]
    return {file.name: stat.S_IMODE(file.stat().st_mode) for file in files}
