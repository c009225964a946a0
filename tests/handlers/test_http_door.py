"""Only Slack comes in, and whatever comes in does no harm."""

import io
import json
from typing import Any
from urllib.parse import urlencode

import pytest

from bot.services import board
from tests.handlers.front import FORM, JSON, Front
from tests.scenarios.world import CRITICAL, SECRET, World

pytestmark = pytest.mark.usefixtures("quiet")

RAISING = {
    "command": "/critical", "text": "Checkout is down", "user_id": "U0SAM",
    "channel_id": CRITICAL, "trigger_id": "1.2.a", "team_id": "T0WORKSPACE",
}  # fmt: skip
CLICK = {
    "type": "block_actions", "user": {"id": "U0ADA"}, "trigger_id": "1.3.a",
    "container": {"type": "message", "channel_id": CRITICAL, "message_ts": "1.2"},
    "actions": [{"type": "button", "action_id": "accept", "block_id": "b", "value": "1"}],
}  # fmt: skip
MESSAGE = {
    "type": "message", "channel": CRITICAL, "channel_type": "channel", "user": "U0SAM",
    "text": "Checkout is down", "ts": "1795511100.000100",
}  # fmt: skip
EVENT = {"type": "event_callback", "event_id": "Ev1", "team_id": "T0WORKSPACE", "event": MESSAGE}


async def open_tasks(story: World) -> int:
    await story.settle()
    return (await board.board(story.bot.desk, "U0ADA", 1, 10)).total


async def test_a_signed_command_raises_a_task(story: World, front: Front) -> None:
    answer = await front.commands(**RAISING)
    assert answer.status == 200
    assert "CRIT-1" in answer.text
    assert await open_tasks(story) == 1


async def test_a_command_may_speak_of_payloads(story: World, front: Front) -> None:
    answer = await front.commands(**RAISING | {"text": "The payload=1 of the pay call is empty"})
    assert answer.status == 200
    assert "CRIT-1" in answer.text
    assert await open_tasks(story) == 1


async def test_a_wrong_or_an_old_signature_is_refused(story: World, front: Front) -> None:
    for secret, age in (("wrong", 0), (SECRET, 301), (SECRET, -301)):
        command = await front.signs(urlencode(RAISING), secret=secret, age=age)
        event = await front.signs(json.dumps(EVENT), JSON, secret=secret, age=age)
        assert (command.status, event.status) == (401, 401), (secret, age)
    assert await open_tasks(story) == 0


UNSIGNED: list[dict[str, str]] = [
    {},
    {"X_Slack_Signature": "v0=00"},
    {"X_Slack_Request_Timestamp": "now", "X_Slack_Signature": "v0=00"},
    {"X_Slack_Request_Timestamp": "", "X_Slack_Signature": ""},
]


async def test_a_request_without_a_signature_is_refused(story: World, front: Front) -> None:
    for headers in UNSIGNED:
        answer = await front.posts(urlencode(RAISING), Content_Type=FORM, **headers)
        assert answer.status in {400, 401}, headers
    assert await open_tasks(story) == 0


async def test_slack_may_check_the_address(front: Front) -> None:
    asked = {"type": "url_verification", "token": "t", "challenge": "3eZbrw1aBm2r"}
    answer = await front.tells(asked)
    assert answer.status == 200
    assert json.loads(answer.text) == {"challenge": "3eZbrw1aBm2r"}
    assert (await front.posts(json.dumps(asked), Content_Type=JSON)).status == 401


async def test_slack_may_check_the_certificate(front: Front) -> None:
    answer = await front.posts("ssl_check=1&token=t", Content_Type=FORM)
    assert answer.status == 200


async def test_a_body_over_a_mebibyte_is_refused(story: World, front: Front) -> None:
    body = urlencode(RAISING | {"text": "x" * 1024 * 1024}).encode()
    assert (await front.posts(io.BytesIO(body), Content_Type=FORM)).status == 413
    assert await open_tasks(story) == 0


NO_REQUESTS: list[tuple[bytes | str, str]] = [
    (b"\xff\xfe\xff", FORM),
    (b"\xff\xfe", "text/plain; charset=nonsense"),
    ("{", JSON),
    ("[1]", JSON),
    ("5", JSON),
    ("null", JSON),
    ('"a"', JSON),
    ("", JSON),
    ("", FORM),
    ("payload={", FORM),
    ("payload=[]", FORM),
    ("payload=", FORM),
    ("payload", FORM),
    ("=&&=", FORM),
    ('{"event": 5}', JSON),
    ('{"team": 5, "user": 6, "view": []}', JSON),
    ("[" * 100_000, JSON),
]


async def test_what_is_no_request_of_slacks_is_turned_away(front: Front) -> None:
    for body, kind in NO_REQUESTS:
        unsigned = await front.posts(body, Content_Type=kind)
        assert unsigned.status in {400, 401}, body
        if isinstance(body, str):
            assert 400 <= (await front.signs(body, kind)).status < 500, body


EVENTS_WITHOUT_SENSE: list[dict[str, Any]] = [
    EVENT | {"event": MESSAGE | {"type": "somebody_sneezed"}},
    EVENT | {"event": {"type": "message"}},
    EVENT | {"event": {"type": "app_home_opened"}},
    EVENT | {"event": MESSAGE | {"text": None}},
    EVENT | {"event": MESSAGE | {"user": 5}},
    EVENT | {"event": MESSAGE | {"subtype": "channel_topic"}},
    EVENT | {"event": MESSAGE | {"channel": {"id": CRITICAL}}},
    EVENT | {"event": {}},
    EVENT | {"event": []},
    EVENT | {"event": "message"},
    {"type": "app_rate_limited", "minute_rate_limited": 1518467820},
    {"type": "event_callback"},
    {},
]


async def test_an_event_that_makes_no_sense_changes_nothing(story: World, front: Front) -> None:
    for event in EVENTS_WITHOUT_SENSE:
        assert (await front.tells(event)).status < 500, event
    assert await open_tasks(story) == 0


INTERACTIONS_WITHOUT_SENSE: list[dict[str, Any]] = [
    CLICK | {"actions": []},
    CLICK | {"actions": [{}]},
    CLICK | {"actions": "accept"},
    CLICK | {"user": None},
    CLICK | {"container": None},
    CLICK | {"actions": [{"type": "button", "action_id": "explode", "value": "1"}]},
    CLICK | {"actions": [{"type": "button", "action_id": "accept", "value": "one"}]},
    CLICK | {"actions": [{"type": "button", "action_id": "accept", "value": "9" * 300}]},
    CLICK | {"actions": [{"type": "button", "action_id": "page_next", "value": "mine:x"}]},
    CLICK | {"actions": [{"type": "button", "action_id": "split", "value": "1:"}]},
    CLICK | {"actions": [{"type": "overflow", "action_id": "more"}]},
    CLICK | {"type": "interactive_message", "callback_id": "old"},
    CLICK | {"type": "view_submission"},
    CLICK | {"type": "view_submission", "view": {"callback_id": "explode"}},
    CLICK | {"type": "view_submission", "view": {"callback_id": "raise"}},
    CLICK | {"type": "view_submission", "view": {"callback_id": "assign", "state": {}}},
    CLICK | {"type": "view_submission", "view": {"callback_id": 5}},
    CLICK | {"type": "view_closed", "view": {"callback_id": "raise"}},
    CLICK | {"type": "shortcut", "callback_id": "explode"},
    CLICK | {"type": "message_action", "callback_id": "escalate_message"},
    CLICK | {"type": "block_suggestion", "action_id": "explode", "value": "x"},
    CLICK | {"type": "something_new"},
    {"type": "block_actions"},
    {"type": "view_submission"},
    {"type": "shortcut"},
]


async def test_an_interaction_that_makes_no_sense_changes_nothing(
    story: World, front: Front
) -> None:
    for payload in INTERACTIONS_WITHOUT_SENSE:
        assert (await front.clicks(payload)).status < 500, payload
    assert await open_tasks(story) == 0


COMMANDS_WITHOUT_SENSE: list[dict[str, str]] = [
    {"command": "/explode"},
    {"command": "/critical"},
    {"command": ""},
    {"text": "x"},
]


async def test_a_command_that_makes_no_sense_changes_nothing(story: World, front: Front) -> None:
    for fields in COMMANDS_WITHOUT_SENSE:
        assert (await front.commands(**fields)).status < 500, fields
    assert await open_tasks(story) == 0
