"""All that is known of one task as a Markdown file: what a post-mortem starts from."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.domain.milestones import Milestone, Reached
from bot.views import (
    captured,
    customers,
    markdown,
    notices_causes,
    notices_following,
    texts,
    topics,
)
from bot.views.happenings import told
from bot.views.markdown import escaped, quoted
from bot.views.scene import Scene
from bot.views.standing import assignee, reporter
from bot.views.words import SIZES, severity, state
from storage.history import Entry
from storage.promises import Promise
from storage.questions import Question
from storage.tasks import Task

OURSELVES = "Cavalry"
MILESTONES: Mapping[Milestone, str] = {
    Milestone.RAISED: "Raised",
    Milestone.ACCEPTED: "Accepted",
    Milestone.ASSIGNED: "Assigned",
    Milestone.STARTED: "Started",
    Milestone.FIXED: "Fixed",
    Milestone.CLOSED: "Closed",
}
_LACKS: Mapping[str, str] = {
    "thread_not_found": "Slack has no such thread any more.",
    "message_not_found": "Slack has no such thread any more.",
    "not_in_channel": "Cavalry is not in that channel any more.",
    "channel_not_found": "Cavalry cannot see that channel any more.",
    "no_thread": "It has no thread.",
    "too_long": "It is longer than this.",
    "ratelimited": "Slack let no more of it be read for now.",
}


@dataclass(frozen=True, slots=True)
class Post:
    """One message of the thread, as it is seen; `files` go from a name to an address."""

    author: str
    at: datetime
    text: str
    files: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Papers:
    """What is told beside the scene: all that happened, and what was written in the thread.

    `missing` is Slack's word for why something of the thread is not there.
    """

    history: Sequence[Entry]
    promises: Sequence[Promise]
    questions: Sequence[Question]
    reached: Sequence[Reached]
    thread: Sequence[Post] = field(default_factory=tuple)
    missing: str | None = None
    merged: Sequence[Task] = ()
    """The tasks that go on as this one."""


def name_of(task: Task) -> str:
    """Name the file."""
    return f"{task.key}.md"


def document(scene: Scene, papers: Papers, now: datetime) -> str:
    """Write the file."""
    task = scene.task
    parts = [
        [f"# {task.key} · {escaped(task.title)}"],
        [
            f"As it stood at {_when(scene, now)}. Every time is UTC; beside it the clock of who asked."
        ],
        _part("Facts", _list(_facts(scene))),
        _part("What was reported", [quoted(task.description)] if task.description.strip() else []),
        *(_part(title, _list(map(_plain(scene), lines))) for title, lines in topics.details(scene)),
        _part("Customer", _list(map(_plain(scene), customers.of_details(scene)))),
        _part("Also affected", _list(_affected(scene))),
        _part("Reported again", list(_reported_again(scene, papers.merged))),
        _part("Times", _list(_times(scene, papers.reached))),
        _part("Promises", _list(_promises(scene, papers.promises))),
        _part("Questions and answers", list(_questions(scene, papers.questions))),
        _part("Files and links", _list(_attached(scene))),
        _part("Cause", list(_cause(scene))),
        _part("History", list(_history(scene, papers))),
        _part("Thread", list(_thread(scene, papers))),
    ]
    return "\n\n".join("\n\n".join(part) for part in parts if part) + "\n"


def _part(title: str, paragraphs: Sequence[str]) -> list[str]:
    known = [one for one in paragraphs if one.strip()]
    return [f"## {title}", *known] if known else []


def _list(lines: Iterable[str]) -> list[str]:
    """Make one paragraph of points."""
    return ["\n".join(f"- {line}" for line in lines if line)]


def _plain(scene: Scene) -> Callable[[str], str]:
    """Write mrkdwn of the other views out for who reads the file."""
    return lambda mrkdwn: markdown.of_mrkdwn(mrkdwn, scene.reader.zone)


def _when(scene: Scene, instant: datetime) -> str:
    return markdown.when(instant, scene.reader.zone)


def _who(scene: Scene, slack_id: str | None) -> str:
    return escaped(texts.plain_name(slack_id, scene.reader)) if slack_id else "nobody"


def _facts(scene: Scene) -> Iterator[str]:
    task, plain = scene.task, _plain(scene)
    yield f"Severity: {severity(task.severity).removeprefix('Severity ')}"
    yield f"State: {state(task)}"
    known = {
        "Customer": customers.of_task(scene) if task.customer else "",
        "Where": captured.place(scene),
        "Affected": captured.affected(scene),
        "Reporter": reporter(scene),
        "Wished": captured.wish(scene),
        "Assignee": assignee(scene),
    }
    yield from (f"{label}: {plain(value)}" for label, value in known.items() if value)
    if task.accepted_by:
        yield f"Accepted by: {_who(scene, task.accepted_by)}"
    if task.size is not None:
        yield f"Size: {SIZES[task.size]}"
    yield f"Deadline: {_when(scene, task.deadline_at)}"
    if task.workaround:
        yield f"Until it is fixed: {escaped(task.workaround)}"
    if task.returned_because:
        yield f"Back with support: {escaped(task.returned_because)}"
    if task.for_customer:
        yield f"For the customer: {escaped(task.for_customer)}"
    if task.ended_because:
        yield f"Ended because: {escaped(task.ended_because)}"
    yield from _others(scene)


def _others(scene: Scene) -> Iterator[str]:
    """Name the tasks of the same problem, and where this one is talked about."""
    task = scene.task
    if scene.merged_into is not None and task.merged_into:
        other = scene.merged_into
        yield f"Merged into: {other.key} · {escaped(other.title)}"
    if task.same_as:
        yield f"The same came before: CRIT-{task.same_as}"
    if task.origin_link:
        yield f"Raised from: {markdown.link(task.origin_link, 'the message')}"
    if task.card_link:
        yield f"Card: {markdown.link(task.card_link, 'in Slack')}"


def _affected(scene: Scene) -> Iterator[str]:
    for one in scene.affected:
        named = notices_following.named(one.customer, one.ticket)
        who = _who(scene, one.added_by)
        yield f"{_when(scene, one.added_at)} · {_plain(scene)(named)} ({who})"


def _reported_again(scene: Scene, merged: Sequence[Task]) -> Iterator[str]:
    """Tell what merged tasks reported, each in the words of who raised it."""
    plain = _plain(scene)
    for task in merged:
        about = replace(scene, task=task, customer=None)
        who = _who(scene, task.reporter)
        yield f"**{task.key} · {escaped(task.title)}** ({who}, {_when(scene, task.raised_at)})"
        known = {
            "Severity": severity(task.severity).removeprefix("Severity "),
            "Customer": plain(texts.words(task.customer, 300)) if task.customer else "",
            "Where": plain(captured.place(about)),
            "Affected": plain(captured.affected(about)),
        }
        facts = [f"{label}: {value}" for label, value in known.items() if value]
        yield from _list([*facts, *_attached(about)])
        if task.description.strip():
            yield quoted(task.description)


def _times(scene: Scene, reached: Sequence[Reached]) -> Iterator[str]:
    for one in reached:
        after = f", {texts.span(one.after)} later" if one.after else ""
        yield f"{MILESTONES[one.what]}: {_when(scene, one.at)}{after}"
    fixed = next((one.at for one in reached if one.what is Milestone.FIXED), None)
    if fixed is not None:
        yield f"From raised to fixed: {texts.span(fixed - scene.task.raised_at)}"
    if scene.standstill is not None:
        yield f"The clocks stood for answers: {texts.span(scene.standstill.length)}"
    if scene.returns is not None:
        back = scene.returns
        yield f"Back with support: {_how_often(back.times)}, {texts.span(back.length)} in all"


def _how_often(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _promises(scene: Scene, promises: Sequence[Promise]) -> Iterator[str]:
    for one in promises:
        nobody = "the clock stood for an answer" if one.from_at else "by severity"
        by = _who(scene, one.made_by) if one.made_by else nobody
        before = f"{_when(scene, one.from_at)} → " if one.from_at else ""
        why = f", because: {escaped(one.reason)}" if one.reason else ""
        slip = ", a slip" if one.is_slip else ""
        change = f"{before}{_when(scene, one.to_at)} ({by}{slip}){why}"
        yield f"Said {_when(scene, one.made_at)}: {change}"
    slips = [one.to_at - one.from_at for one in promises if one.is_slip and one.from_at]
    if slips:
        late = texts.span(sum(slips, timedelta()))
        yield f"It slipped {_how_often(len(slips))}, by {late} in all."


def _questions(scene: Scene, questions: Sequence[Question]) -> Iterator[str]:
    for one in questions:
        asks = f"{_who(scene, one.asked_by)} asked {_who(scene, one.asked_to)}"
        yield f"**{_when(scene, one.asked_at)} · {asks}:**\n\n{quoted(one.text)}"
        if one.answered_at is None:
            yield "Not answered yet."
        elif one.is_taken_back:
            yield f"Taken back {_when(scene, one.answered_at)}."
        else:
            who, after = one.answered_by or one.asked_to, texts.span(one.answered_at - one.asked_at)
            said = f"{_when(scene, one.answered_at)} · {_who(scene, who)} answered, {after} later"
            yield f"**{said}:**\n\n{quoted(one.answer or '')}"


def _attached(scene: Scene) -> Iterator[str]:
    for file in scene.task.files:
        yield markdown.link(file.get("url", ""), file.get("name", "") or "file")
    yield from (markdown.link(one) for one in scene.task.links)


def _cause(scene: Scene) -> Iterator[str]:
    entry = scene.cause
    if entry is None:
        return
    who = _who(scene, entry.actor)
    yield f"{_when(scene, entry.at)} · {who}, {notices_causes.kind(entry)}:"
    yield quoted(str(entry.facts.get("cause") or ""))
    if entry.facts.get("prevention"):
        yield f"What would prevent it ({notices_causes.outcome(entry)}):"
        yield quoted(str(entry.facts["prevention"]))
    if entry.facts.get("link"):
        yield f"Link: {markdown.link(str(entry.facts['link']))}"


def _history(scene: Scene, papers: Papers) -> Iterator[str]:
    plain = _plain(scene)
    for entry in papers.history:
        about = replace(scene, entry=entry, question=_asked(entry, papers.questions))
        telling = told(about, entry)
        lines = [f"- {_when(scene, entry.at)} · {plain(telling.what)}"]
        for label, typed in telling.wrote:
            lines += [f"  {plain(label)}"] if label else []
            lines += ["", quoted(typed, "  "), ""]
        yield "\n".join(lines).rstrip()


def _asked(entry: Entry, questions: Sequence[Question]) -> Question | None:
    words = entry.facts.get("question")
    return next((one for one in questions if words in {one.text, one.id}), None)


def _thread(scene: Scene, papers: Papers) -> Iterator[str]:
    for one in papers.thread:
        files = [f"> {markdown.link(address, name)}" for name, address in one.files]
        said = [quoted(one.text)] if one.text.strip() else []
        body = markdown.HARD_BREAK.join([*said, *files]) or "> "
        yield f"**{_when(scene, one.at)} · {escaped(one.author)}:**\n\n{body}"
    if papers.missing is not None:
        lacks = _LACKS.get(papers.missing)
        yield lacks or f"Slack let it not be read whole ({escaped(papers.missing)})."
