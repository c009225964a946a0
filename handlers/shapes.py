"""Whether a payload has the shape that Slack gives it: what is read as text is text, and so on.

Whoever reads a payload after this may rely on it; a wrong shape is no bug of ours.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
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
    *("channel", "tab", "user"),
)
_FILE = ("id", "name", "title", "permalink", "url_private")
_ATTACHED = ("text", "fallback", "title")
_PERSON = ("id", "name", "real_name", "tz")
_NAMES = ("display_name", "real_name")
_VIEW = ("id", "callback_id", "private_metadata")
_AROUND: Mapping[str, Sequence[str]] = {
    "user": ("id",),
    "channel": ("id",),
    "team": ("id", "domain"),
    "container": ("channel_id", "message_ts"),
    "message": ("subtype", "ts", "thread_ts"),
}

Payload = Mapping[str, Any]


def checked(body: Any) -> Payload:  # noqa: ANN401 -- whatever came
    """Give the payload back. Raises TypeError or KeyError for one that Slack never sends."""
    _texts(body, _IDS, _COMMAND)
    if body.get("event") is not None:
        for one in _each(body.get("authorizations")):
            _texts(one, ("user_id",))
        _check_event(body["event"])
    else:
        _check_interaction(body)
    return _present(body)


def _check_interaction(body: Payload) -> None:
    for name, texts in _AROUND.items():
        _texts(body.get(name), texts)
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
    match event.get("type"):
        case "user_change":
            _check_person(event["user"])
            return
        case "app_home_opened":
            _needed(event, "user")
        case "message":
            _check_written(event)
        case "reaction_added" | "reaction_removed":
            _check_reaction(event)
    for one in (event, event.get("message"), event.get("previous_message")):
        _check_message(one)


def _check_written(event: Payload) -> None:
    """Hold that it says where something was written, changed or deleted, and when."""
    _needed(event, "channel")
    is_change = event.get("subtype") == "message_changed"
    _stamped(event["message"] if is_change else event.get("message") or event, "ts")
    if event.get("subtype") == "message_deleted":
        _stamped(event, "deleted_ts")


def _check_reaction(event: Payload) -> None:
    """Hold that it says who reacted with what; what they reacted to is a message, or is left out."""
    _texts(event, ("reaction",))
    for name in ("reaction", "user", "item"):
        _needed(event, name)
    _check_message(event["item"])
    if event["item"].get("type") == "message":
        _needed(event["item"], "channel")
        _stamped(event["item"], "ts")


def _check_message(message: Any) -> None:  # noqa: ANN401
    if message is None:
        return
    _texts(message, _MESSAGE)
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
    """Hold that what was filled in can be read."""
    _texts(view, _VIEW)
    if view is None or "state" not in view:
        return
    values = _present(_present(view["state"]).get("values", {}))
    for block in values.values():
        _present(block)
        for element in _mapping(block).values():
            _check_element(element)


def _check_element(element: Any) -> None:  # noqa: ANN401
    _texts(element, ("type", "value", "selected_user", "selected_date"))
    for option in (element.get("selected_option"), *_each(element.get("selected_options"))):
        if option is not None:
            _texts(option, ("value",))
            _needed(option, "value")
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
    # What is no words goes to the database as it is, and that takes no sign that nobody can print.
    return name in _WORDS or (len(value) <= LONGEST_ID and value.isprintable())


def _stamped(message: Payload, name: str) -> None:
    """Hold that a message says when it was written, as Slack writes it."""
    _needed(message, name)
    if _STAMP.fullmatch(message[name]) is None:
        raise TypeError(name)


def _needed(holder: Payload, name: str) -> None:
    if not holder.get(name):
        raise KeyError(name)


def _mapping(value: Any) -> Payload:  # noqa: ANN401
    """Hold that it is a mapping, or nothing."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise TypeError
    return value


def _present(value: Any) -> Payload:  # noqa: ANN401
    """Hold that it is a mapping."""
    if not isinstance(value, dict):
        raise TypeError
    return value


def _each(value: Any) -> Iterable[Payload]:  # noqa: ANN401
    """Hold that it is a list of mappings, or nothing."""
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise TypeError
    return value
