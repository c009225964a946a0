"""What Slack sends: message events, clicks and commands, signed and ready to be written."""

import json
from collections.abc import Sequence
from functools import cache
from typing import Any
from urllib.parse import urlencode

from bot.clock import SystemClock
from bot.simulator.http_door import signature

CRITICAL, TEAM, APP, BOT = "C0CRITICAL", "T0BENCH", "A0BENCH", "U0BOT"
SECRET = "bench-secret"
ADMINISTRATOR = "U0ADA"
PEOPLE = 500
WRITTEN_AGO = 20_000
"""Seconds; longer than any load, so that no message is of the future."""

FORM, JSON = "application/x-www-form-urlencoded", "application/json"

TEXT = (
    "Checkout is down for Acme, error 500 on pay since 9:40\n"
    "Every order fails, also in a private window: https://shop.example.com/orders/{number}"
)


def messages(count: int, first: int = 0) -> Sequence[bytes]:
    """Make messages in the critical channel, each the beginning of a task."""
    return [message(first + i) for i in range(count)]


def message(number: int) -> bytes:
    """Make one message."""
    return _post(json.dumps(event(number, stamp(number))), JSON)


def stamp(number: int) -> str:
    """Make the `ts` of a message: one was written each second.

    So nobody's two messages are within the minute in which they would become one task.
    """
    return f"{_begun() + number}.{number:06d}"


@cache
def _begun() -> int:
    return int(SystemClock().now().timestamp()) - WRITTEN_AGO


def clicks(tasks: Sequence[int]) -> Sequence[bytes]:
    """Make clicks on *Accept*, one on the card of each task."""
    return [_post(urlencode({"payload": json.dumps(_click(task))}), FORM) for task in tasks]


def commands(text: str, count: int, user: str) -> Sequence[bytes]:
    """Make slash commands."""
    return [_post(urlencode(_command(text, user, i)), FORM) for i in range(count)]


def person(number: int) -> str:
    """Name one of those who raise tasks."""
    return f"U0REP{number % PEOPLE:05d}"


def event(number: int, ts: str) -> dict[str, Any]:
    """Make the envelope of one message event, as the Events API sends it."""
    text = TEXT.format(number=number)
    message = {
        "user": person(number),
        "type": "message",
        "ts": ts,
        "client_msg_id": f"7c1f0d5e-0000-4000-8000-{number:012d}",
        "text": text,
        "team": TEAM,
        "blocks": [_rich(text)],
        "channel": CRITICAL,
        "event_ts": ts,
        "channel_type": "channel",
    }
    return {
        "token": "verification-token",
        "team_id": TEAM,
        "context_team_id": TEAM,
        "context_enterprise_id": None,
        "api_app_id": APP,
        "event": message,
        "type": "event_callback",
        "event_id": f"Ev{number:010d}{ts.replace('.', '')}",
        "event_time": int(float(ts)),
        "authorizations": [_authorization()],
        "is_ext_shared_channel": False,
        "event_context": f"4-message-{number:012d}",
    }


def _authorization() -> dict[str, Any]:
    return {
        "enterprise_id": None,
        "team_id": TEAM,
        "user_id": BOT,
        "is_bot": True,
        "is_enterprise_install": False,
    }


def _rich(text: str) -> dict[str, Any]:
    said = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "block_id": "bEnch", "elements": [said]}


def _click(task: int) -> dict[str, Any]:
    ts = f"1763800000.{task:06d}"
    action = {
        "action_id": "accept",
        "block_id": "actions",
        "text": {"type": "plain_text", "text": "Accept", "emoji": True},
        "value": str(task),
        "style": "primary",
        "type": "button",
        "action_ts": ts,
    }
    return {
        "type": "block_actions",
        "user": {"id": ADMINISTRATOR, "username": "ada", "name": "ada", "team_id": TEAM},
        "api_app_id": APP,
        "token": "verification-token",
        "container": {"type": "message", "message_ts": ts, "channel_id": CRITICAL},
        "trigger_id": f"9000.{task}.bench",
        "team": {"id": TEAM, "domain": "bench"},
        "enterprise": None,
        "is_enterprise_install": False,
        "channel": {"id": CRITICAL, "name": "critical"},
        "message": {"type": "message", "user": BOT, "ts": ts, "bot_id": "B0BENCH", "text": TEXT},
        "state": {"values": {}},
        "response_url": f"http://127.0.0.1:1/{task}",
        "actions": [action],
    }


def _command(text: str, user: str, number: int) -> dict[str, str]:
    return {
        "token": "verification-token",
        "team_id": TEAM,
        "team_domain": "bench",
        "channel_id": CRITICAL,
        "channel_name": "critical",
        "user_id": user,
        "user_name": user.lower(),
        "command": "/critical",
        "text": text,
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "response_url": "http://127.0.0.1:1/none",
        "trigger_id": f"8000.{number}.{text}",
    }


def _post(body: str, kind: str) -> bytes:
    timestamp, written = str(int(SystemClock().now().timestamp())), body.encode()
    head = (
        "POST /slack/events HTTP/1.1",
        "Host: 127.0.0.1",
        "User-Agent: Slackbot 1.0 (+https://api.slack.com/robots)",
        "Accept: */*",
        f"Content-Type: {kind}",
        f"Content-Length: {len(written)}",
        f"X-Slack-Request-Timestamp: {timestamp}",
        f"X-Slack-Signature: {signature(SECRET, timestamp, body)}",
    )
    return "\r\n".join(head).encode() + b"\r\n\r\n" + written
