"""Acts with what the app has put there: buttons, selects, commands and shortcuts."""

from bot.simulator import commanding, typed
from bot.simulator.controls import Control
from bot.simulator.elements import Element
from bot.simulator.messages import Message
from bot.simulator.page import acts_chosen
from bot.simulator.page.acts_actor import Actor
from bot.simulator.page.acts_sent import NonsenseError, RefusedError, Sent
from bot.simulator.shapes import Json
from bot.simulator.views import View

PLAIN = frozenset({"button", "workflow_button"})
ASKING = frozenset({"external_select", "multi_external_select"})


async def press(actor: Actor, sent: Sent) -> Json:
    """Press a button, or choose in a control that tells the app at once."""
    holder = actor.holder(sent)
    element = actor.element(holder, sent)
    if isinstance(holder, View):
        actor.check_front(holder)
    if not element.dispatches:
        message = "This field is sent together with its form."
        raise RefusedError(message)
    selected = _selected(actor, element, sent)
    shown = holder.hash if isinstance(holder, View) else None
    await actor.hand.press(Control(holder, element, element.label, selected))
    if isinstance(holder, View) and holder.hash != shown:
        actor.seat.forget(holder.id)
    return {}


async def suggest(actor: Actor, sent: Sent) -> Json:
    """Type into a select that the app fills; says what it offers."""
    holder = actor.holder(sent)
    element = actor.element(holder, sent)
    if element.kind not in ASKING:
        message = "The app is not asked for what can be chosen here."
        raise RefusedError(message)
    typed_text = sent.text("typed")
    if len(typed_text) < actor.hand.asks_from(element):
        return {"options": [], "option_groups": []}
    return await actor.hand.suggest(holder, element, typed_text)


async def command(actor: Actor, sent: Sent) -> Json:
    """Use a slash command."""
    channel = actor.is_in(sent.name("place"))
    name, text = sent.name("command"), sent.text("text")
    if name not in actor.workspace.manifest.commands:
        message = f"{name} is not a valid command."
        raise RefusedError(message)
    told = typed.mentioned(actor.workspace, actor.id, text)
    await commanding.command(actor.hand, name, told, channel)
    return {}


async def shortcut(actor: Actor, sent: Sent) -> Json:
    """Use a shortcut: a global one, or one of a message."""
    callback_id = sent.name("callback_id")
    ts = sent.optional_name("ts")
    message = actor.message(sent.name("place"), ts) if ts is not None else None
    kind = "global" if message is None else "message"
    known = actor.workspace.manifest.shortcuts
    if not any(s.callback_id == callback_id and s.kind == kind for s in known):
        text = "The app has no such shortcut."
        raise RefusedError(text)
    _check_visible(message)
    await actor.hand.shortcut(callback_id, message)
    return {}


def _selected(actor: Actor, element: Element, sent: Sent) -> Json | None:
    if element.kind not in PLAIN:
        return acts_chosen.state(actor, element, sent.inner("chosen"))
    if sent.json.get("chosen") is not None:
        message = "Nothing is chosen with a button."
        raise NonsenseError(message)
    return None


def _check_visible(message: Message | None) -> None:
    if message is not None and message.visible_to is not None:
        text = "Only you see this message: nothing can be done with it."
        raise RefusedError(text)
