"""Reading a whole thread from Slack, as far as Slack lets it be read."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.integrations import slack_errors

PAGE, PAGES = 200, 50
LONGEST_WAIT = 300.0
"""Seconds in all that Slack may let us wait between pages."""

USUAL_WAIT = 30.0


@dataclass(frozen=True, slots=True)
class Thread:
    """What stands in a thread, the oldest first; `missing` says why something of it does not."""

    messages: Sequence[Mapping[str, Any]]
    missing: str | None = None


async def read(client: AsyncWebClient, channel: str, ts: str) -> Thread:
    """Read a thread page by page; what Slack refuses is left out, and said so."""
    found: list[Mapping[str, Any]] = []
    cursor, waited = "", 0.0
    for _ in range(PAGES):
        try:
            answer = await client.conversations_replies(
                channel=channel, ts=ts, limit=PAGE, cursor=cursor or None
            )
        except SlackApiError as error:
            wait = _wait(error)
            if wait is None or waited + wait > LONGEST_WAIT:
                return Thread(found, slack_errors.name_of(error))
            waited += wait
            await asyncio.sleep(wait)
            continue
        found += answer["messages"]
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return Thread(found)
    return Thread(found, "too_long")


def _wait(error: SlackApiError) -> float | None:
    """Say how long Slack wants us to wait; None where it refuses for good."""
    if slack_errors.status_of(error) != 429:  # noqa: PLR2004 -- HTTP's own number
        return None
    headers = {str(k).lower(): v for k, v in (getattr(error.response, "headers", {}) or {}).items()}
    try:
        return max(float(headers["retry-after"]), 0.0)
    except (KeyError, TypeError, ValueError):
        return USUAL_WAIT
