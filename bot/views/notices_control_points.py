"""What a control point does to one task, told: in its history, and to who is asked about it."""

from collections.abc import Callable, Mapping

from bot.domain.notices import Happening
from bot.views.scene import Scene
from bot.views.telling import Telling, actor, at, date, person
from storage.history import Entry

Teller = Callable[[Scene, Entry], Telling]


def _asked(scene: Scene, entry: Entry) -> Telling:
    who, asked = actor(scene, entry), person(scene, entry.facts.get("assignee"))
    return Telling(f"{who} asked {asked} whether {date(scene, at(entry, 'at'))} holds.")


def _said(scene: Scene, entry: Entry) -> Telling:
    return Telling(f"{actor(scene, entry)} says that {date(scene, at(entry, 'at'))} holds.")


def _confirmed(scene: Scene, entry: Entry) -> Telling:
    by = date(scene, at(entry, "at"))
    return Telling(f"{actor(scene, entry)} confirmed the date {by} in a control point.")


def _unconfirmed(scene: Scene, entry: Entry) -> Telling:
    by = date(scene, at(entry, "at"))
    return Telling(f"Nobody confirmed the date {by} in a control point.")


def to_assignee(scene: Scene, entry: Entry) -> Telling:
    """Ask the assignee whether the date holds."""
    by, who = date(scene, at(entry, "at")), actor(scene, entry)
    if entry.at >= (at(entry, "at") or entry.at):
        return Telling(
            f"by when will it be fixed? {who} asks: its date, {by}, has passed.",
            more="*Need more time…* says until when.",
        )
    return Telling(
        f"does {by} hold? {who} asks.",
        more="*Holds* is all it takes; *Need more time…* if it does not.",
    )


TELLERS: Mapping[Happening, Teller] = {
    Happening.HOLDS_ASKED: _asked,
    Happening.HOLDS_SAID: _said,
    Happening.DEADLINE_CONFIRMED: _confirmed,
    Happening.DEADLINE_UNCONFIRMED: _unconfirmed,
}
"""In the third person, for everybody to read."""
