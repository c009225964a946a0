"""What clicks, shortcuts, commands and submissions look like to the app."""

from bot.simulator.elements import Element, state_values
from bot.simulator.messages import Channel, Message
from bot.simulator.people import Profile
from bot.simulator.shapes import Json
from bot.simulator.views import View
from bot.simulator.workspace import Workspace


def block_actions_on_message(
    workspace: Workspace, person: Profile, message: Message, action: Json, response_url: str
) -> Json:
    """A click in a message; an ephemeral message is not sent along."""
    channel = workspace.channel(message.channel)
    container: Json = {"type": "message", "message_ts": message.ts, "channel_id": channel.id}
    container |= {"is_ephemeral": message.visible_to is not None}
    if message.is_reply:
        container["thread_ts"] = message.thread_ts
    payload = _head(workspace, "block_actions", person) | {
        "container": container,
        "trigger_id": workspace.triggers.make(person.id),
        "enterprise": None,
        "is_enterprise_install": False,
        "channel": _place(channel),
        "state": {"values": state_values(message.blocks, message.values.get(person.id, {}))},
        "response_url": response_url,
        "actions": [action],
    }
    if message.visible_to is None:
        payload["message"] = message.payload()
    return payload


def block_actions_on_view(workspace: Workspace, person: Profile, view: View, action: Json) -> Json:
    """A click in a modal or in App Home."""
    return _head(workspace, "block_actions", person) | {
        "container": {"type": "view", "view_id": view.id},
        "trigger_id": workspace.triggers.make(person.id, _modal_id(view)),
        "enterprise": None,
        "is_enterprise_install": False,
        "view": view.payload(workspace.identity),
        "actions": [action],
    }


def block_suggestion(
    workspace: Workspace, person: Profile, element: Element, typed: str, place: Json
) -> Json:
    """Somebody types into a select whose options the app knows."""
    return (
        _head(workspace, "block_suggestion", person)
        | place
        | {
            "action_id": element.action_id,
            "block_id": element.block_id,
            "value": typed,
        }
    )


def view_submission(workspace: Workspace, person: Profile, view: View) -> Json:
    """Somebody presses the modal's submit button."""
    return _head(workspace, "view_submission", person) | {
        "trigger_id": workspace.triggers.make(person.id, view.id),
        "view": view.payload(workspace.identity),
        "response_urls": [],
        "is_enterprise_install": False,
        "enterprise": None,
    }


def view_closed(workspace: Workspace, person: Profile, view: View, *, is_cleared: bool) -> Json:
    """Somebody goes away from a modal."""
    return _head(workspace, "view_closed", person) | {
        "view": view.payload(workspace.identity),
        "is_cleared": is_cleared,
        "response_urls": [],
        "is_enterprise_install": False,
        "enterprise": None,
    }


def shortcut(workspace: Workspace, person: Profile, callback_id: str) -> Json:
    """Somebody uses a global shortcut."""
    return _shortcut_head(workspace, "shortcut", person, callback_id)


def message_action(
    workspace: Workspace, person: Profile, callback_id: str, message: Message, response_url: str
) -> Json:
    """Somebody uses a shortcut of one message."""
    head = _shortcut_head(workspace, "message_action", person, callback_id)
    return head | {
        "channel": _place(workspace.channel(message.channel)),
        "message_ts": message.ts,
        "message": message.payload(),
        "response_url": response_url,
    }


def slash_command(
    workspace: Workspace, person: Profile, channel: Channel, text: str, response_url: str
) -> Json:
    """Somebody uses a slash command; its name is added by the caller."""
    identity = workspace.identity
    place = _place(channel)
    return {
        "token": "verification-token",
        "team_id": identity.team_id,
        "team_domain": identity.domain,
        "channel_id": place["id"],
        "channel_name": place["name"],
        "user_id": person.id,
        "user_name": person.name,
        "text": text,
        "api_app_id": identity.app_id,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": workspace.triggers.make(person.id),
    }


def action(element: Element, ts: str, selected: Json | None = None) -> Json:
    """One entry of `actions`: the element as it was clicked."""
    found: Json = {"type": element.kind, "action_id": element.action_id}
    found |= {"block_id": element.block_id, "action_ts": ts}
    for key in ("text", "value", "style", "url", "placeholder", "confirm"):
        if key in element.json:
            found[key] = element.json[key]
    return found | (selected or {})


def place_of(holder: Message | View, workspace: Workspace) -> Json:
    """Container and surroundings of an element, for a request for options."""
    if isinstance(holder, View):
        container = {"type": "view", "view_id": holder.id}
        return {"container": container, "view": holder.payload(workspace.identity)}
    channel = workspace.channel(holder.channel)
    container = {"type": "message", "message_ts": holder.ts, "channel_id": channel.id}
    found = {"container": container, "channel": _place(channel)}
    return found | {"message": holder.payload()}


def _head(workspace: Workspace, kind: str, person: Profile) -> Json:
    identity = workspace.identity
    user = {"id": person.id, "username": person.name, "name": person.name}
    return {
        "type": kind,
        "team": {"id": identity.team_id, "domain": identity.domain},
        "user": user | {"team_id": identity.team_id},
        "api_app_id": identity.app_id,
        "token": "verification-token",
    }


def _shortcut_head(workspace: Workspace, kind: str, person: Profile, callback_id: str) -> Json:
    head = _head(workspace, kind, person)
    head.pop("api_app_id")
    return head | {
        "action_ts": workspace.ids.ts(),
        "callback_id": callback_id,
        "trigger_id": workspace.triggers.make(person.id),
        "is_enterprise_install": False,
        "enterprise": None,
    }


def _place(channel: Channel) -> Json:
    kinds = {"im": "directmessage", "group": "privategroup", "mpim": "privategroup"}
    name = kinds.get(channel.kind, channel.name)
    return {"id": channel.id, "name": name}


def _modal_id(view: View) -> str | None:
    return view.id if view.json["type"] == "modal" else None
