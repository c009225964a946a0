"""`/critical causes`: what comes back, what it costs and what would prevent it; and the form."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.domain.facts import Broken
from bot.domain.rules import Rules
from bot.views import buttons, captured, fields, texts
from bot.views.blocks import Block, actions, option, section
from bot.views.fields import FieldProblem, Typed, View
from bot.views.notices_causes import KINDS, OUTCOMES
from bot.views.origin import Origin
from bot.views.scene import Blocks, Message, Reader
from bot.views.words import MARKS
from storage.causes import Cause, Finding, Kind, Outcome
from storage.tasks import Task

PAGE_SIZE = 6
ROOM = 1_900
"""Characters for one of them; Slack takes about 13,000 in a message."""

KEYS, CUSTOMERS = 8, 6
"""So many are named of a problem; the others are counted."""

WHERE = "Where it lies"

NOTHING = (
    "No cause is known yet. Who fixed a task of severity 4 or 3, or the third one of a problem, is "
    "asked for it once the task is closed; *Cause…* on the card of a fixed task says it any time."
)


@dataclass(frozen=True, slots=True)
class Place:
    """Which page of how many, how many problems come back, and how many causes are owed."""

    page: int
    last: int
    problems: int
    owed: int


@dataclass(frozen=True, slots=True)
class CauseFields:
    """What somebody says of a cause."""

    kind: Kind
    cause: str
    prevention: str
    link: str | None
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class _Part:
    """One of the parts of the list, with its title."""

    title: str
    findings: Sequence[Finding]


def causes(findings: Sequence[Finding], place: Place, rules: Rules, reader: Reader) -> Message:
    """Show a page of the list."""
    if not findings:
        return Message(texts.as_plain(NOTHING), [section(NOTHING)])
    blocks: Blocks = []
    for part in _parts(findings):
        blocks.append(section(f"*{part.title}*"))
        for one in part.findings:
            blocks += [
                section(texts.clip("\n".join(_told(one, rules, reader)), ROOM)),
                *_button(one),
            ]
    head = _head(findings[0], place)
    return Message(head, [*blocks, *actions(buttons.pages("causes", place.page, place.last))])


def _head(first: Finding, place: Place) -> str:
    known = {1: "1 known problem"}.get(place.problems, f"{place.problems} known problems")
    owed = f", {place.owed} asked and not said yet" if place.owed else ""
    page = f" (page {place.page} of {place.last})" if place.last > 1 else ""
    return texts.as_notification(f"Causes: {known}{owed}{page}. {texts.title(first.fixed, 120)}")


def _parts(findings: Sequence[Finding]) -> Iterator[_Part]:
    back = [one for one in findings if one.comes_back]
    shared = [one for one in findings if one.is_shared and not one.comes_back]
    alone = [one for one in findings if not one.is_shared]
    known = [one for one in alone if one.cause is not None and one.cause.is_said]
    owed = [one for one in alone if one.cause is None or not one.cause.is_said]
    titles = (
        *("Problems that come back", "Raised by several at one time"),
        *("Said in the last 180 days", "Asked and not said yet"),
    )
    for title, found in zip(titles, (back, shared, known, owed), strict=True):
        if found:
            yield _Part(title, found)


def _told(one: Finding, rules: Rules, reader: Reader) -> Iterator[str]:
    task, cause = one.fixed, one.cause
    yield f"{MARKS[task.severity]} *{texts.title(task, 120)}*"
    yield " · ".join(_facts(one, rules))
    yield from _affected(one)
    if cause is not None and cause.is_said:
        yield from _said(cause, reader)
    elif cause is not None and cause.asked_to and cause.asked_at:
        who, at = texts.name(cause.asked_to, reader), texts.date(cause.asked_at, reader)
        yield f"{who} was asked for the cause on {at}."
    else:
        yield "Nobody has said what the cause is."


def _facts(one: Finding, rules: Rules) -> Iterator[str]:
    """Say how often it came in which time, which tasks these are, and what it cost."""
    found = one.problem
    if one.comes_back:
        times = {2: "came twice"}.get(found.times, f"came {found.times} times")
        yield f"{times} in {texts.span(found.last_at - found.first_at)}"
    shown = [texts.key(task) for task in one.tasks[:KEYS]]
    more = len(one.tasks) - len(shown)
    yield ", ".join(shown) + (f" and {more} more" if more else "")
    if one.fixed.application:
        yield captured.where(Broken(one.fixed.application), rules)
    if found.cost:
        yield f"{texts.span(found.cost)} until fixed{' in all' if one.comes_back else ''}"


def _affected(one: Finding) -> Iterator[str]:
    named = [texts.words(texts.one_line(name, 80), 160) for name in one.customers[:CUSTOMERS]]
    more = len(one.customers) - len(named)
    if named:
        yield f"Affected: {', '.join(named)}" + (f" and {more} more" if more else "")


def _said(cause: Cause, reader: Reader) -> Iterator[str]:
    lies = f" ({KINDS[cause.kind]})" if cause.kind is not None else ""
    who = f", {texts.name(cause.said_by, reader)}" if cause.said_by else ""
    yield f"Cause{lies}: {texts.quoted(cause.cause, 400)}{who}"
    became = OUTCOMES[cause.outcome]
    if cause.outcome_at is not None:
        became += f", {texts.date(cause.outcome_at, reader)}"
    if cause.prevention:
        yield f"What would prevent it: {texts.quoted(cause.prevention, 400)} · {became}"
    if cause.link:
        yield f"Link: {texts.words(cause.link, 400)}"


def _button(one: Finding) -> Blocks:
    return actions(buttons.fitting(one.about, [buttons.CAUSE]))


def cause_form(origin: Origin, task: Task, known: Cause | None) -> View:
    """Ask where the cause lies, what it was, what would prevent it, and what became of that."""
    said = known if known is not None and known.is_said else None
    lies = {kind: option(_capital(name), kind) for kind, name in KINDS.items()}
    became = {outcome: option(_capital(name), outcome) for outcome, name in OUTCOMES.items()}
    where: Block = {"type": "radio_buttons", "options": [*lies.values()]}
    if said is not None and said.kind is not None:
        where["initial_option"] = lies[said.kind]
    outcome = said.outcome if said is not None else Outcome.PROPOSED
    typed = (
        Typed("Cause", "What was wrong, in a sentence or two", initial=said.cause if said else ""),
        Typed(
            "What would prevent it",
            "A check, a limit, a test, a text that says so",
            is_optional=True,
            initial=said.prevention if said else "",
        ),
        Typed(
            "Link",
            "https://… of the change, or of the task for it",
            is_optional=True,
            is_long=False,
            initial=(said.link or "") if said else "",
            most=500,
        ),
    )
    blocks = [
        section(f"*{texts.title(task)}*"),
        fields.field(WHERE, where),
        *map(fields.typed, typed),
        fields.field("What became of it", fields.select([*became.values()], became[outcome])),
    ]
    return fields.modal("say_cause", "Cause of", "Send", origin, blocks)


def read_cause(view: View) -> CauseFields:
    """Read the form. Raises FieldProblem."""
    where = fields.block_id(WHERE)
    lies = fields.read_option(view, where, _CHOOSE)
    if lies not in set(Kind):
        raise FieldProblem(where, _CHOOSE)
    became = fields.find_option(view, "what_became_of_it")
    return CauseFields(
        kind=Kind(lies),
        cause=fields.read_needed(view, "cause", "Say what was wrong, in a sentence."),
        prevention=fields.read_text(view, "what_would_prevent_it") or "",
        link=_read_link(view),
        outcome=Outcome(became) if became in set(Outcome) else Outcome.PROPOSED,
    )


_CHOOSE = "Choose where the cause lies."
_WHOLE = "Write the whole address, beginning with https://"


def _read_link(view: View) -> str | None:
    link = fields.read_text(view, "link")
    if link is not None and not link.lower().startswith(("https://", "http://")):
        raise FieldProblem(block_id="link", sentence=_WHOLE)
    return link


def kept(task: Task) -> Message:
    """Confirm that it is kept."""
    text = f"The cause of {texts.key(task)} is kept. `/critical causes` shows all of them."
    return Message(texts.as_notification(text), [section(text)])


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
