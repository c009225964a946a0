"""What the reporter and the followers are told, step by step."""

from collections.abc import Callable, Mapping

from bot.domain.lifecycle import Status
from bot.domain.notices import CAME_LATE, Audience, Happening
from bot.views import (
    alike,
    buttons,
    captured,
    customers,
    happenings_questions,
    notices_alike,
    notices_clocks,
    notices_ended,
    notices_topics,
    texts,
    topics,
)
from bot.views.blocks import section
from bot.views.buttons import Button
from bot.views.scene import Message, Scene
from bot.views.standing import has_been_called, now
from bot.views.telling import (
    Telling,
    actor,
    as_direct,
    at,
    customers_date,
    date,
    level,
    person,
    typed,
)
from storage.history import Entry

Teller = Callable[[Scene, Entry], Telling]
EVERY_STEP = "I tell you about every step, you need not ask."

_BUTTONS: Mapping[Happening, tuple[Button, ...]] = {
    Happening.FIXED: (buttons.WORKS, buttons.STILL_BROKEN),
    Happening.DECLINED: (buttons.BRING_BACK,),
    Happening.WITHDRAWN: (buttons.BRING_BACK,),
    Happening.CONFIRMATION_DUE: (buttons.WORKS, buttons.STILL_BROKEN),
    Happening.CLOSED: (buttons.STILL_BROKEN,),
    Happening.GIVEN_UP: (buttons.STILL_BROKEN,),
}


def direct(scene: Scene, entry: Entry, audience: Audience) -> Message:
    """Tell the reporter or a follower, whose buttons are fewer."""
    if entry.happening is Happening.TELL_ASKED:
        return notices_topics.to_reporter(scene, entry)
    telling = _TELLERS[entry.happening](scene, entry)
    if audience is Audience.FOLLOWER and entry.happening is Happening.RAISED:
        telling = _raised_for_followers(scene, entry)
    if audience is Audience.FOLLOWER and entry.happening in notices_ended.OF_FOLLOWER:
        telling = notices_ended.OF_FOLLOWER[entry.happening](scene, entry)
    is_theirs = audience is Audience.REPORTER
    wanted = _wanted(entry) if is_theirs else notices_ended.of_affected(scene, entry)
    shown = buttons.fitting(scene.task, wanted) if _is_fresh(scene, entry) else []
    if entry.happening is Happening.RAISED and audience is Audience.REPORTER:
        return _with_rest(scene, telling)
    return as_direct(scene, telling, shown, "" if shown or not wanted else now(scene))


def _with_rest(scene: Scene, telling: Telling) -> Message:
    """Tell that it is in, with the way to tell the rest and the checklist."""
    message = as_direct(scene, telling)
    back = f"{alike.came_back(scene)} {alike.had_fixed(scene)}".strip()
    became = alike.went_into(scene) or back
    same = [section(became)] if became else alike.offers(scene)
    said = texts.as_notification(became) or alike.offered_in_words(scene)
    read = texts.as_notification(captured.understood(scene))
    lacks, code = texts.as_plain(topics.missing(scene)), customers.in_a_line(scene)
    # What may be wrong stands first, what is only to be known last: it is read on a phone.
    asked = [*captured.read_back(scene), *topics.asked(scene), *same, *topics.checklist(scene)]
    blocks = [*message.blocks, *asked, *([section(code)] if code else [])]
    return Message(" ".join(filter(None, (message.text, read, lacks, said))), blocks)


def _wanted(entry: Entry) -> tuple[Button, ...]:
    if entry.facts.get(CAME_LATE):
        return (buttons.REOPEN,)
    return _BUTTONS.get(entry.happening, ())


def _is_fresh(scene: Scene, entry: Entry) -> bool:
    """Say whether the task still stands where the entry left it; "Works" ends that."""
    if entry.happening is Happening.CONFIRMATION_DUE:
        return scene.task.status is Status.FIXED
    if entry.happening is Happening.GIVEN_UP:
        return scene.task.status is Status.CLOSED
    if entry.happening is Happening.QUESTION_ANSWERED:
        return buttons.REOPEN.fits(scene.task.status)
    return scene.task.status.value == entry.happening.value


def _raised(scene: Scene, entry: Entry) -> Telling:
    deadline = at(entry, "deadline")
    return Telling(
        f"it is in, severity {entry.facts.get('severity')}, deadline {date(scene, deadline)}. "
        f"{has_been_called(scene)}",
        more=f"Next you hear who looks at it{_latest(scene, entry)}. {EVERY_STEP}",
    )


def _latest(scene: Scene, entry: Entry) -> str:
    """Say by when they hear something, accepted or not."""
    update = at(entry, "next_update")
    return f", by {date(scene, update)} at the latest" if update else ""


def _raised_for_followers(scene: Scene, entry: Entry) -> Telling:
    deadline = date(scene, at(entry, "deadline"))
    return Telling(
        f"raised by {actor(scene, entry)}, severity {entry.facts.get('severity')}, "
        f"deadline {deadline}.",
        more=f"{has_been_called(scene)} {EVERY_STEP}",
        theirs=customers.at_once(scene),
    )


def _accepted(scene: Scene, entry: Entry) -> Telling:
    update = at(entry, "next_update")
    latest = f"By {date(scene, update)} at the latest" if update else "Next"
    promise = f" You hear from us by {customers_date(scene, update)}." if update else ""
    return Telling(
        f"{actor(scene, entry)} is looking at it. {latest} you hear who fixes it and when.",
        customer=f"Our developers have it and are looking at it.{promise}",
    )


def _assigned(scene: Scene, entry: Entry) -> Telling:
    former, new = entry.facts.get("former"), entry.facts.get("assignee")
    by, who = at(entry, "deadline_to"), person(scene, new)
    instead = f", instead of {person(scene, former)}" if former and former != new else ""
    still = " still" if former and former == new else ""
    return _promised(scene, entry, f"{who}{still} fixes it by {date(scene, by)}{instead}.")


def _taken(scene: Scene, entry: Entry) -> Telling:
    by = date(scene, at(entry, "deadline_to"))
    return _promised(scene, entry, f"{actor(scene, entry)} works on it now and fixes it by {by}.")


def _promised(scene: Scene, entry: Entry, what: str) -> Telling:
    before, by = at(entry, "deadline_from"), at(entry, "deadline_to")
    changed = f" Before, the date was {date(scene, before)}." if before and before != by else ""
    assigned = entry.happening is Happening.ASSIGNED
    who = f"{actor(scene, entry)} assigned it. " if assigned else ""
    update = at(entry, "next_update")
    more = f"{who}Next you hear by {date(scene, update)} at the latest." if update else who.strip()
    works = customers_date(scene, by)
    expected = f"Our developers are on it. We expect it to work again by {works}."
    return Telling(what + changed, more=more, customer=expected)


def _started(scene: Scene, entry: Entry) -> Telling:
    deadline = date(scene, at(entry, "deadline"))
    theirs = customers_date(scene, at(entry, "deadline"))
    return Telling(
        f"{actor(scene, entry)} has started on it. The deadline is {deadline}.",
        more="Next you hear when it is fixed, or if the date moves.",
        customer=f"A developer is working on it. We expect it to work again by {theirs}.",
    )


def _declined(scene: Scene, entry: Entry) -> Telling:
    wrote = typed(entry, "reason") + typed(entry, "for_customer", "_For the customer:_")
    return Telling(
        f"it is not taken on, says {actor(scene, entry)}.",
        wrote,
        more="If that cannot stay so, bring it back and say why.",
    )


def _withdrawn(scene: Scene, entry: Entry) -> Telling:
    return Telling(
        f"{actor(scene, entry)} withdrew it: it is no task.",
        more="Nobody works on it. If it is one after all, bring it back.",
    )


def _revived(scene: Scene, entry: Entry) -> Telling:
    deadline = date(scene, at(entry, "deadline"))
    return Telling(
        f"{actor(scene, entry)} brought it back. It is new again, deadline {deadline}.",
        typed(entry, "reason"),
        more=f"{has_been_called(scene)} Next you hear who looks at it.",
    )


def _deadline_moved(scene: Scene, entry: Entry) -> Telling:
    before, after = at(entry, "from"), at(entry, "to")
    is_earlier = before is not None and after is not None and after < before
    pace = "It goes faster than we said" if is_earlier else "It takes longer than we said"
    said = typed(entry, "for_customer", "_For the customer:_")
    generated = f"{pace}. We now expect it to work again by {customers_date(scene, after)}."
    return Telling(
        f"the date moves from {date(scene, before)} to {date(scene, after)}, "
        f"says {actor(scene, entry)}.",
        typed(entry, "reason", "Because:") + said,
        customer="" if said else generated,
    )


def _severity_changed(scene: Scene, entry: Entry) -> Telling:
    before, after = at(entry, "deadline_from"), at(entry, "deadline_to")
    promise = f"the deadline is now {date(scene, after)}" if after else "the deadline stays"
    was = f" Before, it was {date(scene, before)}." if before else ""
    return Telling(
        f"severity {entry.facts.get('from')} → {entry.facts.get('to')}, {promise}, "
        f"says {actor(scene, entry)}.",
        typed(entry, "reason", "Because:"),
        more=f"Severity {level(entry, 'to')}.{was}",
    )


_TELLERS: Mapping[Happening, Teller] = {
    Happening.RAISED: _raised,
    Happening.ACCEPTED: _accepted,
    Happening.ASSIGNED: _assigned,
    Happening.TAKEN: _taken,
    Happening.STARTED: _started,
    Happening.DECLINED: _declined,
    Happening.WITHDRAWN: _withdrawn,
    Happening.REVIVED: _revived,
    Happening.DEADLINE_MOVED: _deadline_moved,
    Happening.SEVERITY_CHANGED: _severity_changed,
    **notices_clocks.OF_REPORTER,
    **notices_alike.OF_REPORTER,
    **notices_ended.OF_REPORTER,
    Happening.GIVEN_UP: happenings_questions.given_up,
    Happening.QUESTION_ANSWERED: happenings_questions.clocks_go_on,
    Happening.QUESTION_TAKEN_BACK: happenings_questions.clocks_go_on,
}
