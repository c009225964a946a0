"""All that is known of one task: facts, history, every version of the promise, questions."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.domain.questions import OF_QUESTIONS
from bot.views import buttons, captured, customers, following, notices_causes, texts, topics
from bot.views.blocks import SECTION, actions, context, section, sections
from bot.views.happenings import told
from bot.views.scene import Message, Scene
from bot.views.standing import assignee, clock, next_step, reporter
from bot.views.words import MARKS, severity, state
from storage.history import Entry
from storage.promises import Promise
from storage.questions import Question
from storage.tasks import Task

LINE = 600
QUOTED = 900
QUOTED_LINES = 15
PIECE = 2_000
PAGE = 7_000
LINES = 30


def details(
    scene: Scene,
    history: Sequence[Entry],
    promises: Sequence[Promise],
    questions: Sequence[Question],
    page: int,
) -> Message:
    """Show a page of it; the facts stand on the first."""
    lines = [
        *_group("The whole description", _whole_description(scene.task)),
        *_group("Files and links", _attached(scene)),
        *(line for title, told in topics.details(scene) for line in _group(title, told)),
        *_group("Customer", list(customers.of_details(scene))),
        *_group("Also affected", [following.affected(one, scene.reader) for one in scene.affected]),
        *_group("Promises", [*_slipped(promises), *(_promise(scene, one) for one in promises)]),
        *_group("Questions", [_question(scene, one) for one in questions]),
        *_group("Cause", list(notices_causes.lines(scene))),
        *_group("History", list(_history(scene, history, questions))),
    ]
    pages = _paged(lines)
    page = min(max(page, 1), len(pages))
    shown = [section("\n".join(part)) for part in _packed(pages[page - 1])]
    task = scene.task
    head = f"{task.key} {state(task).lower()}: {texts.title(task)}. {next_step(scene)}"
    return Message(
        texts.clip(texts.as_notification(head), 600),
        [
            *(_facts(scene) if page == 1 else sections([_title(task)])),
            *shown,
            *([context(f"Page {page} of {len(pages)}")] if len(pages) > 1 else []),
            *actions(buttons.fitting(task, [buttons.CAUSE])),
            *actions(buttons.pages(f"details:{task.number}", page, len(pages))),
        ],
    )


def _title(task: Task) -> str:
    return f"{MARKS[task.severity]} *{texts.key(task)} · {texts.title(task)}*"


def _facts(scene: Scene) -> list[dict[str, object]]:
    task, reader = scene.task, scene.reader
    facts = [
        _title(task),
        f"{severity(task.severity)} · *{state(task)}*",
        f"Raised by {reporter(scene)}, {texts.date(task.raised_at, reader)}",
        f"Customer: {customers.of_task(scene)}" if task.customer else "",
        _named("Where", captured.place(scene)),
        _named("Affected", captured.affected(scene)),
        f"Assignee: {assignee(scene)}",
        captured.wish(scene),
        f"Deadline: {clock(scene, task.deadline_at)}" if task.is_open else "",
        f"Next update: {clock(scene, task.next_update_at)}" if task.is_open else "",
        next_step(scene),
        _stood(scene),
        _returned(scene),
    ]
    quote = [f"> {line}" for line in texts.words(task.description, QUOTED).splitlines() if line]
    return sections([*facts, "\n".join(quote[:QUOTED_LINES])])


def _named(label: str, known: str) -> str:
    return f"{label}: {known}" if known else ""


def _stood(scene: Scene) -> str:
    """Say how long the clocks have stood, and where they would go on."""
    stood = scene.standstill
    if stood is None:
        return ""
    length = texts.span(stood.length)
    if not scene.task.is_waiting:
        return f"The clocks stood for {length} in all, for answers."
    deadline, update = (
        texts.date(at, scene.reader) for at in (stood.deadline_at, stood.next_update_at)
    )
    return (
        f"The clocks have stood for {length}. If the answer came now, the deadline would be "
        f"{deadline} and the next update {update}."
    )


def _returned(scene: Scene) -> str:
    """Say how often and how long it was back with support."""
    back = scene.returns
    if back is None:
        return ""
    times = {1: "once", 2: "twice"}.get(back.times, f"{back.times} times")
    return f"It was back with support {times}, for {texts.span(back.length)} in all."


def _whole_description(task: Task) -> list[str]:
    """Give all of it in pieces, where the facts have no room for it."""
    whole = texts.escape(task.description.strip())
    if len(whole) <= QUOTED and len(whole.splitlines()) <= QUOTED_LINES:
        return []
    return [piece for piece in texts.split(whole, PIECE) if piece.strip()]


def _attached(scene: Scene) -> list[str]:
    task, tickets = scene.task, captured.tickets(scene.task, scene.rules)
    files = [texts.words(f"{one.get('name', '')} {one.get('url', '')}", LINE) for one in task.files]
    others = [link for link in task.links if link not in {one.address for one in tickets}]
    named = [captured.ticket(one) for one in tickets]
    return [*files, *named, *(texts.words(link, LINE) for link in others)]


def _group(title: str, lines: list[str]) -> list[str]:
    return [f"*{title}*", *lines] if lines else []


def _slipped(promises: Sequence[Promise]) -> Iterator[str]:
    """Say how often the date moved later than had been promised, and how much later it is."""
    slips = [one for one in promises if one.is_slip]
    if slips:
        times = {1: "once", 2: "twice"}.get(len(slips), f"{len(slips)} times")
        late = sum((one.to_at - one.from_at for one in slips if one.from_at), timedelta())
        yield f"It slipped {times}, by {texts.span(late)} in all."


def _promise(scene: Scene, promise: Promise) -> str:
    reader = scene.reader
    nobody = "the clock stood for an answer" if promise.from_at else "by severity"
    by = texts.name(promise.made_by, reader) if promise.made_by else nobody
    to = texts.date(promise.to_at, reader)
    change = f"{texts.date(promise.from_at, reader)} → {to}" if promise.from_at else to
    why = f", because: {texts.quoted(promise.reason, 200)}" if promise.reason else ""
    return texts.clip(f"{texts.date(promise.made_at, reader)} · {change} ({by}){why}", LINE)


def _question(scene: Scene, question: Question) -> str:
    reader = scene.reader
    asked = f"{texts.name(question.asked_by, reader)}: {texts.quoted(question.text, 250)}"
    answer = f"{texts.name(question.asked_to, reader)} has not answered yet"
    if question.waits_until is not None:
        answer = f"asked again on {texts.date(question.waits_until, reader)}"
    if question.answered_at is not None:
        who = texts.name(question.answered_by or question.asked_to, reader)
        answer = f"{who}: {texts.quoted(question.answer or '', 250)}"
    if question.is_taken_back:
        answer = f"{who} took it back"
    return texts.clip(f"{texts.date(question.asked_at, reader)} · {asked} · {answer}", LINE + 200)


def _history(
    scene: Scene, history: Sequence[Entry], questions: Sequence[Question]
) -> Iterator[str]:
    for entry in history:
        about = replace(scene, entry=entry, question=_asked(entry, questions))
        telling = told(about, entry)
        wrote = [f"{label} {texts.quoted(typed, 200)}".strip() for label, typed in telling.wrote]
        line = " ".join([f"{texts.date(entry.at, scene.reader)} ·", telling.what, *wrote])
        yield texts.clip(" ".join(line.split()), LINE)


def _asked(entry: Entry, questions: Sequence[Question]) -> Question | None:
    """Find the question that an entry tells of, by its words."""
    if entry.happening not in OF_QUESTIONS:
        return None
    words = entry.facts.get("question")
    return next((one for one in questions if words in {one.text, one.id}), None)


def _paged(lines: Sequence[str]) -> list[list[str]]:
    pages: list[list[str]] = [[]]
    for line in lines:
        taken = sum(map(len, pages[-1]))
        if pages[-1] and (taken + len(line) > PAGE or len(pages[-1]) >= LINES):
            pages.append([])
        pages[-1].append(line)
    return pages


def _packed(lines: Sequence[str]) -> Iterator[list[str]]:
    """Put lines into as few sections as their lengths allow, a title always into a new one."""
    packed: list[str] = []
    for line in lines:
        is_title = line.startswith("*") and line.endswith("*")
        if packed and (is_title or sum(map(len, packed)) + len(line) + len(packed) > SECTION):
            yield packed
            packed = []
        packed.append(line)
    if packed:
        yield packed
