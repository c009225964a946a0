"""Drives the workspace as one person: writes, clicks, fills in, reads."""

from collections.abc import Sequence

from bot.simulator import commanding, events, rich_text
from bot.simulator.acting import Hand
from bot.simulator.answers import Answer
from bot.simulator.controls import Control, controls, find, find_select, visible_to
from bot.simulator.messages import Channel, Message
from bot.simulator.modal import Modal, Step
from bot.simulator.office import Office
from bot.simulator.people import Profile
from bot.simulator.reading import Reading
from bot.simulator.views import View


class Person(Reading):
    """One person of the workspace; what they do is finished when the app has answered."""

    def __init__(self, office: Office, profile: Profile) -> None:
        super().__init__(office.workspace, profile)
        self._office = office
        self._hand = Hand(office, profile)

    @property
    def modal(self) -> Modal | None:
        """The modal in front of them."""
        return self._seen(self._hand.top)

    async def writes(
        self, text: str, *, channel: str | None = None, files: Sequence[str] = ()
    ) -> Message:
        """Write into a channel, or to the app if none is named."""
        return await self._say(self._conversation(channel), text, files)

    async def replies(
        self, text: str, *, to: Message, files: Sequence[str] = (), broadcast: bool = False
    ) -> Message:
        """Write into the thread of a message."""
        root = to.thread_ts or to.ts
        subtype = "thread_broadcast" if broadcast else None
        return await self._say(self._conversation(to.channel), text, files, (root, subtype))

    async def edits(self, message: Message, text: str) -> None:
        """Change what they wrote."""
        self._check_own(message)
        await self._hand.edit(message, rich_text.wire(text))

    async def deletes(self, message: Message) -> None:
        """Take back what they wrote."""
        self._check_own(message)
        await self._hand.told(lambda: self._office.talk.delete(message))

    async def unfurls(self, message: Message, title: str = "A page") -> None:
        """Slack adds the preview of a link to a message."""
        preview = {"id": 1, "title": title, "fallback": title, "from_url": "https://example.com/"}
        attachments = [*message.attachments, preview]
        await self._hand.told(lambda: self._office.talk.edit(message, {"attachments": attachments}))

    async def reacts(self, name: str, *, to: Message) -> None:
        """Add a reaction."""
        await self._hand.told(lambda: self._office.talk.react(to, self.id, name.strip(":")))

    async def unreacts(self, name: str, *, to: Message) -> None:
        """Take a reaction back."""
        await self._hand.told(lambda: self._office.talk.unreact(to, self.id, name.strip(":")))

    async def joins(self, channel: str) -> None:
        """Come into a channel."""
        found = self._workspace.channel(channel)
        await self._hand.told(lambda: self._office.talk.join(found, self.id))

    async def sets_topic(self, channel: str, topic: str) -> None:
        """Say what a channel is about."""
        found = self._conversation(channel)
        await self._hand.told(lambda: self._office.talk.set_topic(found, self.id, topic))

    async def changes(self, **profile: object) -> None:
        """Change their own profile: names, tz, deleted…"""
        for name, value in profile.items():
            setattr(self.profile, name, value)
        workspace = self._workspace
        shown = self.profile.payload(workspace.identity.team_id, workspace.clock.now())
        event = events.user_changed(shown, workspace.ids.ts())
        await self._hand.told(lambda: self._office.courier.announce("user_change", event))

    async def opens_home(self, tab: str = "home") -> None:
        """Look at the app's home."""
        await self._hand.open_home(tab)

    async def commands(self, command: str, text: str = "", *, channel: str | None = None) -> Answer:
        """Use a slash command."""
        return await commanding.command(self._hand, command, text, self._conversation(channel))

    def uses_shortcut(self, name: str) -> Step:
        """Use a global shortcut, by the name it has in the manifest."""
        return self._shortcut(name, None)

    def uses_message_shortcut(self, name: str, message: Message) -> Step:
        """Use a shortcut of one message, by the name it has in the manifest."""
        return self._shortcut(name, message)

    def clicks(
        self,
        label: str,
        *,
        on: Message | View | None = None,
        times: int = 1,
        dismiss: bool = False,
    ) -> Step:
        """Press a button, or choose an option of a menu, where it was seen last."""
        return self._pressing(label, on, times=times, dismiss=dismiss, only_menus=False)

    def chooses(self, label: str, *, on: Message | View | None = None, times: int = 1) -> Step:
        """Choose an option of an overflow menu or a select."""
        return self._pressing(label, on, times=times, dismiss=False, only_menus=True)

    def picks(self, label: str, value: object, *, on: Message | View | None = None) -> Step:
        """Choose in a select of a message or of App Home, by its placeholder or section."""

        async def run(_times: int) -> Modal | None:
            holders = [on] if on is not None else visible_to(self._workspace, self.id)
            holder, element = find_select(label, holders)
            state = await self._hand.chosen(holder, element, value)
            state.pop("type")
            control = Control(holder, element, label, state)
            return self._seen(await self._hand.press(control))

        return Step(run)

    def _pressing(
        self,
        label: str,
        on: Message | View | None,
        *,
        times: int,
        dismiss: bool,
        only_menus: bool,
    ) -> Step:
        async def run(count: int) -> Modal | None:
            control = self._control(label, on, only_menus=only_menus)
            if dismiss and "confirm" in control.element.json:
                return None
            return self._seen(await self._hand.press(control, count))

        return Step(run, times)

    def _control(self, label: str, on: Message | View | None, *, only_menus: bool) -> Control:
        holders = [on] if on is not None else visible_to(self._workspace, self.id)
        control = find(label, holders, only_menus=only_menus)
        if control is not None:
            return control
        seen = list(dict.fromkeys(c.text for holder in holders for c in controls(holder)))
        message = f"{self.display_name} sees no {label!r}; there are {seen}"
        raise AssertionError(message)

    def _shortcut(self, name: str, message: Message | None) -> Step:
        kind = "global" if message is None else "message"
        callback_id = self._workspace.manifest.shortcut(name, kind).callback_id

        async def run(_times: int) -> Modal | None:
            return self._seen(await self._hand.shortcut(callback_id, message))

        return Step(run)

    async def _say(
        self,
        channel: Channel,
        text: str,
        files: Sequence[str],
        thread: tuple[str, str | None] = ("", None),
    ) -> Message:
        uploaded = [self._hand.upload(name, channel.id) for name in files]
        return await self._hand.say(channel, rich_text.wire(text), uploaded, thread)

    def _conversation(self, channel: str | None) -> Channel:
        if channel is None:
            return self._workspace.dm_with(self.id)
        found = self._workspace.channel(channel)
        if self.id not in found.members or found.is_archived:
            message = f"{self.display_name} cannot write in {found.name or found.id}"
            raise AssertionError(message)
        return found

    def _check_own(self, message: Message) -> None:
        if message.user != self.id:
            text = f"{self.display_name} did not write {message.text!r}"
            raise AssertionError(text)

    def _seen(self, view: View | None) -> Modal | None:
        return Modal(self._hand, view) if view is not None else None
