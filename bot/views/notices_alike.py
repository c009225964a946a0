"""What is told of the same again: what came back, what helps, how bad it is for so many."""

from collections.abc import Callable, Mapping

from bot.domain.happenings import Happening
from bot.domain.lifecycle import UNFINISHED
from bot.domain.severity import Severity
from bot.views import alike, texts
from bot.views.blocks import Block, button
from bot.views.scene import Scene
from bot.views.telling import Telling, actor, at, level, person, typed
from storage.history import Entry

Teller = Callable[[Scene, Entry], Telling]


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
        f"there is a workaround, says {actor(scene, entry)}. Until it is fixed:",
        typed(entry, "text"),
        customer=f"Until it is fixed: {texts.words(str(said), alike.LONGEST)}",
    )


def proposed(scene: Scene, entry: Entry) -> Telling:
    """Tell that a higher severity was proposed."""
    counted = entry.facts.get("counted")
    return Telling(
        f"{counted} customers are affected now, so severity {level(entry, 'to')} was proposed."
    )


def proposed_to_administrator(scene: Scene, entry: Entry) -> Telling:
    """Ask who decides whether it is worse by now."""
    counted, now = entry.facts.get("counted"), scene.task.severity.value
    return Telling(
        f"{counted} customers are affected now, and it is still severity {now}. "
        f"Your rules propose severity {level(entry, 'to')}.",
        more="With another severity go another deadline and more frequent news.",
    )


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
