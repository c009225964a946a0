"""What the clocks remind of, and what is answered: to each part, and in the third person."""

from collections.abc import Callable, Mapping

from bot.domain.notices import Happening
from bot.views import texts
from bot.views.scene import Scene
from bot.views.standing import administrator, assignee, reporter
from bot.views.telling import Telling, actor, at, date, person, typed
from storage.history import Entry

Teller = Callable[[Scene, Entry], Telling]


def _deadline(scene: Scene, entry: Entry) -> str:
    return date(scene, at(entry, "deadline"))


def _next_update(scene: Scene, entry: Entry) -> str:
    """Say when the reporter hears something again, if the clocks go."""
    update = at(entry, "next_update")
    return f"Next you hear by {date(scene, update)} at the latest." if update else ""


def _times_before(entry: Entry) -> str:
    """Say how often it was asked before, with no answer."""
    times = int(entry.facts.get("times", 1)) - 1
    return {1: "once", 2: "twice"}.get(times, f"{times} times")


def _worker(scene: Scene) -> str:
    """Name who works on it, at the beginning of a sentence."""
    return assignee(scene) if scene.task.assignee else "Nobody"


# To who works on it


def _asked(scene: Scene, entry: Entry) -> Telling:
    again = " It is the second time that I ask." if entry.facts.get("times") == _SECOND else ""
    return Telling(
        f"{reporter(scene)} has to tell the customer something. How is it going? "
        f"The deadline is {_deadline(scene, entry)}.{again}",
        more="One click is enough; what you write in the thread is passed on, too.",
    )


_SECOND = 2


def _asked_again(scene: Scene, entry: Entry) -> Telling:
    return Telling(
        f"{reporter(scene)} still has nothing to tell the customer. How is it going? "
        f"The deadline is {_deadline(scene, entry)}; I ask for the {_nth(entry)} time.",
        more=f"{administrator(scene)} is told, too. One click is enough.",
    )


def _nth(entry: Entry) -> str:
    times = int(entry.facts.get("times", 1))
    return {1: "first", 2: "second", 3: "third"}.get(times, f"{times}th")


def _near(scene: Scene, entry: Entry) -> Telling:
    return Telling(
        f"the deadline comes near: {_deadline(scene, entry)}. Does it hold?",
        more="If it does not, ask for time now: it is easier to bear than a date that passed.",
    )


def _passed(scene: Scene, entry: Entry) -> Telling:
    return Telling(
        f"it is past its deadline, {_deadline(scene, entry)}. How is it going?",
        more=f"{reporter(scene)} and {administrator(scene)} are told. "
        "*Need more time…* asks for a date that holds.",
    )


def _overdue(scene: Scene, entry: Entry) -> Telling:
    return Telling(
        f"still past its deadline: {_deadline(scene, entry)}, {_late(entry)} ago. "
        "Which date holds?",
        more="*Need more time…* asks for it. I ask daily until there is one.",
    )


def _late(entry: Entry) -> str:
    deadline = at(entry, "deadline")
    return texts.span(entry.at - deadline) if deadline else "some time"


# To who decides


def _nobody_has_it(scene: Scene, entry: Entry) -> Telling:
    again = f" I ask for the {_nth(entry)} time." if entry.facts.get("times") != 1 else ""
    return Telling(
        f"{reporter(scene)} has to tell the customer something, and nobody has it yet. "
        f"The deadline is {_deadline(scene, entry)}.{again}",
        more="*Assign…* gives it to a developer; the reporter is told at once.",
    )


def _missed(scene: Scene, entry: Entry) -> Telling:
    if not scene.task.assignee:
        return _nobody_has_it(scene, entry)
    asked = f"{assignee(scene)} was asked {_times_before(entry)} how it is going"
    return Telling(
        f"{asked} and has not answered. The deadline is {_deadline(scene, entry)}.",
        more=f"{reporter(scene)} has nothing to tell the customer. "
        "A word with them helps, or somebody else who has time.",
    )


def _still_asked(scene: Scene, entry: Entry) -> Telling:
    who, until = person(scene, entry.facts.get("asked_by")), date(scene, at(entry, "to"))
    return Telling(
        f"{who} still waits for your answer: more time until {until} instead of "
        f"{_deadline(scene, entry)}?",
        more=f"{reporter(scene)} has to tell the customer something, and cannot before you decide.",
    )


def _blocked_to_decide(scene: Scene, entry: Entry) -> Telling:
    return Telling(
        f"{actor(scene, entry)} is blocked. The deadline is {_deadline(scene, entry)}.",
        typed(entry, "reason"),
        more=f"{reporter(scene)} is told. Can you clear the way, or move the date?",
    )


def _passed_to_decide(scene: Scene, entry: Entry) -> Telling:
    has = "has it" if scene.task.assignee else "has it yet"
    return Telling(
        f"it is past its deadline, {_deadline(scene, entry)}. {_worker(scene)} {has}.",
        more=f"{reporter(scene)} is told and waits for a date that holds.",
    )


def _overdue_to_decide(scene: Scene, entry: Entry) -> Telling:
    has = "has it" if scene.task.assignee else "has it yet"
    return Telling(
        f"still past its deadline: {_deadline(scene, entry)}, {_late(entry)} ago. "
        f"{_worker(scene)} {has}.",
        more="*Move deadline…* gives a date that holds. I remind you daily until there is one.",
    )


# To the reporter and the followers


def _on_track(scene: Scene, entry: Entry) -> Telling:
    deadline = _deadline(scene, entry)
    return Telling(
        f"{actor(scene, entry)}: on track, still {deadline}.",
        more=_next_update(scene, entry),
        customer=f"Our developers are on it. We still expect it to work again by {deadline}.",
    )


def _blocked(scene: Scene, entry: Entry) -> Telling:
    return Telling(
        f"{actor(scene, entry)} is blocked:",
        typed(entry, "reason"),
        more=f"{administrator(scene)} is told. The deadline stays {_deadline(scene, entry)} for "
        f"now; you hear if it moves. {_next_update(scene, entry)}".strip(),
        customer="Our developers are on it and wait for something that they need. "
        "We tell you as soon as it goes on.",
    )


def _said(scene: Scene, entry: Entry) -> Telling:
    more = _next_update(scene, entry)
    return Telling(f"{actor(scene, entry)} in the thread:", typed(entry, "text"), more)


def _passed_for_reporter(scene: Scene, entry: Entry) -> Telling:
    deadline, who = _deadline(scene, entry), scene.task.assignee
    works = f"{assignee(scene)} still works on it." if who else "Nobody works on it yet."
    return Telling(
        f"it is past its deadline, {deadline}, and not fixed. {works}",
        more=f"{administrator(scene)} is told, too. You hear of the new date as soon as there is one.",
        customer=f"We had said {deadline}, and it is not solved yet. We are still on it, and give "
        "you a new date as soon as we have one.",
    )


def _overdue_for_reporter(scene: Scene, entry: Entry) -> Telling:
    deadline, who = _deadline(scene, entry), scene.task.assignee
    reminded = [*([assignee(scene)] if who else []), administrator(scene)]
    are = "are" if len(set(reminded)) > 1 else "is"
    return Telling(
        f"still past its deadline, {deadline}, {_late(entry)} ago, and not fixed. "
        f"{texts.listed(list(dict.fromkeys(reminded)))} {are} reminded daily, too.",
        more="You hear of the new date as soon as there is one.",
        customer=f"We had said {deadline}, and it is still not solved. Our developers have not "
        "forgotten it, and you get a new date as soon as we have one.",
    )


def _to_confirm(scene: Scene, entry: Entry) -> Telling:
    fixed_at = scene.task.fixed_at
    since = f" since {date(scene, fixed_at)}" if fixed_at else ""
    return Telling(
        f"it is fixed{since}, and nobody has confirmed it yet. Does it work for the customer?",
        more=closes_by_itself(scene, entry),
    )


def closes_by_itself(scene: Scene, entry: Entry) -> str:
    """Say when a fixed task closes without a word, if it was said then."""
    closing = at(entry, "closes_at")
    return f"It closes by itself on {date(scene, closing)}." if closing else ""


# To everybody


def _line_asked(scene: Scene, entry: Entry) -> Telling:
    called = [person(scene, who) for who in entry.facts.get("called", ())]
    who = texts.listed(called) if called else _worker(scene)
    return Telling(f"{who} was asked how it is going.")


def _line_missed(scene: Scene, entry: Entry) -> Telling:
    return Telling(
        f"{_worker(scene)} was asked how it is going, for the {_nth(entry)} time; "
        f"{administrator(scene)} was told."
    )


def _line_still_asked(scene: Scene, entry: Entry) -> Telling:
    who, until = person(scene, entry.facts.get("asked_by")), date(scene, at(entry, "to"))
    return Telling(f"{administrator(scene)} was reminded that {who} asks for time until {until}.")


def _line_on_track(scene: Scene, entry: Entry) -> Telling:
    return Telling(f"{actor(scene, entry)}: on track, still {_deadline(scene, entry)}.")


def _line_blocked(scene: Scene, entry: Entry) -> Telling:
    more = f"{reporter(scene)} and {administrator(scene)} are told."
    return Telling(f"{actor(scene, entry)} is blocked:", typed(entry, "reason"), more)


def _line_said(scene: Scene, entry: Entry) -> Telling:
    return Telling(f"{actor(scene, entry)} wrote in the thread:", typed(entry, "text"))


def _line_near(scene: Scene, entry: Entry) -> Telling:
    return Telling(f"{_worker(scene)} was told that {_deadline(scene, entry)} comes near.")


def _line_passed(scene: Scene, entry: Entry) -> Telling:
    return Telling(f"The deadline {_deadline(scene, entry)} passed.")


def _line_overdue(scene: Scene, entry: Entry) -> Telling:
    return Telling(f"The deadline {_deadline(scene, entry)} was past for {_late(entry)}.")


def _line_to_confirm(scene: Scene, entry: Entry) -> Telling:
    more = closes_by_itself(scene, entry)
    return Telling(f"{reporter(scene)} was asked whether it works.", more=more)


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
LINES: Mapping[Happening, Teller] = {
    Happening.UPDATE_DUE: _line_asked,
    Happening.UPDATE_MISSED: _line_missed,
    Happening.TIME_STILL_ASKED: _line_still_asked,
    Happening.ON_TRACK: _line_on_track,
    Happening.BLOCKED: _line_blocked,
    Happening.SAID: _line_said,
    Happening.DEADLINE_NEAR: _line_near,
    Happening.DEADLINE_PASSED: _line_passed,
    Happening.OVERDUE: _line_overdue,
    Happening.CONFIRMATION_DUE: _line_to_confirm,
}
