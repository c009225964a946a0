"""Logs are one line each, and hold neither tokens nor what people write."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from bot import logs

TOKENS = ("xoxb-1-2-hush", "xoxp-1-hush", "xapp-1-A-hush", "xoxe-1-hush", "xoxe.xoxp-1-hush")
TRIGGER = "13345224609.738474920.8088930838d88f008e0d88f008e0aaaa"
CHATTY = ("slack_bolt", "slack_sdk", "aiohttp.access", "apscheduler", "alembic")


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name in (*CHATTY, "sqlalchemy", "aiosqlite"):
        logging.getLogger(name).setLevel(logging.NOTSET)
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


@pytest.mark.parametrize("log_format", ["console", "json"])
@pytest.mark.parametrize(
    "secret",
    [
        *TOKENS,
        TRIGGER,
        "Authorization: Bearer hush",
        "authorization=Basic hush",
        "{'trigger_id': 'hush'}",
        "https://hooks.slack.com/commands/T1/2/hush",
        "postgresql://ada:hush@host/name",
        "INSERT INTO tasks\n[parameters: ('hush',)]",
    ],
)
def test_a_secret_shows_nowhere(
    secret: str, log_format: str, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure(log_format, "INFO")
    log = structlog.get_logger()
    log.info(secret, value=secret, nested={"list": [secret, {secret: (secret,)}]}, other=[b"x"])
    logging.getLogger("library").warning("from %s", secret)
    try:
        int(secret)
    except ValueError:
        log.exception("failed")
        logging.getLogger("library").exception("failed")
    told = capsys.readouterr().err
    assert logs.MASK in told
    assert "ValueError" in told
    assert "hush" not in told
    assert TRIGGER not in told


def test_a_secret_that_is_registered_shows_nowhere(capsys: pytest.CaptureFixture[str]) -> None:
    logs.hide("8f742231b10e/8888")
    logs.hide(" ")
    logs.configure("json", "INFO")
    structlog.get_logger().info("signed with 8f742231b10e/8888 or 8f742231b10e%2F8888")
    assert lines(capsys)[0]["event"] == "signed with *** or ***"


def test_values_under_a_telling_key_are_masked(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("json", "INFO")
    structlog.get_logger().info("called", args={"response_url": "http://x/y", "bot_token": "z"})
    [line] = lines(capsys)
    assert line["args"] == {"response_url": logs.MASK, "bot_token": logs.MASK}


def test_what_is_no_secret_stays_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("json", "INFO")
    structlog.get_logger().info("sent", task="CRIT-12", ts="1700000000.000100", took=0.5, ok=True)
    [line] = lines(capsys)
    assert (line["task"], line["ts"], line["took"]) == ("CRIT-12", "1700000000.000100", 0.5)
    assert line["ok"] is True


def test_the_number_of_the_request_stands_in_every_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logs.configure("json", "INFO")
    with structlog.contextvars.bound_contextvars(request_id="7f3c2a"):
        structlog.get_logger().info("ours")
        logging.getLogger("library").warning("theirs")
    assert [line["request_id"] for line in lines(capsys)] == ["7f3c2a", "7f3c2a"]


def test_a_line_is_written_once_however_often_logs_are_configured(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logs.configure("console", "INFO")
    logs.configure("json", "INFO")
    structlog.get_logger().info("once")
    assert len(lines(capsys)) == 1


def test_chatty_libraries_are_quiet_unless_somebody_debugs() -> None:
    logs.configure("json", "INFO")
    assert not any(logging.getLogger(name).isEnabledFor(logging.INFO) for name in CHATTY)
    logs.configure("json", "DEBUG")
    assert all(logging.getLogger(name).isEnabledFor(logging.INFO) for name in CHATTY)


@pytest.mark.parametrize("name", ["slack_bolt.AsyncApp", "slack_sdk.web", "sqlalchemy.engine"])
def test_who_debugs_does_not_see_what_people_write(name: str) -> None:
    logs.configure("json", "DEBUG")
    assert not logging.getLogger(name).isEnabledFor(logging.DEBUG)


def test_a_higher_level_holds_for_libraries_too() -> None:
    logs.configure("json", "ERROR")
    assert not logging.getLogger("slack_sdk").isEnabledFor(logging.WARNING)
