"""Every Web API method there is, by its name."""

from bot.simulator.methods import auth, chat, conversations, files, reactions, users, views
from bot.simulator.methods.desk import Method

METHODS: dict[str, Method] = {
    "api.test": auth.check_api,
    "apps.connections.open": auth.open_connection,
    "auth.test": auth.check_auth,
    "bots.info": auth.bot_info,
    "chat.delete": chat.delete,
    "chat.getPermalink": chat.permalink,
    "chat.postEphemeral": chat.post_ephemeral,
    "chat.postMessage": chat.post_message,
    "chat.update": chat.update,
    "conversations.history": conversations.history,
    "conversations.info": conversations.info,
    "conversations.join": conversations.join,
    "conversations.list": conversations.list_all,
    "conversations.members": conversations.members,
    "conversations.open": conversations.open_conversation,
    "conversations.replies": conversations.replies,
    "files.completeUploadExternal": files.complete,
    "files.getUploadURLExternal": files.upload_url,
    "files.info": files.info,
    "reactions.add": reactions.add,
    "reactions.get": reactions.get,
    "reactions.remove": reactions.remove,
    "team.info": auth.team_info,
    "users.conversations": conversations.list_joined,
    "users.info": users.info,
    "users.list": users.list_all,
    "views.open": views.open_view,
    "views.publish": views.publish,
    "views.push": views.push,
    "views.update": views.update,
}
