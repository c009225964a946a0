"""Web API: chat.*"""

from bot.simulator.arguments import Arguments
from bot.simulator.blocks import message_problems
from bot.simulator.elements import with_ids
from bot.simulator.errors import SlackError, refused
from bot.simulator.messages import Message
from bot.simulator.methods.desk import Desk
from bot.simulator.shapes import Json

LONGEST_TEXT = 40_000


def post_message(desk: Desk, arguments: Arguments) -> Json:
    """chat.postMessage: into a channel, a thread or, by a person's id, their DM."""
    channel = desk.writable(arguments.required("channel"))
    message = _composed(desk, arguments, channel.id)
    message.metadata = metadata_of(arguments)
    if arguments.flag("reply_broadcast") and message.thread_ts:
        message.subtype = "thread_broadcast"
    desk.talk.post(message)
    return {"channel": channel.id, "ts": message.ts, "message": message.payload()}


def post_ephemeral(desk: Desk, arguments: Arguments) -> Json:
    """chat.postEphemeral: one member of the channel sees it, history does not."""
    channel = desk.writable(arguments.required("channel"))
    user = desk.workspace.profile(arguments.required("user"))
    if user.id not in channel.members:
        raise SlackError(code="user_not_in_channel")
    message = _composed(desk, arguments, channel.id)
    message.visible_to = user.id
    desk.workspace.ephemerals.append(message)
    return {"message_ts": message.ts}


def update(desk: Desk, arguments: Arguments) -> Json:
    """chat.update: only the bot's own messages; a text without blocks takes the blocks away."""
    message = _own(desk, arguments, "cant_update_message")
    content = content_of(arguments, has_content=bool(message.blocks or message.attachments))
    changes: Json = {k: content[k] for k in ("text", "blocks", "attachments") if k in arguments}
    if "text" in changes:
        changes.setdefault("blocks", [])
    if "metadata" in arguments:
        changes["metadata"] = metadata_of(arguments)
    if "blocks" in changes:
        changes["blocks"] = with_ids(changes["blocks"], lambda: desk.workspace.ids.secret(5))
    _note_silence(desk, message.channel, changes)
    is_marked = not changes.get("blocks") and changes.get("text", message.text) != message.text
    desk.talk.edit(message, changes, is_marked=is_marked)
    answer = {"channel": message.channel, "ts": message.ts, "text": message.text}
    return answer | {"message": message.payload()}


def delete(desk: Desk, arguments: Arguments) -> Json:
    """chat.delete: only the bot's own messages."""
    message = _own(desk, arguments, "cant_delete_message")
    desk.talk.delete(message)
    return {"channel": message.channel, "ts": message.ts}


def permalink(desk: Desk, arguments: Arguments) -> Json:
    """chat.getPermalink: a link to a message."""
    channel = desk.readable(arguments.required("channel"))
    message = desk.workspace.message(channel.id, arguments.required("message_ts"))
    domain = desk.workspace.identity.domain
    link = f"https://{domain}.slack.com/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.is_reply:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


def content_of(arguments: Arguments, *, has_content: bool = False) -> Json:
    """Text, blocks and attachments of a message, refused where Slack refuses them."""
    text, blocks = arguments.text("text"), arguments.items("blocks")
    attachments = arguments.items("attachments")
    if not (text or blocks or attachments or has_content):
        raise SlackError(code="no_text")
    if len(text) > LONGEST_TEXT:
        raise SlackError(code="msg_too_long")
    if problems := message_problems(blocks):
        raise refused(code="invalid_blocks", problems=problems)
    return {"text": text, "blocks": blocks, "attachments": attachments}


def metadata_of(arguments: Arguments) -> Json | None:
    """The metadata of a message, if it has any."""
    metadata = arguments.item("metadata")
    if not metadata:
        return None
    if not metadata.get("event_type") or not isinstance(metadata.get("event_payload"), dict):
        raise SlackError(code="invalid_metadata_format")
    return metadata


def bot_message(desk: Desk, channel: str, content: Json) -> Message:
    """A message of the bot, not yet posted."""
    workspace = desk.workspace
    identity = workspace.identity
    profile: Json = {"id": identity.bot_id, "app_id": identity.app_id, "team_id": identity.team_id}
    profile |= {"name": workspace.manifest.bot_name, "deleted": False, "updated": 0, "icons": {}}
    return Message(
        channel=channel,
        ts=workspace.ids.ts(),
        text=content["text"],
        user=identity.bot_user_id,
        blocks=with_ids(content["blocks"], lambda: workspace.ids.secret(5)),
        attachments=content["attachments"],
        bot_id=identity.bot_id,
        app_id=identity.app_id,
        bot_profile=profile,
    )


def _composed(desk: Desk, arguments: Arguments, channel: str) -> Message:
    message = bot_message(desk, channel, content_of(arguments))
    message.thread_ts = arguments.text("thread_ts") or None
    _note_silence(desk, channel, {"text": message.text, "blocks": message.blocks})
    return message


def _note_silence(desk: Desk, channel: str, content: Json) -> None:
    if content.get("blocks") and not content.get("text"):
        problem = f"a message in {channel} has blocks and no text: notifications stay empty"
        desk.workspace.problems.append(problem)


def _own(desk: Desk, arguments: Arguments, otherwise: str) -> Message:
    channel = desk.readable(arguments.required("channel"))
    message = desk.workspace.message(channel.id, arguments.required("ts"))
    if channel.is_archived:
        raise SlackError(code="is_archived")
    if message.bot_id != desk.workspace.identity.bot_id:
        raise SlackError(otherwise)
    return message
