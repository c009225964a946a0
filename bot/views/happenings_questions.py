"""Every happening of a question in the third person: for the thread, and for the history."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from bot.domain.notices import CAME_LATE, MOVED, Happening
from bot.views import texts
from bot.views.scene import Scene
from bot.views.telling import Telling, actor, at, customers_date, date, person, typed
from storage.history import Entry


def question_asked(scene: Scene, entry: Entry) -> Telling:
    """Tell who is asked what."""
    new = asked_to(scene, entry)
    return Telling(
        f"{actor(scene, entry)} asks {new}:",
        (("", asked_words(scene, entry)),),
        more=f"{new} answers in direct messages. Both clocks stand until then.",
    )


def question_answered(scene: Scene, entry: Entry) -> Telling:
    """Tell what the answer is."""
    whose = f"{asker(scene)}’s question" if scene.question else "it"
    did = "added to the answer to" if entry.facts.get("is_more") else "answered"
    what = f"{actor(scene, entry)} {did} {whose}:"
    return Telling(what, typed(entry, "answer"), clock_stood(scene, entry))


def asked_words(scene: Scene, entry: Entry) -> str:
    """Find the question that the entry is about."""
    if scene.question is not None:
        return scene.question.text
    return str(entry.facts.get("question", ""))


def clock_stood(scene: Scene, entry: Entry) -> str:
    """Say what the waiting did to the deadline."""
    deadline = at(entry, MOVED)
    if deadline is None:
        return ""
    if deadline <= entry.at:
        return f"The clocks go on. {has_passed(scene, deadline)}"
    return f"The clocks go on; the deadline is now {date(scene, deadline)}."


def has_passed(scene: Scene, deadline: datetime) -> str:
    """Say that nobody waits for a date that is over, and what it takes now."""
    return f"The deadline, {date(scene, deadline)}, has passed: a new date is needed."


def clocks_go_on(scene: Scene, entry: Entry) -> Telling:
    """Tell who waits that the promise moved by the time that an answer took."""
    before, after = at(entry, "deadline_from"), at(entry, MOVED)
    if entry.facts.get(CAME_LATE):
        return _came_late(scene, entry)
    did = "took back" if entry.happening is Happening.QUESTION_TAKEN_BACK else "answered"
    whose = f"{actor(scene, entry)} {did} {_whose(scene, entry)} question"
    if after is not None and after <= entry.at:
        return Telling(
            f"{whose}; the clock stood for {stood(entry)}. {has_passed(scene, after)}",
            more="You hear of the new date as soon as there is one.",
        )
    return Telling(
        f"the date moves from {date(scene, before)} to {date(scene, after)}: "
        f"the clock stood for {stood(entry)} until {whose}.",
        customer=for_customer(scene, entry),
    )


def _came_late(scene: Scene, entry: Entry) -> Telling:
    return Telling(
        f"{actor(scene, entry)} answered {asker(scene)}’s question after it was over:",
        typed(entry, "answer"),
        more="If it goes on, *Reopen…* gives it back to development.",
    )


def _whose(scene: Scene, entry: Entry) -> str:
    own = scene.question is not None and entry.actor == scene.question.asked_by
    return "their" if own else f"{asker(scene)}’s"


def for_customer(scene: Scene, entry: Entry) -> str:
    """Say what support can tell the customer of the date that moved by waiting."""
    by = customers_date(scene, at(entry, MOVED))
    return f"It takes longer than we said. We now expect it to work again by {by}."


def stood(entry: Entry) -> str:
    """Say how long the clock stood, in the time that it counts."""
    return texts.span(timedelta(seconds=entry.facts.get("stood_seconds", 0)))


def passed_on(scene: Scene, entry: Entry) -> Telling:
    """Tell everybody who is asked now."""
    new = asked_to(scene, entry)
    return Telling(
        f"{actor(scene, entry)} passed {asker(scene)}’s question on to {new}:",
        (("", asked_words(scene, entry)),),
        more="Whoever of them knows it may answer.",
    )


def parked(scene: Scene, entry: Entry) -> Telling:
    """Tell until when the customer is waited for."""
    until = texts.far_date(at(entry, "until") or scene.task.deadline_at, scene.reader, entry.at)
    return Telling(
        f"the customer does not answer yet, says {actor(scene, entry)}. "
        f"{now_asked(scene)} is asked again on {until}.",
        (("", asked_words(scene, entry)),),
        more="Both clocks stand until then.",
    )


def taken_back(scene: Scene, entry: Entry) -> Telling:
    """Tell that nobody has to answer any more."""
    own = scene.question is None or entry.actor == scene.question.asked_by
    whose = "the question" if own else f"{asker(scene)}’s question"
    return Telling(
        f"{actor(scene, entry)} took {whose} to {asked_to(scene, entry)} back:",
        (("", asked_words(scene, entry)),),
        clock_stood(scene, entry),
    )


def reminded(scene: Scene, entry: Entry) -> Telling:
    """Tell that somebody was reminded."""
    what = f"{asked_to(scene, entry)} was reminded of {asker(scene)}’s question"
    return Telling(f"{what}, after {waited(entry)}.", (("", asked_words(scene, entry)),))


def nobody_answers(scene: Scene, entry: Entry) -> Telling:
    """Tell that nobody answers."""
    return Telling(
        f"{asker(scene)} has waited {waited(entry)} for an answer from {asked_to(scene, entry)}.",
        (("", asked_words(scene, entry)),),
        more="Both clocks stand until somebody answers.",
    )


def given_up(scene: Scene, entry: Entry) -> Telling:
    """Tell that the task is closed for want of an answer."""
    return Telling(
        f"closed, says {actor(scene, entry)}: the customer does not answer.",
        typed(entry, "reason"),
        more="If they do after all, choose *Still broken…*.",
    )


def asker(scene: Scene) -> str:
    """Name who asked."""
    return person(scene, scene.question.asked_by if scene.question else None, "Development")


def waited(entry: Entry) -> str:
    """Say how long an answer has been waited for."""
    return texts.span(timedelta(seconds=entry.facts.get("waited_seconds", 0)))


def asked_to(scene: Scene, entry: Entry) -> str:
    """Name who was asked then; it may be somebody else by now."""
    return person(scene, entry.facts.get("asked_to"), now_asked(scene))


def now_asked(scene: Scene) -> str:
    """Name who is asked now."""
    who = scene.question.asked_to if scene.question else scene.task.reporter
    return texts.name(who, scene.reader)


TELLERS: Mapping[Happening, Callable[[Scene, Entry], Telling]] = {
    Happening.QUESTION_ASKED: question_asked,
    Happening.QUESTION_ANSWERED: question_answered,
    Happening.QUESTION_PASSED_ON: passed_on,
    Happening.QUESTION_PARKED: parked,
    Happening.QUESTION_TAKEN_BACK: taken_back,
    Happening.QUESTION_REMINDED: reminded,
    Happening.QUESTION_UNANSWERED: nobody_answers,
    Happening.GIVEN_UP: given_up,
}
