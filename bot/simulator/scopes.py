"""Which scope each Web API method needs."""

from bot.simulator.arguments import Arguments
from bot.simulator.errors import SlackError
from bot.simulator.workspace import Workspace

NONE = ""
HISTORY = "history"
READ = "read"

METHODS: dict[str, str] = {
    "api.test": NONE,
    "apps.connections.open": NONE,
    "auth.test": NONE,
    "bots.info": "users:read",
    "chat.delete": "chat:write",
    "chat.getPermalink": NONE,
    "chat.postEphemeral": "chat:write",
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "conversations.history": HISTORY,
    "conversations.info": READ,
    "conversations.join": "channels:join",
    "conversations.list": READ,
    "conversations.members": READ,
    "conversations.open": "im:write",
    "conversations.replies": HISTORY,
    "files.completeUploadExternal": "files:write",
    "files.getUploadURLExternal": "files:write",
    "files.info": "files:read",
    "reactions.add": "reactions:write",
    "reactions.get": "reactions:read",
    "reactions.remove": "reactions:write",
    "team.info": "team:read",
    "users.conversations": READ,
    "users.info": "users:read",
    "users.list": "users:read",
    "views.open": NONE,
    "views.publish": NONE,
    "views.push": NONE,
    "views.update": NONE,
}
"""`history` and `read` are completed by the kind of conversation: `im:history`."""

FAMILIES = {"channel": "channels", "group": "groups", "im": "im", "mpim": "mpim"}
TYPES = {"public_channel": "channels", "private_channel": "groups", "im": "im", "mpim": "mpim"}


def check(method: str, arguments: Arguments, workspace: Workspace) -> None:
    """Refuse the call with `missing_scope` if the manifest did not ask for what it needs."""
    provided = workspace.manifest.scopes
    for scope in _needed(method, arguments, workspace):
        if scope not in provided:
            raise SlackError(code="missing_scope", needed=scope, provided=",".join(provided))


def _needed(method: str, arguments: Arguments, workspace: Workspace) -> list[str]:
    scope = METHODS[method]
    if scope not in {HISTORY, READ}:
        if method == "conversations.open" and len(arguments.names("users")) > 1:
            return ["mpim:write"]
        return [scope] if scope else []
    if "channel" not in arguments:
        types = arguments.names("types") or ["public_channel"]
        return [f"{TYPES[kind]}:{scope}" for kind in types if kind in TYPES]
    channel = workspace.channels.get(arguments.text("channel"))
    return [f"{FAMILIES[channel.kind]}:{scope}"] if channel is not None else []
