"""What comes next, in words."""

from collections.abc import Mapping

from bot.domain.upcoming import Event, Upcoming
from storage.people import Person


def upcoming(one: Upcoming, people: Mapping[str, Person]) -> str:
    """Say what happens then, as plain text."""
    key = f"CRIT-{one.task}"
    match one.event:
        case Event.CALL:
            verb = "are" if len(one.who) > 1 else "is"
            return f"{key}: nobody has accepted; {_names(one.who, people)} {verb} called"
        case Event.UPDATE:
            return f"{key}: {_names(one.who, people)} should hear how it stands"
        case Event.DEADLINE:
            return f"{key}: deadline"


def _names(who: tuple[str, ...], people: Mapping[str, Person]) -> str:
    names = [_name(people.get(one), one) for one in who]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _name(person: Person | None, slack_id: str) -> str:
    return (person.name if person is not None else None) or slack_id
