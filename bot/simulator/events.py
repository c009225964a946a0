"""What the Events API tells the app: pure functions from what happened to its JSON."""

from bot.simulator.manifest import Identity
from bot.simulator.messages import Channel, Message
from bot.simulator.shapes import Json

SUBSCRIPTIONS = {
    "channel": "message.channels",
    "group": "message.groups",
    "im": "message.im",
    "mpim": "message.mpim",
}
"""The manifest's name for messages of each kind of conversation."""


def posted(channel: Channel, message: Message, root: Message | None) -> Json:
    """A new message, of any subtype."""
    event = message.payload() | _place(channel, message.ts)
    if message.subtype == "thread_broadcast" and root is not None:
        event["root"] = root.payload()
    return event


def changed(channel: Channel, message: Message, previous: Json, ts: str) -> Json:
    """A message looks different now: edited, with a link preview, or a tombstone."""
    return _hidden(channel, ts) | {
        "subtype": "message_changed",
        "message": message.payload(),
        "previous_message": previous,
    }


def deleted(channel: Channel, previous: Json, ts: str) -> Json:
    """A message without replies is gone."""
    return _hidden(channel, ts) | {
        "subtype": "message_deleted",
        "previous_message": previous,
        "deleted_ts": previous["ts"],
    }


def mentioned(channel: Channel, message: Message) -> Json:
    """Somebody named the bot."""
    event = message.payload() | {"type": "app_mention", "channel": channel.id}
    event.pop("subtype", None)
    return event | {"event_ts": message.ts}


def reacted(message: Message, user: str, name: str, ts: str, *, is_added: bool) -> Json:
    """A reaction came or went."""
    return {
        "type": "reaction_added" if is_added else "reaction_removed",
        "user": user,
        "reaction": name,
        "item_user": message.user,
        "item": {"type": "message", "channel": message.channel, "ts": message.ts},
        "event_ts": ts,
    }


def joined(channel: Channel, user: str, team_id: str, ts: str) -> Json:
    """Somebody came into a channel."""
    return {
        "type": "member_joined_channel",
        "user": user,
        "channel": channel.id,
        "channel_type": "C" if channel.kind == "channel" else "G",
        "team": team_id,
        "event_ts": ts,
    }


def home_opened(user: str, channel: Channel, view: Json | None, tab: str, ts: str) -> Json:
    """Somebody looks at the app's home or its messages."""
    event: Json = {"type": "app_home_opened", "user": user, "channel": channel.id, "tab": tab}
    return event | {"event_ts": ts} | ({"view": view} if view is not None else {})


def user_changed(user: Json, ts: str) -> Json:
    """Somebody's profile is different now."""
    return {"type": "user_change", "user": user, "cache_ts": int(float(ts)), "event_ts": ts}


def envelope(event: Json, identity: Identity, event_id: str, seconds: int) -> Json:
    """The outer payload that every event travels in."""
    place = event.get("channel") or (event.get("item") or {}).get("channel") or ""
    parts = ["1", event["type"], identity.team_id, place if isinstance(place, str) else ""]
    authorization = {
        "enterprise_id": None,
        "team_id": identity.team_id,
        "user_id": identity.bot_user_id,
        "is_bot": True,
        "is_enterprise_install": False,
    }
    return {
        "token": "verification-token",
        "team_id": identity.team_id,
        "api_app_id": identity.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": seconds,
        "authorizations": [authorization],
        "is_ext_shared_channel": False,
        "event_context": "-".join(part for part in parts if part),
    }


def _place(channel: Channel, ts: str) -> Json:
    return {"channel": channel.id, "event_ts": ts, "channel_type": channel.kind}


def _hidden(channel: Channel, ts: str) -> Json:
    return {"type": "message", "hidden": True, "ts": ts} | _place(channel, ts)
