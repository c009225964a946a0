"""How a task stands now, in one line that says what happens next."""

from collections.abc import Callable, Mapping
from datetime import datetime

from bot.domain.escalation import chain
from bot.domain.lifecycle import Status
from bot.domain.notices import Happening
from bot.domain.people import on_duty, stand_for
from bot.views import texts
from bot.views.scene import Scene
from bot.views.words import STATES


def next_step(scene: Scene) -> str:
    """Say who does what next."""
    return _waiting(scene) if scene.task.is_waiting else _STEPS[scene.task.status](scene)


def now(scene: Scene) -> str:
    """Say how it stands, under a notice that is older than that."""
    task = scene.task
    if task.status is Status.CLOSED:
        return "Closed. Thank you."
    if task.is_waiting or not task.is_open:
        return next_step(scene)
    return f"{STATES[task.status]}: {next_step(scene)}"


def clock(scene: Scene, instant: datetime) -> str:
    """Show one of a task's dates; while the clocks stand it is no date to come or gone."""
    stands = ", the clock stands" if scene.task.is_waiting else ""
    return texts.date(instant, scene.reader, ago=not stands) + stands


def administrator(scene: Scene) -> str:
    """Name the administrator on duty."""
    return texts.name(on_duty(scene.rules), scene.reader)


def reporter(scene: Scene) -> str:
    """Name the reporter."""
    return texts.name(scene.task.reporter, scene.reader)


def looks_at_it(scene: Scene) -> str:
    """Name who looks at what is fixed: the reporter, or who stands in for them."""
    return texts.name(stand_for(scene.task.reporter, scene.rules)[-1], scene.reader)


def for_whom(scene: Scene) -> str:
    """Say for whom somebody stands in, if they do."""
    is_away = scene.task.reporter in scene.rules.stand_ins
    return f" for {reporter(scene)}, who is away" if is_away else ""


def are_told(scene: Scene) -> str:
    """Say that reporter and administrator hear of it; they may be one person."""
    named = list(dict.fromkeys((reporter(scene), administrator(scene))))
    return f"{texts.listed(named)} {'are' if len(named) > 1 else 'is'} told."


def assignee(scene: Scene) -> str:
    """Name the assignee."""
    return texts.name(scene.task.assignee, scene.reader) if scene.task.assignee else "nobody yet"


def whereabouts(scene: Scene) -> str:
    """Say that the assignee is away, and until when, if they are."""
    assignee_, away = scene.task.assignee, scene.rules.away
    if assignee_ is None or assignee_ not in away:
        return ""
    until = away[assignee_]
    return f" (away until {texts.date(until, scene.reader)})" if until else " (away)"


def other_task(scene: Scene) -> str:
    """Name the task that this one was merged into."""
    other = scene.merged_into
    if other is None:
        return f"CRIT-{scene.task.merged_into}"
    return f"{texts.key(other)} · {texts.title(other)}"


def _waiting(scene: Scene) -> str:
    asked = dict.fromkeys(
        who for question in scene.open_questions for who in _asked(scene, question.asked_to)
    )
    whom, task = list(asked) or [scene.task.reporter], scene.task
    if task.returned_because is not None:
        return _returned(scene, task.returned_because)
    since = texts.date(scene.stands_since or task.waiting_since or task.raised_at, scene.reader)
    again = [one.waits_until for one in scene.open_questions]
    days = [texts.date(one, scene.reader) for one in again if one is not None]
    if days and len(days) == len(again):
        again_ = texts.doing(whom, scene.reader, "is asked again", "are asked again")
        return f"{again_} on {days[0]}. Both clocks stand since {since}."
    been = texts.doing(whom, scene.reader, "has been asked", "have been asked")
    return f"{been}. Both clocks stand since {since}, until the answer."


def _returned(scene: Scene, owed: str) -> str:
    """Say who owes what before development goes on."""
    asked = next((one for one in scene.open_questions if one.text == owed), None)
    whom = _asked(scene, asked.asked_to if asked is not None else scene.task.reporter)
    owes = texts.doing(whom, scene.reader, "owes", "owe")
    since = scene.stands_since or scene.task.waiting_since or scene.task.raised_at
    return (
        f"Back with support: {owes} {texts.quoted(owed, 600)} "
        f"Both clocks stand since {texts.date(since, scene.reader)}, until the answer."
    )


def _asked(scene: Scene, slack_id: str) -> tuple[str, ...]:
    """Name who may answer what somebody is asked: for a reporter who is away, another does."""
    is_reporter = slack_id == scene.task.reporter
    return stand_for(slack_id, scene.rules) if is_reporter else (slack_id,)


def has_been_called(scene: Scene) -> str:
    """Say who is to accept what is new."""
    if on_duty(scene.rules) not in scene.rules.away:
        return f"{administrator(scene)} has been called."
    there = [who for who in chain(scene.rules)[0] if who not in scene.rules.away]
    if not there:
        return f"{administrator(scene)} has been called, but everybody who could accept it is away."
    names = texts.names(there, scene.reader)
    return f"Every administrator is away, so {names} {'are' if len(there) > 1 else 'is'} called."


def _accepted(scene: Scene) -> str:
    accepted_by = scene.task.accepted_by or on_duty(scene.rules)
    looks = texts.doing([accepted_by], scene.reader, "is looking at it", "are looking at it")
    if accepted_by not in scene.rules.administrators:
        # A manager, whom the chain reached.
        duty = [on_duty(scene.rules)]
        return f"{looks}. {texts.doing(duty, scene.reader, 'assigns', 'assign')} it."
    assigns = "assign" if accepted_by == scene.reader.slack_id else "assigns"
    return f"{looks} and {assigns} it."


def _last_word(scene: Scene) -> str:
    """Say how it was going when somebody last said so."""
    word = scene.word
    if word is None:
        return ""
    who = texts.subject(word.actor or scene.task.assignee or "", scene.reader)
    said = texts.quoted(str(word.facts.get("text") or word.facts.get("reason") or ""), 300)
    words = {Happening.ON_TRACK: "on track.", Happening.BLOCKED: f"blocked, {said}"}
    return f"{who}, {texts.date(word.at, scene.reader)}: {words.get(word.happening, said)}"


def _called(scene: Scene) -> str:
    called = list(dict.fromkeys((on_duty(scene.rules), *scene.task.called)))
    been = texts.doing(called, scene.reader, "has been called", "have been called")
    gone = "Every administrator is away. " if on_duty(scene.rules) in scene.rules.away else ""
    return f"{gone}{been}.{_next(scene)}"


def _next(scene: Scene) -> str:
    """Say whom the chain calls next, and when."""
    call = scene.next_call
    if call is None:
        return " It still waits for somebody to accept it." if scene.task.called else ""
    again = " again" if set(call.who) <= {on_duty(scene.rules), *scene.task.called} else ""
    are = "are" if len(call.who) > 1 else "is"
    who, at = texts.names(list(call.who), scene.reader), texts.date(call.at, scene.reader, ago=True)
    return f" If nobody accepts it, {who} {are} called{again} {at}."


def _fixed(scene: Scene) -> str:
    closing = scene.task.closes_at
    by_itself = f" It closes by itself on {texts.date(closing, scene.reader)}." if closing else ""
    whom = [stand_for(scene.task.reporter, scene.rules)[-1]]
    looks = texts.doing(whom, scene.reader, "looks", "look")
    return f"{looks} at it with the customer{for_whom(scene)}.{by_itself}"


def _assigned(scene: Scene) -> str:
    has = "has it and has not started yet", "have it and have not started yet"
    who = texts.doing([scene.task.assignee or ""], scene.reader, *has)
    return _last_word(scene) or f"{who}."


def _in_progress(scene: Scene) -> str:
    works = texts.doing([scene.task.assignee or ""], scene.reader, "works on it", "work on it")
    told = texts.doing([scene.task.reporter], scene.reader, "is told", "are told")
    return f"{works}. {told} as soon as it is fixed. {_last_word(scene)}".strip()


def _declined(scene: Scene) -> str:
    reason = scene.task.ended_because
    return f"Not taken on: {texts.quoted(reason, 600)}" if reason else "Not taken on."


_STEPS: Mapping[Status, Callable[[Scene], str]] = {
    Status.NEW: _called,
    Status.ACCEPTED: _accepted,
    Status.ASSIGNED: _assigned,
    Status.IN_PROGRESS: _in_progress,
    Status.FIXED: _fixed,
    Status.CLOSED: lambda _scene: "It works again. If it comes back, choose *Still broken…*.",
    Status.DECLINED: _declined,
    Status.MERGED: lambda scene: f"It goes on in {other_task(scene)}.",
    Status.WITHDRAWN: lambda _scene: "It was no task. *Bring it back…* makes it new again.",
}
