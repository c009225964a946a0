"""Who follows a task, and who else it affects, in the third person."""

from collections.abc import Callable, Mapping

from bot.domain.notices import Happening
from bot.views import texts
from bot.views.scene import Scene
from bot.views.telling import Telling, actor
from storage.history import Entry

LONGEST = 150


def named(customer: str | None, ticket: str | None) -> str:
    """Name another customer with their ticket, as far as either is known."""
    shown = [
        texts.words(texts.one_line(customer, LONGEST), 2 * LONGEST) if customer else "",
        f"ticket {texts.words(texts.one_line(ticket, LONGEST), 2 * LONGEST)}" if ticket else "",
    ]
    return ", ".join(filter(None, shown))


def count(others: int) -> str:
    """Say how many others have the same problem."""
    return f"{others} {'others' if others > 1 else 'other'} affected"


def _followed(scene: Scene, entry: Entry) -> Telling:
    return Telling(f"{actor(scene, entry)} follows it.")


def _unfollowed(scene: Scene, entry: Entry) -> Telling:
    return Telling(f"{actor(scene, entry)} follows it no more.")


def _affected(scene: Scene, entry: Entry) -> Telling:
    who = named(entry.facts.get("customer"), entry.facts.get("ticket"))
    others = entry.facts.get("others")
    more = f"{count(others)} now." if isinstance(others, int) and others > 0 else ""
    return Telling(f"{actor(scene, entry)} says that it affects others too: {who}.", more=more)


TELLERS: Mapping[Happening, Callable[[Scene, Entry], Telling]] = {
    Happening.FOLLOWED: _followed,
    Happening.UNFOLLOWED: _unfollowed,
    Happening.AFFECTED: _affected,
}
