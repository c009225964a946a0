"""The state of the workspace: people, conversations, files, views."""

from random import Random

from bot.simulator.bell import Bell
from bot.simulator.clock import Clock
from bot.simulator.errors import SlackError
from bot.simulator.files import File
from bot.simulator.ids import Ids
from bot.simulator.manifest import Identity, Manifest
from bot.simulator.messages import Channel, Message
from bot.simulator.people import Profile
from bot.simulator.shapes import ConversationKind
from bot.simulator.triggers import Triggers
from bot.simulator.views import Views


class Workspace:
    """Everything that is so; what happens to it is `Talk`'s business."""

    def __init__(self, manifest: Manifest, clock: Clock, random: Random) -> None:
        self.manifest = manifest
        self.identity = Identity.of(manifest)
        self.clock = clock
        self.bell = Bell()
        self.ids = Ids(clock, random)
        self.triggers = Triggers(clock, self.ids)
        self.views = Views(self.ids)
        self.people: dict[str, Profile] = {}
        self.channels: dict[str, Channel] = {}
        self.ephemerals: list[Message] = []
        self.files: dict[str, File] = {}
        self.problems: list[str] = []
        self.warnings: dict[str, list[str]] = {}
        self._add_bot()

    def seconds(self) -> int:
        """The present instant as Slack's whole seconds."""
        return int(self.clock.now().timestamp())

    def profile(self, user: str) -> Profile:
        """The person of this id, or `user_not_found`."""
        if user not in self.people:
            raise SlackError(code="user_not_found")
        return self.people[user]

    def channel(self, channel: str) -> Channel:
        """The conversation of this id or name, or `channel_not_found`."""
        if channel in self.channels:
            return self.channels[channel]
        for found in self.channels.values():
            if found.name and found.name == channel.removeprefix("#"):
                return found
        raise SlackError(code="channel_not_found")

    def add_channel(
        self, channel: str, name: str, members: list[str], kind: ConversationKind
    ) -> Channel:
        """A new conversation between these people."""
        found = Channel(channel, name, kind, list(members), self.seconds())
        self.channels[channel] = found
        return found

    def dm_with(self, user: str) -> Channel:
        """The direct messages between the app and one person, opened if need be."""
        if (dm := self.find_dm(user)) is not None:
            return dm
        members = [user, self.identity.bot_user_id]
        dm = self.add_channel(self.ids.new("D"), "", members, "im")
        dm.partner = user
        return dm

    def find_dm(self, user: str) -> Channel | None:
        """The direct messages with one person, if they were ever opened."""
        direct = (c for c in self.channels.values() if c.kind == "im")
        return next((c for c in direct if c.partner == user), None)

    def aliases(self, channel: str) -> set[str]:
        """All names of one conversation: of a DM also the person's id."""
        found = self.find_dm(channel) or self.channels.get(channel)
        names = {channel, found.id, found.partner, found.name} if found is not None else {channel}
        return names - {""}

    def message(self, channel: str, ts: str) -> Message:
        """The message that was posted then, or `message_not_found`."""
        for message in self.channel(channel).messages:
            if message.ts == ts and not message.is_deleted:
                return message
        raise SlackError(code="message_not_found")

    def ephemerals_for(self, user: str) -> list[Message]:
        """The messages that only this person sees, oldest first."""
        return [m for m in self.ephemerals if m.visible_to == user and not m.is_deleted]

    def warn(self, user: str, text: str) -> None:
        """A person sees a warning sign: the app did not do its part."""
        self.warnings.setdefault(user, []).append(text)
        self.problems.append(f"{user} saw a warning: {text}")
        self.bell.ring()

    def bot_is_in(self, channel: Channel) -> bool:
        """True if the app's bot is a member."""
        return self.identity.bot_user_id in channel.members

    def _add_bot(self) -> None:
        identity, name = self.identity, self.manifest.bot_name
        self.people[identity.bot_user_id] = Profile(
            id=identity.bot_user_id,
            name=name.lower().replace(" ", "_"),
            real_name=name,
            display_name=name,
            is_bot=True,
            bot_id=identity.bot_id,
        )
