"""One happening, told: the sentence, what people wrote, what happens next, and how it is laid out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.people import acts_for
from bot.domain.severity import Severity
from bot.views import texts
from bot.views.blocks import Block, actions, context, section, sections
from bot.views.scene import Message, Scene
from bot.views.words import MEANINGS
from storage.history import Entry

NOTIFICATION = 1200
SHORTEST_TITLE = 24
LABEL = re.compile(r"(?<!\S)_([^\n“]{1,700}?:)_(?!\S)")
"""A label in italics, which a lock screen would show with its signs."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What is told. `what` and `more` are mrkdwn; `wrote` is raw, each with the label before it."""

    what: str
    wrote: tuple[tuple[str, str], ...] = ()
    more: str = ""
    customer: str = ""
    theirs: str = ""
    """What is to be known of the customer, in mrkdwn."""

    def paragraphs(self) -> list[str]:
        """Lay it out, one paragraph a thing."""
        wrote = [f"{label} {texts.quoted(typed)}".strip() for label, typed in self.wrote]
        # Support pastes it elsewhere: a date must stay what it is, so it is written out.
        said = texts.as_notification(self.customer)
        customer = f"_For the customer:_ “{said}”" if said else ""
        return [part for part in (self.what, *wrote, customer, self.more, self.theirs) if part]


def at(entry: Entry, fact: str) -> datetime | None:
    """Read an instant of the facts."""
    written = entry.facts.get(fact)
    return datetime.fromisoformat(written) if isinstance(written, str) else None


def typed(entry: Entry, fact: str, label: str = "") -> tuple[tuple[str, str], ...]:
    """Read what somebody typed, with a label; nothing if they typed nothing."""
    written = entry.facts.get(fact)
    is_text = isinstance(written, str) and written.strip() != ""
    return ((label, str(written)),) if is_text else ()


def date(scene: Scene, instant: datetime | None) -> str:
    """Show an instant; where the facts hold none, the deadline as it stands."""
    return texts.date(instant or scene.task.deadline_at, scene.reader)


def customers_date(scene: Scene, instant: datetime | None) -> str:
    """Show an instant to the customer: in their own zone, by its name, where that is known.

    Who follows may have a customer of their own, elsewhere: to them it is shown as to the reader.
    """
    zone = scene.customer.time_zone if scene.customer is not None else None
    if not zone or zone == scene.reader.zone.key:
        return date(scene, instant)
    if not acts_for(scene.reader.slack_id, [scene.task.reporter], scene.rules):
        return date(scene, instant)
    place = zone.rpartition("/")[2].replace("_", " ")
    theirs = texts.plain_date(instant or scene.task.deadline_at, ZoneInfo(zone))
    return f"{theirs} {place} time"


def was_late(entry: Entry) -> bool:
    """Say whether the deadline had passed when it happened."""
    deadline = at(entry, "deadline")
    return deadline is not None and deadline <= entry.at


def actor(scene: Scene, entry: Entry) -> str:
    """Name who did it."""
    return person(scene, entry.actor, "Cavalry")


def person(scene: Scene, slack_id: object, otherwise: str = "the developer") -> str:
    """Name somebody of the facts."""
    return texts.name(slack_id, scene.reader) if isinstance(slack_id, str) else otherwise


def took(scene: Scene, entry: Entry) -> str:
    """Say how long it took from raising to what the entry tells."""
    seconds = entry.facts.get("took_seconds")
    length = entry.at - scene.task.raised_at
    return texts.span(timedelta(seconds=seconds) if isinstance(seconds, int | float) else length)


def severity(scene: Scene, entry: Entry) -> int:
    """Say the severity as it was then; where the facts hold none, as it is."""
    written = entry.facts.get("severity")
    return written if isinstance(written, int) else scene.task.severity.value


def again(entry: Entry) -> str:
    """Say that it is not the first time, so that two such notices never read the same."""
    times = entry.facts.get("times", 1)
    if not isinstance(times, int) or times < _SECOND:
        return ""
    return " again" if times == _SECOND else f" again, the {times}{_ENDINGS.get(times, 'th')} time"


_SECOND = 2
_ENDINGS = {3: "rd"}


def level(entry: Entry, fact: str) -> str:
    """Say a severity of the facts in a few words."""
    severity = Severity(int(entry.facts[fact]))
    return f"{severity.value} ({MEANINGS[severity]})"


def as_direct(
    scene: Scene, telling: Telling, buttons: Sequence[Block] = (), footnote: str = ""
) -> Message:
    """Lay a notice out as a direct message."""
    what, *rest = telling.paragraphs()
    return Message(
        texts.as_notification(gist(scene, telling)),
        [
            *sections([head(scene), what[0].upper() + what[1:], *rest]),
            *([context(footnote)] if footnote else []),
            *actions(buttons),
        ],
    )


def head(scene: Scene) -> str:
    """Say which task it is about, above what is told."""
    return f"*{texts.key(scene.task)} · {texts.title(scene.task)}*"


def as_line(scene: Scene, telling: Telling, elements: Sequence[Block] = ()) -> Message:
    """Lay a notice out as a line in the task's thread; its dates stay each reader's own."""
    what, *rest = telling.paragraphs()
    shown = [what[0].upper() + what[1:], *rest]
    return Message(gist(scene, telling), [*sections(shown), *actions(elements)])


def gist(scene: Scene, telling: Telling) -> str:
    """Write for a lock screen: the key and title, what changed, then the rest, in mrkdwn."""
    what, *rest = telling.paragraphs()
    taken = len(texts.as_notification(what)) + len(scene.task.key) + len(" · : ")
    room = max(texts.FIRST_GLANCE - taken, SHORTEST_TITLE)
    text = f"{scene.task.key} · {texts.title(scene.task, room)}: {what}"
    plain = [LABEL.sub(r"\1", part) for part in rest]
    return texts.clip(" ".join(" ".join([text, *plain]).split()), NOTIFICATION)


def note(text: str) -> Message:
    """Lay out a text that is about no task."""
    return Message(texts.as_notification(text), [section(text)])
