"""What is told of the rest of a report, of its checklist, and of a task that is back with support."""

from collections.abc import Callable, Mapping

from bot.domain.happenings import Happening
from bot.domain.lifecycle import Status
from bot.domain.template import answers
from bot.views import buttons, happenings_questions, texts, topics
from bot.views.blocks import Block
from bot.views.scene import Message, Scene
from bot.views.standing import administrator, assignee, now, reporter
from bot.views.telling import Telling, actor, as_direct, at
from storage.history import Entry

Teller = Callable[[Scene, Entry], Telling]


def told(scene: Scene, entry: Entry) -> Telling:
    """Tell each answer in a line of its own."""
    return Telling(f"{actor(scene, entry)} told more:", _answers(scene, entry))


def told_aloud(scene: Scene, entry: Entry) -> Telling:
    """Tell what was written in the thread."""
    return Telling(f"{actor(scene, entry)} told more in the thread:", _answers(scene, entry))


def _answers(scene: Scene, entry: Entry) -> tuple[tuple[str, str], ...]:
    said = dict(entry.facts.get("told") or {})
    since = at(entry, "since_at")
    if since is not None:
        said = {"since": texts.plain_date(since, scene.reader.zone)} | said
    order = topics.in_order(scene, answers(said))
    lines = [(f"{texts.escape(topics.label(one))}:", said[one]) for one in order]
    done = [str(item) for item in entry.facts.get("checked") or ()]
    return (*lines, *(("Done:", item) for item in done))


def checked(scene: Scene, entry: Entry) -> Telling:
    """Tell what of the checklist is done, or is not after all."""
    done = "checked off" if entry.facts.get("is_done") else "took back"
    item = texts.quoted(str(entry.facts.get("item", "")), 300)
    return Telling(f"{actor(scene, entry)} {done} {item}.")


def asked_for_rest(scene: Scene, entry: Entry) -> Telling:
    """Tell that the reporter was asked."""
    return Telling(f"{reporter(scene)} was asked for: {_missing(entry)}.")


def shown_missing(scene: Scene, entry: Entry) -> Telling:
    """Tell that the administrator was told what is missing."""
    return Telling(f"{administrator(scene)} was told that the report lacks: {_missing(entry)}.")


def _missing(entry: Entry) -> str:
    return topics.named([str(one) for one in entry.facts.get("missing") or ("the rest",)])


def returned(scene: Scene, entry: Entry) -> Telling:
    """Tell that support owes something."""
    whom = happenings_questions.asked_to(scene, entry)
    return Telling(
        f"{actor(scene, entry)} sent it back to support; {whom} owes:",
        (("", happenings_questions.asked_words(scene, entry)),),
        more="Both clocks stand until the answer.",
    )


def settled(scene: Scene, entry: Entry) -> Telling:
    """Tell that it is with development again."""
    waited = happenings_questions.waited(entry)
    return Telling(f"support owes nothing any more, after {waited}.")


_WORKS = {Status.ASSIGNED: "has it", Status.IN_PROGRESS: "works on it"}


def to_reporter(scene: Scene, entry: Entry) -> Message:
    """Ask the reporter for the rest, with the form for it and the checklist."""
    is_last = int(entry.facts.get("times", 1)) > 1
    # Of somebody who is away it would not be true.
    is_there = scene.task.assignee and scene.task.assignee not in scene.rules.away
    who = assignee(scene) if is_there else administrator(scene)
    lacks, status = _missing(entry), scene.task.status if is_there else Status.ACCEPTED
    what = (
        f"{who} still goes without: {lacks}."
        if is_last
        else f"{who} {_WORKS.get(status, 'looks at it')} and could go faster with: {lacks}."
    )
    more = (
        f"I ask no more; {administrator(scene)} sees soon what is missing."
        if is_last
        else "*Tell the rest…* asks for just that. Half of it helps, too."
    )
    shown = topics.rest(scene)
    # What cannot be told any more is not asked for.
    message = as_direct(
        scene, Telling(what, more=more if shown else ""), shown, "" if shown else now(scene)
    )
    return Message(message.text, [*message.blocks, *(topics.checklist(scene) if shown else [])])


def to_administrator(scene: Scene, entry: Entry) -> Telling:
    """Show the administrator what nobody tells."""
    return Telling(
        f"{reporter(scene)} was asked twice and the report still lacks: {_missing(entry)}.",
        more="*Ask reporter…* stops both clocks until the answer, *Back to support…* says what "
        "support owes before it goes on.",
    )


def to_decide(scene: Scene, _entry: Entry) -> list[Block]:
    """Show what the administrator can do about it."""
    return buttons.fitting(scene.task, (buttons.ASK, buttons.RETURN))


def to_asked(scene: Scene, entry: Entry) -> Telling:
    """Tell the reporter what they owe."""
    return Telling(
        f"{actor(scene, entry)} sends it back to you; before it can go on it needs:",
        (("", happenings_questions.asked_words(scene, entry)),),
        more="Both clocks stand until you answer. Click *Answer…*, or reply in this thread.",
    )


TELLERS: Mapping[Happening, Teller] = {
    Happening.TOLD: told,
    Happening.TOLD_ALOUD: told_aloud,
    Happening.CHECKED: checked,
    Happening.TELL_ASKED: asked_for_rest,
    Happening.TELL_MISSING: shown_missing,
    Happening.RETURNED: returned,
    Happening.RETURN_SETTLED: settled,
}
