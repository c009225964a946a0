"""Every happening in the third person: for the thread, and for the history."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from bot.domain.lifecycle import Action, possible
from bot.domain.notices import Happening
from bot.views import (
    happenings_clocks,
    happenings_questions,
    notices_alike,
    notices_captured,
    notices_causes,
    notices_control_points,
    notices_following,
    notices_topics,
    texts,
)
from bot.views.scene import Scene
from bot.views.standing import administrator, other_task, reporter
from bot.views.telling import Telling, actor, at, date, level, person, took, typed
from storage.history import Entry

Teller = Callable[[Scene, Entry], Telling]


def told(scene: Scene, entry: Entry) -> Telling:
    """Tell what happened, so that everybody may read it."""
    return _TELLERS[entry.happening](scene, entry)


def merged_into(scene: Scene, entry: Entry) -> str:
    """Name the task that took this one in."""
    if scene.merged_into is not None:
        return other_task(scene)
    into, named = f"CRIT-{entry.facts.get('into')}", entry.facts.get("into_title")
    return f"{into} · {texts.words(str(named), texts.TITLE)}" if named else into


def _raised(scene: Scene, entry: Entry) -> Telling:
    deadline = date(scene, at(entry, "deadline"))
    return Telling(
        f"{actor(scene, entry)} raised it with severity {entry.facts.get('severity')}, "
        f"deadline {deadline}.",
        more=f"{administrator(scene)} looks at it and assigns it.",
    )


def _accepted(scene: Scene, entry: Entry) -> Telling:
    return Telling(f"{actor(scene, entry)} accepted it and looks at it.")


def _assigned(scene: Scene, entry: Entry) -> Telling:
    who, former = actor(scene, entry), entry.facts.get("former")
    new = entry.facts.get("assignee")
    to, by = person(scene, new), date(scene, at(entry, "deadline_to"))
    what = f"{who} assigned it to {to}, by {by}."
    if former and former != new:
        what = f"{who} moved it from {person(scene, former)} to {to}, by {by}."
    elif former:
        what = f"{who} assigned it to {to} anew, now by {by}."
    return Telling(what, typed(entry, "note", "Note:"), more=was(scene, entry))


def was(scene: Scene, entry: Entry) -> str:
    """Say what the deadline was before, if it changed."""
    before, after = at(entry, "deadline_from"), at(entry, "deadline_to")
    return f"Before, the deadline was {date(scene, before)}." if before and before != after else ""


def _taken(scene: Scene, entry: Entry) -> Telling:
    by = date(scene, at(entry, "deadline_to"))
    return Telling(
        f"{actor(scene, entry)} took it and works on it, by {by}.",
        typed(entry, "note", "Note:"),
        more=was(scene, entry),
    )


def _started(scene: Scene, entry: Entry) -> Telling:
    return Telling(f"{actor(scene, entry)} started on it.")


def _fixed(scene: Scene, entry: Entry) -> Telling:
    return Telling(
        f"{actor(scene, entry)} says it is fixed.",
        typed(entry, "for_customer", "For the customer:"),
        more=f"{reporter(scene)} looks at it with the customer.",
    )


def _closed(scene: Scene, entry: Entry) -> Telling:
    who = (
        f"{actor(scene, entry)} confirmed that it works." if entry.actor else "It closed by itself."
    )
    return Telling(f"{who} It took {took(scene, entry)} to fix.")


def _reopened(scene: Scene, entry: Entry) -> Telling:
    again = person(scene, entry.facts.get("assignee"))
    return Telling(
        f"{actor(scene, entry)} says it is still broken. {again} has it again.",
        typed(entry, "reason"),
    )


def _declined(scene: Scene, entry: Entry) -> Telling:
    wrote = typed(entry, "reason") + typed(entry, "for_customer", "For the customer:")
    return Telling(f"{actor(scene, entry)} declined it.", wrote)


def _merged(scene: Scene, entry: Entry) -> Telling:
    other = merged_into(scene, entry)
    return Telling(f"{actor(scene, entry)} merged it into {other}. It goes on there.")


def _took_in(scene: Scene, entry: Entry) -> Telling:
    what, more = taken_in(scene, entry)
    return Telling(f"{actor(scene, entry)} merged {what} into it, the same problem.", more=more)


def taken_in(scene: Scene, entry: Entry) -> tuple[str, str]:
    """Name the task that came into this one, and say who follows now."""
    other, named = f"CRIT-{entry.facts.get('other')}", entry.facts.get("other_title")
    what = f"{other} · {texts.words(str(named), texts.TITLE)}" if named else other
    who = person(scene, entry.facts.get("reporter"), "Its reporter")
    return what, f"{who} raised that one and hears of this one now."


def _withdrawn(scene: Scene, entry: Entry) -> Telling:
    return Telling(f"{actor(scene, entry)} withdrew it: it is no task.")


def _revived(scene: Scene, entry: Entry) -> Telling:
    who = actor(scene, entry)
    more = f"{administrator(scene)} looks at it and assigns it."
    return Telling(f"{who} brought it back. It is new again.", typed(entry, "reason"), more)


def _not_accepted(scene: Scene, entry: Entry) -> Telling:
    called = [person(scene, who) for who in entry.facts.get("called", ())]
    return Telling(f"{why_called(entry)}. Called: {texts.listed(called)}.")


def why_called(entry: Entry, task: str = "it") -> str:
    """Say why somebody was called, within a sentence."""
    if entry.facts.get("all_away"):
        return f"every administrator is away and nobody has accepted {task}"
    if "application" in entry.facts:
        return f"{task} belongs to another application now, and nobody has accepted it yet"
    if "severity" in entry.facts:
        return f"severity {entry.facts['severity']} now, and nobody has accepted {task} yet"
    return f"nobody has accepted {task} in {_waited(entry)}"


def _waited(entry: Entry) -> str:
    """Say how long a task had waited when the chain called somebody."""
    return texts.span(timedelta(seconds=entry.facts.get("waited_seconds", 0)))


def _deadline_moved(scene: Scene, entry: Entry) -> Telling:
    before, after = date(scene, at(entry, "from")), date(scene, at(entry, "to"))
    asked = entry.facts.get("asked_by")
    request = f", as {person(scene, asked)} asked" if asked else ""
    wrote = typed(entry, "reason", "Because:") + typed(entry, "for_customer", "For the customer:")
    who = actor(scene, entry)
    return Telling(f"{who} moved the deadline from {before} to {after}{request}.", wrote)


def _time_asked(scene: Scene, entry: Entry) -> Telling:
    before, after = date(scene, at(entry, "from")), date(scene, at(entry, "to"))
    return Telling(
        f"{actor(scene, entry)} asks for time until {after} instead of {before}.",
        typed(entry, "reason", "Because:"),
        more=f"{administrator(scene)} decides. Until then the deadline stays.",
    )


def _deadline_kept(scene: Scene, entry: Entry) -> Telling:
    kept, wished = date(scene, at(entry, "at")), date(scene, at(entry, "wished"))
    who, asked = actor(scene, entry), person(scene, entry.facts.get("asked_by"))
    return Telling(f"{who} keeps the deadline {kept}. {asked} had asked for {wished}.")


def _severity_changed(scene: Scene, entry: Entry) -> Telling:
    change = f"from {entry.facts.get('from')} to {level(entry, 'to')}"
    after = at(entry, "deadline_to")
    promise = f"The deadline is now {date(scene, after)}." if after else "The deadline stays."
    who = actor(scene, entry)
    return Telling(
        f"{who} changed the severity {change}. {promise}", typed(entry, "reason", "Because:")
    )


def _edited(scene: Scene, entry: Entry) -> Telling:
    before = typed(entry, "before", "Before:")
    return Telling(f"{actor(scene, entry)} changed the description.", before)


def _joined(scene: Scene, entry: Entry) -> Telling:
    what = f"I added this to {texts.key(scene.task)}, because it came within a minute."
    return Telling(what, typed(entry, "text"))


def _split(scene: Scene, entry: Entry) -> Telling:
    who, into = actor(scene, entry), entry.facts.get("into")
    return Telling(f"{who} made a message a task of its own: CRIT-{into}.")


def _message_gone(scene: Scene, entry: Entry) -> Telling:
    key, ts = texts.key(scene.task), entry.facts.get("ts")
    if ts and scene.task.origin_ts and ts != scene.task.origin_ts:
        return Telling(f"A message that was added to {key} was deleted. Its words stay here.")
    what = f"The message that raised {key} was deleted. The task stays, with all that was said."
    mistake = "If it was a mistake, choose *Not a task* on the card."
    can_withdraw = Action.WITHDRAW in possible(scene.task.status)
    return Telling(what, more=mistake if can_withdraw else "")


_TELLERS: Mapping[Happening, Teller] = {
    **happenings_questions.TELLERS,
    **notices_following.TELLERS,
    **notices_causes.LINES,
    **notices_alike.LINES,
    Happening.RAISED: _raised,
    Happening.ACCEPTED: _accepted,
    Happening.ASSIGNED: _assigned,
    Happening.TAKEN: _taken,
    Happening.STARTED: _started,
    Happening.FIXED: _fixed,
    Happening.CLOSED: _closed,
    Happening.REOPENED: _reopened,
    Happening.DECLINED: _declined,
    Happening.MERGED: _merged,
    Happening.TOOK_IN: _took_in,
    Happening.WITHDRAWN: _withdrawn,
    Happening.REVIVED: _revived,
    Happening.NOT_ACCEPTED: _not_accepted,
    Happening.DEADLINE_MOVED: _deadline_moved,
    Happening.TIME_ASKED: _time_asked,
    Happening.DEADLINE_KEPT: _deadline_kept,
    Happening.SEVERITY_CHANGED: _severity_changed,
    Happening.EDITED: _edited,
    Happening.JOINED: _joined,
    Happening.SPLIT: _split,
    Happening.MESSAGE_GONE: _message_gone,
    Happening.CORRECTED: notices_captured.corrected,
    **happenings_clocks.LINES,
    **notices_control_points.TELLERS,
    **notices_topics.TELLERS,
}
