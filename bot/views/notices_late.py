"""What was promised does not come in time: how the reporter and the followers are told."""

from collections.abc import Callable, Mapping

from bot.domain.lifecycle import Status
from bot.domain.notices import Happening
from bot.views import texts
from bot.views.happenings_clocks import away, called, deadline, decider, late, stood_then, worker
from bot.views.scene import Scene
from bot.views.telling import Telling, at, customers_date, date, person
from storage.history import Entry

Teller = Callable[[Scene, Entry], Telling]
_AS_SOON = "You hear of the new date as soon as there is one."


def _admitted(scene: Scene, entry: Entry) -> Telling:
    """Say that the news does not come that was promised, and who has been asked for it."""
    due = date(scene, at(entry, "due"))
    customer = (
        "There is nothing new yet. We have asked our developers, and come back to you as soon as "
        "we know more."
    )
    if entry.facts.get("status") == Status.NEW:
        customer = (
            "We have passed it on and called the team again. We come back to you as soon as "
            "somebody is looking at it."
        )
    return Telling(
        f"you were to hear something by {due}, and there is no news. {_why_not(scene, entry)}",
        more=f"You hear as soon as there is something. The deadline is {deadline(scene, entry)}.",
        customer=customer,
    )


def _why_not(scene: Scene, entry: Entry) -> str:
    who, decides = worker(scene, entry), decider(scene, entry)
    if entry.facts.get("wish") is not None:
        return f"{who} has told {decides} how it goes, and {decides} has not decided yet."
    if entry.facts.get("status") == Status.NEW:
        return f"{called(scene, entry)}, and nobody has accepted it yet."
    if entry.facts.get("assignee") is None:
        keeper = person(scene, next(iter(entry.facts.get("called", ())), None), decides)
        return f"Nobody has it yet; {keeper} has been asked who fixes it."
    if "away_until" in entry.facts:
        return f"{who} is {away(scene, entry)}; {decides} has been asked who goes on with it."
    return f"{who} has not answered yet; {decides} has been told and asks."


def _passed(scene: Scene, entry: Entry) -> Telling:
    by, is_given = deadline(scene, entry), entry.facts.get("assignee") is not None
    theirs = customers_date(scene, at(entry, "deadline"))
    more = f"{decider(scene, entry)} is told, too. {_AS_SOON}"
    nobody = "Nobody works on it yet."
    if entry.facts.get("came_back"):
        works = f"{worker(scene, entry)} works on it again." if is_given else nobody
        return Telling(
            f"it has come back after its deadline, {by}. {works}",
            more=more,
            customer="Our developers are working on it again, and we give you a new date as soon "
            "as we have one.",
        )
    stands = stood_then(scene, entry, works="still works") if is_given else nobody
    return Telling(
        f"it is past its deadline, {by}, and not fixed. {stands}",
        more=more,
        customer=f"We had said {theirs}, and it is not solved yet. {_doing(entry)} "
        "You get a new date as soon as we have one.",
    )


def _doing(entry: Entry) -> str:
    """Say what the customer can be told that is done, and no more than that."""
    if entry.facts.get("assignee") is None:
        return "We are asking our developers for a date that holds."
    is_worked_on = entry.facts.get("status") != Status.ASSIGNED and "away_until" not in entry.facts
    return "Our developers are still on it." if is_worked_on else "Our developers have it."


def _overdue(scene: Scene, entry: Entry) -> Telling:
    by, theirs = deadline(scene, entry), customers_date(scene, at(entry, "deadline"))
    has_it = [worker(scene, entry)] if entry.facts.get("assignee") is not None else []
    reminded = list(dict.fromkeys([*has_it, decider(scene, entry)]))
    are = "are" if len(reminded) > 1 else "is"
    return Telling(
        f"still past its deadline, {by}, {late(entry)} ago, and not fixed. "
        f"{texts.listed(reminded)} {are} reminded daily, too.",
        more=_AS_SOON,
        customer=f"We had said {theirs}, and it is still not solved. Our developers have not "
        "forgotten it, and you get a new date as soon as we have one.",
    )


OF_REPORTER: Mapping[Happening, Teller] = {
    Happening.UPDATE_LATE: _admitted,
    Happening.DEADLINE_PASSED: _passed,
    Happening.OVERDUE: _overdue,
}
