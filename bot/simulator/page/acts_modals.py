"""Acts with forms: fill in, submit, close."""

import re
from collections.abc import Callable
from decimal import Decimal

from bot.simulator import submitting
from bot.simulator.elements import SELECTED, Element, elements, is_empty
from bot.simulator.page import acts_chosen
from bot.simulator.page.acts_actor import Actor
from bot.simulator.page.acts_sent import RefusedError, Sent
from bot.simulator.shapes import Json
from bot.simulator.views import View

ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
LINK = re.compile(r"https?://[^\s/]+\S*")
NUMBER = re.compile(r"[+-]?\d{1,20}(\.\d{1,20})?")


async def state(actor: Actor, sent: Sent) -> Json:
    """A field holds something else now; the app is not told of it yet."""
    view = actor.view(sent.name("view"))
    element = actor.element(view, sent)
    chosen = acts_chosen.state(actor, element, sent.inner("value"))
    fields = view.chosen.setdefault(element.block_id, {})
    fields[element.action_id] = {"type": element.kind, **chosen}
    actor.seat.errors.get(view.id, {}).pop(element.block_id, None)
    return {}


async def submit(actor: Actor, sent: Sent) -> Json:
    """Send a form; what is wrong with its fields stays beside them."""
    view = actor.modal(sent.name("view"))
    actor.check_front(view)
    if view.id in actor.seat.busy:
        message = "It is on its way already."
        raise RefusedError(message)
    if view.json.get("submit") is None and not _fields(view):
        message = "There is nothing to submit here."
        raise RefusedError(message)
    errors = _wrong_fields(view) or await _sent(actor, view)
    actor.seat.forget(view.id)
    if not errors:
        return {}
    actor.seat.errors[view.id] = errors
    return {"errors": errors}


async def close(actor: Actor, sent: Sent) -> Json:
    """Go away from a form, or from all that lie upon each other."""
    view = actor.modal(sent.name("view"))
    everything = sent.flag("all")
    actor.seat.forget(view.id)
    await submitting.close(actor.hand, view, everything=everything)
    return {}


async def _sent(actor: Actor, view: View) -> dict[str, str]:
    actor.seat.forget(view.id)
    actor.seat.busy.add(view.id)
    actor.changed()
    try:
        return await submitting.submit(actor.hand, view)
    finally:
        actor.seat.busy.discard(view.id)


def _fields(view: View) -> list[Element]:
    return [element for element in elements(view.blocks) if element.is_input]


def _wrong_fields(view: View) -> dict[str, str]:
    """What Slack itself has against the fields, before the app is asked."""
    values = view.values()
    found = {e.block_id: _wrong(e, values[e.block_id][e.action_id]) for e in _fields(view)}
    return {block_id: text for block_id, text in found.items() if text}


def _wrong(element: Element, state: Json) -> str:
    value = state.get(SELECTED[element.kind])
    if is_empty(element, state) or (isinstance(value, str) and not value.strip()):
        return "" if element.is_optional else "Please fill in this field."
    judge = JUDGES.get(element.kind)
    return judge(element, str(value)) if judge is not None else ""


def _short(element: Element, typed: str) -> str:
    least = int(element.json.get("min_length") or 0)
    return f"Please write at least {least} characters." if len(typed) < least else ""


def _mail(_element: Element, typed: str) -> str:
    return "" if ADDRESS.fullmatch(typed.strip()) else "Please enter a valid email address."


def _link(_element: Element, typed: str) -> str:
    return "" if LINK.fullmatch(typed.strip()) else "Please enter a valid address (https://…)."


def _number(element: Element, typed: str) -> str:
    if not NUMBER.fullmatch(typed.strip()):
        return "Please enter a number."
    number, json = Decimal(typed.strip()), element.json
    if not json.get("is_decimal_allowed") and number != number.to_integral_value():
        return "Please enter a whole number."
    if "min_value" in json and number < Decimal(json["min_value"]):
        return f"Please enter {json['min_value']} or more."
    if "max_value" in json and number > Decimal(json["max_value"]):
        return f"Please enter {json['max_value']} or less."
    return ""


JUDGES: dict[str, Callable[[Element, str], str]] = {
    "plain_text_input": _short,
    "email_text_input": _mail,
    "url_text_input": _link,
    "number_input": _number,
}
