"""What an error means for the row that met it."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import aiohttp
import pytest
from aiohttp.client_reqrep import ConnectionKey
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.workers import retry
from bot.workers.retry import PERMANENT, Verdict


def answered(error: str, status: int = 200, **headers: str) -> SlackApiError:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    body: dict[str, Any] = {"ok": False, "error": error}
    response = AsyncSlackResponse(
        client=AsyncWebClient(), http_verb="POST", api_url="", req_args={}, data=body,
        headers=named, status_code=status,
    )  # fmt: skip
    return SlackApiError(error, response)  # type: ignore[no-untyped-call]


def page(status: int) -> SlackApiError:
    """What a proxy says in words of its own."""
    error = answered("", status)
    error.response.data = "<html>Come back later</html>"
    return error


def unread(status: int) -> SlackApiError:
    """What claims to be JSON and is none: the SDK leaves the bare response."""
    return SlackApiError("x", SimpleNamespace(status=status, headers={}))  # type: ignore[no-untyped-call]


def refused() -> aiohttp.ClientConnectorError:
    key = ConnectionKey("slack.invalid", 443, True, True, None, None, None)
    return aiohttp.ClientConnectorError(key, ConnectionRefusedError())


@pytest.mark.parametrize("name", sorted(PERMANENT))
def test_what_can_never_be_sent_is_not_tried_again(name: str) -> None:
    judged = retry.judge(answered(name), 1)
    assert (judged.verdict, judged.is_known, judged.error) == (Verdict.PERMANENT, True, name)


@pytest.mark.parametrize(
    ("error", "wait", "is_known"),
    [
        (answered("ratelimited", 429, Retry_After="7"), 7, True),
        (answered("ratelimited", 429, retry_after="7"), 7, True),
        (answered("ratelimited", 200), 30, True),
        (answered("", 429, Retry_After="soon"), 30, True),
        (answered("internal_error", 200), 1, False),
        (answered("fatal_error", 200), 1, False),
        (answered("nonsense", 503), 1, False),
        (SlackApiError("x", "<html>"), 1, False),  # type: ignore[no-untyped-call]
        (page(200), 1, False),
        (page(502), 1, False),
        (unread(502), 1, False),
        (refused(), 1, True),
        (aiohttp.ServerDisconnectedError(), 1, False),
        (TimeoutError(), 1, False),
        (ConnectionResetError(), 1, False),
        (OperationalError("UPDATE", {}, Exception()), 1, False),
    ],
)
def test_what_passes_by_itself_is_tried_later(error: Exception, wait: int, is_known: bool) -> None:
    judged = retry.judge(error, 1)
    assert judged.verdict is Verdict.LATER
    assert judged.wait_for == timedelta(seconds=wait)
    assert judged.is_known is is_known


@pytest.mark.parametrize(
    "error",
    [
        answered("invalid_blocks"),
        answered("msg_too_long"),
        answered("missing_scope"),
        KeyError("facts"),
        IntegrityError("INSERT", {}, Exception()),
    ],
)
def test_what_is_our_own_mistake_is_a_strike(error: Exception) -> None:
    assert retry.judge(error, 1).verdict is Verdict.STRIKE


def test_the_wait_doubles_up_to_a_minute() -> None:
    waits = [retry.judge(TimeoutError(), attempts).wait_for for attempts in (1, 2, 3, 6, 7, 99)]
    assert [wait.total_seconds() for wait in waits] == [1, 2, 4, 32, 60, 60]
