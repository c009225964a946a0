"""Web API: api.test, auth.test, apps.connections.open, bots.info, team.info."""

from bot.simulator.arguments import Arguments
from bot.simulator.errors import SlackError
from bot.simulator.methods.desk import Desk
from bot.simulator.shapes import Json


def check_api(_desk: Desk, arguments: Arguments) -> Json:
    """api.test: says the arguments back, and any error one asks for."""
    if "error" in arguments:
        raise SlackError(arguments.text("error"), args=arguments.values)
    return {"args": arguments.values}


def check_auth(desk: Desk, _arguments: Arguments) -> Json:
    """auth.test: who the token belongs to."""
    identity = desk.workspace.identity
    return {
        "url": f"https://{identity.domain}.slack.com/",
        "team": identity.team_name,
        "user": desk.workspace.profile(identity.bot_user_id).name,
        "team_id": identity.team_id,
        "user_id": identity.bot_user_id,
        "bot_id": identity.bot_id,
        "is_enterprise_install": False,
    }


def open_connection(desk: Desk, _arguments: Arguments) -> Json:
    """apps.connections.open: a WebSocket URL that serves once."""
    return {"url": desk.socket_url()}


def bot_info(desk: Desk, arguments: Arguments) -> Json:
    """bots.info: the app's own bot is the only one."""
    identity = desk.workspace.identity
    if arguments.text("bot") not in {"", identity.bot_id}:
        raise SlackError(code="bot_not_found")
    bot = {
        "id": identity.bot_id,
        "deleted": False,
        "name": desk.workspace.manifest.bot_name,
        "updated": 0,
        "app_id": identity.app_id,
        "user_id": identity.bot_user_id,
        "icons": {},
    }
    return {"bot": bot}


def team_info(desk: Desk, _arguments: Arguments) -> Json:
    """team.info: the workspace."""
    identity = desk.workspace.identity
    team = {"id": identity.team_id, "name": identity.team_name, "domain": identity.domain}
    return {"team": team | {"email_domain": "", "icon": {"image_default": True}}}
