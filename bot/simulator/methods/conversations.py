"""Web API: conversations.* and users.conversations"""

from bot.simulator.arguments import Arguments
from bot.simulator.errors import SlackError
from bot.simulator.messages import Channel, Message
from bot.simulator.methods.desk import Desk, page_of
from bot.simulator.shapes import Json

KINDS = {"channel": "public_channel", "group": "private_channel", "im": "im", "mpim": "mpim"}


def open_conversation(desk: Desk, arguments: Arguments) -> Json:
    """conversations.open: the DM with one person, or a group of several."""
    users = arguments.names("users")
    if "channel" in arguments:
        return {"channel": {"id": desk.readable(arguments.text("channel")).id}}
    if not users:
        raise SlackError(code="users_list_not_supplied")
    _check_people(desk, users)
    if len(users) > 1:
        return {"channel": {"id": _group(desk, users).id}}
    is_open = desk.workspace.find_dm(users[0]) is not None
    answer: Json = {"channel": {"id": desk.workspace.dm_with(users[0]).id}}
    return answer | ({"no_op": True, "already_open": True} if is_open else {})


def info(desk: Desk, arguments: Arguments) -> Json:
    """conversations.info: one conversation."""
    channel = desk.readable(arguments.required("channel"))
    return {"channel": channel.payload(desk.workspace.identity.bot_user_id)}


def history(desk: Desk, arguments: Arguments) -> Json:
    """conversations.history: newest first, without replies that were not broadcast."""
    channel = _member_of(desk, arguments)
    found = [m for m in channel.messages if m.is_in_channel and not _is_gone(m)]
    found = [m for m in found if _is_within(m, arguments)]
    return _page(arguments, found[::-1], 100) | {"pin_count": 0}


def replies(desk: Desk, arguments: Arguments) -> Json:
    """conversations.replies: the root and what was said under it, oldest first."""
    channel = _member_of(desk, arguments)
    ts = arguments.required("ts")
    found = next((m for m in channel.messages if m.ts == ts and not _is_gone(m)), None)
    if found is None:
        raise SlackError(code="thread_not_found")
    if found.is_reply:
        return _page(arguments, [found], 1000)
    kept = [m for m in found.replies if _is_within(m, arguments)]
    return _page(arguments, [found, *kept], 1000)


def members(desk: Desk, arguments: Arguments) -> Json:
    """conversations.members: ids, page by page."""
    channel = desk.readable(arguments.required("channel"))
    begin, end, cursor = page_of(arguments, len(channel.members), 100)
    return {"members": channel.members[begin:end], "response_metadata": {"next_cursor": cursor}}


def list_all(desk: Desk, arguments: Arguments) -> Json:
    """conversations.list: what the bot may see, page by page."""
    bot = desk.workspace.identity.bot_user_id
    found = [c for c in _of_types(desk, arguments) if c.kind == "channel" or bot in c.members]
    return _channel_page(desk, arguments, found)


def list_joined(desk: Desk, arguments: Arguments) -> Json:
    """users.conversations: where a person, or the bot, is a member."""
    user = arguments.text("user") or desk.workspace.identity.bot_user_id
    desk.workspace.profile(user)
    found = [c for c in _of_types(desk, arguments) if user in c.members]
    return _channel_page(desk, arguments, found)


def join(desk: Desk, arguments: Arguments) -> Json:
    """conversations.join: the bot comes into a public channel."""
    channel = desk.readable(arguments.required("channel"))
    if channel.kind != "channel":
        raise SlackError(code="method_not_supported_for_channel_type")
    if channel.is_archived:
        raise SlackError(code="is_archived")
    desk.talk.join(channel, desk.workspace.identity.bot_user_id)
    return {"channel": channel.payload(desk.workspace.identity.bot_user_id)}


def _check_people(desk: Desk, users: list[str]) -> None:
    if len(users) > 1 and any(user not in desk.workspace.people for user in users):
        raise SlackError(code="users_not_found")
    for user in users:
        person = desk.workspace.profile(user)
        if person.is_bot:
            raise SlackError(code="cannot_dm_bot")
        if person.deleted:
            raise SlackError(code="user_disabled")


def _group(desk: Desk, users: list[str]) -> Channel:
    workspace = desk.workspace
    members = [*users, workspace.identity.bot_user_id]
    for channel in workspace.channels.values():
        if channel.kind == "mpim" and set(channel.members) == set(members):
            return channel
    return workspace.add_channel(workspace.ids.new("G"), "", members, "mpim")


def _member_of(desk: Desk, arguments: Arguments) -> Channel:
    channel = desk.readable(arguments.required("channel"))
    if not desk.workspace.bot_is_in(channel):
        raise SlackError(code="not_in_channel")
    return channel


def _is_gone(message: Message) -> bool:
    return message.is_deleted and not message.replies


def _is_within(message: Message, arguments: Arguments) -> bool:
    oldest, latest = arguments.text("oldest") or "0", arguments.text("latest") or "inf"
    if arguments.flag("inclusive"):
        return float(oldest) <= float(message.ts) <= float(latest)
    return float(oldest) < float(message.ts) < float(latest)


def _page(arguments: Arguments, found: list[Message], limit: int) -> Json:
    begin, end, cursor = page_of(arguments, len(found), limit)
    with_metadata = arguments.flag("include_all_metadata")
    return {
        "messages": [m.payload(with_metadata=with_metadata) for m in found[begin:end]],
        "has_more": bool(cursor),
        "response_metadata": {"next_cursor": cursor},
    }


def _of_types(desk: Desk, arguments: Arguments) -> list[Channel]:
    types = arguments.names("types") or ["public_channel"]
    found = [c for c in desk.workspace.channels.values() if KINDS[c.kind] in types]
    return [c for c in found if not (c.is_archived and arguments.flag("exclude_archived"))]


def _channel_page(desk: Desk, arguments: Arguments, found: list[Channel]) -> Json:
    begin, end, cursor = page_of(arguments, len(found), 100)
    bot = desk.workspace.identity.bot_user_id
    channels = [c.payload(bot) for c in found[begin:end]]
    return {"channels": channels, "response_metadata": {"next_cursor": cursor}}
