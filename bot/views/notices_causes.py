"""What is told of causes: who fixed a task is asked for it, and everybody reads what is said."""

from collections.abc import Callable, Iterator, Mapping

from bot.domain.notices import Happening
from bot.views import texts
from bot.views.scene import Scene
from bot.views.standing import now
from bot.views.telling import Telling, actor, person, typed
from storage.causes import Kind, Outcome
from storage.history import Entry

KINDS: Mapping[Kind, str] = {
    Kind.CODE: "code",
    Kind.CONFIGURATION: "configuration",
    Kind.DATA: "data",
    Kind.CUSTOMER: "the customer’s side",
    Kind.HELP_TEXT: "our help text",
}
OUTCOMES: Mapping[Outcome, str] = {
    Outcome.PROPOSED: "proposed",
    Outcome.PLANNED: "planned",
    Outcome.DONE: "done",
    Outcome.DROPPED: "dropped",
}


def to_assignee(_scene: Scene, entry: Entry) -> Telling:
    """Ask who fixed it, for two sentences."""
    if entry.facts.get("is_again"):
        what = "its cause is still to be told: what was it, and what would prevent it?"
        return Telling(what, more="I do not ask again.")
    alike = entry.facts.get("alike")
    why = f" It is one of {alike} tasks of the same problem." if alike else ""
    return Telling(
        f"what was the cause, and what would prevent it?{why}",
        more="*Cause…* takes two sentences while you still know; `/critical causes` keeps them.",
    )


def footnote(scene: Scene, *, has_buttons: bool) -> str:
    """Say under the question that it is answered, or that it is not asked any more."""
    if has_buttons:
        return ""
    if scene.cause is None:
        return now(scene)
    who = texts.subject(scene.cause.actor or "", scene.reader)
    return f"{who} said what the cause was. *Cause…* in `/critical causes` changes it."


def asked(scene: Scene, entry: Entry) -> Telling:
    """Tell that somebody was asked."""
    again = " again" if entry.facts.get("is_again") else ""
    return Telling(f"{person(scene, entry.facts.get('assignee'))} was asked{again} for the cause.")


def said(scene: Scene, entry: Entry) -> Telling:
    """Tell what the cause was, what would prevent it, and what became of that."""
    did = "says anew" if entry.facts.get("is_again") else "says"
    return Telling(
        f"{actor(scene, entry)} {did} what the cause was ({kind(entry)}):",
        (
            *typed(entry, "cause"),
            *typed(entry, "prevention", "What would prevent it:"),
            *typed(entry, "link", "Link:"),
        ),
        more=f"It is {outcome(entry)}." if entry.facts.get("prevention") else "",
    )


def lines(scene: Scene) -> Iterator[str]:
    """Show what is known of the cause, for who asks for all of a task."""
    entry = scene.cause
    if entry is None:
        return
    who, when = actor(scene, entry), texts.date(entry.at, scene.reader)
    yield f"{when} · {who}, {kind(entry)}: {texts.quoted(str(entry.facts.get('cause', '')), 1000)}"
    prevention, link = str(entry.facts.get("prevention") or ""), entry.facts.get("link")
    if prevention:
        yield f"What would prevent it ({outcome(entry)}): {texts.quoted(prevention, 1000)}"
    if link:
        yield f"Link: {texts.words(str(link), 600)}"


def kind(entry: Entry) -> str:
    """Name where the cause lies."""
    return KINDS[Kind(entry.facts["kind"])]


def outcome(entry: Entry) -> str:
    """Name what became of what would prevent it."""
    return OUTCOMES[Outcome(entry.facts["outcome"])]


OF_ASSIGNEE: Mapping[Happening, Callable[[Scene, Entry], Telling]] = {
    Happening.CAUSE_ASKED: to_assignee
}
LINES: Mapping[Happening, Callable[[Scene, Entry], Telling]] = {
    Happening.CAUSE_ASKED: asked,
    Happening.CAUSE_SAID: said,
}
