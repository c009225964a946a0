"""What happens in conversations: it changes the workspace and tells the app."""

from collections.abc import Callable

from bot.simulator import events
from bot.simulator.errors import SlackError
from bot.simulator.messages import Channel, Message
from bot.simulator.shapes import Json
from bot.simulator.workspace import Workspace

Announce = Callable[[str, Json], None]
"""Tells the app of an event; the first argument is the manifest's name for it."""


class Talk:
    """Posts, edits, deletions, reactions, joinings: by people and by the bot alike."""

    def __init__(self, workspace: Workspace, announce: Announce) -> None:
        self._workspace = workspace
        self._announce = announce

    def post(self, message: Message) -> Message:
        """Put a message into its conversation, under its root if it is a reply."""
        channel = self._workspace.channel(message.channel)
        root = self._root(message)
        message.team = self._workspace.identity.team_id
        if root is not None:
            message.thread_ts = root.thread_ts = root.ts
            root.replies.append(message)
        channel.messages.append(message)
        self._tell(channel, events.posted(channel, message, root))
        if f"<@{self._workspace.identity.bot_user_id}" in message.text and not message.bot_id:
            self._mention(channel, message)
        return message

    def edit(self, message: Message, changes: Json, *, is_marked: bool = False) -> Message:
        """Change fields of a message; `is_marked` shows readers that it was edited."""
        previous = message.payload()
        ts = self._workspace.ids.ts()
        if is_marked:
            message.edited = {"user": message.user, "ts": ts}
        for name, value in changes.items():
            setattr(message, name, value)
        channel = self._workspace.channel(message.channel)
        self._tell(channel, events.changed(channel, message, previous, ts))
        return message

    def delete(self, message: Message) -> None:
        """Take a message away; one with replies leaves a tombstone."""
        channel = self._workspace.channel(message.channel)
        previous = message.payload()
        message.is_deleted = True
        ts = self._workspace.ids.ts()
        if message.replies:
            self._tell(channel, events.changed(channel, message, previous, ts))
            return
        self._leave_thread(message)
        self._tell(channel, events.deleted(channel, previous, ts))

    def react(self, message: Message, user: str, name: str) -> None:
        """Add a reaction."""
        users = message.reactions.setdefault(name, [])
        if user in users:
            raise SlackError(code="already_reacted")
        users.append(user)
        self._tell_reaction(message, user, name, is_added=True)

    def unreact(self, message: Message, user: str, name: str) -> None:
        """Take a reaction back."""
        users = message.reactions.get(name, [])
        if user not in users:
            raise SlackError(code="no_reaction")
        users.remove(user)
        if not users:
            del message.reactions[name]
        self._tell_reaction(message, user, name, is_added=False)

    def join(self, channel: Channel, user: str) -> None:
        """Somebody comes into a channel."""
        if user in channel.members:
            return
        channel.members.append(user)
        text = f"<@{user}> has joined the channel"
        self._say(channel, user, "channel_join", text)
        if self._workspace.bot_is_in(channel):
            team_id = self._workspace.identity.team_id
            event = events.joined(channel, user, team_id, self._workspace.ids.ts())
            self._announce("member_joined_channel", event)

    def set_topic(self, channel: Channel, user: str, topic: str) -> None:
        """Somebody names what the channel is about."""
        channel.topic = topic
        self._say(channel, user, "channel_topic", f"set the channel topic: {topic}", topic)

    def _say(
        self, channel: Channel, user: str, subtype: str, text: str, topic: str | None = None
    ) -> None:
        ts = self._workspace.ids.ts()
        self.post(Message(channel.id, ts, text, user, subtype=subtype, topic=topic))

    def _root(self, message: Message) -> Message | None:
        if message.thread_ts is None:
            return None
        found = self._workspace.channel(message.channel).messages
        root = next((m for m in found if m.ts == message.thread_ts), None)
        if root is not None and root.is_reply:
            root = next((m for m in found if m.ts == root.thread_ts), None)
        if root is None:
            raise SlackError(code="thread_not_found")
        return root

    def _leave_thread(self, message: Message) -> None:
        channel = self._workspace.channel(message.channel)
        for root in channel.messages:
            if message in root.replies:
                root.replies.remove(message)

    def _mention(self, channel: Channel, message: Message) -> None:
        if self._workspace.bot_is_in(channel) and not channel.is_direct:
            self._announce("app_mention", events.mentioned(channel, message))

    def _tell(self, channel: Channel, event: Json) -> None:
        self._workspace.bell.ring()
        if self._workspace.bot_is_in(channel):
            self._announce(events.SUBSCRIPTIONS[channel.kind], event)

    def _tell_reaction(self, message: Message, user: str, name: str, *, is_added: bool) -> None:
        self._workspace.bell.ring()
        if not self._workspace.bot_is_in(self._workspace.channel(message.channel)):
            return
        ts = self._workspace.ids.ts()
        event = events.reacted(message, user, name, ts, is_added=is_added)
        self._announce("reaction_added" if is_added else "reaction_removed", event)
