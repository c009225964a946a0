"""Web API: users.*"""

from bot.simulator.arguments import Arguments
from bot.simulator.methods.desk import Desk, page_of
from bot.simulator.shapes import Json


def info(desk: Desk, arguments: Arguments) -> Json:
    """users.info: one person."""
    return {"user": _shown(desk, arguments.required("user"))}


def list_all(desk: Desk, arguments: Arguments) -> Json:
    """users.list: everybody, deactivated people and bots too."""
    users = list(desk.workspace.people)
    begin, end, cursor = page_of(arguments, len(users), 200)
    members = [_shown(desk, user) for user in users[begin:end]]
    return {"members": members, "response_metadata": {"next_cursor": cursor}}


def _shown(desk: Desk, user: str) -> Json:
    workspace = desk.workspace
    profile = workspace.profile(user)
    shown = profile.payload(workspace.identity.team_id, workspace.clock.now())
    if profile.email and "users:read.email" in workspace.manifest.scopes:
        shown["profile"]["email"] = profile.email
    return shown
