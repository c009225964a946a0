"""What the clocks remind of, and what is answered: to each part."""

from collections.abc import Callable, Mapping

from bot.domain.notices import Happening
from bot.views import notices_late
from bot.views.happenings_clocks import (
    away,
    closes_by_itself,
    deadline,
    decider,
    late,
    nth,
    stood_then,
    worker,
)
from bot.views.scene import Scene
from bot.views.standing import administrator, are_told, reporter
from bot.views.telling import Telling, actor, at, customers_date, date, person, typed, was_late
from storage.history import Entry

Teller = Callable[[Scene, Entry], Telling]


def _by_when(scene: Scene, entry: Entry) -> str:
    """Say which deadline it has; a date that has passed is none that is to come."""
    verb = "was" if was_late(entry) else "is"
    return f"The deadline {verb} {deadline(scene, entry)}"


def _promised(scene: Scene, entry: Entry) -> str:
    """Say which update it is about: who is asked each hour is not asked the same each time."""
    due = at(entry, "due")
    return f"{reporter(scene)} was to hear by {date(scene, due)}. " if due else ""


def _enough(entry: Entry) -> str:
    """Say how little has to be done: once it is late, no click alone says how it goes."""
    return "One sentence is enough" if was_late(entry) else "One click is enough"


def _next_update(scene: Scene, entry: Entry) -> str:
    """Say when the reporter hears something again, if the clocks go."""
    update, deadline_at = at(entry, "next_update"), at(entry, "deadline")
    if update is None:
        return ""
    # A deadline that passes is news by itself.
    is_first = deadline_at is not None and entry.at < deadline_at < update
    return f"Next you hear by {date(scene, deadline_at if is_first else update)} at the latest."


def _times_before(entry: Entry) -> str:
    """Say how often it was asked before, with no answer."""
    times = int(entry.facts.get("times", 1)) - 1
    return {1: "once", 2: "twice"}.get(times, f"{times} times")


# To who works on it


def _asked(scene: Scene, entry: Entry) -> Telling:
    times = int(entry.facts.get("times", 1))
    again = f" It is the {nth(entry)} time that I ask." if times >= _SECOND else ""
    return Telling(
        f"{reporter(scene)} has to tell the customer something. How is it going? "
        f"{_by_when(scene, entry)}.{again}",
        more=f"{_promised(scene, entry)}{_enough(entry)}; what you write in the thread is passed "
        "on, too.",
    )


_SECOND = 2


def _asked_again(scene: Scene, entry: Entry) -> Telling:
    return Telling(
        f"{reporter(scene)} still has nothing to tell the customer. How is it going? "
        f"{_by_when(scene, entry)}; I ask for the {nth(entry)} time.",
        more=f"{decider(scene, entry)} is told, too. {_enough(entry)}.",
    )


def _near(scene: Scene, entry: Entry) -> Telling:
    return Telling(
        f"the deadline comes near: {deadline(scene, entry)}. Does it hold?",
        more="If it does not, ask for time now, while the customer can still be told in time.",
    )


def _passed(scene: Scene, entry: Entry) -> Telling:
    return Telling(
        f"it is past its deadline, {deadline(scene, entry)}. How is it going?",
        more=f"{are_told(scene)} *Need more time…* asks for a date that holds.",
    )


def _overdue(scene: Scene, entry: Entry) -> Telling:
    return Telling(
        f"still past its deadline: {deadline(scene, entry)}, {late(entry)} ago. Which date holds?",
        more="*Need more time…* asks for it. I ask daily until there is one.",
    )


# To who decides


def _nobody_has_it(scene: Scene, entry: Entry) -> Telling:
    again = f" I ask for the {nth(entry)} time." if entry.facts.get("times") != 1 else ""
    return Telling(
        f"{reporter(scene)} has to tell the customer something, and nobody has it yet. "
        f"{_by_when(scene, entry)}.{again}",
        more=f"{_promised(scene, entry)}*Assign…* gives it to a developer; the reporter is told at "
        "once.",
    )


def _missed(scene: Scene, entry: Entry) -> Telling:
    if entry.facts.get("assignee") is None:
        return _nobody_has_it(scene, entry)
    asked = f"{worker(scene, entry)} was asked {_times_before(entry)} how it is going"
    return Telling(
        f"{asked} and has not answered. {_by_when(scene, entry)}.",
        more=f"{reporter(scene)} has nothing to tell the customer. "
        "A word with them helps, or somebody else who has time.",
    )


def _away(scene: Scene, entry: Entry) -> Telling:
    who = f"{worker(scene, entry)} is {away(scene, entry)}"
    times = entry.facts.get("times")
    if times is None:
        return Telling(
            f"the deadline comes near, {deadline(scene, entry)}, and {who}.",
            more="*Assign…* gives it to somebody who is there, *Move deadline…* gives a date that "
            "holds.",
        )
    again = f" I ask for the {nth(entry)} time." if times != 1 else ""
    return Telling(
        f"{who}, and {reporter(scene)} has to tell the customer something. "
        f"{_by_when(scene, entry)}.{again}",
        more="Who goes on with it? *Assign…* gives it to somebody who is there.",
    )


def _still_asked(scene: Scene, entry: Entry) -> Telling:
    who, until = person(scene, entry.facts.get("asked_by")), date(scene, at(entry, "to"))
    is_called = scene.reader.slack_id in entry.facts.get("called", ())
    whose = f"{decider(scene, entry)}’s" if is_called else "your"
    decided = f"{decider(scene, entry)} decides" if is_called else "you decide"
    return Telling(
        f"{who} still waits for {whose} answer: more time until {until} instead of "
        f"{deadline(scene, entry)}?",
        more=f"{reporter(scene)} has to tell the customer something, and cannot before {decided}.",
    )


def _blocked_to_decide(scene: Scene, entry: Entry) -> Telling:
    return Telling(
        f"{actor(scene, entry)} is blocked. The deadline is {deadline(scene, entry)}.",
        typed(entry, "reason"),
        more=f"{reporter(scene)} is told. Can you clear the way, or move the date?",
    )


def _passed_to_decide(scene: Scene, entry: Entry) -> Telling:
    return Telling(
        f"it is past its deadline, {deadline(scene, entry)}. {stood_then(scene, entry)}",
        more=f"{reporter(scene)} is told and waits for a date that holds.",
    )


def _overdue_to_decide(scene: Scene, entry: Entry) -> Telling:
    return Telling(
        f"still past its deadline: {deadline(scene, entry)}, {late(entry)} ago. "
        f"{stood_then(scene, entry)}",
        more="*Move deadline…* gives a date that holds. I remind you daily until there is one.",
    )


# To the reporter and the followers


def _on_track(scene: Scene, entry: Entry) -> Telling:
    by, theirs = deadline(scene, entry), customers_date(scene, at(entry, "deadline"))
    return Telling(
        f"{actor(scene, entry)}: on track, still {by}.",
        more=_next_update(scene, entry),
        customer=f"Our developers are on it. We still expect it to work again by {theirs}.",
    )


def _blocked(scene: Scene, entry: Entry) -> Telling:
    return Telling(
        f"{actor(scene, entry)} is blocked:",
        typed(entry, "reason"),
        more=f"{administrator(scene)} is told. {_stays(scene, entry)} "
        f"{_next_update(scene, entry)}".strip(),
        customer="Our developers are on it and wait for something that they need. "
        "We tell you as soon as it goes on.",
    )


def _stays(scene: Scene, entry: Entry) -> str:
    """Say what becomes of the deadline of what is blocked; one that has passed cannot stay."""
    if was_late(entry):
        return f"{_by_when(scene, entry)}; you hear of a new date as soon as there is one."
    return f"The deadline stays {deadline(scene, entry)} for now; you hear if it moves."


def _said(scene: Scene, entry: Entry) -> Telling:
    more = _next_update(scene, entry)
    return Telling(f"{actor(scene, entry)} in the thread:", typed(entry, "text"), more)


def _to_confirm(scene: Scene, entry: Entry) -> Telling:
    fixed_at = scene.task.fixed_at
    since = f" since {date(scene, fixed_at)}" if fixed_at else ""
    return Telling(
        f"it is fixed{since}, and nobody has confirmed it yet. Does it work for the customer?",
        more=closes_by_itself(scene, entry),
    )


OF_ASSIGNEE: Mapping[Happening, Teller] = {
    Happening.UPDATE_DUE: _asked,
    Happening.UPDATE_MISSED: _asked_again,
    Happening.DEADLINE_NEAR: _near,
    Happening.DEADLINE_PASSED: _passed,
    Happening.OVERDUE: _overdue,
}
OF_ADMINISTRATOR: Mapping[Happening, Teller] = {
    Happening.UPDATE_DUE: _nobody_has_it,
    Happening.UPDATE_MISSED: _missed,
    Happening.ASSIGNEE_AWAY: _away,
    Happening.TIME_STILL_ASKED: _still_asked,
    Happening.BLOCKED: _blocked_to_decide,
    Happening.DEADLINE_PASSED: _passed_to_decide,
    Happening.OVERDUE: _overdue_to_decide,
}
OF_REPORTER: Mapping[Happening, Teller] = {
    Happening.ON_TRACK: _on_track,
    Happening.BLOCKED: _blocked,
    Happening.SAID: _said,
    **notices_late.OF_REPORTER,
    Happening.CONFIRMATION_DUE: _to_confirm,
}
