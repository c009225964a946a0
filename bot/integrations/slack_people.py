"""Asking Slack who people are."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.integrations import slack_errors
from bot.services.people import Profile

TIMEOUT_SECONDS = 5
RETRIES = 2

_NOBODY = frozenset({"user_not_found", "users_not_found", "user_not_visible"})
_SLACKBOT = "USLACKBOT"


class Stranger(StrEnum):
    """Why somebody cannot take part."""

    UNKNOWN = "unknown"
    LEFT = "left"
    BOT = "bot"


@dataclass(slots=True)
class Answer:
    """What Slack said; `reason` says why it could not be asked about all, or is None."""

    profiles: list[Profile] = field(default_factory=list)
    strangers: dict[str, Stranger] = field(default_factory=dict)
    reason: str | None = None


class Client(Protocol):
    """The one method of Slack that is needed."""

    async def users_info(self, *, user: str) -> Any:  # noqa: ANN401 -- the SDK's own answer
        """Call users.info."""
        ...


def client(token: str, base_url: str) -> AsyncWebClient:
    """Make a client that waits where Slack asks to, but not for long."""
    return AsyncWebClient(
        token=token,
        base_url=base_url,
        timeout=TIMEOUT_SECONDS,
        retry_handlers=[AsyncRateLimitErrorRetryHandler(max_retry_count=RETRIES)],
    )


async def ask(slack: Client, slack_ids: Iterable[str]) -> Answer:
    """Ask about each of these people; stop at the first failure that is not about the person."""
    answer = Answer()
    for slack_id in slack_ids:
        try:
            said = await slack.users_info(user=slack_id)
            _sort(answer, slack_id, said.get("user") or {})
        except SlackApiError as error:
            code = slack_errors.name_of(error)
            if code not in _NOBODY:
                answer.reason = code
                return answer
            answer.strangers[slack_id] = Stranger.UNKNOWN
        except (SlackClientError, aiohttp.ClientError, OSError, json.JSONDecodeError) as error:
            answer.reason = str(error) or type(error).__name__
            return answer
    return answer


def profile_of(user: Mapping[str, Any]) -> Profile:
    """Read the `user` object of users.info, users.list and user_change."""
    profile = user.get("profile") or {}
    names = (
        profile.get("display_name"),
        profile.get("real_name"),
        user.get("real_name"),
        user.get("name"),
    )
    name = next((text.strip() for text in names if text and text.strip()), None)
    return Profile(str(user["id"]), name, _zone(user.get("tz")), bool(user.get("deleted")))


def is_bot(user: Mapping[str, Any]) -> bool:
    """Say whether this is a program; Slack does not call its own one a bot."""
    return bool(user.get("is_bot")) or user.get("id") == _SLACKBOT


def _sort(answer: Answer, slack_id: str, user: Mapping[str, Any]) -> None:
    profile = profile_of({**user, "id": slack_id})
    if profile.has_left:
        answer.strangers[slack_id] = Stranger.LEFT
    elif is_bot({**user, "id": slack_id}):
        answer.strangers[slack_id] = Stranger.BOT
    else:
        answer.profiles.append(profile)


def _zone(name: object) -> str | None:
    try:
        return ZoneInfo(name).key if isinstance(name, str) else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
