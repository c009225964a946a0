"""Who acts on the page, and what they can see and may touch."""

from dataclasses import dataclass

from bot.simulator.acting import Hand
from bot.simulator.elements import Element, elements
from bot.simulator.errors import SlackError
from bot.simulator.faults import Faults
from bot.simulator.messages import Channel, Message
from bot.simulator.page.acts_sent import RefusedError, Sent
from bot.simulator.page.seats import Seat
from bot.simulator.page.stagehand import Stagehand
from bot.simulator.views import View
from bot.simulator.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Actor:
    """One person in front of the page, with all that their acts need."""

    hand: Hand
    seat: Seat
    faults: Faults
    stagehand: Stagehand

    @property
    def id(self) -> str:
        """Their user id."""
        return self.hand.profile.id

    @property
    def workspace(self) -> Workspace:
        """Where they are."""
        return self.hand.office.workspace

    def changed(self) -> None:
        """Say that something on a screen is different now."""
        self.workspace.bell.ring()

    def looks_at(self, place: str) -> Channel:
        """A conversation they can see: one of theirs, or a public channel."""
        found = self.workspace.channels.get(place)
        if found is None or not (found.kind == "channel" or self.id in found.members):
            message = "There is no such conversation."
            raise RefusedError(message)
        return found

    def is_in(self, place: str) -> Channel:
        """A conversation in which they may do something."""
        found = self.looks_at(place)
        if self.id not in found.members:
            message = f"You are not in #{found.name}: join it first."
            raise RefusedError(message)
        if found.is_archived:
            message = f"#{found.name} is archived: it can only be read."
            raise RefusedError(message)
        return found

    def message(self, place: str, ts: str) -> Message:
        """A message of a conversation that they are in, or one that only they see."""
        channel = self.is_in(place)
        whispered = self.workspace.ephemerals_for(self.id)
        mine = (m for m in whispered if m.channel == channel.id and m.ts == ts)
        try:
            return next(mine, None) or self.workspace.message(channel.id, ts)
        except SlackError as error:
            message = "This message is not there any more."
            raise RefusedError(message) from error

    def public_message(self, place: str, ts: str) -> Message:
        """A message that everybody in the conversation sees."""
        found = self.message(place, ts)
        if found.visible_to is not None:
            message = "Only you see this message: nothing can be done with it."
            raise RefusedError(message)
        return found

    def own_message(self, place: str, ts: str) -> Message:
        """A message that they wrote themselves."""
        found = self.public_message(place, ts)
        if found.user != self.id or found.subtype not in {None, "thread_broadcast", "file_share"}:
            message = "Only what you wrote yourself can be changed or deleted."
            raise RefusedError(message)
        return found

    def view(self, view_id: str) -> View:
        """The modal they look at, or their App Home."""
        home = self.workspace.views.homes.get(self.id)
        shown = [*self.workspace.views.stack(self.id), *([home] if home is not None else [])]
        found = next((view for view in shown if view.id == view_id), None)
        if found is None:
            message = "This window is not open any more."
            raise RefusedError(message)
        return found

    def modal(self, view_id: str) -> View:
        """A form that they have open."""
        found = self.view(view_id)
        if found.json["type"] != "modal":
            message = "This is no form: it can be neither submitted nor closed."
            raise RefusedError(message)
        return found

    def check_front(self, view: View) -> None:
        """Refuse what is done to a form that lies under another one."""
        if view.json["type"] == "modal" and self.hand.top is not view:
            message = "Another window lies in front of this one."
            raise RefusedError(message)

    def holder(self, sent: Sent) -> Message | View:
        """Where a control stands: in a message or in a view."""
        where = sent.inner("holder")
        if "view" in where.json:
            return self.view(where.name("view"))
        return self.message(where.name("place"), where.name("ts"))

    def element(self, holder: Message | View, sent: Sent) -> Element:
        """A control of a message or view, as it stands there now."""
        block_id, action_id = sent.name("block_id"), sent.name("action_id")
        for element in elements(holder.blocks):
            if (element.block_id, element.action_id) == (block_id, action_id):
                return element
        message = "This is not there any more: the app shows something else by now."
        raise RefusedError(message)
