"""What an error of Slack's means for the row that met it. Pure: no waiting, no sending."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

import aiohttp
from slack_sdk.errors import SlackApiError
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.integrations import slack_errors

PERMANENT = frozenset(
    {
        "account_inactive",
        "cannot_dm_bot",
        "channel_not_found",
        "is_archived",
        "not_in_channel",
        "user_disabled",
        "user_not_found",
        "user_not_visible",
        "users_not_found",
    }
)
"""Trying again cannot help (DESIGN §3.11)."""

TEMPORARY = frozenset(
    {"fatal_error", "internal_error", "ratelimited", "request_timeout", "service_unavailable"}
)
_DATABASE_AWAY = (OperationalError, InterfaceError, PoolTimeoutError)
_SERVER_ERROR = 500
_TOO_MANY = 429
_FIRST, _LONGEST = timedelta(seconds=1), timedelta(minutes=1)
_HELD_BACK = timedelta(seconds=30)


class Verdict(StrEnum):
    """What to do with a row after an error."""

    LATER = "later"
    PERMANENT = "permanent"
    STRIKE = "strike"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict, how long to wait, whether surely nothing was sent, and the error's name.

    `limited` is the method whose limit was reached, where it was that.
    """

    verdict: Verdict
    wait_for: timedelta
    is_known: bool
    error: str
    limited: str | None = None


def judge(error: Exception, attempts: int) -> Judgement:
    """Judge an error after this many attempts. The wait doubles from 1 s up to a minute."""
    wait = min(_FIRST * 2 ** min(attempts - 1, 10), _LONGEST)
    if isinstance(error, SlackApiError):
        return _judge_answer(error, wait)
    if isinstance(error, aiohttp.ClientConnectorError):
        return Judgement(Verdict.LATER, wait, is_known=True, error="no connection")
    if isinstance(error, (aiohttp.ClientError, asyncio.TimeoutError, OSError)):
        return Judgement(Verdict.LATER, wait, is_known=False, error=type(error).__name__)
    if isinstance(error, _DATABASE_AWAY):
        return Judgement(Verdict.LATER, wait, is_known=False, error=type(error).__name__)
    return Judgement(Verdict.STRIKE, wait, is_known=False, error=type(error).__name__)


def _judge_answer(error: SlackApiError, wait: timedelta) -> Judgement:
    name, status = slack_errors.name_of(error), slack_errors.status_of(error) or 0
    if status == _TOO_MANY or name == "ratelimited":
        held = _retry_after(error.response.headers)
        url = getattr(error.response, "api_url", "")
        method = url.rstrip("/").rpartition("/")[2]
        return Judgement(Verdict.LATER, held, is_known=True, error="ratelimited", limited=method)
    if status >= _SERVER_ERROR or name in TEMPORARY or not slack_errors.is_slacks(error):
        return Judgement(Verdict.LATER, wait, is_known=False, error=name)
    verdict = Verdict.PERMANENT if name in PERMANENT else Verdict.STRIKE
    return Judgement(verdict, wait, is_known=True, error=name)


def _retry_after(headers: dict[str, str]) -> timedelta:
    given = {name.lower(): value for name, value in headers.items()}.get("retry-after", "")
    return timedelta(seconds=int(given)) if given.isdigit() else _HELD_BACK
