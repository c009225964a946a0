"""What each person's screen remembers: what was read, waved away, and left undone in forms."""

from dataclasses import dataclass, field

from bot.simulator.messages import Channel


@dataclass(slots=True, eq=False)
class Seat:
    """The memory of one person's screen; a reload of the page loses nothing of it."""

    read_up_to: dict[str, str] = field(default_factory=dict)
    """Place → the `ts` of the newest message that was there when it was opened last."""
    looks_at: str = ""
    """The place that was opened last."""
    dismissed: set[str] = field(default_factory=set)
    """The ids of the warnings that were waved away."""
    errors: dict[str, dict[str, str]] = field(default_factory=dict)
    """View → block → what the app had against the field."""
    busy: set[str] = field(default_factory=set)
    """The views whose submission has not been answered yet."""

    def read(self, place: Channel) -> None:
        """Everything that stands in this place now has been seen."""
        self.read_up_to[place.id] = max((message.ts for message in place.messages), default="")

    def forget(self, view_id: str) -> None:
        """A view is gone, or shows something else: nothing is wrong with it any more."""
        self.errors.pop(view_id, None)
        self.busy.discard(view_id)


class Seats:
    """The seats of everybody in the workspace."""

    def __init__(self) -> None:
        self._seats: dict[str, Seat] = {}

    def of(self, user: str) -> Seat:
        """The seat of one person."""
        return self._seats.setdefault(user, Seat())
