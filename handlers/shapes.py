"""Whether a payload has the shape that Slack gives it: what is read as text is text, and so on.

Whoever reads a payload after this may rely on it; a wrong shape is no bug of ours.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

LONGEST_ID = 500
"""Characters of what is no words of people's; Slack's own are far shorter."""

_STAMP = re.compile(r"[0-9]{1,12}(\.[0-9]{1,9})?")
_WORDS = frozenset(
    {
        *("text", "value", "private_metadata", "fallback", "title", "name", "real_name"),
        *("display_name", "permalink", "url_private"),
    }
)
_IDS = ("type", "trigger_id", "response_url", "callback_id", "event_id")
_COMMAND = ("command", "text", "user_id", "channel_id")
_MESSAGE = (
    *("type", "subtype", "text", "ts", "thread_ts", "deleted_ts", "bot_id", "channel_type"),
    *("channel", "tab"),
)
_FILE = ("id", "name", "title", "permalink", "url_private")
_ATTACHED = ("text", "fallback", "title")
_PERSON = ("id", "name", "real_name", "tz")
_NAMES = ("display_name", "real_name")
_VIEW = ("id", "callback_id", "private_metadata")


def check(body: Any) -> None:  # noqa: ANN401 -- whatever came
    """Raise TypeError or KeyError for a payload that Slack never sends."""
    _texts(body, _IDS, _COMMAND)
    if body.get("event") is not None:
        _check_event(body["event"])
        return
    for name in ("user", "channel", "team", "container", "view", "message"):
        _mapping(body.get(name))
    _texts(body.get("user"), ("id",))
    _texts(body.get("channel"), ("id",))
    _texts(body.get("team"), ("id", "domain"))
    _texts(body.get("container"), ("channel_id", "message_ts"))
    _check_view(body.get("view"))
    for action in _each(body.get("actions")):
        _texts(action, ("type", "action_id", "value"))
        _texts(action.get("selected_option"), ("value",))
    if body.get("type") == "message_action":
        _check_message(body["message"])
        _stamped(body["message"], "ts")
        _needed(body["channel"], "id")


def _check_event(event: Any) -> None:  # noqa: ANN401
    _texts(event, ("type",))
    if event.get("type") == "user_change":
        _check_person(event["user"])
        return
    _check_message(event)
    for name in ("message", "previous_message"):
        if event.get(name) is not None:
            _check_message(event[name])
    if event.get("type") == "message":
        _needed(event, "channel")
        _stamped(event.get("message") or event, "ts")
    if event.get("type") == "app_home_opened":
        _needed(event, "user")
    if event.get("subtype") == "message_deleted":
        _stamped(event, "deleted_ts")


def _check_message(message: Any) -> None:  # noqa: ANN401
    _texts(message, _MESSAGE, ("user",))
    for file in _each(message.get("files")):
        _texts(file, _FILE)
    for attached in _each(message.get("attachments")):
        _texts(attached, _ATTACHED)
    _texts(message.get("edited"), ("ts",))


def _check_person(person: Any) -> None:  # noqa: ANN401
    _texts(person, _PERSON)
    _texts(person.get("profile"), _NAMES)
    _needed(person, "id")


def _check_view(view: Any) -> None:  # noqa: ANN401
    _texts(view, _VIEW)
    if view is None or view.get("state") is None:
        return
    values = _mapping(_mapping(view["state"]).get("values"))
    for block in values.values():
        for element in _mapping(block).values():
            _texts(element, ("type", "value"))
            _texts(element.get("selected_option"), ("value",))
            for file in _each(element.get("files")):
                _texts(file, _FILE)


def _texts(holder: Any, *names: Iterable[str]) -> None:  # noqa: ANN401
    """Hold that these are texts, as far as they are there."""
    known = _mapping(holder)
    for name in (one for group in names for one in group):
        value = known.get(name)
        if value is not None and not (isinstance(value, str) and _fits(name, value)):
            raise TypeError(name)


def _fits(name: str, value: str) -> bool:
    return name in _WORDS or len(value) <= LONGEST_ID


def _stamped(message: Mapping[str, Any], name: str) -> None:
    """Hold that a message says when it was written, as Slack writes it."""
    _needed(message, name)
    if _STAMP.fullmatch(message[name]) is None:
        raise TypeError(name)


def _needed(holder: Mapping[str, Any], name: str) -> None:
    if not holder.get(name):
        raise KeyError(name)


def _mapping(value: Any) -> Mapping[str, Any]:  # noqa: ANN401
    """Hold that it is a mapping, or nothing."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise TypeError
    return value


def _each(value: Any) -> Iterable[Mapping[str, Any]]:  # noqa: ANN401
    """Hold that it is a list of mappings, or nothing."""
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise TypeError
    return value
