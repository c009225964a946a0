"""What is told of the same again: what came back, what helps, how bad it is for so many."""

from collections.abc import Callable, Mapping

from bot.domain.happenings import Happening
from bot.domain.lifecycle import UNFINISHED
from bot.domain.severity import Severity
from bot.views import alike, texts
from bot.views.blocks import Block, button
from bot.views.scene import Scene
from bot.views.telling import Telling, actor, at, date, level, person, typed
from storage.history import Entry

Teller = Callable[[Scene, Entry], Telling]

MOST_NAMED = 5
"""Customers that a proposal names; the others are counted."""


def other_said(scene: Scene, entry: Entry) -> Telling:
    """Tell which task it is not."""
    return Telling(f"{actor(scene, entry)} says that it is not {_other(entry)}.")


def came_back(scene: Scene, entry: Entry) -> Telling:
    """Tell which task has come back, and what is known of the time before."""
    wrote = typed(entry, "for_customer", "What had fixed it:") + typed(entry, "cause", "Its cause:")
    return Telling(f"{actor(scene, entry)} says that {_before(scene, entry)} has come back.", wrote)


def came_back_for_administrator(scene: Scene, entry: Entry) -> Telling:
    """Tell who decides also who had it before."""
    telling = came_back(scene, entry)
    had = entry.facts.get("assignee")
    more = f"{person(scene, had)} had it then." if had else ""
    return Telling(telling.what, telling.wrote, more=more)


def workaround_set(scene: Scene, entry: Entry) -> Telling:
    """Tell everybody what helps until it is fixed."""
    said = entry.facts.get("text")
    if not said:
        return Telling(f"{actor(scene, entry)} took the workaround back.")
    again = " now something else" if entry.facts.get("before") else ""
    what = f"{actor(scene, entry)} says what helps{again} until it is fixed:"
    return Telling(what, typed(entry, "text"))


def workaround_for_reporter(scene: Scene, entry: Entry) -> Telling:
    """Tell who waits for it also what they can tell the customer."""
    said = entry.facts.get("text")
    if not said:
        more = "Please tell the customer, if they were told of it."
        return Telling(
            f"{actor(scene, entry)} took the workaround back: it helps no more.", more=more
        )
    return Telling(
        f"there is a workaround until it is fixed, says {actor(scene, entry)}.",
        customer=f"Until it is fixed: {texts.words(str(said), alike.LONGEST)}",
    )


def proposed(scene: Scene, entry: Entry) -> Telling:
    """Tell that a higher severity was proposed."""
    return Telling(f"{_why(entry)}, so severity {level(entry, 'to')} was proposed.")


def proposed_to_administrator(scene: Scene, entry: Entry) -> Telling:
    """Ask who decides whether it is worse by now, with the dates that go with either answer."""
    now, by = entry.facts.get("from"), date(scene, at(entry, "deadline"))
    asks = f"{_proposes(entry)} severity {level(entry, 'to')}."
    return Telling(
        f"{_why(entry)}. It is still severity {now}, to be fixed by {by}. {asks}",
        more=_would_be(scene, entry) if to_decide(scene, entry) else "",
    )


def _would_be(scene: Scene, entry: Entry) -> str:
    """Say which date goes with the proposal."""
    by, then, raising = at(entry, "deadline"), at(entry, "deadline_then"), entry.facts["to"]
    if by == then:
        return f"*Raise to {raising}* leaves that date and asks for news more often."
    return f"*Raise to {raising}* makes that {date(scene, then)}, with more frequent news."


def _why(entry: Entry) -> str:
    """Say who waits, or who joined and how bad it was for them."""
    facts = entry.facts
    if facts.get("other") is None:
        named = [_marked(entry, one) for one in facts.get("customers", ())[:MOST_NAMED]]
        more = len(facts.get("customers", ())) - len(named)
        who = f": {', '.join(named)}{f' and {more} more' if more else ''}" if named else ""
        return f"{facts.get('counted')} customers are affected now{who}"
    customer = _customer(facts["customer"]) if facts.get("customer") else ""
    vip = " (VIP)" if customer and facts.get("is_vip") else ""
    many = texts.words(texts.one_line(str(facts.get("how_many") or ""), 80), 160)
    parts = [f"came as severity {facts['severity']}", f"{customer}{vip}", many]
    return f"{_other(entry)} went into it and {', '.join(filter(None, parts))}"


def _proposes(entry: Entry) -> str:
    return "Your rules propose" if entry.facts.get("other") is None else "I propose"


def _marked(entry: Entry, name: str) -> str:
    return _customer(name) + (" (VIP)" if name in entry.facts.get("vips", ()) else "")


def _customer(name: str) -> str:
    return texts.words(texts.one_line(name, 80), 160)


def to_decide(scene: Scene, entry: Entry) -> list[Block]:
    """Show what can be said to a proposal, until it is."""
    to = Severity(int(entry.facts["to"]))
    if scene.is_over or scene.task.status not in UNFINISHED or scene.task.severity >= to:
        return []
    value = f"{scene.task.number}:{to.value}"
    return [
        button(f"Raise to {to.value}", "raise_severity", value, "primary"),
        button("Leave it", "leave_severity", value),
    ]


def severity_left(scene: Scene, entry: Entry) -> Telling:
    """Tell that it stays as bad as it was."""
    kept, other = entry.facts.get("severity"), entry.facts.get("proposed")
    return Telling(f"{actor(scene, entry)} leaves severity {kept}; {other} had been proposed.")


def _before(scene: Scene, entry: Entry) -> str:
    ended = at(entry, "ended_at")
    closed = f", closed {texts.date(ended, scene.reader)}," if ended else ""
    return f"{_other(entry)}{closed}"


def _other(entry: Entry) -> str:
    key, named = f"CRIT-{entry.facts.get('other')}", entry.facts.get("other_title")
    return f"{key} · {texts.words(str(named), texts.TITLE)}" if named else key


LINES: Mapping[Happening, Teller] = {
    Happening.OTHER_SAID: other_said,
    Happening.CAME_BACK: came_back,
    Happening.WORKAROUND_SET: workaround_set,
    Happening.SEVERITY_PROPOSED: proposed,
    Happening.SEVERITY_LEFT: severity_left,
}
OF_REPORTER: Mapping[Happening, Teller] = {
    Happening.CAME_BACK: came_back,
    Happening.WORKAROUND_SET: workaround_for_reporter,
}
OF_ADMINISTRATOR: Mapping[Happening, Teller] = {
    Happening.CAME_BACK: came_back_for_administrator,
    Happening.SEVERITY_PROPOSED: proposed_to_administrator,
}
