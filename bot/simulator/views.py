"""Modals and App Homes: the views that the app has shown to people."""

from dataclasses import dataclass, field

from bot.simulator.elements import state_values, with_ids
from bot.simulator.errors import SlackError
from bot.simulator.ids import Ids
from bot.simulator.manifest import Identity
from bot.simulator.shapes import Json

STACK_LIMIT = 3


@dataclass(slots=True, eq=False)
class View:
    """One view as one person sees it; `chosen` is what they have filled in."""

    id: str
    user: str
    json: Json
    hash: str
    root_view_id: str
    previous_view_id: str | None = None
    chosen: Json = field(default_factory=dict)

    @property
    def blocks(self) -> list[Json]:
        """The blocks that are shown."""
        return list(self.json["blocks"])

    @property
    def external_id(self) -> str:
        """The app's own name for it, or an empty string."""
        return str(self.json.get("external_id") or "")

    def values(self) -> Json:
        """`state.values` at this moment."""
        return state_values(self.blocks, self.chosen)

    def payload(self, identity: Identity) -> Json:
        """The `view` object of answers and interactions."""
        return {
            "id": self.id,
            "team_id": identity.team_id,
            "type": self.json["type"],
            "blocks": self.blocks,
            "private_metadata": self.json.get("private_metadata") or "",
            "callback_id": self.json.get("callback_id") or "",
            "state": {"values": self.values()},
            "hash": self.hash,
            "title": self.json.get("title") or _plain("View Title"),
            "clear_on_close": bool(self.json.get("clear_on_close")),
            "notify_on_close": bool(self.json.get("notify_on_close")),
            "close": self.json.get("close"),
            "submit": self.json.get("submit"),
            "previous_view_id": self.previous_view_id,
            "root_view_id": self.root_view_id,
            "app_id": identity.app_id,
            "external_id": self.external_id,
            "app_installed_team_id": identity.team_id,
            "bot_id": identity.bot_id,
        }


class Views:
    """Each person's stack of modals, and their App Home."""

    def __init__(self, ids: Ids) -> None:
        self.homes: dict[str, View] = {}
        self._stacks: dict[str, list[View]] = {}
        self._ids = ids

    def stack(self, user: str) -> list[View]:
        """The modals that this person has open, the topmost last."""
        return self._stacks.setdefault(user, [])

    def top(self, user: str) -> View | None:
        """The modal that this person looks at."""
        stack = self.stack(user)
        return stack[-1] if stack else None

    def open(self, user: str, json: Json) -> View:
        """Show a modal in place of whatever was open."""
        self._refuse_double(json)
        view = self._view(user, json, None)
        self._stacks[user] = [view]
        return view

    def push(self, user: str, json: Json) -> View:
        """Lay a modal upon the open one."""
        stack = self.stack(user)
        if len(stack) >= STACK_LIMIT:
            raise SlackError(code="push_limit_reached")
        self._refuse_double(json)
        view = self._view(user, json, stack[-1] if stack else None)
        stack.append(view)
        return view

    def update(self, view: View, json: Json) -> View:
        """Show something else in an open view; what was typed into the same fields stays."""
        view.json = self._complete(json)
        view.hash = self._hash()
        return view

    def publish(self, user: str, json: Json) -> View:
        """Show this App Home to one person."""
        if (home := self.homes.get(user)) is not None:
            return self.update(home, json)
        home = self.homes[user] = self._view(user, json, None)
        return home

    def close(self, view: View) -> None:
        """Take a modal away; the one below it shows again."""
        stack = self.stack(view.user)
        if view in stack:
            stack.remove(view)

    def clear(self, user: str) -> None:
        """Take all modals of one person away."""
        self._stacks[user] = []

    def is_open(self, view: View) -> bool:
        """True while the person could still come back to it."""
        return view in self.stack(view.user) or self.homes.get(view.user) is view

    def find(self, *, view_id: str = "", external_id: str = "") -> View:
        """The open view of this id, or `not_found`."""
        every = [view for stack in self._stacks.values() for view in stack]
        for view in [*every, *self.homes.values()]:
            if (view_id and view.id == view_id) or (
                external_id and view.external_id == external_id
            ):
                return view
        raise SlackError(code="not_found")

    def _refuse_double(self, json: Json) -> None:
        external_id = json.get("external_id")
        every = (view for stack in self._stacks.values() for view in stack)
        if external_id and any(view.external_id == external_id for view in every):
            raise SlackError(code="duplicate_external_id")

    def _view(self, user: str, json: Json, below: View | None) -> View:
        view_id = self._ids.new("V")
        return View(
            id=view_id,
            user=user,
            json=self._complete(json),
            hash=self._hash(),
            root_view_id=below.root_view_id if below is not None else view_id,
            previous_view_id=below.id if below is not None else None,
        )

    def _complete(self, json: Json) -> Json:
        return json | {"blocks": with_ids(json.get("blocks") or [], lambda: self._ids.secret(5))}

    def _hash(self) -> str:
        return f"{self._ids.ts()}.{self._ids.secret(8)}"


def _plain(text: str) -> Json:
    return {"type": "plain_text", "text": text, "emoji": True}
