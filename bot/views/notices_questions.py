"""What is told of questions: to who can answer, to who asked, and to who waits with them."""

from collections.abc import Callable, Mapping, Sequence

from bot.domain.lifecycle import UNFINISHED
from bot.domain.notices import CAME_LATE, MOVED, Audience, Happening
from bot.views import buttons, notices_topics, texts, topics
from bot.views.blocks import Block, actions, section
from bot.views.happenings_questions import (
    asked_to,
    asked_words,
    asker,
    clock_stood,
    for_customer,
    given_up,
    has_passed,
    now_asked,
    parked,
    stood,
    taken_back,
    waited,
)
from bot.views.notices_assignee import wished
from bot.views.scene import Message, Reader, Scene
from bot.views.standing import now
from bot.views.telling import Telling, actor, as_direct, at, date, note, typed
from storage.history import Entry
from storage.questions import Question
from storage.tasks import Task

Teller = Callable[[Scene, Entry], Telling]
MOST_LISTED = 10
HOW = "Click *Answer…*, or reply in this thread."


def asked(scene: Scene, entry: Entry) -> Message:
    """Put the question to who can answer it, with what else they can do."""
    telling = _ASKED[entry.happening](scene, entry)
    return as_direct(scene, telling, _buttons(scene), _footnote(scene, entry))


def unanswered(scene: Scene, entry: Entry, audience: Audience) -> Message:
    """Tell who waits with the asker that nobody answers; who may answer gets the button."""
    telling = Telling(
        f"{asker(scene)} has waited {waited(entry)} for an answer from {asked_to(scene, entry)}:",
        (("", asked_words(scene, entry)),),
        more=f"{_reminders(scene, entry)}Both clocks stand until somebody answers.",
    )
    shown = [] if audience is Audience.FOLLOWER else _buttons(scene)[:1]
    is_over = scene.task.status not in UNFINISHED
    return as_direct(scene, telling, shown, now(scene) if is_over else _footnote(scene, entry))


def taken(scene: Scene) -> Message:
    """Confirm to who simply wrote to the bot that it was taken for an answer."""
    question = scene.question
    words = texts.quoted(question.text, 600) if question is not None else "the question"
    return note(
        f"Taken as your answer on {texts.key(scene.task)}: {asker(scene)} had asked {words} "
        "If there is more to say, reply under the question."
    )


def which(asked: Sequence[tuple[Question, Task]], reader: Reader) -> Message:
    """List what somebody is asked, who wrote to the bot without saying which they answer."""
    count = f"{len(asked)} questions to you wait" if len(asked) > 1 else "one question to you waits"
    head = f"I cannot tell what that answers: {count}. {HOW}"
    lines = [
        f"{texts.key(task)} · {texts.name(one.asked_by, reader)}: {texts.quoted(one.text, 400)}"
        for one, task in asked[:MOST_LISTED]
    ]
    blocks = [section(head)]
    for line, (one, _) in zip(lines, asked, strict=False):
        blocks += [section(line), *actions(buttons.of_question(one.number, is_open=False))]
    return Message(texts.clip(texts.as_notification(" ".join([head, *lines])), 1200), blocks)


def _reminders(scene: Scene, entry: Entry) -> str:
    """Say how often they were reminded before others heard of it, if they were."""
    times = int(entry.facts.get("reminded", 0))
    how_often = {1: "once", 2: "twice"}.get(times, f"{times} times")
    return f"{asked_to(scene, entry)} was reminded {how_often}. " if times else ""


def to_asker(scene: Scene, entry: Entry) -> Message:
    """Tell who asked what has become of the question."""
    telling = _ASKER[entry.happening](scene, entry)
    question = scene.question
    is_assignee = question is not None and question.asked_by == scene.task.assignee
    wanted = buttons.OF_ASSIGNEE if is_assignee else ()
    wish = scene.open_wish if is_assignee else None
    footnote = wished(scene, wish) if wish is not None else ""
    return as_direct(scene, telling, buttons.fitting(scene.task, wanted), footnote)


def _asked(scene: Scene, entry: Entry) -> Telling:
    return _put(scene, entry, f"{actor(scene, entry)} cannot go on without you:")


def _passed_on(scene: Scene, entry: Entry) -> Telling:
    return _put(scene, entry, f"{actor(scene, entry)} thinks you know what {asker(scene)} asks:")


def _reminded(scene: Scene, entry: Entry) -> Telling:
    if entry.facts.get("is_again"):
        return _put(scene, entry, f"asked again today, as you wished; {asker(scene)} asks:")
    return _put(scene, entry, f"{asker(scene)} has waited {waited(entry)} for your answer:")


def _unanswered(scene: Scene, entry: Entry) -> Telling:
    telling = _reminded(scene, entry)
    told = "The administrator and the followers are told that it hangs."
    return Telling(telling.what, telling.wrote, f"{telling.more} {told}")


def _taken_back(scene: Scene, entry: Entry) -> Telling:
    return Telling(
        f"{actor(scene, entry)} took the question back, you need not answer it any more:",
        (("", asked_words(scene, entry)),),
    )


def _put(scene: Scene, entry: Entry, what: str) -> Telling:
    stands = "The clock stands until you answer."
    return Telling(what, (("", asked_words(scene, entry)),), more=f"{stands} {HOW}")


def _buttons(scene: Scene) -> list[Block]:
    question = scene.question
    if question is not None and _is_of_reporter_and_late(scene):
        return buttons.fitting(scene.task, (buttons.REOPEN,))
    if question is None or question.answered_at is not None:
        return []
    is_open = scene.task.status in UNFINISHED
    rest = topics.rest(scene) if _is_returned(scene, question) else []
    return buttons.of_question(question.number, is_open=is_open) + rest


def _is_returned(scene: Scene, question: Question) -> bool:
    """Whether it is what the task was sent back to support for."""
    return scene.task.returned_because == question.text


def _is_of_reporter_and_late(scene: Scene) -> bool:
    """Whether the reporter, who may reopen a task, answered after it was over."""
    answer = scene.answer
    came_late = answer is not None and bool(answer.facts.get(CAME_LATE))
    return came_late and answer is not None and answer.actor == scene.task.reporter


def _footnote(scene: Scene, entry: Entry) -> str:
    """Say what has become of the question since."""
    question = scene.question
    if question is None:
        return ""
    if question.answered_at is not None:
        return f"{_ended(scene, question, entry)}{_what_it_did(scene)}".strip()
    if question.waits_until is not None:
        until = texts.far_date(question.waits_until, scene.reader, question.asked_at)
        asked = texts.doing([question.asked_to], scene.reader, "is asked", "are asked")
        return f"The customer does not answer yet. {asked} again on {until}."
    if entry.facts.get("asked_to", question.asked_to) != question.asked_to:
        return f"Passed on to {now_asked(scene)}; whoever of you knows it may answer."
    return ""


def _ended(scene: Scene, question: Question, entry: Entry) -> str:
    who = question.answered_by or question.asked_to
    by = texts.subject(who, scene.reader)
    if not question.is_taken_back:
        return f"{by} answered: {texts.quoted(question.answer or '', 600)}"
    is_told = entry.happening is Happening.QUESTION_TAKEN_BACK
    return "" if is_told else f"{by} took the question back; nobody has to answer."


def _what_it_did(scene: Scene) -> str:
    """Say what came of the answer, to whoever gave it, too: nobody else tells them."""
    if scene.answer is not None and scene.answer.facts.get(CAME_LATE):
        return f"\n{_late(scene)}" if not scene.task.is_open else ""
    deadline = at(scene.answer, MOVED) if scene.answer else None
    if scene.answer is None or deadline is None:
        return ""
    if deadline <= scene.answer.at:
        return f"\n{has_passed(scene, deadline)}"
    now_by = (
        f"The deadline is now {date(scene, deadline)}, its clock stood for {stood(scene.answer)}."
    )
    customer = texts.as_notification(for_customer(scene, scene.answer))
    return f"\n{now_by}\n_For the customer:_ “{customer}”"


def _late(scene: Scene) -> str:
    """Say that the task was over when the answer came, and who can take it up again."""
    who = texts.name(scene.task.reporter, scene.reader)
    return f"It was over by then; {who} or a task administrator can reopen it."


def _answered(scene: Scene, entry: Entry) -> Telling:
    did = "adds to the answer" if entry.facts.get("is_more") else "answers you"
    return Telling(
        f"{actor(scene, entry)} {did}:",
        typed(entry, "answer"),
        more=f"You had asked: {texts.quoted(asked_words(scene, entry), 600)} "
        f"{_late(scene) if entry.facts.get(CAME_LATE) else clock_stood(scene, entry)}".strip(),
    )


def _passed_on_for_asker(scene: Scene, entry: Entry) -> Telling:
    return Telling(
        f"{actor(scene, entry)} passed your question on to {asked_to(scene, entry)}:",
        (("", asked_words(scene, entry)),),
        more="You get the answer as soon as one of them knows it.",
    )


_ASKED: Mapping[Happening, Teller] = {
    Happening.QUESTION_ASKED: _asked,
    Happening.QUESTION_PASSED_ON: _passed_on,
    Happening.QUESTION_TAKEN_BACK: _taken_back,
    Happening.QUESTION_REMINDED: _reminded,
    Happening.QUESTION_UNANSWERED: _unanswered,
    Happening.RETURNED: notices_topics.to_asked,
}
_ASKER: Mapping[Happening, Teller] = {
    Happening.QUESTION_ANSWERED: _answered,
    Happening.QUESTION_PASSED_ON: _passed_on_for_asker,
    Happening.QUESTION_PARKED: parked,
    Happening.QUESTION_TAKEN_BACK: taken_back,
    Happening.GIVEN_UP: given_up,
}
