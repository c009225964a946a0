"""What the administrator on duty is told, with what they can decide at once."""

from collections.abc import Callable, Mapping

from bot.domain.lifecycle import Status
from bot.domain.notices import Happening
from bot.views import (
    buttons,
    captured,
    happenings,
    notices_alike,
    notices_captured,
    notices_clocks,
    notices_topics,
    texts,
)
from bot.views.blocks import Block
from bot.views.happenings import why_called
from bot.views.scene import Message, Scene
from bot.views.standing import now, reporter
from bot.views.telling import (
    Telling,
    actor,
    again,
    as_direct,
    at,
    date,
    person,
    severity,
    took,
    typed,
    was_late,
)
from storage.history import Entry

Teller = Callable[[Scene, Entry], Telling]


def direct(scene: Scene, entry: Entry) -> Message:
    """Tell the administrator on duty; the buttons stay while they fit."""
    telling = _TELLERS[entry.happening](scene, entry)
    if entry.happening not in _BUTTONS:
        return as_direct(scene, telling)
    shown = _BUTTONS[entry.happening](scene, entry)
    has_moved = entry.happening in _TO_TAKE_UP and scene.task.status is not Status.NEW
    if scene.wish_ended_by is not None:
        answer = happenings.told(scene, scene.wish_ended_by).what
        return as_direct(scene, telling, (), answer)
    return as_direct(scene, telling, shown, now(scene) if has_moved or not shown else "")


def _raised(scene: Scene, entry: Entry) -> Telling:
    task, deadline = scene.task, date(scene, at(entry, "deadline"))
    customer = f" for {texts.words(texts.one_line(task.customer, 60), 90)}" if task.customer else ""
    description = texts.cut(task.description.strip(), 700)
    is_more = description and description != task.title
    return Telling(
        f"waiting for you, severity {entry.facts.get('severity')}, deadline {deadline}. "
        f"Raised by {actor(scene, entry)}{customer}.",
        (("", description),) if is_more else (),
        more=f"{captured.wish(scene)} Accept it, or assign it at once with a deadline.".strip(),
    )


def _revived(scene: Scene, entry: Entry) -> Telling:
    deadline = date(scene, at(entry, "deadline"))
    return Telling(
        f"waiting for you again, severity {severity(scene, entry)}, deadline {deadline}. "
        f"Brought back by {actor(scene, entry)}.",
        typed(entry, "reason"),
    )


def _not_accepted(scene: Scene, entry: Entry) -> Telling:
    again_ = "again" if entry.facts.get("step") == 0 else "now"
    return Telling(
        f"{why_called(entry)}, so you are called {again_}. "
        f"Severity {scene.task.severity.value}, deadline {date(scene, None)}, raised by "
        f"{reporter(scene)}.",
        more="*Accept* tells the reporter that you look at it, and stops these calls.",
    )


def _accepted(scene: Scene, entry: Entry) -> Telling:
    return Telling(
        f"{actor(scene, entry)} accepted it, whom the chain had reached, and cannot assign it.",
        more="*Assign…* gives it to a developer; the reporter is told at once.",
    )


def _fixed(scene: Scene, entry: Entry) -> Telling:
    return Telling(
        f"fixed{again(entry)}, says {actor(scene, entry)}, after {took(scene, entry)}. "
        f"{reporter(scene)} looks at it with the customer.",
        typed(entry, "for_customer", "_For the customer:_"),
    )


def _reopened(scene: Scene, entry: Entry) -> Telling:
    developer = person(scene, entry.facts.get("assignee"))
    return Telling(
        f"still broken{again(entry)}, says {actor(scene, entry)}. {developer} has it again; "
        f"{_stays(scene, entry)}.",
        typed(entry, "reason"),
    )


def _stays(scene: Scene, entry: Entry) -> str:
    by = date(scene, at(entry, "deadline"))
    return f"its deadline was {by}" if was_late(entry) else f"the deadline stays {by}"


def _time_asked(scene: Scene, entry: Entry) -> Telling:
    before, after = date(scene, at(entry, "from")), date(scene, at(entry, "to"))
    return Telling(
        f"{actor(scene, entry)} asks for time until {after} instead of {before}.",
        typed(entry, "reason", "Because:") + typed(entry, "for_customer", "_For the customer:_"),
        more="It is yours to decide. Until then the deadline stays, and nobody is told.",
    )


def _to_take_up(scene: Scene, _entry: Entry) -> list[Block]:
    is_waiting_for_them = scene.task.status in {Status.NEW, Status.ACCEPTED}
    wanted = (buttons.ACCEPT, buttons.ASSIGN) if is_waiting_for_them else ()
    return buttons.fitting(scene.task, wanted)


def _to_stop_the_calls(scene: Scene, entry: Entry) -> list[Block]:
    called = entry.facts.get("called", ())
    can_assign = any(who in scene.rules.administrators for who in called)
    wanted = (buttons.ACCEPT, buttons.ASSIGN) if can_assign else (buttons.ACCEPT,)
    return buttons.fitting(scene.task, wanted) if scene.task.status is Status.NEW else []


def _to_assign(scene: Scene, _entry: Entry) -> list[Block]:
    has_moved = scene.task.status is not Status.ACCEPTED
    return [] if has_moved else buttons.fitting(scene.task, (buttons.ASSIGN,))


def _to_decide(scene: Scene, entry: Entry) -> list[Block]:
    return buttons.for_time_asked(scene.task, entry.id) if entry.id is not None else []


def _to_decide_at_last(scene: Scene, entry: Entry) -> list[Block]:
    is_theirs = _can_decide(scene) and not scene.is_over
    return [] if not is_theirs else buttons.for_time_asked(scene.task, int(entry.facts["wish"]))


def _can_decide(scene: Scene) -> bool:
    """Say whether the reader may assign and date; a manager is told, and has a word with them."""
    return scene.reader.slack_id not in scene.rules.managers or (
        scene.reader.slack_id in scene.rules.administrators
    )


def _to_clear_the_way(scene: Scene, _entry: Entry) -> list[Block]:
    if scene.is_over or not _can_decide(scene):
        return []
    if scene.task.assignee is None:
        return buttons.fitting(scene.task, (buttons.ACCEPT, buttons.ASSIGN))
    return buttons.fitting(scene.task, (buttons.ASSIGN, buttons.MOVE))


_TELLERS: Mapping[Happening, Teller] = {
    Happening.RAISED: _raised,
    Happening.REVIVED: _revived,
    Happening.ACCEPTED: _accepted,
    Happening.NOT_ACCEPTED: _not_accepted,
    Happening.FIXED: _fixed,
    Happening.REOPENED: _reopened,
    Happening.TIME_ASKED: _time_asked,
    Happening.CORRECTED: notices_captured.for_administrator,
    **notices_clocks.OF_ADMINISTRATOR,
    Happening.TELL_MISSING: notices_topics.to_administrator,
    **notices_alike.OF_ADMINISTRATOR,
}
_TO_TAKE_UP = frozenset({Happening.RAISED, Happening.REVIVED, Happening.NOT_ACCEPTED})
_BUTTONS: Mapping[Happening, Callable[[Scene, Entry], list[Block]]] = {
    Happening.RAISED: _to_take_up,
    Happening.REVIVED: _to_take_up,
    Happening.ACCEPTED: _to_assign,
    Happening.NOT_ACCEPTED: _to_stop_the_calls,
    Happening.TIME_ASKED: _to_decide,
    **dict.fromkeys(notices_clocks.OF_ADMINISTRATOR, _to_clear_the_way),
    Happening.TIME_STILL_ASKED: _to_decide_at_last,
    Happening.TELL_MISSING: notices_topics.to_decide,
    Happening.SEVERITY_PROPOSED: notices_alike.to_decide,
}
