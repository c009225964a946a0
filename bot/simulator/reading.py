"""What one person can read: DMs, notifications, channels, App Home."""

from bot.simulator.controls import visible_to
from bot.simulator.messages import Message
from bot.simulator.people import Profile
from bot.simulator.rendering import Reader
from bot.simulator.views import View
from bot.simulator.workspace import Workspace


class Reading:
    """The eyes of a person."""

    def __init__(self, workspace: Workspace, profile: Profile) -> None:
        self.profile = profile
        self._workspace = workspace
        self._reader = Reader(workspace, profile)

    @property
    def id(self) -> str:
        """Their user id."""
        return self.profile.id

    @property
    def display_name(self) -> str:
        """The name that others see."""
        return self.profile.shown_name

    @property
    def mention(self) -> str:
        """How to name them in a text."""
        return f"<@{self.id}>"

    @property
    def dm(self) -> str:
        """The id of their direct messages with the app."""
        return self._workspace.dm_with(self.id).id

    @property
    def dms(self) -> list[Message]:
        """Their direct messages with the app, both sides, oldest first."""
        channel = self._workspace.find_dm(self.id)
        return [m for m in channel.messages if not m.is_deleted] if channel is not None else []

    @property
    def ephemerals(self) -> list[Message]:
        """What only they see, oldest first."""
        return self._workspace.ephemerals_for(self.id)

    @property
    def warnings(self) -> list[str]:
        """The warning signs that they saw because the app failed."""
        return self._workspace.warnings.get(self.id, [])

    @property
    def notifications(self) -> list[str]:
        """The text of each message that the app sent them directly, as notifications show it."""
        return [self._reader.notification(m) for m in self.dms if m.user != self.id]

    @property
    def home(self) -> View | None:
        """The App Home that was published for them."""
        return self._workspace.views.homes.get(self.id)

    @property
    def home_text(self) -> str:
        """Everything that can be read in their App Home."""
        return self._reader.blocks(self.home.blocks) if self.home is not None else ""

    def was_told(self, text: str) -> bool:
        """True if a DM of the app to them says this, in its text or in its blocks."""
        told = [m for m in self.dms if m.user != self.id]
        shown = [self._reader.message(m) for m in told]
        plain = [self._reader.mrkdwn(m.text) for m in told]
        return any(text in said for said in [*self.notifications, *plain, *shown])

    def reads(self, channel: str, thread: Message | None = None) -> list[str]:
        """The texts of a channel, or of one thread in it, oldest first."""
        found = self._workspace.channel(channel)
        if self.id not in found.members:
            message = f"{self.display_name} is not in {found.name or found.id}"
            raise AssertionError(message)
        if thread is not None:
            return [self._reader.message(m) for m in [thread, *thread.replies]]
        messages = [m for m in found.messages if m.is_in_channel]
        messages = [m for m in messages if not m.is_deleted or m.replies]
        messages += [m for m in self.ephemerals if m.channel == found.id]
        return [self._reader.message(m) for m in sorted(messages, key=lambda m: float(m.ts))]

    def sees(self, text: str) -> bool:
        """True if it stands anywhere they can look: modal, channels, threads, DMs, App Home."""
        return any(text in self.rendered(h) for h in visible_to(self._workspace, self.id))

    def rendered(self, holder: Message | View) -> str:
        """The full text of a message or view, as they see it."""
        if isinstance(holder, View):
            return self._reader.blocks(holder.blocks)
        return self._reader.message(holder)
