"""Web API: views.*"""

from bot.simulator.arguments import Arguments
from bot.simulator.blocks import view_problems
from bot.simulator.errors import SlackError, refused
from bot.simulator.methods.desk import Desk
from bot.simulator.shapes import Json
from bot.simulator.triggers import Trigger
from bot.simulator.views import STACK_LIMIT, View


def open_view(desk: Desk, arguments: Arguments) -> Json:
    """views.open: a modal for the one who clicked; upon a modal it is laid on top."""
    view = view_of(arguments, "modal")
    trigger = _spend(desk, arguments)
    if trigger.view_id is not None and desk.workspace.views.stack(trigger.user):
        return _shown(desk, desk.workspace.views.push(trigger.user, view))
    return _shown(desk, desk.workspace.views.open(trigger.user, view))


def push(desk: Desk, arguments: Arguments) -> Json:
    """views.push: upon the modal in which the click was."""
    view = view_of(arguments, "modal")
    trigger = _spend(desk, arguments)
    return _shown(desk, desk.workspace.views.push(trigger.user, view))


def update(desk: Desk, arguments: Arguments) -> Json:
    """views.update: an open view shows something else."""
    found = desk.workspace.views.find(
        view_id=arguments.text("view_id"), external_id=arguments.text("external_id")
    )
    _check_hash(arguments, found)
    view = view_of(arguments, str(found.json["type"]))
    return _shown(desk, desk.workspace.views.update(found, view))


def publish(desk: Desk, arguments: Arguments) -> Json:
    """views.publish: one person's App Home."""
    if not desk.workspace.manifest.has_home:
        raise SlackError(code="not_enabled")
    user = desk.workspace.profile(arguments.required("user_id"))
    if (home := desk.workspace.views.homes.get(user.id)) is not None:
        _check_hash(arguments, home)
    view = view_of(arguments, "home")
    return _shown(desk, desk.workspace.views.publish(user.id, view))


def view_of(arguments: Arguments, kind: str) -> Json:
    """The view that was passed, refused where Slack refuses it."""
    view = arguments.item("view")
    if view is None:
        raise refused(code="invalid_arguments", problems=["missing required field: view"])
    if problems := problems_of(view, kind):
        raise refused(code="invalid_arguments", problems=problems)
    return view


def problems_of(view: Json, kind: str) -> list[str]:
    """Why Slack would not show this view in this place."""
    if view.get("type") != kind:
        return [f"type must be {kind!r} here, not {view.get('type')!r}"]
    return view_problems(view)


def _spend(desk: Desk, arguments: Arguments) -> Trigger:
    views, triggers = desk.workspace.views, desk.workspace.triggers
    trigger = triggers.spend(arguments.required("trigger_id"))
    if trigger.view_id is not None and len(views.stack(trigger.user)) >= STACK_LIMIT:
        raise SlackError(code="push_limit_reached")
    return trigger


def _check_hash(arguments: Arguments, view: View) -> None:
    if "hash" in arguments and arguments.text("hash") != view.hash:
        raise SlackError(code="hash_conflict")


def _shown(desk: Desk, view: View) -> Json:
    return {"view": view.payload(desk.workspace.identity)}
