"""What Slack sends, before it is spoilt: our own shapes of each request, and recorded ones."""

import json
from collections import ChainMap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from handlers import slack_app
from tests.fuzz.counts import (
    ADDED,
    ADDED_MORE,
    AWAY,
    AWAY_AT_LAST,
    AWAY_OPEN,
    AWAY_OPEN_AT_LAST,
    AWAY_UNTIL,
    BACK,
    CHASED,
    FOLLOWED,
    KEPT,
    LEFT,
    NOTHING,
    PART,
    RAISED,
    WISHED,
    WRITTEN,
    WRITTEN_PART,
    Counts,
)
from tests.handlers.front import FORM, JSON
from tests.scenarios.world import CRITICAL

SAMPLES = Path(__file__).parents[3] / "shared" / "slack" / "samples"
FOLDERS = ("bolt-python", "java-slack-sdk")
PLANTED = "Zebrafish"
"""A word of people's, in whatever they write: it must come up nowhere in logs and errors."""

RAISER, STRANGER = "U0SAM", "U0LOU"
"""Who raises tasks, and who clicks on those of others and may do nothing."""

TOLD = 6
"""Rows that a new task has sent: its card, what its people and the administrators read, and the
whole of a long text."""

LEAVING = dict.fromkeys((AWAY, AWAY_AT_LAST, AWAY_OPEN, AWAY_OPEN_AT_LAST, AWAY_UNTIL, BACK), TOLD)
COMMANDED = {NOTHING: 0, RAISED: TOLD, CHASED: 0, WISHED: 0} | LEAVING
FOLLOWING = {NOTHING: 0, FOLLOWED: 1, LEFT: 1}
"""What a command may change, and whoever follows by a reaction."""

WRITING = {NOTHING: 1, KEPT: 1, CHASED: 0} | dict.fromkeys(
    (RAISED, WRITTEN, PART, WRITTEN_PART), TOLD
)
ANYTHING = COMMANDED | WRITING
"""What a message may change, and a body that nobody can tell any more, may change."""

OPEN_TO_ALL = {
    "follow": {FOLLOWED: 1},
    "unfollow": {LEFT: 1},
    "me_too": {ADDED: TOLD, ADDED_MORE: TOLD},
    "mute": {WISHED: 0},
    "raise": {RAISED: TOLD},
    "raise_anyway": {RAISED: TOLD},
}
"""What anybody may do with a click or a form, by its name."""

ANYTHING = COMMANDED | WRITING | dict(ChainMap(*OPEN_TO_ALL.values()))
"""What a body may change that nobody can tell any more."""

Payload = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shape:
    """One request: as JSON, as a form with a payload, or as a form of fields."""

    kind: str
    payload: Payload

    def body(self) -> tuple[str, str]:
        """Write it as Slack does, with its content type."""
        if self.kind == "event":
            return json.dumps(self.payload), JSON
        if self.kind == "command":
            return urlencode({k: _text(v) for k, v in self.payload.items()}, errors="replace"), FORM
        return urlencode({"payload": json.dumps(self.payload)}), FORM

    def may_change(self) -> dict[Counts, int]:
        """Say what it may change, if it still makes sense, and with how many rows to be sent."""
        event = self.payload.get("event")
        if self.kind == "event" and isinstance(event, dict):
            return _BY_EVENT.get(str(event.get("type")), {NOTHING: 0})
        if self.kind == "command":
            return COMMANDED if self.payload.get("command") == "/critical" else {NOTHING: 0}
        return {NOTHING: 0} | OPEN_TO_ALL.get(self._name(), {})

    def _name(self) -> str:
        """Name the form that is sent, or what is clicked."""
        view, actions = self.payload.get("view"), self.payload.get("actions")
        if isinstance(view, dict):
            return str(view.get("callback_id"))
        first = actions[0] if isinstance(actions, list) and actions else None
        return str(first.get("action_id")) if isinstance(first, dict) else ""


_BY_EVENT = {
    "message": WRITING,
    "app_home_opened": {NOTHING: 1},
    "reaction_added": FOLLOWING,
    "reaction_removed": FOLLOWING,
}


def own(response_url: str) -> list[Shape]:
    """Make a valid request of every kind that the bot answers."""
    return [*_events(), *_commands(response_url), *_clicks(response_url), *_forms(response_url)]


def recorded(response_url: str) -> list[Shape]:
    """Read the recorded requests, with the way to answer bent to our own machine."""
    found = []
    for folder in FOLDERS:
        for file in sorted((SAMPLES / folder).rglob("*.json")):
            payload = json.loads(file.read_text("utf-8"))
            if isinstance(payload, dict) and (kind := _kind(payload)):
                found.append(Shape(kind, _bent(payload, response_url)))
    return found


def _events() -> Iterator[Shape]:
    message = {
        "type": "message", "channel": CRITICAL, "channel_type": "channel", "user": RAISER,
        "text": f"{PLANTED} is down\n<https://a.example|it> <@U0ADA> sev3", "ts": "1795511100.1",
        "files": [{"id": "F1", "name": f"{PLANTED}.png", "permalink": "https://a.example/f"}],
    }  # fmt: skip
    changed = {
        "type": "message", "subtype": "message_changed", "channel": CRITICAL, "ts": "1795511101.1",
        "message": message | {"edited": {"user": RAISER, "ts": "1795511101.0"}},
        "previous_message": message,
    }  # fmt: skip
    deleted = {
        "type": "message", "subtype": "message_deleted", "channel": CRITICAL, "ts": "1795511102.1",
        "deleted_ts": "1795511100.9", "previous_message": message,
    }  # fmt: skip
    seen = {
        "type": "reaction_added", "user": STRANGER, "reaction": "eyes",
        "item": {"type": "message", "channel": CRITICAL, "ts": "1795511100.1"},
    }  # fmt: skip
    person = {"id": RAISER, "name": "sam", "tz": "Europe/Berlin", "profile": {"real_name": "Sam"}}
    events: list[Payload] = [
        message,
        changed,
        deleted,
        message | {"channel": "D0SAM", "channel_type": "im", "thread_ts": "1795511100.1"},
        message | {"text": "any news?", "files": [], "ts": "1795511103.1"},
        message | {"text": f"? {PLANTED}", "thread_ts": "1795511100.1", "ts": "1795511104.1"},
        seen,
        {**seen, "type": "reaction_removed"},
        {"type": "app_home_opened", "user": RAISER, "tab": "home", "channel": "D0SAM"},
        {"type": "user_change", "user": person},
    ]
    for number, event in enumerate(events):
        envelope = {"type": "event_callback", "event_id": f"Ev{number}", "team_id": "T0WORKSPACE"}
        yield Shape("event", envelope | {"event": event})


def _commands(response_url: str) -> Iterator[Shape]:
    looks = (
        "mine",
        "board",
        "help",
        "unreached",
        "CRIT-1",
        "CRIT-1 export",
        "causes",
        "apps",
        "apps shop",
        f"apps {PLANTED}",
        "",
        f"{PLANTED} is down again",
    )
    asks = ("any news?", "duty", "duty rota", "quiet", "away", "back", "control-point now")
    finds = ("customers", "customers find", "customers find acme", f"customers find {PLANTED}")
    says = ("away until monday", "quiet 18:00-09:00", f"away until {PLANTED}", f"quiet {PLANTED}")
    for number, text in enumerate((*looks, *asks, *finds, *says)):
        yield Shape(
            "command",
            {
                "command": "/critical", "text": text, "user_id": RAISER, "channel_id": CRITICAL,
                "trigger_id": f"{number}.2.a", "team_id": "T0WORKSPACE",
                "response_url": response_url,
            },
        )  # fmt: skip


def _clicks(response_url: str) -> Iterator[Shape]:
    values = {"page_next": "board:2", "page_previous": "details:1:1", "split": f"1:{CRITICAL}:1.1"}
    for number, name in enumerate(sorted(slack_app.CLICKS)):
        action = {
            "type": "button", "action_id": name, "block_id": "b", "value": values.get(name, "1:1"),
        }  # fmt: skip
        yield Shape("interaction", _base(number, response_url) | {"actions": [action]})
    chosen = {"text": {"type": "plain_text", "text": "x"}, "value": "decline:1"}
    menu = {"type": "overflow", "action_id": "more", "block_id": "b", "selected_option": chosen}
    yield Shape("interaction", _base(99, response_url) | {"actions": [menu]})


def _forms(response_url: str) -> Iterator[Shape]:
    typed = {
        name: {"value": {"type": "plain_text_input", "value": f"{PLANTED} {name}"}}
        for name in _TYPED
    }
    date = {"type": "datetimepicker", "selected_date_time": 1795600000}
    option = {"text": {"type": "plain_text", "text": "4"}, "value": "4"}
    lies = {"text": {"type": "plain_text", "text": "Code"}, "value": "code"}
    chosen = {
        "severity": {"value": {"type": "radio_buttons", "selected_option": option}},
        "developer": {"value": {"type": "static_select", "selected_option": option}},
        "exactly": {"value": date},
        "where_it_lies": {"value": {"type": "radio_buttons", "selected_option": lies}},
    }
    origin = json.dumps({"task_id": 1, "channel": CRITICAL, "message_ts": "1.1"})
    for number, name in enumerate(sorted(slack_app.SUBMISSIONS)):
        view = {
            "id": f"V{number}", "type": "modal", "callback_id": name, "private_metadata": origin,
            "state": {"values": typed | chosen}, "blocks": [],
        }  # fmt: skip
        user = {"id": RAISER if name == "raise" else STRANGER}
        base = _base(100 + number, response_url) | {"type": "view_submission", "user": user}
        yield Shape("interaction", base | {"view": view})
    message = {"type": "message", "user": RAISER, "text": PLANTED, "ts": "1795511100.1"}
    for kind, name in _SHORTCUTS:
        shortcut = {"type": kind, "callback_id": name, "message": message}
        yield Shape("interaction", _base(200, response_url) | shortcut)


_TYPED = (
    *("title", "what_happened", "reason", "question"),
    *("answer", "for_customer", "note", "customer"),
    *("steps", "address", "cause", "what_would_prevent_it"),
    *("link",),
)
_SHORTCUTS = (
    ("shortcut", "raise_task"),
    ("message_action", "escalate_message"),
    ("message_action", "export_task"),
)


def _base(number: int, response_url: str) -> Payload:
    return {
        "type": "block_actions", "user": {"id": STRANGER, "name": "lou"},
        "trigger_id": f"{number}.3.a", "team": {"id": "T0WORKSPACE", "domain": "here"},
        "channel": {"id": CRITICAL, "name": "critical"}, "response_url": response_url,
        "container": {"type": "message", "channel_id": CRITICAL, "message_ts": "1795511100.2"},
    }  # fmt: skip


def _kind(payload: Payload) -> str | None:
    if "event" in payload or payload.get("type") in {"url_verification", "event_callback"}:
        return "event"
    if "command" in payload:
        return "command"
    return "interaction" if isinstance(payload.get("type"), str) else None


def _bent(value: Any, response_url: str) -> Any:  # noqa: ANN401 -- any JSON
    if isinstance(value, dict):
        return {
            key: response_url if key == "response_url" else _bent(below, response_url)
            for key, below in value.items()
        }
    return [_bent(one, response_url) for one in value] if isinstance(value, list) else value


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)
