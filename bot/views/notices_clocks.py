"""What the clocks remind of, and what is answered: to each part."""

from collections.abc import Callable, Mapping

from bot.domain.notices import Happening
from bot.views import texts
from bot.views.happenings_clocks import closes_by_itself, deadline, late, nth, worker
from bot.views.scene import Scene
from bot.views.standing import administrator, are_told, assignee, reporter
from bot.views.telling import Telling, actor, at, date, person, typed, was_late
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
    update = at(entry, "next_update")
    return f"Next you hear by {date(scene, update)} at the latest." if update else ""


def _times_before(entry: Entry) -> str:
    """Say how often it was asked before, with no answer."""
    times = int(entry.facts.get("times", 1)) - 1
    return {1: "once", 2: "twice"}.get(times, f"{times} times")


# To who works on it


def _asked(scene: Scene, entry: Entry) -> Telling:
    again = " It is the second time that I ask." if entry.facts.get("times") == _SECOND else ""
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
        more=f"{administrator(scene)} is told, too. {_enough(entry)}.",
    )


def _near(scene: Scene, entry: Entry) -> Telling:
    return Telling(
        f"the deadline comes near: {deadline(scene, entry)}. Does it hold?",
        more="If it does not, ask for time now: it is easier to bear than a date that passed.",
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
    if not scene.task.assignee:
        return _nobody_has_it(scene, entry)
    asked = f"{assignee(scene)} was asked {_times_before(entry)} how it is going"
    return Telling(
        f"{asked} and has not answered. {_by_when(scene, entry)}.",
        more=f"{reporter(scene)} has nothing to tell the customer. "
        "A word with them helps, or somebody else who has time.",
    )


def _still_asked(scene: Scene, entry: Entry) -> Telling:
    who, until = person(scene, entry.facts.get("asked_by")), date(scene, at(entry, "to"))
    return Telling(
        f"{who} still waits for your answer: more time until {until} instead of "
        f"{deadline(scene, entry)}?",
        more=f"{reporter(scene)} has to tell the customer something, and cannot before you decide.",
    )


def _blocked_to_decide(scene: Scene, entry: Entry) -> Telling:
    return Telling(
        f"{actor(scene, entry)} is blocked. The deadline is {deadline(scene, entry)}.",
        typed(entry, "reason"),
        more=f"{reporter(scene)} is told. Can you clear the way, or move the date?",
    )


def _passed_to_decide(scene: Scene, entry: Entry) -> Telling:
    has = "has it" if scene.task.assignee else "has it yet"
    return Telling(
        f"it is past its deadline, {deadline(scene, entry)}. {worker(scene)} {has}.",
        more=f"{reporter(scene)} is told and waits for a date that holds.",
    )


def _overdue_to_decide(scene: Scene, entry: Entry) -> Telling:
    has = "has it" if scene.task.assignee else "has it yet"
    return Telling(
        f"still past its deadline: {deadline(scene, entry)}, {late(entry)} ago. "
        f"{worker(scene)} {has}.",
        more="*Move deadline…* gives a date that holds. I remind you daily until there is one.",
    )


# To the reporter and the followers


def _on_track(scene: Scene, entry: Entry) -> Telling:
    by = deadline(scene, entry)
    return Telling(
        f"{actor(scene, entry)}: on track, still {by}.",
        more=_next_update(scene, entry),
        customer=f"Our developers are on it. We still expect it to work again by {by}.",
    )


def _blocked(scene: Scene, entry: Entry) -> Telling:
    return Telling(
        f"{actor(scene, entry)} is blocked:",
        typed(entry, "reason"),
        more=f"{administrator(scene)} is told. The deadline stays {deadline(scene, entry)} for "
        f"now; you hear if it moves. {_next_update(scene, entry)}".strip(),
        customer="Our developers are on it and wait for something that they need. "
        "We tell you as soon as it goes on.",
    )


def _said(scene: Scene, entry: Entry) -> Telling:
    more = _next_update(scene, entry)
    return Telling(f"{actor(scene, entry)} in the thread:", typed(entry, "text"), more)


def _passed_for_reporter(scene: Scene, entry: Entry) -> Telling:
    by, who = deadline(scene, entry), scene.task.assignee
    more = f"{administrator(scene)} is told, too. You hear of the new date as soon as there is one."
    if entry.facts.get("came_back"):
        works = f"{assignee(scene)} works on it again." if who else "Nobody works on it yet."
        return Telling(
            f"it has come back after its deadline, {by}. {works}",
            more=more,
            customer="Our developers are working on it again, and we give you a new date as soon "
            "as we have one.",
        )
    works = f"{assignee(scene)} still works on it." if who else "Nobody works on it yet."
    return Telling(
        f"it is past its deadline, {by}, and not fixed. {works}",
        more=more,
        customer=f"We had said {by}, and it is not solved yet. We are still on it, and give "
        "you a new date as soon as we have one.",
    )


def _overdue_for_reporter(scene: Scene, entry: Entry) -> Telling:
    by, who = deadline(scene, entry), scene.task.assignee
    reminded = [*([assignee(scene)] if who else []), administrator(scene)]
    are = "are" if len(set(reminded)) > 1 else "is"
    return Telling(
        f"still past its deadline, {by}, {late(entry)} ago, and not fixed. "
        f"{texts.listed(list(dict.fromkeys(reminded)))} {are} reminded daily, too.",
        more="You hear of the new date as soon as there is one.",
        customer=f"We had said {by}, and it is still not solved. Our developers have not "
        "forgotten it, and you get a new date as soon as we have one.",
    )


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
    Happening.TIME_STILL_ASKED: _still_asked,
    Happening.BLOCKED: _blocked_to_decide,
    Happening.DEADLINE_PASSED: _passed_to_decide,
    Happening.OVERDUE: _overdue_to_decide,
}
OF_REPORTER: Mapping[Happening, Teller] = {
    Happening.ON_TRACK: _on_track,
    Happening.BLOCKED: _blocked,
    Happening.SAID: _said,
    Happening.DEADLINE_PASSED: _passed_for_reporter,
    Happening.OVERDUE: _overdue_for_reporter,
    Happening.CONFIRMATION_DUE: _to_confirm,
}
