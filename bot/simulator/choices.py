"""From what a test says, "Ivan" or "small", to the state that Slack would send."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time

from bot.simulator.elements import SELECTED, Element, options
from bot.simulator.people import Profile
from bot.simulator.shapes import Json

TEXTS = frozenset({"plain_text_input", "number_input", "email_text_input", "url_text_input"})
SEVERAL = frozenset(kind for kind in SELECTED if kind.startswith("multi_")) | {"checkboxes"}
LONGEST_INPUT = 3000


def normal(label: str) -> str:
    """A label or keyword without case, underscores and punctuation, for comparing."""
    kept = "".join(c if c.isalnum() else " " for c in label.casefold())
    return " ".join(kept.split())


def pick(found: list[Json], wanted: object) -> Json:
    """The option whose text equals, else begins with, else contains the wanted text."""
    text = str(wanted).casefold()
    tests: tuple[Callable[[str], bool], ...] = (
        lambda shown: shown == text,
        lambda shown: shown.startswith(text),
        lambda shown: text in shown,
    )
    for test in tests:
        for option in found:
            if test(str(option["text"]["text"]).casefold()):
                return option
    shown = [option["text"]["text"] for option in found]
    message = f"there is no option {str(wanted)!r}; there are {shown}"
    raise AssertionError(message)


def state_for(element: Element, value: object, people: Iterable[Profile]) -> Json:
    """The state of an element in which this person has put this value."""
    key = SELECTED[element.kind]
    if value is None:
        return {"type": element.kind, key: None}
    return {"type": element.kind, key: _value(element, value, list(people))}


def user_id(value: object, people: Iterable[Profile]) -> str:
    """The id of a person given as such, by id or by one of their names."""
    given = str(getattr(value, "id", value))
    people = list(people)
    for person in people:
        if given == person.id:
            return given
    for person in people:
        names = (person.name, person.display_name, person.real_name)
        if given.casefold() in (name.casefold() for name in names):
            return person.id
    shown = [person.shown_name for person in people]
    message = f"there is no person {given!r}; there are {shown}"
    raise AssertionError(message)


def several(value: object) -> list[object]:
    """One value or several, as a list."""
    if isinstance(value, (list, tuple, set, frozenset)):
        return list(value)
    return [value]


def _value(element: Element, value: object, people: list[Profile]) -> object:
    kind = element.kind
    if kind in TEXTS:
        return _typed(element, str(value))
    if kind in CONVERTED:
        return CONVERTED[kind](value)
    if kind in SEVERAL:
        return [_one(element, wanted, people) for wanted in several(value)]
    return _one(element, value, people)


def _one(element: Element, wanted: object, people: list[Profile]) -> object:
    if "users" in element.kind:
        return user_id(wanted, people)
    if element.json.get("options") or element.json.get("option_groups"):
        return pick(options(element.json), wanted)
    return str(getattr(wanted, "id", wanted))


def _typed(element: Element, text: str) -> str | None:
    least = int(element.json.get("min_length") or 0)
    most = int(element.json.get("max_length") or LONGEST_INPUT)
    if text and not least <= len(text) <= most:
        message = f"{element.label!r} takes {least} to {most} characters, not {len(text)}"
        raise AssertionError(message)
    return text or None


def _date(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _time(value: object) -> str:
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)


def _instant(value: object) -> int:
    if not isinstance(value, datetime) or value.tzinfo is None:
        message = f"a date and time needs an aware datetime, not {value!r}"
        raise AssertionError(message)
    return int(value.timestamp())


def _rich(value: object) -> Json:
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": str(value)}]}
    return {"type": "rich_text", "elements": [section]}


CONVERTED: dict[str, Callable[[object], object]] = {
    "datepicker": _date,
    "timepicker": _time,
    "datetimepicker": _instant,
    "rich_text_input": _rich,
}
