"""Who is at the door, and what they want: Slack's payloads become a few plain values here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.domain import markup
from bot.services.desk import Request
from bot.views.origin import Origin

Payload = Mapping[str, Any]

LONGEST_NUMBER = 12


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of Slack's: who, the keys of DESIGN §3.2, and where an answer can go."""

    kind: str
    name: str
    request: Request
    body: Payload
    trigger_id: str = ""
    response_url: str | None = None
    channel: str | None = None
    message_ts: str | None = None
    value: str = ""

    @property
    def actor(self) -> str:
        """The Slack id of who it is."""
        return self.request.actor

    @property
    def ourselves(self) -> set[str]:
        """Name the bot that Slack told of an event."""
        return {str(one.get("user_id")) for one in self.body.get("authorizations") or ()}

    @property
    def number(self) -> int:
        """The number that a button carries: a task's or a question's; 0 for nonsense."""
        return number(self.value.partition(":")[0])

    @property
    def view_id(self) -> str:
        """The form that was clicked in; "" where it was none."""
        view = self.body.get("view") or {} if self.kind == "click" else {}
        return str(view.get("id") or "") if view.get("type") == "modal" else ""

    @property
    def typed(self) -> Sequence[str]:
        """What was typed after a command, or into the text fields of a form, from first to last."""
        if self.kind == "command":
            text = markup.plain_text(str(self.body.get("text") or ""), {})
            return [text] if text.strip() else []
        view = self.body.get("view", {}) if self.kind == "submission" else {}
        states = [one for fields in _values(view).values() for one in fields.values()]
        written = [one.get("value") for one in states if one.get("type") == "plain_text_input"]
        return [text for text in written if text and text.strip()]

    @property
    def thread_ts(self) -> str | None:
        """The thread that a message stands in, if it does not show in the channel, too.

        It is the message that was clicked, or the one that somebody wrote.
        """
        holders = {"click": "message", "event": "event"}
        message = self.body.get(holders.get(self.kind, "")) or {}
        is_hidden = message.get("subtype") != "thread_broadcast"
        thread_ts = message.get("thread_ts")
        return thread_ts if is_hidden and thread_ts not in {None, message.get("ts")} else None

    @property
    def rest(self) -> str:
        """What a button carries after that number."""
        return self.value.partition(":")[2]


def _values(view: Payload) -> Mapping[str, Mapping[str, Payload]]:
    values: Mapping[str, Mapping[str, Payload]] = view.get("state", {}).get("values", {})
    return values


def number(digits: str) -> int:
    """Read a number; 0 for what is none, or is longer than any number of ours."""
    is_ours = digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_NUMBER
    return int(digits) if is_ours else 0


def read_event(body: Payload) -> Visit:
    """Read an event; whose it is depends on the event."""
    event = body["event"]
    item = event.get("message") or event.get("previous_message") or event
    if item.get("subtype") == "tombstone":
        # In a tombstone Slack itself is the author: whose message it was stands in the old one.
        item = event.get("previous_message") or item
    user = item.get("user") or event.get("user") or ""
    actor = user if isinstance(user, str) else user.get("id", "")
    keys = [f"event:{body['event_id']}"] if body.get("event_id") else []
    if event["type"] == "message" and event.get("subtype") in markup.SAID:
        # The message itself, too: who reads the channel meets it without its event.
        keys.append(markup.message_key(event["channel"], event["ts"]))
    request = Request(actor, tuple(keys))
    place = event.get("channel") or (event.get("item") or {}).get("channel")
    return Visit("event", event["type"], request, body, channel=place)


def read_command(body: Payload) -> Visit:
    """Read a slash command."""
    return Visit(
        "command",
        body["command"],
        _request(body, body["user_id"]),
        body,
        trigger_id=body.get("trigger_id", ""),
        response_url=body.get("response_url"),
        channel=body.get("channel_id"),
    )


def read_click(body: Payload) -> Visit:
    """Read a click on a button, or a choice from an overflow menu."""
    name, value = _chosen(body["actions"][0])
    channel, ts = _place(body)
    request = _request(body, body["user"]["id"])
    return Visit(
        "click",
        name,
        replace(request, clicked=(channel, ts) if channel and ts else None),
        body,
        trigger_id=body.get("trigger_id", ""),
        response_url=body.get("response_url"),
        channel=channel,
        message_ts=ts,
        value=value,
    )


def _chosen(action: Payload) -> tuple[str, str]:
    if action.get("type") != "overflow":
        return action["action_id"], action.get("value") or ""
    name, _, value = action["selected_option"]["value"].partition(":")
    return name, value


def _place(body: Payload) -> tuple[str | None, str | None]:
    """Say which message was clicked, if it was one."""
    container = body.get("container", {})
    channel = (body.get("channel") or {}).get("id") or container.get("channel_id")
    return channel, container.get("message_ts")


def read_submission(body: Payload) -> Visit:
    """Read a form that was sent. One form is sent once, whatever its trigger."""
    view = body["view"]
    request = _request(body, body["user"]["id"])
    keys = (*request.keys, *((f"view:{view['id']}",) if view.get("id") else ()))
    origin = Origin.unpack(view.get("private_metadata") or "")
    return Visit(
        "submission",
        view["callback_id"],
        Request(request.actor, keys),
        body,
        trigger_id=body.get("trigger_id", ""),
        response_url=origin.response_url,
        channel=origin.channel,
    )


def read_shortcut(body: Payload) -> Visit:
    """Read a shortcut, global or on a message."""
    return Visit(
        "shortcut",
        body["callback_id"],
        _request(body, body["user"]["id"]),
        body,
        trigger_id=body.get("trigger_id", ""),
        response_url=body.get("response_url"),
        channel=(body.get("channel") or {}).get("id"),
    )


def _request(body: Payload, actor: str) -> Request:
    trigger = body.get("trigger_id")
    return Request(actor, (f"trigger:{trigger}",) if trigger else ())
