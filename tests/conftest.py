"""What every test may ask for: a migrated database on both engines, and a clock that stands."""

import asyncio
import atexit
import shutil
from collections.abc import AsyncIterator, Coroutine, Generator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import coverage
import pytest
import structlog
from hypothesis import settings

from bot.clock import FrozenClock
from bot.simulator import delivery
from handlers import errors
from storage import migrate
from storage.engine import Database
from tests import postgres

T = TypeVar("T")

# A timing is a benchmark, never a test: a busy machine takes its time.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

# A traceback with every local variable drawn into it takes seconds, and nobody reads it here.
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.format_exc_info,
        structlog.processors.LogfmtRenderer(),
    ]
)

TUESDAY_MORNING = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)


SLACK_WAITS, BOT_ANSWERS_WITHIN = delivery.ACKNOWLEDGE_WITHIN, errors.ANSWER_WITHIN
"""Seconds, as they are outside of tests."""

PATIENCE = 60.0


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a busy machine take its time: only tests about giving up give up early."""
    monkeypatch.setattr(delivery, "ACKNOWLEDGE_WITHIN", PATIENCE)
    monkeypatch.setattr(errors, "ANSWER_WITHIN", PATIENCE)


@pytest.fixture
def clock() -> FrozenClock:
    """Stand at Tuesday 24 November 2026, 09:05 UTC, until the test moves it."""
    return FrozenClock(TUESDAY_MORNING)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """Open a migrated database of the test's own."""
    database = Database(database_url)
    yield database
    await database.close()


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Address a migrated database of the test's own, once for each engine."""
    if request.param == "sqlite":
        file = tmp_path / "cavalry.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), file)
        yield sqlite_url(file)
    else:
        server: postgres.Server = request.getfixturevalue("postgres_server")
        yield from _borrow(server, request.getfixturevalue("postgres_template"))


@pytest.fixture(params=["sqlite", "postgres"])
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Address a database in which there is nothing yet; the SQLite file is not even there."""
    if request.param == "sqlite":
        yield sqlite_url(tmp_path / "empty.db")
    else:
        yield from _borrow(request.getfixturevalue("postgres_server"), "template1")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Migrate a SQLite file once; each test gets a copy."""
    file = tmp_path_factory.mktemp("sqlite") / "template.db"
    run(_migrate(sqlite_url(file)))
    return file


@pytest.fixture(scope="session")
def postgres_template(postgres_server: postgres.Server) -> str:
    """Migrate a PostgreSQL database once; each test gets a copy."""
    name = run(postgres_server.create())
    run(_migrate(postgres_server.url(name)))
    return name


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    """Start a server for this process when a test first needs one."""
    binaries = postgres.find_binaries()
    if binaries is None:
        pytest.skip(postgres.HOW_TO_INSTALL)
    server = postgres.Server(binaries)
    atexit.register(server.stop)
    server.start()
    yield server
    server.stop()


def sqlite_url(file: Path) -> str:
    """Address a SQLite file as the bot's settings do."""
    return f"sqlite+aiosqlite:///{file}"


def run(work: Coroutine[Any, Any, T]) -> T:
    """Wait for work from a fixture that is not async, on a loop that pytest does not know of."""
    with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
        return runner.run(work)


def _borrow(server: postgres.Server, template: str) -> Iterator[str]:
    name = run(server.create(template))
    yield server.url(name)
    run(server.drop(name))


async def _migrate(url: str) -> None:
    database = Database(url)
    await migrate.upgrade(database)
    await database.close()


COUNTED_STORIES = (
    "test_applications.py",
    *("test_alike.py", "test_known_problems.py", "test_proposals.py"),
    *("test_accepting.py", "test_answering.py", "test_asking.py", "test_away.py"),
    *("test_bursts.py", "test_headings.py", "test_causes.py", "test_export.py"),
    *("test_chasing.py", "test_confirming.py", "test_control_point.py"),
    *("test_control_point_changes.py", "test_control_point_corners.py"),
    "test_customers.py",
    *("test_control_point_fits.py", "test_deadlines_near.py", "test_delivery.py", "test_doors.py"),
    *("test_duty.py", "test_following.py", "test_joined.py", "test_joining.py"),
    "test_late_news.py",
    *("test_latecomers.py", "test_looking.py", "test_main_job.py", "test_muting.py"),
    *("test_near_commands.py", "test_nobody_there.py", "test_promising.py", "test_questions.py"),
    *("test_quiet.py", "test_quiet_notes.py", "test_raising.py", "test_raising_messages.py"),
    *("test_refusing.py", "test_standing_in.py", "test_taking_back.py", "test_unanswered.py"),
    *("test_checklist.py", "test_returned.py", "test_topics.py", "test_topics_asked.py"),
    *("test_putting_right.py", "test_reading.py"),
    *("test_unreached.py", "test_upcoming.py", "test_updates.py"),
)
"""Stories that go where no other test does; the others walk the same lines again and again."""


def is_counted(item: pytest.Item) -> bool:
    """Say whether a test's lines count as covered: counting doubles what a test costs."""
    is_storage = item.nodeid.startswith("tests/storage")
    if item.nodeid.startswith(("tests/chaos", "tests/fuzz")):
        return False
    if "postgres" in item.nodeid and not is_storage:
        return False
    return item.path.parent.name != "scenarios" or item.path.name in COUNTED_STORIES


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Stop counting covered lines during tests that need not be counted."""
    counting = None if is_counted(item) else coverage.Coverage.current()
    if counting is not None:
        counting.stop()
    try:
        return (yield)
    finally:
        if counting is not None:
            counting.start()
