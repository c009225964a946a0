"""Messages and conversations: what was said, and where."""

from dataclasses import dataclass, field

from bot.simulator.shapes import ConversationKind, Json

TOMBSTONE_TEXT = "This message was deleted."


@dataclass(slots=True, eq=False)
class Message:
    """One message; `text` is escaped as on the wire."""

    channel: str
    ts: str
    text: str = ""
    user: str = ""
    team: str = ""
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    files: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    subtype: str | None = None
    bot_id: str | None = None
    bot_profile: Json | None = None
    app_id: str | None = None
    client_msg_id: str | None = None
    topic: str | None = None
    metadata: Json | None = None
    edited: Json | None = None
    visible_to: str | None = None
    is_deleted: bool = False
    reactions: dict[str, list[str]] = field(default_factory=dict)
    replies: list["Message"] = field(default_factory=list)
    values: dict[str, Json] = field(default_factory=dict)
    """What each person has chosen in the message's selects: user → state.values."""

    @property
    def is_reply(self) -> bool:
        """True for what stands in a thread under another message."""
        return self.thread_ts is not None and self.thread_ts != self.ts

    @property
    def is_in_channel(self) -> bool:
        """True for what the channel itself shows, broadcast replies included."""
        return not self.is_reply or self.subtype == "thread_broadcast"

    def payload(self, *, with_metadata: bool = False) -> Json:
        """The `message` object of history, events and interactions."""
        if self.is_deleted:
            return self._tombstone()
        found: Json = {"type": "message", "subtype": self.subtype, "user": self.user}
        found |= {"text": self.text, "ts": self.ts, "team": self.team or None}
        found |= {"client_msg_id": self.client_msg_id, "bot_id": self.bot_id}
        found |= {"app_id": self.app_id, "bot_profile": self.bot_profile, "topic": self.topic}
        found |= {"blocks": self.blocks or None, "attachments": self.attachments or None}
        found |= {"files": self.files or None, "edited": self.edited, "thread_ts": self.thread_ts}
        if self.files:
            found |= {"upload": False, "display_as_bot": False}
        if with_metadata:
            found["metadata"] = self.metadata
        return {k: v for k, v in found.items() if v is not None} | self._thread() | self._reacted()

    def _tombstone(self) -> Json:
        found: Json = {"type": "message", "subtype": "tombstone", "text": TOMBSTONE_TEXT}
        found |= {"user": "USLACKBOT", "hidden": True, "ts": self.ts, "team": self.team}
        return found | self._thread()

    def _thread(self) -> Json:
        if not self.replies:
            return {}
        users = list(dict.fromkeys(reply.user for reply in self.replies))
        return {
            "thread_ts": self.ts,
            "reply_count": len(self.replies),
            "reply_users_count": len(users),
            "latest_reply": self.replies[-1].ts,
            "reply_users": users,
            "is_locked": False,
            "subscribed": False,
        }

    def _reacted(self) -> Json:
        if not self.reactions:
            return {}
        found = self.reactions.items()
        return {"reactions": [{"name": n, "users": u, "count": len(u)} for n, u in found]}


@dataclass(slots=True, eq=False)
class Channel:
    """One conversation: a public or private channel, or a direct message."""

    id: str
    name: str
    kind: ConversationKind
    members: list[str]
    created: int
    is_archived: bool = False
    topic: str = ""
    partner: str = ""
    messages: list[Message] = field(default_factory=list)

    @property
    def is_direct(self) -> bool:
        """True for direct messages, with one or several people."""
        return self.kind in {"im", "mpim"}

    def payload(self, bot_user_id: str) -> Json:
        """The `channel` object of conversations.info and its kin."""
        found: Json = {
            "id": self.id,
            "created": self.created,
            "is_archived": self.is_archived,
            "is_im": self.kind == "im",
            "is_org_shared": False,
            "is_mpim": self.kind == "mpim",
            "context_team_id": "T0WORKSPACE",
        }
        if self.kind == "im":
            return found | {"user": self.partner, "is_open": True, "priority": 0}
        return found | {
            "name": self.name,
            "name_normalized": self.name,
            "is_channel": self.kind == "channel",
            "is_group": self.kind == "group",
            "is_private": self.kind != "channel",
            "is_member": bot_user_id in self.members,
            "is_general": False,
            "is_shared": False,
            "is_ext_shared": False,
            "num_members": len(self.members),
            "topic": {"value": self.topic, "creator": "", "last_set": 0},
            "purpose": {"value": "", "creator": "", "last_set": 0},
        }
