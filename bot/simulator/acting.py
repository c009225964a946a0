"""A person's hand: presses controls, and sees what opens."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from bot.simulator import choices, events, interactions, rich_text
from bot.simulator.blocks import message_problems
from bot.simulator.controls import Control
from bot.simulator.elements import SELECTED, Element, options
from bot.simulator.files import File
from bot.simulator.journal import Delivery
from bot.simulator.messages import Channel, Message
from bot.simulator.office import Office
from bot.simulator.people import Profile
from bot.simulator.shapes import Json
from bot.simulator.views import View

MOST_OPTIONS = 100
TYPED_AT_LEAST = 3


@dataclass(frozen=True, slots=True)
class Hand:
    """Acts for one person."""

    office: Office
    profile: Profile

    @property
    def top(self) -> View | None:
        """The modal that this person looks at."""
        return self.office.workspace.views.top(self.profile.id)

    async def press(self, control: Control, times: int = 1) -> View | None:
        """Press a control; returns the modal that came of it, if one did."""
        before = self._glance()
        selected = control.selected
        if selected is not None and control.element.kind != "overflow":
            self._keep(control, {"type": control.element.kind, **selected})
        presses = [self._press(control, selected) for _ in range(times)]
        await asyncio.gather(*presses)
        is_modal = isinstance(control.holder, View) and control.holder.json["type"] == "modal"
        return self.top if is_modal or self._glance() != before else None

    async def dispatch(self, view: View, element: Element, state: Json) -> Delivery:
        """Tell the app of a field that was filled in."""
        selected = {key: value for key, value in state.items() if key != "type"}
        action = interactions.action(element, self.office.workspace.ids.ts(), selected)
        payload = interactions.block_actions_on_view(
            self.office.workspace, self.profile, view, action
        )
        return await self.office.courier.interact(payload)

    async def shortcut(self, callback_id: str, message: Message | None) -> View | None:
        """Use a shortcut, of a message or a global one."""
        before = self._glance()
        workspace = self.office.workspace
        if message is None:
            payload = interactions.shortcut(workspace, self.profile, callback_id)
        else:
            url, _ = self.office.response_urls.make(self.profile.id, message.channel)
            payload = interactions.message_action(
                workspace, self.profile, callback_id, message, url
            )
        await self.office.courier.interact(payload)
        return self.top if self._glance() != before else None

    async def chosen(self, holder: Message | View, element: Element, value: object) -> Json:
        """The state of a select after this choice; one that the app fills is asked first."""
        kind = element.kind
        if value is not None and kind in {"external_select", "multi_external_select"}:
            found = [
                await self._suggested(holder, element, str(wanted))
                for wanted in choices.several(value)
            ]
            return {"type": kind, SELECTED[kind]: found if kind.startswith("multi") else found[0]}
        people = self.office.workspace.people.values()
        return choices.state_for(element, value, [p for p in people if not p.deleted])

    async def suggestions(self, holder: Message | View, element: Element, typed: str) -> list[Json]:
        """Type into a select that the app fills; returns the options it offers."""
        least = self.asks_from(element)
        if len(typed) < least:
            message = f"{element.label!r} asks the app from {least} characters on, not {typed!r}"
            raise AssertionError(message)
        return options(await self.suggest(holder, element, typed))

    def asks_from(self, element: Element) -> int:
        """With how many characters the app is asked for options."""
        return int(element.json.get("min_query_length", TYPED_AT_LEAST))

    async def suggest(self, holder: Message | View, element: Element, typed: str) -> Json:
        """Ask the app for the options of a select, or groups of them."""
        workspace = self.office.workspace
        place = interactions.place_of(holder, workspace)
        payload = interactions.block_suggestion(workspace, self.profile, element, typed, place)
        offer = (await self.office.courier.interact(payload)).answer
        found = {key: offer.get(key) or [] for key in ("options", "option_groups")}
        workspace.problems.extend(_option_problems(options(found)))
        return found

    async def _suggested(self, holder: Message | View, element: Element, typed: str) -> Json:
        found = await self.suggestions(holder, element, typed)
        return found[0] if found else choices.pick(found, typed)

    async def told(self, happen: Callable[[], object]) -> None:
        """Let something happen, and wait until the app has been told of it."""
        with self.office.courier.watching() as tasks:
            happen()
        await asyncio.gather(*tasks)

    async def say(
        self,
        channel: Channel,
        wire: str,
        files: list[Json],
        thread: tuple[str, str | None] = ("", None),
    ) -> Message:
        """Write into a conversation, or into the thread that is given with a subtype."""
        ids = self.office.workspace.ids
        message = Message(channel.id, ids.ts(), wire, self.profile.id)
        message.thread_ts, message.subtype = thread[0] or None, thread[1]
        message.client_msg_id = ids.envelope()
        message.blocks = [rich_text.block(wire, ids.secret(5))] if wire else []
        if files:
            message.files, message.subtype = files, "file_share"
        await self.told(lambda: self.office.talk.post(message))
        return message

    async def edit(self, message: Message, wire: str) -> None:
        """Change what was written."""
        block = rich_text.block(wire, self.office.workspace.ids.secret(5))
        changes: Json = {"text": wire, "blocks": [block]}
        await self.told(lambda: self.office.talk.edit(message, changes, is_marked=True))

    async def open_home(self, tab: str) -> None:
        """Look at a tab of the app's home."""
        workspace, user = self.office.workspace, self.profile.id
        view = workspace.views.homes.get(user)
        shown = view.payload(workspace.identity) if view is not None and tab == "home" else None
        dm = workspace.dm_with(user)
        event = events.home_opened(user, dm, shown, tab, workspace.ids.ts())
        await self.told(lambda: self.office.courier.announce("app_home_opened", event))

    def upload(
        self, name: str, channel: str = "", content: bytes | None = None, media_type: str = ""
    ) -> Json:
        """Upload a file, of some content or of this; returns its `file` object."""
        workspace = self.office.workspace
        file_id, now = workspace.ids.new("F"), workspace.seconds()
        file = File(file_id, name, self.profile.id, now, self.office.base_url())
        file.content = name.encode() if content is None else content
        file.media_type = media_type
        file.channels = [channel] if channel else []
        workspace.files[file_id] = file
        return file.payload()

    async def _press(self, control: Control, selected: Json | None) -> Delivery:
        workspace = self.office.workspace
        action = interactions.action(control.element, workspace.ids.ts(), selected)
        holder = control.holder
        if isinstance(holder, View):
            payload = interactions.block_actions_on_view(workspace, self.profile, holder, action)
        else:
            url, _ = self.office.response_urls.make(self.profile.id, holder.channel, holder)
            payload = interactions.block_actions_on_message(
                workspace, self.profile, holder, action, url
            )
        return await self.office.courier.interact(payload)

    def _keep(self, control: Control, state: Json) -> None:
        holder = control.holder
        if isinstance(holder, View):
            values = holder.chosen
        else:
            values = holder.values.setdefault(self.profile.id, {})
        values.setdefault(control.element.block_id, {})[control.element.action_id] = state

    def _glance(self) -> tuple[str, str] | None:
        return (self.top.id, self.top.hash) if self.top is not None else None


def _option_problems(found: list[Json]) -> list[str]:
    if len(found) > MOST_OPTIONS:
        return [f"block_suggestion: {len(found)} options, Slack takes {MOST_OPTIONS}"]
    if not found:
        return []
    select = {"type": "static_select", "action_id": "options", "options": found}
    problems = message_problems([{"type": "actions", "elements": [select]}])
    return [f"block_suggestion: {problem}" for problem in problems]
