"""Web API: reactions.*"""

import re

from bot.simulator.arguments import Arguments
from bot.simulator.errors import SlackError
from bot.simulator.messages import Message
from bot.simulator.methods.desk import Desk
from bot.simulator.shapes import Json

NAME = re.compile(r"[\w+'-]+(::skin-tone-[2-6])?")


def add(desk: Desk, arguments: Arguments) -> Json:
    """reactions.add: as the bot."""
    message = _message(desk, arguments)
    desk.talk.react(message, desk.workspace.identity.bot_user_id, _name(arguments))
    return {}


def remove(desk: Desk, arguments: Arguments) -> Json:
    """reactions.remove: the bot's own."""
    message = _message(desk, arguments)
    desk.talk.unreact(message, desk.workspace.identity.bot_user_id, _name(arguments))
    return {}


def get(desk: Desk, arguments: Arguments) -> Json:
    """reactions.get: a message with its reactions."""
    message = _message(desk, arguments)
    return {"type": "message", "channel": message.channel, "message": message.payload()}


def _message(desk: Desk, arguments: Arguments) -> Message:
    channel = desk.readable(arguments.required("channel"))
    if not desk.workspace.bot_is_in(channel):
        raise SlackError(code="not_in_channel")
    if channel.is_archived:
        raise SlackError(code="is_archived")
    return desk.workspace.message(channel.id, arguments.required("timestamp"))


def _name(arguments: Arguments) -> str:
    name = arguments.text("name").strip(":")
    if not NAME.fullmatch(name):
        raise SlackError(code="invalid_name")
    return name
