"""What comes next, in words."""

from collections.abc import Mapping

from bot.domain.upcoming import Event, Upcoming
from storage.people import Person

_WORDS: Mapping[Event, str] = {
    Event.CALL: "nobody has accepted; {who} {is_} called",
    Event.UPDATE: "{who} {is_} asked how it is going",
    Event.NEAR: "the deadline comes near; {who} {is_} told",
    Event.DEADLINE: "deadline",
    Event.OVERDUE: "still past its deadline; {who} {is_} told",
    Event.CONFIRMATION: "{who} {is_} asked whether it works",
    Event.CLOSING: "closes by itself",
    Event.REMINDER: "nobody has answered; {who} {is_} reminded of the question",
    Event.ASKED_AGAIN: "{who} {is_} asked the question again",
    Event.ROUND: "A control point begins; {who} {is_} asked about all open tasks",
    Event.ROUND_REMINDER: "Whoever is silent in the control point is reminded",
    Event.ROUND_END: "The control point is closed, and everybody hears what came of it",
    Event.DUTY: "{who} comes on duty",
    Event.BACK: "{who} {is_} back",
    Event.QUIET_END: "The quiet hours of {who} end; what waited is told",
}


def upcoming(one: Upcoming, people: Mapping[str, Person]) -> str:
    """Say what happens then, as plain text."""
    is_ = "are" if len(one.who) > 1 else "is"
    what = _WORDS[one.event].format(who=_names(one.who, people) if one.who else "", is_=is_)
    return what if one.task is None else f"CRIT-{one.task}: {what}"


def _names(who: tuple[str, ...], people: Mapping[str, Person]) -> str:
    names = [_name(people.get(one), one) for one in who]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _name(person: Person | None, slack_id: str) -> str:
    return (person.name if person is not None else None) or slack_id
