"""What the assignee is told: what, by when, why now, with their buttons."""

from collections.abc import Callable, Mapping

from bot.domain.lifecycle import Status
from bot.domain.notices import Happening
from bot.views import (
    affected,
    alike,
    applications,
    buttons,
    customers,
    happenings_questions,
    notices_captured,
    notices_causes,
    notices_clocks,
    notices_control_points,
    notices_topics,
    texts,
)
from bot.views.buttons import Button
from bot.views.happenings import merged_into, taken_in, was
from bot.views.happenings_questions import asked_words, clock_stood
from bot.views.scene import Message, Scene
from bot.views.standing import administrator, now, reporter
from bot.views.telling import (
    Telling,
    actor,
    again,
    as_direct,
    at,
    date,
    level,
    person,
    severity,
    took,
    typed,
    was_late,
)
from storage.history import Entry

Teller = Callable[[Scene, Entry], Telling]
ENDS = frozenset(
    {
        Happening.CLOSED,
        Happening.DECLINED,
        Happening.MERGED,
        Happening.WITHDRAWN,
        Happening.GIVEN_UP,
    }
)
HANDS_OVER = frozenset({Happening.ASSIGNED, Happening.TAKEN, Happening.REOPENED})
_BUTTONS: Mapping[Happening, tuple[Button, ...]] = {
    Happening.UPDATE_DUE: buttons.HOW_IT_GOES,
    Happening.UPDATE_MISSED: buttons.HOW_IT_GOES,
    Happening.DEADLINE_NEAR: buttons.HOW_IT_GOES,
    Happening.DEADLINE_PASSED: buttons.WHEN_LATE,
    Happening.OVERDUE: buttons.WHEN_LATE,
    Happening.HOLDS_ASKED: buttons.DOES_IT_HOLD,
    Happening.CAUSE_ASKED: (buttons.CAUSE,),
}
_NAMES_ASSIGNEE = HANDS_OVER | set(_BUTTONS)
_BEGINS: Mapping[Happening, Status] = {
    Happening.ASSIGNED: Status.ASSIGNED,
    Happening.TAKEN: Status.IN_PROGRESS,
    Happening.REOPENED: Status.IN_PROGRESS,
}


def direct(scene: Scene, entry: Entry) -> Message:
    """Tell the assignee; the buttons stay while the task is theirs and they fit."""
    telling = _TELLERS[entry.happening](scene, entry)
    if entry.happening in ENDS:
        return as_direct(scene, telling)
    given_to = entry.facts.get("assignee") if entry.happening in _NAMES_ASSIGNEE else None
    is_theirs = given_to in {None, scene.task.assignee} and not scene.is_over
    wanted = _BUTTONS.get(entry.happening, buttons.OF_ASSIGNEE)
    if wanted is buttons.HOW_IT_GOES and (scene.is_late or _find_word(scene, entry) is not None):
        # Nothing is on track any more, or who says so has said it.
        wanted = buttons.WHEN_LATE
    shown = buttons.fitting(scene.task, wanted) if is_theirs else []
    return as_direct(scene, telling, shown, _footnote(scene, entry, has_buttons=bool(shown)))


def former(scene: Scene, entry: Entry) -> Message:
    """Tell who had it before that it is theirs no more."""
    new = person(scene, entry.facts.get("assignee"))
    telling = Telling(
        f"not yours any more: {actor(scene, entry)} gave it to {new}.",
        more="You need do nothing. What you know of it helps in the thread.",
    )
    return as_direct(scene, telling)


def _footnote(scene: Scene, entry: Entry, *, has_buttons: bool) -> str:
    """Say how it stands, once that is not what the notice says."""
    if entry.happening is Happening.CAUSE_ASKED:
        return notices_causes.footnote(scene, has_buttons=has_buttons)
    if has_buttons and scene.open_wish is not None:
        return wished(scene, scene.open_wish)
    if word := _find_word(scene, entry):
        return _receipt(scene, word)
    if entry.happening in _BUTTONS:
        return "" if has_buttons else now(scene)
    begun = _BEGINS.get(entry.happening, scene.task.status)
    has_moved = scene.task.status is not begun
    return now(scene) if has_moved or not has_buttons else ""


def _find_word(scene: Scene, entry: Entry) -> Entry | None:
    """Find what they said to a reminder; of other notices it is no answer."""
    word = scene.word
    if word is None or entry.happening not in _BUTTONS or (word.id or 0) <= (entry.id or 0):
        return None
    return word if word.actor == entry.facts.get("assignee") == scene.task.assignee else None


def _receipt(scene: Scene, word: Entry) -> str:
    """Say that what they said has arrived, who is told of it, and what comes next."""
    named = list(dict.fromkeys((reporter(scene), administrator(scene))))
    are_told = f"{texts.listed(named)} {'are' if len(named) > 1 else 'is'} told."
    reason = texts.quoted(str(word.facts.get("reason", "")), 300)
    said = {
        Happening.ON_TRACK: f"You said that it is on track. {reporter(scene)} is told.",
        Happening.BLOCKED: f"You said what blocks it: {reason} {are_told}",
    }
    heard = said.get(word.happening, f"You wrote in the thread, and {reporter(scene)} is told.")
    update = at(word, "next_update")
    asked = f" I ask you again on {date(scene, update)}." if update else ""
    return f"{heard}{asked}"


def wished(scene: Scene, wish: Entry) -> str:
    """Say that a wish for more time has arrived: it is told to who decides, and nowhere else."""
    who, until = texts.subject(wish.actor or "", scene.reader), date(scene, at(wish, "to"))
    return (
        f"{who} asked for time until {until}. {administrator(scene)} decides; until then the "
        f"deadline stays {date(scene, None)}."
    )


def _assigned(scene: Scene, entry: Entry) -> Telling:
    before = entry.facts.get("former")
    by, who = date(scene, at(entry, "deadline_to")), actor(scene, entry)
    is_handed_over = before and before != entry.facts.get("assignee")
    instead = f" {who} moved it to you from {person(scene, before)}." if is_handed_over else ""
    still = "still " if before and not is_handed_over else ""
    what = f"{still}yours, by {by}, severity {severity(scene, entry)}."
    return _given(scene, entry, what + (instead or f" {who} assigned it."))


def _taken(scene: Scene, entry: Entry) -> Telling:
    by = date(scene, at(entry, "deadline_to"))
    return _given(scene, entry, f"you took it, to be fixed by {by}.")


def _given(scene: Scene, entry: Entry, what: str) -> Telling:
    update = at(entry, "next_update")
    hears = f"{reporter(scene)} hears something by {date(scene, update)}." if update else ""
    wrote = (*typed(entry, "note", "Note:"), *_described(scene))
    more = " ".join(filter(None, (was(scene, entry), hears)))
    return Telling(what, wrote, more, theirs=_known(scene))


def _known(scene: Scene) -> str:
    """Tell who else waits, what helps them, what code is theirs, and where it says what to do."""
    others, workaround = affected.named(scene), alike.until_fixed(scene.task)
    also = f"*{others}*" if others else ""
    known = (also, workaround, customers.at_once(scene), affected.custom_code(scene))
    return "\n".join(filter(None, (*known, applications.runbooks(scene))))


def _described(scene: Scene) -> tuple[tuple[str, str], ...]:
    task = scene.task
    if not task.description.strip() or task.description.strip() == task.title:
        return ()
    return ((f"{reporter(scene)}:", texts.cut(task.description.strip(), 700)),)


def _closed(scene: Scene, entry: Entry) -> Telling:
    how = f", {actor(scene, entry)} confirmed that it works" if entry.actor else " by itself"
    return Telling(f"closed{how}. It took {took(scene, entry)} to fix.", more="Thank you.")


def _reopened(scene: Scene, entry: Entry) -> Telling:
    by, is_late = date(scene, at(entry, "deadline")), was_late(entry)
    until = f"; its deadline was {by}" if is_late else f", by {by}"
    return Telling(
        f"still broken{again(entry)}, says {actor(scene, entry)}. It is yours again{until}.",
        typed(entry, "reason"),
        more="" if is_late else "The dates stay as they were.",
    )


def _declined(scene: Scene, entry: Entry) -> Telling:
    what = f"{actor(scene, entry)} declined it."
    return Telling(what, typed(entry, "reason"), more="You need not go on with it.")


def _merged(scene: Scene, entry: Entry) -> Telling:
    into = merged_into(scene, entry)
    return Telling(
        f"{actor(scene, entry)} merged it into {into}.",
        more="What is left to do is done there; this one needs nothing more from you.",
    )


def _took_in(scene: Scene, entry: Entry) -> Telling:
    what, more = taken_in(scene, entry)
    return Telling(f"{actor(scene, entry)} merged {what} into it, the same problem.", more=more)


def _withdrawn(scene: Scene, entry: Entry) -> Telling:
    return Telling(f"{actor(scene, entry)} withdrew it.", more="You need not go on with it.")


def _deadline_moved(scene: Scene, entry: Entry) -> Telling:
    before, after = date(scene, at(entry, "from")), date(scene, at(entry, "to"))
    who, asked_by = actor(scene, entry), entry.facts.get("asked_by")
    agreed = asked_by is not None and asked_by == scene.task.assignee
    what = f"your deadline moves from {before} to {after}, says {who}."
    if agreed:
        what = f"{who} agrees: the deadline moves from {before} to {after}."
    return Telling(what, typed(entry, "reason", "Because:"), more=f"{reporter(scene)} is told.")


def _deadline_kept(scene: Scene, entry: Entry) -> Telling:
    kept, wished = date(scene, at(entry, "at")), date(scene, at(entry, "wished"))
    return Telling(
        f"the deadline stays {kept}, says {actor(scene, entry)}. You had asked for {wished}.",
        more="If it cannot be done by then, say so in the thread.",
    )


def _severity_changed(scene: Scene, entry: Entry) -> Telling:
    after = at(entry, "deadline_to")
    promise = f"your deadline is now {date(scene, after)}" if after else "your deadline stays"
    change = f"severity {entry.facts.get('from')} → {entry.facts.get('to')}"
    what = f"{change}, {promise}, says {actor(scene, entry)}."
    more = f"Severity {level(entry, 'to')}."
    return Telling(what, typed(entry, "reason", "Because:"), more)


def _question_answered(scene: Scene, entry: Entry) -> Telling:
    asker = person(scene, scene.question.asked_by) if scene.question else "the team"
    did = "adds to the answer to" if entry.facts.get("is_more") else "answers"
    return Telling(
        f"{actor(scene, entry)} {did} {asker}:",
        typed(entry, "answer"),
        more=f"The question was: {texts.quoted(asked_words(scene, entry), 600)} "
        f"{clock_stood(scene, entry)}".strip(),
    )


_TELLERS: Mapping[Happening, Teller] = {
    Happening.ASSIGNED: _assigned,
    Happening.TAKEN: _taken,
    Happening.CLOSED: _closed,
    Happening.REOPENED: _reopened,
    Happening.DECLINED: _declined,
    Happening.MERGED: _merged,
    Happening.TOOK_IN: _took_in,
    Happening.WITHDRAWN: _withdrawn,
    Happening.DEADLINE_MOVED: _deadline_moved,
    Happening.DEADLINE_KEPT: _deadline_kept,
    Happening.SEVERITY_CHANGED: _severity_changed,
    Happening.CORRECTED: notices_captured.for_assignee,
    Happening.QUESTION_ANSWERED: _question_answered,
    Happening.QUESTION_PARKED: happenings_questions.parked,
    Happening.QUESTION_TAKEN_BACK: happenings_questions.taken_back,
    Happening.GIVEN_UP: happenings_questions.given_up,
    **notices_clocks.OF_ASSIGNEE,
    Happening.HOLDS_ASKED: notices_control_points.to_assignee,
    **notices_causes.OF_ASSIGNEE,
    Happening.TOLD: notices_topics.told,
    Happening.TOLD_ALOUD: notices_topics.told,
}
