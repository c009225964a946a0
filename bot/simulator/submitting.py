"""Submitting a modal: what the app may answer, and what it may not."""

from bot.simulator import interactions
from bot.simulator.acting import Hand
from bot.simulator.elements import elements
from bot.simulator.errors import SlackError
from bot.simulator.methods.views import problems_of
from bot.simulator.shapes import Json
from bot.simulator.views import View


async def submit(hand: Hand, view: View) -> dict[str, str]:
    """Send a view_submission and do what the answer says; returns errors by block id."""
    workspace = hand.office.workspace
    payload = interactions.view_submission(workspace, hand.profile, view)
    delivery = await hand.office.courier.interact(payload)
    if not delivery.acknowledged:
        return {}
    if isinstance(delivery.body, str) and delivery.body:
        _refuse(hand, f"a text is no answer to a submission: {delivery.body[:80]!r}")
        return {}
    return _obey(hand, view, delivery.answer)


async def close(hand: Hand, view: View, *, everything: bool) -> None:
    """Go away from a modal, and from those below it if the person or the view says so."""
    views = hand.office.workspace.views
    everything = everything or bool(view.json.get("clear_on_close"))
    if everything:
        views.clear(view.user)
    views.close(view)
    if view.json.get("notify_on_close"):
        payload = interactions.view_closed(
            hand.office.workspace, hand.profile, view, is_cleared=everything
        )
        await hand.office.courier.interact(payload)


def _obey(hand: Hand, view: View, answer: Json) -> dict[str, str]:
    action = answer.get("response_action")
    views = hand.office.workspace.views
    if not answer:
        views.close(view)
    elif action == "clear":
        views.clear(view.user)
    elif action == "errors":
        return _errors(hand, view, answer.get("errors"))
    elif action in {"update", "push"}:
        _show(hand, view, str(action), answer.get("view"))
    else:
        _refuse(hand, f"unknown answer to a submission: {answer}")
    return {}


def _errors(hand: Hand, view: View, errors: object) -> dict[str, str]:
    if not isinstance(errors, dict) or not errors:
        _refuse(hand, "response_action errors without errors")
        return {}
    inputs = {element.block_id for element in elements(view.blocks) if element.is_input}
    if unknown := [block for block in errors if block not in inputs]:
        _refuse(hand, f"errors for blocks that are no inputs: {unknown}; there are {inputs}")
        return {}
    return {str(block): str(text) for block, text in errors.items()}


def _show(hand: Hand, view: View, action: str, json: object) -> None:
    views = hand.office.workspace.views
    problems = problems_of(json, "modal") if isinstance(json, dict) else ["view is missing"]
    if problems or not isinstance(json, dict):
        _refuse(hand, f"response_action {action}: {problems}")
        return
    if action == "update":
        views.update(view, json)
        return
    try:
        views.push(view.user, json)
    except SlackError as error:
        _refuse(hand, f"response_action push: {error.code}")


def _refuse(hand: Hand, problem: str) -> None:
    hand.office.workspace.warn(hand.profile.id, problem)
