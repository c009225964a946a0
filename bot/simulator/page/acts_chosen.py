"""What was chosen in a control or typed into a field, held against what the app offers there."""

import re
from collections.abc import Callable, Iterable
from datetime import date

from bot.simulator.blocks import message_problems
from bot.simulator.choices import LONGEST_INPUT, TEXTS
from bot.simulator.elements import SELECTED, Element, options
from bot.simulator.page.acts_actor import Actor
from bot.simulator.page.acts_sent import NonsenseError, RefusedError, Sent
from bot.simulator.shapes import Json

TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
DATE = re.compile(r"\d{4}-\d\d-\d\d")
LONGEST_OPTION = 150
LATEST = 9_999_999_999
"""Slack's instants have ten digits."""

Check = Callable[[Actor, Element, object], object]
"""Gives back the value as Slack would send it, or raises."""


def state(actor: Actor, element: Element, chosen: Sent) -> Json:
    """What `chosen` says of this element, checked, as an action and a state show it."""
    kind = element.kind
    key = "selected_option" if kind == "overflow" else SELECTED.get(kind)
    if key is None or set(chosen.json) - {key, "type"} or key not in chosen.json:
        message = f"For a {kind}, “chosen” holds {f'“{key}”' if key else 'nothing'}."
        raise NonsenseError(message)
    if chosen.json.get("type", kind) != kind:
        message = f"This is a {kind}, nothing else."
        raise NonsenseError(message)
    value = chosen.json[key]
    if value is None or (value == "" and kind in TEXTS):
        return {key: [] if kind in SEVERAL else None}
    return {key: CHECKS[kind](actor, element, value)}


def _typed(_actor: Actor, element: Element, value: object) -> str:
    found = Sent({"value": value}).typed("value")
    most = int(element.json.get("max_length") or LONGEST_INPUT)
    if len(found) > most:
        message = f"This takes {most} characters at most, not {len(found)}."
        raise RefusedError(message)
    return found


def _option(_actor: Actor, element: Element, value: object) -> Json:
    wanted = value.get("value") if isinstance(value, dict) else None
    for option in options(element.json):
        if option.get("value") == wanted and wanted is not None:
            return option
    if not isinstance(wanted, str):
        message = "An option has a text and a value."
        raise NonsenseError(message)
    message = "This choice is not offered any more."
    raise RefusedError(message)


def _offered(_actor: Actor, _element: Element, value: object) -> Json:
    if isinstance(value, dict) and isinstance(value.get("text"), dict):
        text, wanted = value["text"].get("text"), value.get("value")
        if _is_short(text) and _is_short(wanted):
            return {"text": {"type": "plain_text", "text": text, "emoji": True}, "value": wanted}
    message = "An option has a text and a value."
    raise NonsenseError(message)


def _is_short(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= LONGEST_OPTION


def _person(actor: Actor, _element: Element, value: object) -> str:
    if isinstance(value, str) and value in actor.workspace.people:
        return value
    message = "There is nobody of this id."
    raise NonsenseError(message)


def _place(actor: Actor, _element: Element, value: object) -> str:
    return actor.looks_at(Sent({"value": value}).name("value")).id


def _date(_actor: Actor, _element: Element, value: object) -> str:
    try:
        if isinstance(value, str) and DATE.fullmatch(value):
            return date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    message = "A date looks like 2026-11-24."
    raise NonsenseError(message)


def _time(_actor: Actor, _element: Element, value: object) -> str:
    if isinstance(value, str) and TIME.fullmatch(value):
        return value
    message = "A time looks like 09:00."
    raise NonsenseError(message)


def _instant(_actor: Actor, _element: Element, value: object) -> int:
    return Sent({"value": value}).number("value", 0, LATEST)


def _rich(_actor: Actor, _element: Element, value: object) -> Json:
    is_rich = isinstance(value, dict) and value.get("type") == "rich_text"
    if isinstance(value, dict) and is_rich and not message_problems([value]):
        return value
    message = "This is no rich text."
    raise NonsenseError(message)


def _file(actor: Actor, _element: Element, value: object) -> Json:
    file_id = value.get("id") if isinstance(value, dict) else value
    file = actor.workspace.files.get(file_id) if isinstance(file_id, str) else None
    if file is None or file.user != actor.id:
        message = "One of the files is not there: attach it again."
        raise RefusedError(message)
    return file.payload()


def _several(check: Check) -> Check:
    def checked(actor: Actor, element: Element, value: object) -> list[object]:
        if not isinstance(value, list):
            message = "Several can be chosen here: a list is needed."
            raise NonsenseError(message)
        most = int(element.json.get("max_selected_items") or element.json.get("max_files") or 100)
        if len(value) > most:
            message = f"At most {most} can be chosen here."
            raise RefusedError(message)
        return _unique(check(actor, element, one) for one in value)

    return checked


def _unique(values: Iterable[object]) -> list[object]:
    found: list[object] = []
    for value in values:
        if value not in found:
            found.append(value)
    return found


CHECKS: dict[str, Check] = {
    **dict.fromkeys(TEXTS, _typed),
    "rich_text_input": _rich,
    "overflow": _option,
    "static_select": _option,
    "radio_buttons": _option,
    "external_select": _offered,
    "users_select": _person,
    "conversations_select": _place,
    "channels_select": _place,
    "datepicker": _date,
    "timepicker": _time,
    "datetimepicker": _instant,
    "checkboxes": _several(_option),
    "multi_static_select": _several(_option),
    "multi_external_select": _several(_offered),
    "multi_users_select": _several(_person),
    "multi_conversations_select": _several(_place),
    "multi_channels_select": _several(_place),
    "file_input": _several(_file),
}
SEVERAL = frozenset(kind for kind in CHECKS if kind.startswith("multi_")) | {
    "checkboxes",
    "file_input",
}
